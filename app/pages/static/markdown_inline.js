/** What stands inside a line of Markdown: emphasis, code, links, citations. Pure. */

/**
 * @typedef {{kind: "text", text: string, start: number, end: number}} Text
 * @typedef {{kind: "code", text: string, start: number, end: number}} Code
 * @typedef {{kind: "cite", numbers: number[], text: string, start: number, end: number}} Cite
 * @typedef {{kind: "break"}} Break
 * @typedef {{kind: "strong"|"em"|"del", children: Inline[]}} Styled
 * @typedef {{kind: "link", href: string, children: Inline[]}} Link
 * @typedef {Text|Code|Cite|Break|Styled|Link} Inline
 */

const SPECIAL = /[\\`*_~[【\n]|https?:\/\//g;
const CITE = /[[【]\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[\]】]/y;
const LINK = /\[([^[\]\n]{1,500})\]\((\S{1,2000}?)(?:[ \t]+"[^"\n]{0,300}")?\)/y;
const BARE = /https?:\/\/[^\s<>"'`，。；：！？、（）【】()[\]]{1,2000}/y;
const DEEPEST = 6;

/**
 * @param {string} source
 * @param {{s: number, e: number}[]} lines the spans of the source that are one run of text
 * @returns {Inline[]}
 */
export function inline(source, lines) {
  /** @type {number[]} */
  const starts = [];
  let text = "";
  for (const [index, line] of lines.entries()) {
    if (index) text += "\n";
    starts.push(text.length);
    text += source.slice(line.s, line.e);
  }
  let line = 0;
  /** Where in the source a place of the text is. @param {number} at */
  const origin = (at) => {
    if (at < starts[line]) line = 0;
    while (line + 1 < starts.length && starts[line + 1] <= at) line += 1;
    return lines[line].s + at - starts[line];
  };
  return run({ text, origin }, 0, text.length, 0);
}

/**
 * @typedef {{text: string, origin: (at: number) => number}} Run
 * @typedef {{node: Inline, end: number}} Found
 */

/** @param {Run} it @param {number} from @param {number} to @param {number} depth @returns {Inline[]} */
function run(it, from, to, depth) {
  /** @type {Inline[]} */
  const nodes = [];
  const missing = new Set(); // marks that nothing closes from here on: looked for once
  let plain = from;
  let at = from;
  const flush = (/** @type {number} */ end) => {
    if (end > plain) nodes.push(leaf("text", it, plain, end));
  };
  while (at < to) {
    SPECIAL.lastIndex = at;
    const special = SPECIAL.exec(it.text);
    if (!special || special.index >= to) break;
    at = special.index;
    const found = construct(it, at, to, depth, missing);
    if (found) {
      flush(at);
      nodes.push(found.node);
      at = plain = found.end;
    } else {
      at += runLength(it.text, at);
    }
  }
  flush(to);
  return nodes;
}

/**
 * @param {Run} it @param {number} at @param {number} to @param {number} depth @param {Set<string>} missing
 * @returns {Found|null}
 */
function construct(it, at, to, depth, missing) {
  switch (it.text[at]) {
    case "\n": return { node: { kind: "break" }, end: at + 1 };
    case "\\": return escaped(it, at, to);
    case "`": return codeSpan(it, at, to, missing);
    case "[": case "【": return link(it, at, to, depth) ?? cite(it, at, to);
    case "h": return bare(it, at, to);
    default: return depth < DEEPEST ? styled(it, at, to, depth, missing) : null;
  }
}

/** @param {Run} it @param {number} at @param {number} to @returns {Found|null} */
function escaped(it, at, to) {
  if (at + 1 >= to || !/[!-/:-@[-`{-~]/.test(it.text[at + 1])) return null;
  return { node: leaf("text", it, at + 1, at + 2), end: at + 2 };
}

/** @param {Run} it @param {number} at @param {number} to @param {Set<string>} missing @returns {Found|null} */
function codeSpan(it, at, to, missing) {
  const ticks = "`".repeat(runLength(it.text, at));
  const from = at + ticks.length;
  if (missing.has(ticks)) return null;
  const end = it.text.indexOf(ticks, from);
  if (end < 0 || end >= to) {
    missing.add(ticks);
    return null;
  }
  return end === from ? null : { node: leaf("code", it, from, end), end: end + ticks.length };
}

/** @param {Run} it @param {number} at @param {number} to @returns {Found|null} */
function cite(it, at, to) {
  CITE.lastIndex = at;
  const match = CITE.exec(it.text);
  if (!match || CITE.lastIndex > to) return null;
  const numbers = (match[1].match(/\d+/g) ?? []).map(Number);
  const end = at + match[0].length;
  return { node: { kind: "cite", numbers, text: match[0], ...place(it, at, end) }, end };
}

/** @param {Run} it @param {number} at @param {number} to @param {number} depth @returns {Found|null} */
function link(it, at, to, depth) {
  LINK.lastIndex = at;
  const match = depth < DEEPEST ? LINK.exec(it.text) : null;
  const href = match ? safe(match[2]) : null;
  const end = at + (match?.[0].length ?? 0);
  if (!match || !href || end > to) return null;
  const children = run(it, at + 1, at + 1 + match[1].length, DEEPEST);
  return { node: { kind: "link", href, children }, end };
}

/** @param {Run} it @param {number} at @param {number} to @returns {Found|null} */
function bare(it, at, to) {
  BARE.lastIndex = at;
  const match = BARE.exec(it.text);
  const written = match?.[0].slice(0, to - at).replace(/[.,;:!?*_~]+$/, "") ?? "";
  const href = safe(written);
  if (!href) return null;
  const end = at + written.length;
  return { node: { kind: "link", href, children: [leaf("text", it, at, end)] }, end };
}

/** Only the web: no `javascript:`, no `data:`, no relative addresses. @param {string} href */
export function safe(href) {
  try {
    const url = new URL(href);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * `**strong**`, `*em*`, `__strong__`, `_em_`, `~~del~~`. An underscore inside a word is none.
 * @param {Run} it @param {number} at @param {number} to @param {number} depth @param {Set<string>} missing
 * @returns {Found|null}
 */
function styled(it, at, to, depth, missing) {
  const mark = it.text[at];
  const double = it.text[at + 1] === mark;
  if (mark === "~" && !double) return null;
  const delimiter = double ? mark + mark : mark;
  const from = at + delimiter.length;
  const opens = from < to && /\S/.test(it.text[from]);
  if (!opens || missing.has(delimiter) || (mark === "_" && isWord(it.text[at - 1]))) return null;
  const close = closing(it.text, delimiter, from, to);
  if (close < 0) {
    missing.add(delimiter);
    return null;
  }
  const kind = mark === "~" ? "del" : double ? "strong" : "em";
  return { node: { kind, children: run(it, from, close, depth + 1) }, end: close + delimiter.length };
}

/** @param {string} text @param {string} delimiter @param {number} from @param {number} to */
function closing(text, delimiter, from, to) {
  const mark = delimiter[0];
  for (let at = text.indexOf(delimiter, from + 1); at >= 0 && at + delimiter.length <= to;) {
    const length = Math.min(runLength(text, at), to - at);
    const fits = delimiter.length === 2 ? length >= 2 : length !== 2;
    const end = at + length - delimiter.length; // of `***` the last ones close
    const alone = mark !== "_" || !isWord(text[at + length]);
    if (fits && alone && /\S/.test(text[at - 1]) && end + delimiter.length <= to) return end;
    at = text.indexOf(delimiter, at + length);
  }
  return -1;
}

/** @param {string} text @param {number} at */
function runLength(text, at) {
  let end = at + 1;
  while (text[end] === text[at] && "`*_~".includes(text[at])) end += 1;
  return end - at;
}

/** @param {string|undefined} letter */
const isWord = (letter) => letter !== undefined && /[\p{L}\p{N}_]/u.test(letter);

/** @param {Run} it @param {number} from @param {number} to */
const place = (it, from, to) => ({ start: it.origin(from), end: it.origin(to - 1) + 1 });

/** @param {"text"|"code"} kind @param {Run} it @param {number} from @param {number} to @returns {Text|Code} */
function leaf(kind, it, from, to) {
  return { kind, text: it.text.slice(from, to), ...place(it, from, to) };
}
