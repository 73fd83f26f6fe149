/** A question and its answers on the page: versions, actions, and editing the question. */

import { AnswerView } from "./answer.js";
import { tell, tried } from "./dialogs.js";
import { fill, h, icon, iconButton } from "./dom.js";
import { judging } from "./judging.js";
import { t } from "./words.js";

/**
 * @typedef {import("./records.js").Turn} Turn
 * @typedef {object} Hooks what the conversation does for a turn
 * @property {(view: TurnView) => void} again another answer to the same question
 * @property {(view: TurnView, question: string) => void} edit the question asked anew
 * @property {import("./feedback.js").Feedback} feedback
 * @property {boolean} mayJudge
 */

export class TurnView {
  /** @param {Turn} turn @param {Hooks} hooks */
  constructor(turn, hooks) {
    this.turn = turn;
    this.hooks = hooks;
    this.question = h("div", { class: "question-row" });
    this.alarm = h("div", {});
    this.body = h("div", { class: "answer" });
    this.element = h("article", { class: "turn", tabindex: "-1", "aria-label": turn.question.slice(0, 80) },
      this.question, this.alarm, this.body);
    /** @type {AnswerView|null} */
    this.view = null;
    /** @type {(name: string) => void} */
    this.press = () => undefined;
    this.showQuestion();
    if (turn.notice) this.showNotice(false);
    if (turn.answers.length) this.show();
  }

  showQuestion() {
    fill(this.question,
      iconButton("edit", t("edit_question"), () => this.editQuestion(), { class: "button ghost icon-only small edit" }),
      h("div", { class: "question" }, h("h2", { class: "unseen" }, t("you_asked")), this.turn.question));
  }

  editQuestion() {
    const input = h("textarea", { class: "input", rows: 3, value: this.turn.question, "aria-label": t("edit_question") });
    const form = h("form", {
      class: "question-edit",
      onsubmit: (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        const words = input.value.trim();
        if (words) this.hooks.edit(this, words);
      },
    }, input, h("p", { class: "quiet small" }, t("edit_hint")),
    h("div", { class: "row end" },
      h("button", { type: "button", class: "button small", onclick: () => this.stopEditing() }, t("cancel")),
      h("button", { class: "button primary small" }, t("ask_again"))));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.stopEditing();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
      event.stopPropagation();
    });
    fill(this.question, form);
    input.focus();
  }

  stopEditing() {
    this.showQuestion();
    this.question.querySelector("button")?.focus();
  }

  /** The safety notice. One that has just come is read out at once. @param {boolean} now */
  showNotice(now) {
    fill(this.alarm, h("div", { class: "emergency", role: now ? "alert" : "note" },
      icon("alert"),
      h("div", {}, h("p", { class: "emergency-title" }, t("emergency")), h("p", {}, this.turn.notice))));
  }

  /** Draws the answer that is shown. */
  show() {
    const answer = this.turn.answers[this.turn.shown];
    this.view = new AnswerView(answer);
    this.actions = h("div", { class: "actions" });
    this.more = h("div", {});
    fill(this.body, h("h2", { class: "unseen" }, t("answer")), this.view.element, this.actions, this.more);
    if (answer.status !== "streaming") this.showActions();
  }

  /** The answer has ended. */
  finish() {
    this.view?.finish();
    this.showActions();
  }

  showActions() {
    const { turn, hooks } = this;
    const answer = turn.answers[turn.shown];
    const parts = answer.id && answer.text ? judging({ turn, answer, feedback: hooks.feedback, mayJudge: hooks.mayJudge }) : null;
    this.press = (name) => (name === "again" ? hooks.again(this) : parts?.press(name));
    const buttons = [
      answer.text && iconButton("copy", t("copy"), () => this.copy(), { class: "button ghost icon-only small" }),
      iconButton("again", t("again"), () => hooks.again(this), { class: "button ghost icon-only small" }),
      this.versions(),
    ];
    fill(/** @type {Element} */ (this.actions), parts?.buttons.slice(0, 2) ?? [], buttons, h("span", { class: "spring" }), parts?.buttons.slice(2) ?? []);
    fill(/** @type {Element} */ (this.more), parts?.more ?? []);
  }

  versions() {
    const { answers, shown } = this.turn;
    if (answers.length < 2) return null;
    const step = (/** @type {number} */ by) => () => {
      this.turn.shown = shown + by;
      this.show();
      const words = t("version", { n: this.turn.shown + 1, of: answers.length });
      /** @type {HTMLElement|null} */ (this.body.querySelector(".versions"))?.focus();
      tell(words);
    };
    return h("span", { class: "versions", role: "group", tabindex: "-1", "aria-label": t("versions") },
      iconButton("left", t("version_before"), step(-1), { class: "button ghost icon-only small", disabled: shown === 0 }),
      h("span", { class: "small" }, t("version", { n: shown + 1, of: answers.length })),
      iconButton("right", t("version_after"), step(1), { class: "button ghost icon-only small", disabled: shown === answers.length - 1 }));
  }

  copy() {
    const answer = this.turn.answers[this.turn.shown];
    const notice = this.turn.notice ? `${this.turn.notice}\n\n` : "";
    tried(async () => {
      await navigator.clipboard.writeText(notice + answer.text);
      tell(t("copied"));
    });
  }
}
