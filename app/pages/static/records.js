/** Turns and answers as the page holds them, from stored conversations and from streams. */

import { lang } from "./words.js";

/**
 * @typedef {object} Passage
 * @property {number} number
 * @property {string} id
 * @property {string} title
 * @property {string} heading
 * @property {string} text
 * @property {string} source
 * @property {string} url
 * @property {string} lang
 * @property {string} licence
 * @property {string} specialty
 * @property {Record<string, any>} metadata
 *
 * @typedef {object} Verdict on a sentence: `text.slice(start, end)`
 * @property {number} start
 * @property {number} end
 * @property {"supported"|"unsupported"|"uncited"} verdict
 * @property {number[]} cited
 * @property {string[]} missing
 *
 * @typedef {object} Answer
 * @property {string} id empty until the first event of a stream
 * @property {string} text the engine's words, without the safety notice
 * @property {"streaming"|"complete"|"interrupted"|"aborted"|"failed"} status
 * @property {Verdict[]} verification
 * @property {Passage[]} passages
 * @property {string} error
 *
 * @typedef {object} Turn
 * @property {string} id
 * @property {string} question
 * @property {Passage[]} passages
 * @property {string} status of the retrieval
 * @property {string} notice
 * @property {Answer[]} answers
 * @property {number} shown which of the answers
 */

/** The fixed safety notices, for turns read from the record, which keeps only their categories. */
const notices = JSON.parse(document.getElementById("notices")?.textContent ?? "{}");

/** @param {string} question @returns {Turn} */
export const newTurn = (question) =>
  ({ id: "", question, passages: [], status: "", notice: "", answers: [], shown: 0 });

/** @param {Turn} turn @returns {Answer} */
export const newAnswer = (turn) =>
  ({ id: "", text: "", status: "streaming", verification: [], passages: turn.passages, error: "" });

/**
 * The turns of `GET /v1/conversations/{id}` that an edited question has not replaced.
 * @param {any} conversation
 * @returns {Turn[]}
 */
export function turnsOf(conversation) {
  return conversation.turns.filter((/** @type {any} */ row) => !row.superseded_at).map(storedTurn);
}

/** @param {any} row @returns {Turn} */
function storedTurn(row) {
  const question = textOf(row.question?.findLast((/** @type {any} */ one) => one.role === "user")?.content);
  const turn = newTurn(question);
  turn.id = row.id;
  turn.passages = row.retrieval?.passages ?? [];
  turn.status = row.retrieval?.status ?? "";
  turn.notice = noticeOf(row.safety ?? [], question);
  const inOrder = [...row.answers].sort((a, b) => a.choice - b.choice);
  turn.answers = inOrder.map((answer) => storedAnswer(turn, answer));
  const current = turn.answers.findIndex((answer) => answer.id === row.current_answer_id);
  turn.shown = Math.max(0, current);
  return turn;
}

/** @param {Turn} turn @param {any} row @returns {Answer} */
function storedAnswer(turn, row) {
  const text = textOf(row.message?.content);
  const verification = inUtf16(text, row.verification ?? []);
  return { id: row.id, text, status: row.status, verification, passages: turn.passages, error: "" };
}

/** @param {any} content @returns {string} */
function textOf(content) {
  if (Array.isArray(content)) return content.map((part) => part.text ?? "").join("\n");
  return content ?? "";
}

/** @param {{category: string}[]} flags @param {string} question */
function noticeOf(flags, question) {
  // The service's own rule: a Chinese word is two characters.
  const chinese = (question.match(/[\u3400-\u9fff\uf900-\ufaff]/g)?.length ?? 0) / 2;
  const isChinese = chinese > (question.match(/[A-Za-z]+/g)?.length ?? 0);
  const words = notices[isChinese ? "zh" : "en"];
  if (!flags.length || !words) return "";
  const raised = flags.map((flag) => flag.category);
  const bodily = Object.keys(words.advice).filter((name) => raised.includes(name));
  const parts = raised.includes("self_harm") ? [words.self_harm] : [];
  if (bodily.length) parts.push(words.lead, ...bodily.map((name) => words.advice[name]));
  return (parts.length ? parts : [words.lead]).join(isChinese ? "" : " ");
}

/**
 * What one event of a stream adds. Returns true if the safety notice came with it.
 * @param {Turn} turn @param {Answer} answer @param {any} event
 */
export function take(turn, answer, event) {
  const block = event.medloop;
  let noticed = false;
  if (block?.turn_id) {
    turn.id = block.turn_id;
    turn.passages = answer.passages = block.retrieval?.passages ?? turn.passages;
    turn.status = block.retrieval?.status ?? turn.status;
    turn.notice = block.notice ?? "";
    noticed = Boolean(turn.notice);
    answer.id = block.answer_id ?? block.answer_ids?.at(-1) ?? answer.id;
  }
  const words = event.choices?.[0]?.delta?.content ?? "";
  // The notice is the beginning of the content, and the page shows it in its own place.
  answer.text += noticed && words.startsWith(turn.notice) ? words.slice(turn.notice.length).trimStart() : words;
  if (block?.verification) {
    answer.id = block.answer_id ?? answer.id;
    answer.verification = inUtf16(answer.text, block.verification);
  }
  return noticed;
}

/**
 * The service counts characters, JavaScript counts UTF-16 units: they differ for rare letters.
 * @param {string} text @param {Verdict[]} verdicts @returns {Verdict[]}
 */
export function inUtf16(text, verdicts) {
  if (!/[\ud800-\udfff]/.test(text)) return verdicts;
  const places = [0];
  for (const letter of text) places.push((places.at(-1) ?? 0) + letter.length);
  const at = (/** @type {number} */ place) => places[Math.min(place, places.length - 1)];
  return verdicts.map((verdict) => ({ ...verdict, start: at(verdict.start), end: at(verdict.end) }));
}

/**
 * A conversation as Markdown, to keep or to hand on.
 * @param {string} title @param {Turn[]} turns
 */
export function asMarkdown(title, turns) {
  const you = lang === "zh" ? "问题" : "Question";
  const reply = lang === "zh" ? "回答" : "Answer";
  const parts = [`# ${title}`];
  for (const turn of turns) {
    parts.push(`## ${you}`, turn.question, `## ${reply}`);
    if (turn.notice) parts.push(`> **${turn.notice}**`);
    parts.push(turn.answers[turn.shown]?.text ?? "");
    parts.push(turn.passages.map((one) => `[${one.number}] ${[one.title, one.source, one.url].filter(Boolean).join(" · ")}`).join("  \n"));
  }
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}
