/** A cited passage: at its place, with what one needs to weigh it. Beside the text, or as a dialog. */

import { openDialog } from "./dialogs.js";
import { fill, freshId, h, icon, iconButton, one } from "./dom.js";
import { matching } from "./matching.js";
import { safe } from "./markdown_inline.js";
import { lang, t, when } from "./words.js";

/** @typedef {import("./records.js").Passage} Passage */

const WIDE = window.matchMedia("(min-width: 1100px)");
// What the loaders of the corpus call them.
const DATES = ["updated", "date", "published", "year"];
const LEVELS = ["evidence_level", "evidence", "grade", "level"];

/**
 * The passage as an element; `highlight` is a sentence whose source is marked where it is found.
 * @param {Passage} passage
 * @param {string} [highlight]
 */
export function passagePanel(passage, highlight = "") {
  const id = freshId("passage");
  const url = passage.url ? safe(passage.url) : null;
  const found = matching(passage.text, highlight);
  return h("article", { class: "passage", "aria-labelledby": id },
    h("p", { class: "passage-number" }, h("span", { class: "cite" }, passage.number), passage.source),
    h("h3", { id, lang: passage.lang || null }, passage.title),
    passage.heading && h("p", { class: "quiet small" }, passage.heading),
    h("dl", { class: "facts" }, facts(passage)),
    highlight && !found.length && h("p", { class: "notice warn small" }, icon("alert"), t("passage_no_match")),
    h("blockquote", { class: "passage-text", lang: passage.lang || null }, marked(passage.text, found)),
    url && h("p", {}, h("a", { href: url, target: "_blank", rel: "noopener noreferrer" },
      t("passage_open"), " ", icon("link"))));
}

/** @param {Passage} passage */
function facts({ metadata, licence, specialty }) {
  const rows = [
    [t("passage_date"), dated(first(metadata, DATES))],
    [t("passage_level"), first(metadata, LEVELS)],
    [t("passage_licence"), licence],
    [t("passage_specialty"), specialty],
  ];
  return rows.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)));
}

/** @param {Record<string, any>} metadata @param {string[]} names @returns {string} */
function first(metadata, names) {
  const name = names.find((one) => metadata?.[one] !== undefined && metadata[one] !== null);
  return name ? String(metadata[name]) : "";
}

/** @param {string} value */
function dated(value) {
  return /^\d{4}-\d{2}-\d{2}/.test(value) ? when(value, { dateStyle: "medium" }) : value;
}

/** @param {string} text @param {{start: number, end: number}[]} spans */
function marked(text, spans) {
  const nodes = [];
  let at = 0;
  for (const { start, end } of spans) {
    nodes.push(text.slice(at, start), h("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...nodes, text.slice(at)];
}

/** @type {HTMLElement|null} where the focus was before the panel opened */
let opener = null;

/**
 * Shows a passage in `#side`, if the page has that and room for two columns; else in a dialog.
 * @param {Passage} passage @param {string} highlight
 */
export function showPassage(passage, highlight) {
  const side = /** @type {HTMLDialogElement|null} */ (document.querySelector("#side"));
  if (!side) {
    openDialog(t("passage_title", { number: passage.number }), [passagePanel(passage, highlight)]);
    return;
  }
  opener = /** @type {HTMLElement|null} */ (document.activeElement);
  const heading = h("h2", { tabindex: "-1" }, t("passage_title", { number: passage.number }));
  fill(side,
    h("header", { class: "dialog-head" }, heading, iconButton("close", t("close"), closePassage)),
    h("div", { class: "dialog-body" }, passagePanel(passage, highlight)));
  side.close();
  if (WIDE.matches) side.show();
  else side.showModal();
  document.body.classList.add("with-side");
  heading.focus();
  side.querySelector("mark")?.scrollIntoView({ block: "center" });
}

/** Returns true if there was one to close. */
export function closePassage() {
  const side = /** @type {HTMLDialogElement} */ (one("#side"));
  if (!side.open) return false;
  side.close();
  return true;
}

/** @param {HTMLDialogElement} side */
export function watchSide(side) {
  side.addEventListener("close", () => {
    if (side.open) return; // it is open again, with another passage
    document.body.classList.remove("with-side");
    if (opener?.isConnected) opener.focus();
  });
}

/**
 * The numbered sources under an answer.
 * @param {Passage[]} passages @param {Set<number>} cited
 */
export function sourceList(passages, cited) {
  const rows = passages.filter((passage) => cited.has(passage.number));
  if (!rows.length) return null;
  return h("ol", { class: "sources", "aria-label": t("sources") }, rows.map((passage) =>
    h("li", {}, h("button", { type: "button", class: "source", onclick: () => showPassage(passage, "") },
      h("span", { class: "cite" }, passage.number),
      h("span", { class: "source-title", lang: passage.lang || null }, passage.title),
      h("span", { class: "quiet" }, passage.source)))));
}

/** What a chip is called: its number alone says nothing to who cannot see. @param {Passage} passage */
export const citeLabel = (passage) => t("cite_label", { number: passage.number, title: passage.title, colon: lang === "zh" ? "：" : ": " });
