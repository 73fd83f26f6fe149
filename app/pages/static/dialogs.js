/** Dialogs and messages: ask first, tell after. Native `<dialog>` keeps the focus inside. */

import { add, freshId, h, icon, one } from "./dom.js";
import { t } from "./words.js";

/**
 * An open modal dialog with a heading and a close button; removed when it closes.
 * The focus returns to where it was.
 * @param {string} title
 * @param {import("./dom.js").Child[]} children
 * @param {{class?: string, onclose?: () => void}} [options]
 */
export function openDialog(title, children, options = {}) {
  const id = freshId("dialog");
  const before = /** @type {HTMLElement|null} */ (document.activeElement);
  const dialog = h("dialog", { class: `dialog ${options.class ?? ""}`, "aria-labelledby": id },
    h("header", { class: "dialog-head" },
      h("h2", { id }, title),
      h("button", {
        type: "button", class: "button ghost icon-only", "aria-label": t("close"),
        onclick: () => dialog.close(),
      }, icon("close"))),
    h("div", { class: "dialog-body" }, children));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
    options.onclose?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Asks before something that cannot be undone.
 * @param {{title: string, words: string, act: string, danger?: boolean}} question
 * @returns {Promise<boolean>}
 */
export function confirmed({ title, words, act, danger = true }) {
  return new Promise((answer) => {
    let yes = false;
    const dialog = openDialog(title, [
      h("p", {}, words),
      h("div", { class: "row end" },
        h("button", { type: "button", class: "button", autofocus: true, onclick: () => dialog.close() }, t("cancel")),
        h("button", {
          type: "button", class: danger ? "button danger" : "button primary",
          onclick: () => { yes = true; dialog.close(); },
        }, act)),
    ], { onclose: () => answer(yes) });
  });
}

/**
 * Asks for one line of text.
 * @param {{title: string, label: string, value: string}} question
 * @returns {Promise<string|null>} null if the person changed their mind
 */
export function asked({ title, label, value }) {
  return new Promise((answer) => {
    /** @type {string|null} */
    let given = null;
    const input = h("input", { class: "input", value, maxlength: 200, required: true, autofocus: true });
    const form = h("form", {
      method: "dialog",
      onsubmit: () => { given = input.value.trim() || null; },
    }, h("label", { class: "field" }, label, input),
    h("div", { class: "row end" },
      h("button", { type: "button", class: "button", onclick: () => dialog.close() }, t("cancel")),
      h("button", { class: "button primary" }, t("save"))));
    const dialog = openDialog(title, [form], { onclose: () => answer(given) });
    input.select();
  });
}

/**
 * A short message that goes away by itself; a screen reader reads it when it has time.
 * @param {string} words
 * @param {"info"|"error"} [kind]
 */
export function tell(words, kind = "info") {
  const toast = h("p", { class: `toast ${kind}` }, words);
  add(one("#toasts"), toast);
  setTimeout(() => toast.remove(), kind === "error" ? 9000 : 4000);
}

/**
 * Runs what a person asked for and tells them if it did not work.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T|undefined>}
 */
export async function tried(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return undefined;
    tell(t("failed", { message: error instanceof Error ? error.message : String(error) }), "error");
    return undefined;
  }
}
