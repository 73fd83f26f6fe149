/** Keys for who works here all day, and the dialog that lists them. They can be switched off. */

import { openDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const STORED = "medloop_shortcuts";

/** @typedef {{key: string, label: string, act: () => void}} Shortcut */

/** @param {Shortcut[]} shortcuts */
export function listen(shortcuts) {
  const all = [...shortcuts, { key: "?", label: t("key_help"), act: () => showHelp(all) }];
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key !== "Escape" && (isTyping(event.target) || !areOn() || document.querySelector("dialog:modal"))) return;
    const shortcut = all.find(({ key }) => key === event.key);
    if (!shortcut) return;
    if (event.key !== "Escape") event.preventDefault();
    shortcut.act();
  });
  return () => showHelp(all);
}

/** @param {EventTarget|null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable
    || target.matches("textarea, select, input:not([type=radio], [type=checkbox])"));
}

const areOn = () => localStorage.getItem(STORED) !== "off";

/** @param {Shortcut[]} shortcuts */
function showHelp(shortcuts) {
  const rows = shortcuts.map(({ key, label }) => h("div", {}, h("dt", {}, h("kbd", {}, key === "Escape" ? "Esc" : key)), h("dd", {}, label)));
  const more = [["Enter", t("key_send")], ["Shift Enter", t("key_newline")], ["Ctrl Enter", t("key_submit")]]
    .map(([key, label]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, label)));
  const box = h("input", {
    type: "checkbox", role: "switch", checked: areOn(),
    onchange: () => localStorage.setItem(STORED, box.checked ? "on" : "off"),
  });
  openDialog(t("help_title"), [
    h("p", {}, t("help_words")),
    h("dl", { class: "keys" }, rows, more),
    h("label", { class: "switch" }, box, t("key_switch")),
  ]);
}
