/** The answer as it should have been: an editor, and the change shown before it is sent. */

import { post } from "./api.js";
import { tried } from "./dialogs.js";
import { fill, h, iconButton } from "./dom.js";
import { t } from "./words.js";

/** @typedef {{op: "same"|"removed"|"added", text: string}} Edit */

/**
 * What was removed and what was added, for eye and ear.
 * @param {Edit[]} edits
 */
export function diffView(edits) {
  return h("div", { class: "diff", tabindex: "0", role: "region", "aria-label": t("changes") }, edits.map(({ op, text }) => {
    if (op === "same") return text;
    const tag = op === "added" ? "ins" : "del";
    return h(tag, {}, h("span", { class: "unseen" }, `${t(op)} `), text, h("span", { class: "unseen" }, ` ${t("change_end")} `));
  }));
}

/**
 * @param {object} options
 * @param {string} options.before the answer that is corrected; empty to write one anew
 * @param {(text: string) => Promise<boolean>} options.send resolves to whether it was kept
 * @param {() => void} options.close
 * @param {string} [options.title]
 */
export function correctionEditor({ before, send, close, title = t("correct_title") }) {
  const editor = h("textarea", { class: "input correction", rows: 10, value: before, "aria-label": title, spellcheck: "true" });
  const preview = h("div", { "aria-live": "polite" });
  const submit = h("button", { class: "button primary" }, t("correct_send"));
  const check = h("button", { type: "button", class: "button", onclick: () => tried(show) }, t("correct_show"));

  async function show() {
    const text = editor.value.trim();
    if (text === before.trim() || !text) {
      fill(preview, h("p", { class: "quiet" }, t("correct_same")));
      return false;
    }
    const { edits } = before ? await post("/api/diff", { before, after: text }) : { edits: [{ op: "added", text }] };
    fill(preview, h("h4", {}, t("changes")), diffView(edits));
    shown = text;
    return true;
  }

  let shown = ""; // the text whose change was last shown: none is sent unseen

  /** @param {SubmitEvent} event */
  async function submitted(event) {
    event.preventDefault();
    const text = editor.value.trim();
    if (shown !== text) {
      await tried(show);
      return;
    }
    submit.disabled = true;
    if (await send(text)) close();
    submit.disabled = false;
  }

  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  const form = h("form", { class: "panel", onsubmit: submitted },
    h("header", { class: "panel-head" }, h("h3", {}, title), iconButton("close", t("close"), close)),
    h("p", { class: "quiet small" }, t("correct_hint")),
    editor, preview,
    h("div", { class: "row end" }, check, submit));
  return { element: form, focus: () => editor.focus() };
}
