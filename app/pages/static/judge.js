/** The form in which a clinician judges one answer. The chat page and the review queue share it. */

import { choices } from "./choices.js";
import { h } from "./dom.js";
import { t } from "./words.js";

/** @typedef {import("./records.js").Passage} Passage */

export const ASPECTS = ["safety", "accuracy", "completeness", "grounding", "communication", "inquiry"];
export const FAULTS = ["corpus_gap", "retrieval", "grounding", "knowledge", "reasoning", "safety", "missing_question", "style"];
export const HARMS = ["none", "mild", "moderate", "severe"];
export const MARKS = ["supports", "irrelevant", "contradicts"];

/**
 * What `POST /v1/feedback` takes besides the answer's id; nothing is in it that was not said.
 * @typedef {object} Judgement
 * @property {Record<string, number>} [aspects]
 * @property {string} [harm]
 * @property {string[]} [faults]
 * @property {{number: number, mark: string}[]} [citations]
 * @property {string} [comment]
 */

/**
 * @param {object} options
 * @param {{passages?: Passage[], cited?: Iterable<number>}} options.answer `cited`: numbers to be
 *   marked; without it all passages
 * @param {Judgement} [options.value] what was said before
 * @param {(value: Judgement) => void} [options.onChange]
 * @param {(passage: Passage) => void} [options.onPassage] opens a passage
 * @param {boolean} [options.comment] whether there is a field for a comment
 * @returns {{element: HTMLElement, value: () => Judgement}}
 */
export function judgeForm({ answer, value: said = {}, onChange, onPassage, comment: withComment = true }) {
  const changed = () => onChange?.(value());
  const aspects = ASPECTS.map((name) => ({ name, ...scale(name, said.aspects?.[name], changed) }));
  const harm = choices({
    legend: t("harm"), hint: t("harm_hint"), chosen: said.harm ? [said.harm] : [], onChange: changed,
    options: HARMS.map((level, index) => [level, t(`harm_${level}`), index > 1 ? "bad" : ""]),
  });
  const faults = choices({
    legend: t("faults"), hint: t("faults_hint"), type: "checkbox", chosen: said.faults ?? [], onChange: changed,
    options: FAULTS.map((fault) => [fault, t(`fault_${fault}`)]),
  });
  const citations = citationMarks(answer, said, changed, onPassage);
  const comment = h("textarea", { class: "input", rows: 2, maxlength: 4000, value: said.comment ?? "", oninput: changed });

  /** @returns {Judgement} */
  function value() {
    const rated = aspects.flatMap(({ name, value: of }) => of().map((grade) => [name, Number(grade)]));
    const marked = citations.flatMap(({ number, value: of }) => of().map((mark) => ({ number, mark })));
    return {
      ...(rated.length && { aspects: Object.fromEntries(rated) }),
      ...(harm.value().length && { harm: harm.value()[0] }),
      ...(faults.value().length && { faults: faults.value() }),
      ...(marked.length && { citations: marked }),
      ...(comment.value.trim() && { comment: comment.value.trim() }),
    };
  }

  const element = h("div", { class: "judge-form" },
    h("div", { class: "aspects", role: "group", "aria-label": t("aspects") },
      h("p", { class: "quiet small" }, t("scale_hint")), aspects.map((aspect) => aspect.element)),
    harm.element, faults.element,
    citations.length > 0 && h("div", { class: "citation-marks", role: "group", "aria-label": t("citation_marks") },
      h("p", { class: "group-title" }, t("citation_marks")), citations.map((one) => one.element)),
    withComment && h("label", { class: "field" }, t("comment"), comment));
  return { element, value };
}

/** @param {string} name @param {number|undefined} grade @param {() => void} onChange */
function scale(name, grade, onChange) {
  return choices({
    legend: t(`aspect_${name}`), hint: t(`aspect_${name}_hint`), class: "scale", onChange,
    chosen: grade ? [String(grade)] : [],
    options: [1, 2, 3, 4, 5].map((value) => [String(value), String(value)]),
  });
}

/**
 * @param {{passages?: Passage[], cited?: Iterable<number>}} answer @param {Judgement} said
 * @param {() => void} onChange @param {((passage: Passage) => void)|undefined} onPassage
 */
function citationMarks({ passages = [], cited }, said, onChange, onPassage) {
  const wanted = cited ? new Set(cited) : null;
  return passages.filter((passage) => !wanted || wanted.has(passage.number)).map((passage) => {
    const { number, title } = passage;
    const before = said.citations?.find((mark) => mark.number === number);
    const control = choices({
      legend: t("citation_of", { number, title }), class: "citation-mark", onChange,
      chosen: before ? [before.mark] : [],
      options: MARKS.map((mark) => [mark, t(`mark_${mark}`), mark === "contradicts" ? "bad" : ""]),
    });
    if (onPassage) {
      control.element.append(h("button", {
        type: "button", class: "button ghost small", onclick: () => onPassage(passage),
      }, t("read_passage"), h("span", { class: "unseen" }, ` ${number}`)));
    }
    return { number, ...control };
  });
}
