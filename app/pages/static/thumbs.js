/** Thumbs up and down, and the reasons one may give for them. */

import { choices } from "./choices.js";
import { fill, h, icon } from "./dom.js";
import { t } from "./words.js";

export const REASONS = {
  up: ["accurate", "clear", "well_sourced", "caring", "other"],
  down: ["inaccurate", "unsafe", "incomplete", "not_grounded", "unclear", "off_topic", "other"],
};

/**
 * @typedef {object} Thumb
 * @property {"up"|"down"} thumb
 * @property {string[]} [reasons]
 * @property {string} [comment]
 */

/**
 * The two buttons, and the place below them where the reasons open. A thumb counts at once; reasons
 * and a comment are sent after it. A second press takes it back.
 * @param {object} options
 * @param {Thumb|null} options.value
 * @param {(thumb: Thumb|null) => Promise<boolean>} options.send resolves to whether it was kept
 */
export function thumbs({ value, send }) {
  let now = value;
  const more = h("div", { class: "reasons", hidden: true });
  const buttons = { up: button("up"), down: button("down") };
  show();

  /** @param {"up"|"down"} which */
  function button(which) {
    return h("button", {
      type: "button", class: "button ghost icon-only small", "aria-label": t(`thumb_${which}`), title: t(`thumb_${which}`),
      onclick: () => press(which),
    }, icon(which));
  }

  function show() {
    for (const which of /** @type {const} */ (["up", "down"])) {
      buttons[which].setAttribute("aria-pressed", String(now?.thumb === which));
    }
  }

  /** @param {"up"|"down"} which */
  async function press(which) {
    const before = now;
    const wanted = now?.thumb === which ? null : { thumb: which };
    now = wanted;
    show(); // at once; taken back if it cannot be kept
    more.hidden = true;
    if (!(await send(wanted))) {
      now = before;
      show();
    } else if (wanted) askWhy(which);
  }

  /** @param {"up"|"down"} which */
  function askWhy(which) {
    const reasons = choices({
      legend: t(`why_${which}`), type: "checkbox", options: REASONS[which].map((name) => [name, t(`reason_${name}`)]),
    });
    const comment = h("textarea", { class: "input", rows: 2, maxlength: 4000, placeholder: t("comment"), "aria-label": t("comment") });
    const form = h("form", {
      onsubmit: async (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        const chosen = reasons.value();
        const words = comment.value.trim();
        const whole = { thumb: which, ...(chosen.length && { reasons: chosen }), ...(words && { comment: words }) };
        if (await send(whole)) close();
      },
    }, reasons.element, comment, h("div", { class: "row end" },
      h("button", { type: "button", class: "button small", onclick: close }, t("skip_reasons")),
      h("button", { class: "button primary small" }, t("send"))));
    fill(more, form);
    more.hidden = false;
  }

  function close() {
    more.hidden = true;
    buttons[now?.thumb ?? "up"].focus();
  }

  return { buttons: [buttons.up, buttons.down], more, press };
}
