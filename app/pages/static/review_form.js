/** What a judge says of the item before them: of one answer everything, of drafts which is better. */

import { choices } from "./choices.js";
import { rankingControl } from "./compare.js";
import { correctionEditor } from "./correct.js";
import { fill, h, icon } from "./dom.js";
import { judgeForm } from "./judge.js";
import { showPassage } from "./passages.js";
import { citedBy } from "./review_material.js";
import { REASONS } from "./thumbs.js";
import { t } from "./words.js";

/**
 * @typedef {import("./review_material.js").Assignment} Assignment
 * @typedef {{fields: (string|boolean)[], correction: string, editing: string|null}} Entered what can be put back
 */

export class OpinionForm {
  /** @param {Assignment} item @param {{controls: HTMLElement, editor: HTMLElement, changed: () => void}} places */
  constructor(item, { controls, editor, changed }) {
    this.item = item;
    this.controls = controls;
    this.editor = editor;
    this.changed = changed;
    this.correction = "";
    this.correcting = h("div", { class: "correcting" });
    const said = () => {
      changed();
      this.showCorrection();
    };
    if (item.drafts) this.compare(item.drafts, said);
    else this.rate(said);
    fill(editor);
    this.showCorrection();
    this.first = JSON.stringify(this.entered());
  }

  /** @param {() => void} changed */
  rate(changed) {
    const { answer, passages } = this.item;
    this.thumb = choices({
      legend: t("overall"), class: "thumb", onChange: () => {
        this.showReasons();
        changed();
      },
      options: [["up", t("thumb_up_short")], ["down", t("thumb_down_short"), "bad"]],
    });
    this.reasons = Object.fromEntries(Object.entries(REASONS).map(([which, names]) => [which, choices({
      legend: t(`why_${which}`), type: "checkbox", class: "why", options: names.map((name) => [name, t(`reason_${name}`)]), onChange: changed,
    })]));
    this.judgement = judgeForm({
      answer: { passages, cited: answer ? citedBy(answer) : [] }, onChange: changed, onPassage: (passage) => showPassage(passage, ""),
    });
    fill(this.controls, this.thumb.element, Object.values(this.reasons).map((one) => one.element), this.judgement.element, this.correcting);
    this.showReasons();
  }

  /** @param {import("./compare.js").Draft[]} drafts @param {() => void} changed */
  compare(drafts, changed) {
    this.ranking = rankingControl({ labels: drafts.map((draft) => draft.label), onChange: changed });
    this.comment = h("textarea", { class: "input", rows: 3, maxlength: 4000, oninput: changed });
    fill(this.controls, this.ranking.element, this.correcting, h("label", { class: "field" }, t("comment"), this.comment));
  }

  /** The reasons for the chosen thumb; those of the other do not count. */
  showReasons() {
    for (const [which, reasons] of Object.entries(this.reasons ?? {})) reasons.element.hidden = which !== this.thumb?.value()[0];
  }

  /** What is sent; the time on task is added by who measures it. */
  value() {
    const correction = this.correction && this.mayCorrect() ? { correction: this.correction } : {};
    if (this.ranking) {
      const words = this.comment?.value.trim();
      return { ...this.ranking.value(), ...(words && { comment: words }), ...correction };
    }
    const [thumb] = this.thumb?.value() ?? [];
    const reasons = thumb ? this.reasons?.[thumb].value() : [];
    return { ...(thumb && { thumb }), ...(reasons?.length && { reasons }), ...this.judgement?.value(), ...correction };
  }

  /** Why it cannot be sent yet. @returns {string|null} */
  problem() {
    if (this.unfinished()) return t("problem_correction");
    if (this.ranking) return this.ranking.value() ? null : t("problem_compare");
    const value = /** @type {Record<string, any>} */ (this.value());
    return value.thumb || value.aspects ? null : t("problem_rate");
  }

  /** One answer can always be corrected; drafts only if none of them may be used. */
  mayCorrect() {
    const ranking = this.ranking?.value();
    return !this.ranking || Boolean(ranking && "both_bad" in ranking);
  }

  /** What the corrected text starts from. */
  original() {
    return this.item.answer?.text ?? "";
  }

  textarea() {
    return /** @type {HTMLTextAreaElement|null} */ (this.editor.querySelector("textarea"));
  }

  unfinished() {
    const typed = this.textarea()?.value.trim() ?? null;
    return typed !== null && typed !== (this.correction || this.original()).trim();
  }

  /** Opens the editor below the answer. */
  correct(typed = "") {
    if (!this.mayCorrect()) return;
    const before = this.original();
    const editor = correctionEditor({
      before, title: t(before ? "correct_title" : "write_answer"),
      close: () => {
        fill(this.editor);
        this.showCorrection();
        this.correcting.querySelector("button")?.focus();
      },
      send: async (text) => {
        this.correction = text;
        this.changed();
        return true;
      },
    });
    fill(this.editor, editor.element);
    const textarea = this.textarea();
    if (textarea && (typed || this.correction)) textarea.value = typed || this.correction;
    this.showCorrection();
    editor.element.scrollIntoView({ block: "nearest" });
    editor.focus();
  }

  showCorrection() {
    const editing = Boolean(this.textarea());
    if (!this.mayCorrect()) fill(this.correcting);
    else if (this.correction && !editing) fill(this.correcting, this.ready());
    else {
      fill(this.correcting, this.ranking && h("p", { class: "small" }, t("bad_words")),
        h("button", { type: "button", class: "button small", disabled: editing, onclick: () => this.correct() },
          icon("edit"), t(this.ranking ? "write_answer" : "correct_open")));
    }
  }

  ready() {
    const drop = () => {
      this.correction = "";
      this.showCorrection();
    };
    return h("div", { class: "notice good small" }, icon("check"), h("div", {},
      h("p", {}, t(this.ranking ? "answer_ready" : "correction_ready")),
      h("div", { class: "row" },
        h("button", { type: "button", class: "button small", onclick: () => this.correct() }, t("correction_edit")),
        h("button", { type: "button", class: "button small ghost", onclick: drop }, t("correction_drop")))));
  }

  fields() {
    return /** @type {(HTMLInputElement|HTMLTextAreaElement)[]} */ ([...this.controls.querySelectorAll("input, textarea")]);
  }

  /** All that was entered, so that the same item can be filled in the same way. @returns {Entered} */
  entered() {
    const fields = this.fields().map((field) => ("checked" in field && field.type !== "textarea" ? field.checked : field.value));
    return { fields, correction: this.correction, editing: this.unfinished() ? this.textarea()?.value ?? null : null };
  }

  /** @param {Entered} entered */
  restore({ fields, correction, editing }) {
    this.fields().forEach((field, index) => {
      const was = fields[index];
      if (typeof was === "string") field.value = was;
      else /** @type {HTMLInputElement} */ (field).checked = was;
    });
    this.correction = correction;
    this.showReasons();
    this.showCorrection();
    if (editing) this.correct(editing);
  }

  dirty() {
    return JSON.stringify(this.entered()) !== this.first;
  }
}
