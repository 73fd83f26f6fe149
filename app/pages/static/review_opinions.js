/** What several judges said, side by side: for whoever adjudicates, or deals with an incident. */

import { h } from "./dom.js";
import { ASPECTS } from "./judge.js";
import { t } from "./words.js";

/** What one judge said, by kind of judgement. @typedef {Record<string, any> & {judge: string}} Said */

/** @typedef {[label: string, cell: (said: Said) => string]} Line */

/** @type {() => Line[]} */
const lines = () => [
  [t("opinion_thumb"), ({ thumb }) => thumb && [t(`opinion_${thumb.thumb}`), ...thumb.reasons.map((/** @type {string} */ one) => t(`reason_${one}`))].join(t("list_separator"))],
  ...ASPECTS.map((name) => /** @type {Line} */ ([t(`aspect_${name}`), ({ aspects }) => aspects?.[name] && String(aspects[name])])),
  [t("harm"), ({ harm }) => harm && t(`harm_${harm.level}`)],
  [t("faults"), ({ faults }) => faults?.faults.map((/** @type {string} */ one) => t(`fault_${one}`)).join(t("list_separator"))],
  [t("citation_marks"), ({ citations }) => citations?.marks.map(marked).join(t("list_separator"))],
  [t("opinion_ranking"), ({ comparison }) => comparison && (comparison.both_bad ? t("opinion_both_bad") : ranked(comparison.ranking))],
  [t("opinion_correction"), ({ correction }) => correction?.text],
  [t("opinion_comment"), ({ judge, ...kinds }) => Object.values(kinds).map((one) => one?.comment).filter(Boolean).join("\n")],
];

/** @param {{number: number, mark: string}} mark */
const marked = ({ number, mark }) => `[${number}] ${t(`mark_${mark}`)}`;

/** @param {string[][]} tiers best first */
const ranked = (tiers) => tiers.map((tier) => tier.join(" = ")).join(" > ");

/** Only what somebody said; where they differ, the row stands out; saying nothing is no difference. @param {Said[]} said @param {string} [words] */
export function opinionsView(said, words = "") {
  const rows = lines().map(([label, cell]) => ({ label, cells: said.map((one) => cell(one) || "") }))
    .filter(({ cells }) => cells.some(Boolean));
  const heads = said.map((_, index) => h("th", { scope: "col" }, t("reviewer", { n: index + 1 })));
  return h("section", { class: "opinions", "aria-label": t("opinions") },
    h("h3", { class: "part" }, t("opinions")), words && h("p", { class: "small quiet" }, words),
    h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": t("opinions") }, h("table", {},
      h("thead", {}, h("tr", {}, h("td", {}), heads)),
      h("tbody", {}, rows.map(({ label, cells }) => h("tr", { class: new Set(cells.filter(Boolean)).size > 1 ? "apart" : null },
        h("th", { scope: "row" }, label), cells.map((words) => h("td", { class: "spoken" }, words || t("none_yet")))))))));
}
