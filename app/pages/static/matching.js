/** Which sentences of a passage an answer's sentence was taken from. Pure. */

const ENDS = /[。！？；]+[”’」』）)]*|[.!?]+(?=\s|$)|\n+/g;
const ENOUGH = 0.4; // of the words of the shorter sentence

/**
 * The spans of `text` that its sentences are.
 * @param {string} text
 * @returns {{start: number, end: number}[]}
 */
export function sentencesOf(text) {
  const spans = [];
  let start = 0;
  for (const match of [...text.matchAll(ENDS), { index: text.length, 0: "" }]) {
    const end = match.index + match[0].length;
    const piece = text.slice(start, end);
    const lead = piece.length - piece.trimStart().length;
    if (piece.trim()) spans.push({ start: start + lead, end: start + piece.trimEnd().length });
    start = end;
  }
  return spans;
}

/**
 * The sentence of an answer that a place of it belongs to: the citation after a full stop too.
 * @param {string} text @param {number} at
 */
export function sentenceAt(text, at) {
  const spans = sentencesOf(text);
  const index = spans.findLastIndex((span) => span.start <= at);
  const found = spans[index];
  if (!found) return "";
  const before = spans[index - 1];
  const own = claim(text.slice(found.start, found.end));
  return own || !before ? own : claim(text.slice(before.start, before.end));
}

/** What it says, without its citations and list marks. @param {string} sentence */
function claim(sentence) {
  const plain = sentence.replace(/[[【]\s*\d{1,3}(?:\s*[,，、]\s*\d{1,3})*\s*[\]】]/g, " ").replace(/[*_`#>]+/g, "");
  return plain.replace(/^\s*(?:[-+•]|\d{1,3}[.)、])\s*/, "").replace(/^[\s.。]+$/, "").trim();
}

/**
 * The spans of the passage that say what the sentence says: word for word, else the likest one.
 * @param {string} passage @param {string} sentence
 * @returns {{start: number, end: number}[]}
 */
export function matching(passage, sentence) {
  if (!sentence) return [];
  const verbatim = passage.indexOf(sentence);
  if (verbatim >= 0) return [{ start: verbatim, end: verbatim + sentence.length }];
  const wanted = terms(sentence);
  const scored = sentencesOf(passage).map((span) => {
    const own = terms(passage.slice(span.start, span.end));
    const shared = [...own].filter((term) => wanted.has(term)).length;
    return { span, score: shared / Math.max(1, Math.min(own.size, wanted.size)) };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best < ENOUGH ? [] : scored.filter(({ score }) => score === best).map(({ span }) => span);
}

/** Words of letters and figures, and pairs of Chinese characters. @param {string} text */
function terms(text) {
  const found = new Set(text.toLowerCase().match(/[a-z0-9][a-z0-9.%-]*[a-z0-9%]|[a-z0-9]/g) ?? []);
  for (const run of text.match(/[\u3400-\u9fff]+/g) ?? []) {
    for (let at = 0; at + 1 < run.length; at += 1) found.add(run.slice(at, at + 2));
  }
  return found;
}
