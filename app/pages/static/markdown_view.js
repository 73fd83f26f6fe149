/**
 * Markdown on the page. While an answer arrives only its last block is drawn again.
 *
 *     const view = new MarkdownView(element, { cite });
 *     view.update(text);           // as often as one likes
 *     view.finish(text, marks);    // once, with the verdicts on its sentences
 */

import { h } from "./dom.js";
import { parse } from "./markdown.js";

/**
 * @typedef {import("./markdown.js").Block} Block
 * @typedef {import("./markdown_inline.js").Inline} Inline
 * @typedef {import("./markdown_inline.js").Cite} Cite
 * @typedef {object} Mark words that want attention: `source.slice(start, end)`
 * @property {number} start
 * @property {number} end
 * @property {string} class
 * @property {() => Node|null} [after] what stands after the last word
 */

export class MarkdownView {
  /**
   * @param {Element} element
   * @param {{cite?: (cite: Cite) => Node|null}} [options] `cite` draws a citation; null: plain text
   */
  constructor(element, { cite } = {}) {
    this.element = element;
    this.cite = cite ?? (() => null);
    /** @type {Mark[]} */
    this.marks = [];
    /** @type {Map<Inline, Mark[]>} */
    this.last = new Map();
    this.from = 0;
  }

  /** The text so far; it begins with the text of the last call. @param {string} source */
  update(source) {
    const found = parse(source, this.from);
    if (this.from || this.element.hasChildNodes()) this.element.lastChild?.remove();
    for (const block of found) this.element.append(this.block(block));
    this.from = found.at(-1)?.start ?? this.from;
  }

  /** @param {string} source @param {Mark[]} [marks] */
  finish(source, marks = []) {
    const found = parse(source);
    this.marks = marks;
    this.last = lastLeaves(found, marks);
    this.element.replaceChildren(...found.map((block) => this.block(block)));
    this.from = 0;
  }

  /** @param {Block} block @returns {Element} */
  block(block) {
    switch (block.type) {
      // The page has its own h1 and h2.
      case "heading": return h(/** @type {"h3"} */ (`h${Math.min(block.level + 2, 6)}`), {}, this.all(block.inline));
      case "paragraph": return h("p", {}, this.all(block.inline));
      case "code": return h("pre", { tabindex: "0" }, h("code", {}, block.text));
      case "rule": return h("hr");
      case "quote": return h("blockquote", {}, block.blocks.map((inner) => this.block(inner)));
      case "list": return this.list(block);
      case "table": return this.table(block);
    }
  }

  /** @param {Block & {type: "list"}} block */
  list({ ordered, first, items }) {
    const rows = items.map((item) => h("li", {}, item.flatMap((inner) =>
      // The only paragraph of an item needs no space around it.
      inner.type === "paragraph" && item[0] === inner ? this.all(inner.inline) : [this.block(inner)])));
    return ordered ? h("ol", { start: first === 1 ? null : first }, rows) : h("ul", {}, rows);
  }

  /** @param {Block & {type: "table"}} block */
  table({ head, rows }) {
    const cells = (/** @type {"th"|"td"} */ tag, /** @type {Inline[][]} */ row) =>
      row.map((cell) => h(tag, tag === "th" ? { scope: "col" } : {}, this.all(cell)));
    return h("div", { class: "table-wrap", tabindex: "0" }, h("table", {},
      h("thead", {}, h("tr", {}, cells("th", head))),
      h("tbody", {}, rows.map((row) => h("tr", {}, cells("td", row))))));
  }

  /** @param {Inline[]} nodes @returns {Node[]} */
  all(nodes) {
    return nodes.flatMap((node) => this.inline(node));
  }

  /** @param {Inline} node @returns {Node[]} */
  inline(node) {
    switch (node.kind) {
      case "break": return [h("br")];
      case "link": return [h("a", { href: node.href, target: "_blank", rel: "noopener noreferrer" }, this.all(node.children))];
      case "strong": case "em": case "del": return [h(node.kind, {}, this.all(node.children))];
      case "code": return this.marked(node, [{ node: h("code", {}, node.text), ...node }]);
      case "cite": return this.marked(node, [{ node: this.cite(node) ?? document.createTextNode(node.text), ...node }]);
      case "text": return this.marked(node, cut(node, this.marks));
    }
  }

  /**
   * @param {Inline} leaf
   * @param {{node: Node, start: number, end: number}[]} pieces
   */
  marked(leaf, pieces) {
    const ending = this.last.get(leaf) ?? [];
    return pieces.flatMap(({ node, start, end }, index) => {
      const over = (/** @type {Mark} */ mark) => mark.start < end && start < mark.end;
      const mark = this.marks.find(over);
      const marked = mark ? h("span", { class: mark.class }, node) : node;
      const isLast = (/** @type {Mark} */ one) => over(one) && (one.end <= end || index === pieces.length - 1);
      const said = ending.filter(isLast).map((one) => one.after?.() ?? null);
      return [marked, ...said.filter((one) => one !== null)];
    });
  }
}


/**
 * A text in pieces that are each wholly inside or outside a mark.
 * @param {import("./markdown_inline.js").Text} leaf @param {Mark[]} marks
 */
function cut({ text, start, end }, marks) {
  const edges = marks.flatMap((mark) => [mark.start, mark.end]).filter((at) => at > start && at < end);
  const cuts = [start, ...new Set(edges.sort((a, b) => a - b)), end];
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index];
    return { node: document.createTextNode(text.slice(from - start, to - start)), start: from, end: to };
  });
}

/** For each mark the last leaf it touches: what is said about it follows there. @param {Block[]} blocks @param {Mark[]} marks */
function lastLeaves(blocks, marks) {
  /** @type {Map<Inline, Mark[]>} */
  const last = new Map();
  const leaves = blocks.flatMap(leavesOf);
  for (const mark of marks) {
    const leaf = leaves.findLast((one) => "start" in one && one.start < mark.end && mark.start < one.end);
    if (leaf) last.set(leaf, [...(last.get(leaf) ?? []), mark]);
  }
  return last;
}

/** @param {Block} block @returns {Inline[]} */
function leavesOf(block) {
  switch (block.type) {
    case "heading": case "paragraph": return block.inline.flatMap(deep);
    case "list": return block.items.flat().flatMap(leavesOf);
    case "quote": return block.blocks.flatMap(leavesOf);
    case "table": return [...block.head, ...block.rows.flat()].flat().flatMap(deep);
    default: return [];
  }
}

/** @param {Inline} node @returns {Inline[]} */
const deep = (node) => ("children" in node ? node.children.flatMap(deep) : [node]);
