/** What is to be judged: the conversation, the answer or the blind drafts, the evidence, opinions. */

import { AnswerView } from "./answer.js";
import { draftsView } from "./compare.js";
import { h, icon } from "./dom.js";
import { opinionsView } from "./review_opinions.js";
import { passagePanel } from "./passages.js";
import { inUtf16 } from "./records.js";
import { t } from "./words.js";

/**
 * @typedef {import("./records.js").Passage} Passage
 * @typedef {import("./records.js").Verdict} Verdict
 *
 * @typedef {object} Exchange what was asked and answered, de-identified
 * @property {{role: string, content: string}[]} question_context
 * @property {string|null} notice
 * @property {{text: string, verification: Verdict[], passages: Passage[]}|null} answer
 * @property {import("./compare.js").Draft[]|null} [drafts]
 * @property {import("./compare.js").ClaimDiff|null} [diff]
 * @property {Passage[]} [passages] without them, those of the answer
 *
 * @typedef {Exchange & {id: string, item_id: string, kind: "rate"|"compare"|"adjudicate", lang: string, specialty: string,
 *   locked_until: string, opinions: import("./review_opinions.js").Said[]|null, progress: any}} Assignment
 */

/** @param {Assignment} item @returns {string[]} */
export const facts = ({ lang, specialty }) =>
  [t(`lang_${lang}`), specialty === "general" ? t("specialty_general") : specialty];

/** @param {Assignment} item */
export const material = (item) => [...exchange(item), item.opinions && opinionsView(item.opinions, t("opinions_words"))];

/** @param {Exchange} shown */
export function exchange({ question_context: said, notice, answer, drafts, diff, passages = answer?.passages ?? [] }) {
  return [
    conversation(said),
    notice && emergency(notice),
    answer && h("section", { class: "shown-answer", "aria-label": t("answer") }, h("h3", { class: "part" }, t("answer")),
      answerView(answer.text, answer.verification, passages)),
    drafts && h("section", { "aria-label": t("drafts") }, draftsView({ drafts, diff, passages })),
    passages.length > 0 && evidence(passages, new Set((answer ? [answer] : drafts ?? []).flatMap(citedBy))),
  ];
}

/** @param {{verification?: Verdict[]}} answer */
export const citedBy = ({ verification = [] }) => verification.flatMap((verdict) => verdict.cited);

/** @param {string} text @param {Verdict[]} verification @param {Passage[]} passages */
function answerView(text, verification, passages) {
  const answer = { id: "", text, verification: inUtf16(text, verification), passages, error: "" };
  return new AnswerView({ ...answer, status: "complete" }).element;
}

/** The last question stands out; what was said before it can be folded away. @param {{role: string, content: string}[]} said */
function conversation(said) {
  const last = said.findLastIndex((one) => one.role === "user");
  const before = said.filter((_, index) => index !== last);
  return h("section", { "aria-label": t("question") },
    before.length > 0 && h("details", { class: "earlier", open: before.length < 5 },
      h("summary", {}, t("earlier", { n: before.length })),
      before.map(({ role, content }) => h("div", { class: `said ${role}` }, h("p", { class: "small quiet" }, t(`said_${role}`)), h("p", { class: "spoken" }, content)))),
    h("h3", { class: "part" }, t("question")),
    h("p", { class: "asked" }, said[last]?.content ?? ""));
}

/** @param {string} notice */
function emergency(notice) {
  return h("div", { class: "emergency" }, icon("alert"),
    h("div", {}, h("p", { class: "emergency-title" }, t("emergency")), h("p", {}, notice)));
}

/** Every passage that the model was given, cited or not. @param {Passage[]} passages @param {Set<number>} cited */
function evidence(passages, cited) {
  return h("section", { class: "evidence", "aria-label": t("evidence", { n: passages.length }) },
    h("h3", { class: "part" }, t("evidence", { n: passages.length })),
    passages.map((passage) => h("details", { class: "piece" },
      h("summary", {}, h("span", { class: "cite" }, passage.number), h("span", { lang: passage.lang || null }, passage.title),
        !cited.has(passage.number) && h("span", { class: "chip" }, t("not_cited"))),
      passagePanel(passage))));
}
