/** Asks why an item is skipped. */

import { choices } from "./choices.js";
import { openDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const REASONS = ["not_my_specialty", "unclear", "personal_data", "other"];

/** @returns {Promise<{reason: string, comment?: string}|null>} null if the person changed their mind */
export function skipReason() {
  return new Promise((answer) => {
    /** @type {{reason: string, comment?: string}|null} */
    let given = null;
    const act = h("button", { class: "button primary", disabled: true }, t("skip_act"));
    const reasons = choices({
      legend: t("skip_title"), options: REASONS.map((reason) => [reason, t(`skip_${reason}`)]),
      onChange: () => { act.disabled = !reasons.value().length; },
    });
    const comment = h("textarea", { class: "input", rows: 2, maxlength: 4000 });
    const form = h("form", {
      method: "dialog",
      onsubmit: () => {
        const words = comment.value.trim();
        given = { reason: reasons.value()[0], ...(words && { comment: words }) };
      },
    }, reasons.element, h("p", { class: "small quiet" }, t("skip_personal_hint")),
    h("label", { class: "field" }, t("comment"), comment),
    h("div", { class: "row end" },
      h("button", { type: "button", class: "button", onclick: () => dialog.close() }, t("cancel")), act));
    const dialog = openDialog(t("skip_item"), [form], { onclose: () => answer(given) });
    form.querySelector("input")?.focus();
  });
}
