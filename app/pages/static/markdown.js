/**
 * Markdown as a tree: headings, paragraphs, lists, quotations, code, tables, rules. Pure.
 *
 * Every leaf knows its place in the source, so that marks given by offsets find their words.
 * HTML and images are not part of it: they stay the text they are.
 */

import { inline } from "./markdown_inline.js";

/**
 * @typedef {{s: number, e: number}} Line a span of the source without its line break
 * @typedef {import("./markdown_inline.js").Inline} Inline
 * @typedef {{start: number} & (
 *   {type: "heading", level: number, inline: Inline[]} |
 *   {type: "paragraph", inline: Inline[]} |
 *   {type: "code", text: string} |
 *   {type: "list", ordered: boolean, first: number, items: Block[][]} |
 *   {type: "quote", blocks: Block[]} |
 *   {type: "table", head: Inline[][], rows: Inline[][][]} |
 *   {type: "rule"})} Block
 * @typedef {{block: Block, next: number}} Step
 */

const DEEPEST = 8; // quotations and lists inside each other; deeper is plain text
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const MARKER = /^([ \t]*)(?:([-*+•])[ \t]+|(\d{1,3})(?:[.)）][ \t]+|、[ \t]*))(?=\S)/;
const DELIMITERS = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/**
 * The blocks of `source` from an offset at the beginning of a block.
 * More text can only change the last block: what stands before it is final.
 * @param {string} source
 * @param {number} [from]
 * @returns {Block[]}
 */
export function parse(source, from = 0) {
  /** @type {Line[]} */
  const lines = [];
  for (let s = from; s <= source.length;) {
    const found = source.indexOf("\n", s);
    const e = found < 0 ? source.length : found;
    lines.push({ s, e: source[e - 1] === "\r" && e > s ? e - 1 : e });
    s = e + 1;
  }
  return blocks(source, lines, 0);
}

/** @param {string} source @param {Line[]} lines @param {number} depth @returns {Block[]} */
function blocks(source, lines, depth) {
  /** @type {Block[]} */
  const found = [];
  let at = 0;
  while (at < lines.length) {
    if (isBlank(source, lines[at])) {
      at += 1;
      continue;
    }
    const { block, next } = one(source, lines, at, depth);
    found.push(block);
    at = next;
  }
  return found;
}

/** @param {string} source @param {Line[]} lines @param {number} at @param {number} depth @returns {Step} */
function one(source, lines, at, depth) {
  const text = textOf(source, lines[at]);
  const start = lines[at].s;
  if (FENCE.test(text)) return code(source, lines, at);
  const heading = HEADING.exec(text);
  if (heading) {
    const s = start + text.indexOf(heading[2], heading[1].length);
    const block = inline(source, [{ s, e: s + heading[2].length }]);
    return { block: { type: "heading", start, level: heading[1].length, inline: block }, next: at + 1 };
  }
  if (RULE.test(text)) return { block: { type: "rule", start }, next: at + 1 };
  if (depth < DEEPEST && QUOTE.test(text)) return quote(source, lines, at, depth);
  if (depth < DEEPEST && MARKER.test(text)) return list(source, lines, at, depth);
  if (isTable(source, lines, at)) return table(source, lines, at);
  return paragraph(source, lines, at, depth);
}

/** @param {string} source @param {Line[]} lines @param {number} at @returns {Step} */
function code(source, lines, at) {
  const fence = /** @type {RegExpExecArray} */ (FENCE.exec(textOf(source, lines[at])))[1];
  const end = new RegExp(`^ {0,3}\\${fence[0]}{${fence.length},}[ \\t]*$`);
  let next = at + 1;
  while (next < lines.length && !end.test(textOf(source, lines[next]))) next += 1;
  const text = lines.slice(at + 1, next).map((line) => textOf(source, line)).join("\n");
  return { block: { type: "code", start: lines[at].s, text }, next: next + 1 };
}

/** @param {string} source @param {Line[]} lines @param {number} at @param {number} depth @returns {Step} */
function quote(source, lines, at, depth) {
  /** @type {Line[]} */
  const own = [];
  let next = at;
  for (; next < lines.length; next += 1) {
    const mark = QUOTE.exec(textOf(source, lines[next]));
    if (!mark) break;
    own.push({ s: lines[next].s + mark[0].length, e: lines[next].e });
  }
  return { block: { type: "quote", start: lines[at].s, blocks: blocks(source, own, depth + 1) }, next };
}

/** @param {string} source @param {Line[]} lines @param {number} at @param {number} depth @returns {Step} */
function list(source, lines, at, depth) {
  const first = markerOf(source, lines[at]);
  /** @type {Block[][]} */
  const items = [];
  let next = at;
  for (;;) {
    const marker = next < lines.length ? markerOf(source, lines[next]) : null;
    if (!marker || !first || marker.ordered !== first.ordered || RULE.test(textOf(source, lines[next]))) break;
    const item = itemLines(source, lines, next, marker);
    items.push(blocks(source, item.own, depth + 1));
    next = item.next;
    const after = nextWritten(source, lines, next);
    if (after < lines.length && markerOf(source, lines[after])?.ordered === first.ordered) next = after;
  }
  const block = { start: lines[at].s, ordered: first?.ordered ?? false, first: first?.number ?? 1, items };
  return { block: { type: "list", ...block }, next };
}

/**
 * What belongs to one item: its line, what is indented below it, and wrapped lines.
 * @param {string} source @param {Line[]} lines @param {number} at
 * @param {{indent: number, width: number}} marker
 */
function itemLines(source, lines, at, marker) {
  /** @type {Line[]} */
  const own = [{ s: lines[at].s + marker.width, e: lines[at].e }];
  let next = at + 1;
  while (next < lines.length) {
    const written = nextWritten(source, lines, next);
    if (written >= lines.length) break;
    const indent = indentOf(source, lines[written]);
    const inside = indent >= marker.indent + 2;
    if (!inside && (written > next || startsBlock(source, lines[written]))) break;
    own.push(...lines.slice(next, written));
    const cut = inside ? Math.min(indent, marker.width) : 0;
    own.push({ s: lines[written].s + cut, e: lines[written].e });
    next = written + 1;
  }
  return { own, next };
}

/** @param {string} source @param {Line[]} lines @param {number} at */
function isTable(source, lines, at) {
  if (at + 1 >= lines.length) return false;
  const below = textOf(source, lines[at + 1]);
  return textOf(source, lines[at]).includes("|") && below.includes("-") && DELIMITERS.test(below)
    && (below.includes("|") || cells(source, lines[at]).length === 1);
}

/** @param {string} source @param {Line[]} lines @param {number} at @returns {Step} */
function table(source, lines, at) {
  const row = (/** @type {Line} */ line) => cells(source, line).map((cell) => inline(source, [cell]));
  const head = row(lines[at]);
  const rows = [];
  let next = at + 2;
  while (next < lines.length && textOf(source, lines[next]).includes("|")) {
    rows.push(row(lines[next]));
    next += 1;
  }
  return { block: { type: "table", start: lines[at].s, head, rows }, next };
}

/** @param {string} source @param {Line} line @returns {Line[]} */
function cells(source, line) {
  const text = textOf(source, line);
  const edges = [...text.matchAll(/(?<!\\)\|/g)].map((match) => match.index);
  const cuts = [-1, ...edges, text.length];
  const spans = cuts.slice(1).map((end, index) => trimmed(source, { s: line.s + cuts[index] + 1, e: line.s + end }));
  if (/^\s*\|/.test(text)) spans.shift();
  if (/(?<!\\)\|\s*$/.test(text) && spans.length > 1) spans.pop();
  return spans;
}

/** @param {string} source @param {Line[]} lines @param {number} at @param {number} depth @returns {Step} */
function paragraph(source, lines, at, depth) {
  let next = at + 1;
  while (next < lines.length && !isBlank(source, lines[next]) && !isTable(source, lines, next)
    && !(depth < DEEPEST && startsBlock(source, lines[next]))) next += 1;
  const own = lines.slice(at, next).map((line) => trimmed(source, line));
  return { block: { type: "paragraph", start: lines[at].s, inline: inline(source, own) }, next };
}

/** @param {string} source @param {Line} line */
function startsBlock(source, line) {
  const text = textOf(source, line);
  return [FENCE, HEADING, RULE, QUOTE, MARKER].some((pattern) => pattern.test(text));
}

/** @param {string} source @param {Line} line */
function markerOf(source, line) {
  const match = MARKER.exec(textOf(source, line));
  if (!match) return null;
  const ordered = match[3] !== undefined;
  return { indent: indentOf(source, line), width: match[0].length, ordered, number: Number(match[3] ?? 1) };
}

/** @param {string} source @param {Line[]} lines @param {number} at */
function nextWritten(source, lines, at) {
  while (at < lines.length && isBlank(source, lines[at])) at += 1;
  return at;
}

/** @param {string} source @param {Line} line */
const textOf = (source, line) => source.slice(line.s, line.e);
/** @param {string} source @param {Line} line */
const isBlank = (source, line) => !/\S/.test(textOf(source, line));
/** @param {string} source @param {Line} line */
const indentOf = (source, line) => /^[ \t]*/.exec(textOf(source, line))?.[0].length ?? 0;

/** @param {string} source @param {Line} line @returns {Line} */
function trimmed(source, { s, e }) {
  while (s < e && /[ \t]/.test(source[s])) s += 1;
  while (e > s && /[ \t]/.test(source[e - 1])) e -= 1;
  return { s, e };
}
