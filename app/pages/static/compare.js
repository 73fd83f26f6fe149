/** Drafts of one question, side by side and blind: what differs, and which is better. */

import { choices } from "./choices.js";
import { h } from "./dom.js";
import { MarkdownView } from "./markdown_view.js";
import { inUtf16 } from "./records.js";
import { citeLabel, showPassage } from "./passages.js";
import { sentenceAt } from "./matching.js";
import { t } from "./words.js";

/**
 * @typedef {import("./records.js").Passage} Passage
 * @typedef {{label: string, text: string, verification?: import("./records.js").Verdict[]}} Draft
 * @typedef {{start: number, end: number, kind: "only"|"drug"|"number"|"negation"}} DiffMark
 * @typedef {{text: string, marks: DiffMark[]}} Cell
 * @typedef {{same: boolean, kinds: string[], cells: (Cell|null)[]}} Row
 * @typedef {{rows: Row[], differences: number}} ClaimDiff
 * @typedef {{ranking: string[][]} | {both_bad: true}} Ranking
 */

/**
 * The drafts whole, and what differs between them, claim by claim.
 * @param {{drafts: Draft[], diff?: ClaimDiff|null, passages?: Passage[], onPassage?: (passage: Passage, sentence: string) => void}} options
 */
export function draftsView({ drafts, diff, passages = [], onPassage = showPassage }) {
  const columns = h("div", { class: `drafts of-${drafts.length}` },
    drafts.map((draft) => draftColumn(draft, passages, onPassage)));
  return h("div", { class: "comparison" }, columns, diff && diffTable(drafts, diff));
}

/** @param {Draft} draft @param {Passage[]} passages @param {(passage: Passage, sentence: string) => void} onPassage */
function draftColumn({ label, text, verification = [] }, passages, onPassage) {
  const prose = h("div", { class: "prose" });
  const view = new MarkdownView(prose, {
    cite: ({ numbers, start }) => {
      const found = numbers.map((number) => passages.find((one) => one.number === number));
      if (!found.every((one) => one !== undefined)) return null;
      return h("span", { class: "cites" }, found.map((passage) => h("button", {
        type: "button", class: "cite", "aria-label": citeLabel(passage), title: passage.title,
        onclick: () => onPassage(passage, sentenceAt(text, start)),
      }, passage.number)));
    },
  });
  const doubtful = inUtf16(text, verification).filter((one) => one.verdict === "unsupported");
  view.finish(text, doubtful.map(({ start, end, missing }) => ({
    start, end, class: "doubt",
    after: () => h("span", { class: "doubt-note" }, missing.length ? t("doubt_missing", { missing: missing.join(t("list_separator")) }) : t("doubt")),
  })));
  return h("section", { class: "draft card", "aria-label": t("draft", { label }) },
    h("h3", { class: "draft-label" }, t("draft", { label })), prose);
}

/** @param {Draft[]} drafts @param {ClaimDiff} diff */
function diffTable(drafts, { rows, differences }) {
  const differing = rows.filter((row) => !row.same);
  if (!differing.length) return h("p", { class: "quiet" }, t("diff_none"));
  const heads = drafts.map(({ label }) => h("th", { scope: "col" }, t("draft", { label })));
  return h("details", { class: "claims", open: true },
    h("summary", {}, t("diff_title", { n: differences })),
    h("p", { class: "legend small" }, ["drug", "number", "negation", "only"].map((kind) =>
      h("span", { class: `differs ${kind}` }, t(`differs_${kind}`)))),
    h("div", { class: "table-wrap", tabindex: "0" }, h("table", { class: "claims-table" },
      h("thead", {}, h("tr", {}, heads)),
      h("tbody", {}, differing.map((row) => h("tr", {}, row.cells.map((cell, index) =>
        h("td", { "data-label": t("draft", { label: drafts[index].label }) },
          cell ? cellText(cell) : h("span", { class: "quiet small" }, t("diff_absent"))))))))));
}

/**
 * The sentence with its marks; where several overlap, all their classes.
 * @param {Cell} cell
 */
function cellText({ text, marks }) {
  const letters = [...text]; // places are in characters
  const edges = new Set([0, letters.length, ...marks.flatMap(({ start, end }) => [start, end])]);
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index];
    const kinds = marks.filter((mark) => mark.start <= start && end <= mark.end).map(({ kind }) => kind);
    const piece = letters.slice(start, end).join("");
    if (!kinds.length) return piece;
    return h("span", { class: `differs ${kinds.join(" ")}`, title: kinds.map((kind) => t(`differs_${kind}`)).join(t("list_separator")) }, piece);
  });
}

/**
 * Which draft is better: of two one question, of more a rank each. Ties are said by equal ranks.
 * @param {{labels: string[], onChange?: (ranking: Ranking|null) => void}} options
 * @returns {{element: HTMLElement, value: () => Ranking|null}}
 */
export function rankingControl({ labels, onChange }) {
  const control = labels.length === 2 ? pairControl(labels, changed) : ranksControl(labels, changed);
  function changed() {
    onChange?.(control.value());
  }
  return control;
}

/** @param {string[]} labels @param {() => void} onChange */
function pairControl([a, b], onChange) {
  const control = choices({
    legend: t("which_better"), class: "ranking", onChange,
    options: [
      ["a", t("better", { label: a })], ["tie", t("tie")], ["b", t("better", { label: b })],
      ["bad", t("both_bad"), "bad"],
    ],
  });
  /** @type {Record<string, Ranking>} */
  const rankings = {
    a: { ranking: [[a], [b]] }, b: { ranking: [[b], [a]] }, tie: { ranking: [[a, b]] }, bad: { both_bad: true },
  };
  return { element: control.element, value: () => rankings[control.value()[0]] ?? null };
}

/** @param {string[]} labels @param {() => void} onChange */
function ranksControl(labels, onChange) {
  const ranks = labels.map((label) => ({ label, ...choices({
    legend: t("rank_of", { label }), class: "ranking", onChange,
    options: labels.map((_, index) => [String(index + 1), String(index + 1)]),
  }) }));
  const bad = choices({ legend: t("or"), type: "checkbox", options: [["bad", t("all_bad"), "bad"]], onChange });
  const element = h("div", { role: "group", "aria-label": t("which_better") },
    h("p", { class: "group-title" }, t("rank_hint")), ranks.map((rank) => rank.element), bad.element);
  return {
    element,
    /** @returns {Ranking|null} */
    value() {
      if (bad.value().length) return { both_bad: true };
      const given = ranks.map(({ label, value }) => ({ label, rank: value()[0] }));
      if (given.some(({ rank }) => !rank)) return null;
      const tiers = labels.map((_, index) => given.filter(({ rank }) => rank === String(index + 1)).map(({ label }) => label));
      return { ranking: tiers.filter((tier) => tier.length) };
    },
  };
}
