/** One answer on the page: its words as they arrive, citations, verdicts, sources, what became of it. */

import { fill, freshId, h, icon } from "./dom.js";
import { MarkdownView } from "./markdown_view.js";
import { sentenceAt } from "./matching.js";
import { citeLabel, showPassage, sourceList } from "./passages.js";
import { t } from "./words.js";

/**
 * @typedef {import("./records.js").Answer} Answer
 * @typedef {import("./records.js").Verdict} Verdict
 */

export class AnswerView {
  /** @param {Answer} answer */
  constructor(answer) {
    this.answer = answer;
    this.prose = h("div", { class: "prose" });
    this.after = h("div", {});
    this.element = h("div", { class: "answer-text" }, this.prose, this.after);
    this.markdown = new MarkdownView(this.prose, { cite: (cite) => this.chips(cite) });
    this.waiting = false;
    this.rest = 0;
    if (answer.status === "streaming") this.prose.append(h("p", { class: "typing quiet" }, t("searching")));
    else this.finish();
  }

  /** Draws what has arrived, at most once a frame, and for at most a fifth of the time. */
  grow() {
    if (this.waiting) return;
    this.waiting = true;
    setTimeout(() => requestAnimationFrame(() => {
      this.waiting = false;
      if (this.answer.status !== "streaming" || !this.answer.text) return;
      const started = performance.now();
      this.prose.querySelector(".typing")?.remove();
      this.markdown.update(this.answer.text);
      this.rest = 4 * (performance.now() - started);
    }), this.rest);
  }

  /** The answer has ended, well or not. */
  finish() {
    const { answer } = this;
    this.markdown.finish(answer.text, marksOf(answer.verification));
    const cited = new Set(answer.verification.flatMap((verdict) => verdict.cited));
    fill(this.after, ending(answer), summary(answer.verification), sourceList(answer.passages, cited));
  }

  /** The chips of one `[1, 2]`; null where no passage has such a number. @param {import("./markdown_inline.js").Cite} cite */
  chips(cite) {
    const passages = cite.numbers.map((number) => this.answer.passages.find((one) => one.number === number));
    if (!passages.every((passage) => passage !== undefined)) return null;
    return h("span", { class: "cites" }, passages.map((passage) => h("button", {
      type: "button", class: "cite", "aria-label": citeLabel(passage), title: passage.title,
      onclick: () => showPassage(passage, sentenceAt(this.answer.text, cite.start)),
    }, passage.number)));
  }
}

/** @param {Verdict[]} verdicts */
function marksOf(verdicts) {
  return verdicts.filter((one) => one.verdict === "unsupported").map((verdict) => ({
    start: verdict.start, end: verdict.end, class: "doubt", after: () => doubt(verdict),
  }));
}

/** The mark after an unsupported sentence; it opens to say what its sources do not hold. @param {Verdict} verdict */
function doubt(verdict) {
  const id = freshId("doubt");
  const separator = t("list_separator");
  const said = verdict.missing.length ? t("doubt_missing", { missing: verdict.missing.join(separator) }) : t("doubt");
  const note = h("span", { id, class: "doubt-note", hidden: true }, said);
  const button = h("button", {
    type: "button", class: "doubt-button", "aria-expanded": "false", "aria-controls": id, title: said,
    onclick: () => {
      note.hidden = !note.hidden;
      button.setAttribute("aria-expanded", String(!note.hidden));
    },
  }, icon("alert"), h("span", { class: "unseen" }, t("doubt")));
  return h("span", { class: "doubt-mark" }, button, note);
}

/** @param {Verdict[]} verdicts */
function summary(verdicts) {
  const doubtful = verdicts.filter((one) => one.verdict === "unsupported").length;
  if (!doubtful) return null;
  return h("p", { class: "verdict small" }, icon("alert"), t("doubt_summary", { n: doubtful }));
}

/** @param {Answer} answer */
function ending({ status, error, text, passages }) {
  if (status === "aborted") return h("p", { class: "quiet small" }, t("stopped"));
  if (status === "interrupted" || status === "failed") {
    const said = error || t(text ? "interrupted" : "no_answer");
    return h("p", { class: "notice warn small", role: "status" }, icon("alert"), h("span", {}, said));
  }
  return text && !passages.length ? h("p", { class: "quiet small" }, t("no_sources")) : null;
}
