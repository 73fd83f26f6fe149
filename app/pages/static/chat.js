/** The chat page: one conversation at a time, and the list beside it. */

import { get, patch, stream } from "./api.js";
import { Composer } from "./composer.js";
import { Conversations } from "./conversations.js";
import { tried } from "./dialogs.js";
import { fill, h, icon, one } from "./dom.js";
import { Drawer } from "./drawer.js";
import { Feedback } from "./feedback.js";
import { closePassage, watchSide } from "./passages.js";
import { newAnswer, newTurn, take, turnsOf } from "./records.js";
import { listen } from "./shortcuts.js";
import { TurnView } from "./turn_view.js";
import { root, t } from "./words.js";

const CHAT = "/v1/chat/completions";
const NEAR = 120; // pixels from the end within which the page follows the answer

const thread = one("#thread");
const turns = one("#turns");
const title = one("#title");
/** @type {HTMLInputElement} */
const consent = one("#consent");
const announcer = one("#announcer");
const feedback = new Feedback();
const hooks = { again, edit, feedback, mayJudge: document.body.dataset.judge === "yes" };

let conversation = "";
/** @type {TurnView[]} */
let views = [];
/** @type {AbortController|null} the answer that is arriving */
let arriving = null;

const drawer = new Drawer();
const composer = new Composer({ send: ask, stop });
const list = new Conversations({ open: (id) => tried(() => open(id)), gone: (id) => { if (id === conversation) startNew(); } });

/** An empty page for a new conversation. @param {boolean} [remember] in the browser's history */
function startNew(remember = true) {
  stop();
  conversation = "";
  views = [];
  consent.checked = false;
  show("", remember);
  one("#welcome").hidden = false;
  composer.input.focus();
}

/** @param {string} id @param {boolean} [remember] */
async function open(id, remember = true) {
  stop();
  const [whole] = await Promise.all([
    get(`/v1/conversations/${encodeURIComponent(id)}`),
    feedback.load(id).catch(() => undefined), // to read comes before to judge
  ]);
  conversation = id;
  views = turnsOf(whole).map((turn) => new TurnView(turn, hooks));
  consent.checked = Boolean(whole.consent);
  show(whole.title, remember);
  one("#welcome").hidden = views.length > 0;
  thread.scrollTop = thread.scrollHeight;
  composer.input.focus({ preventScroll: true });
}

/** @param {string} name @param {boolean} remember */
function show(name, remember) {
  closePassage();
  drawer.close();
  fill(turns, views.map((view) => view.element));
  setTitle(name);
  list.mark(conversation);
  if (remember) address("pushState");
}

/** @param {string} name */
function setTitle(name) {
  title.textContent = name || t("new_conversation");
  document.title = name ? `${name} · ${t("brand")}` : t("brand");
}

/** @param {"pushState"|"replaceState"} how */
function address(how) {
  const url = conversation ? `${root}/?c=${encodeURIComponent(conversation)}` : `${root}/`;
  if (url !== location.pathname + location.search) history[how](null, "", url);
}

/** @param {string} question @param {string} [edits] the turn it takes the place of */
function ask(question, edits) {
  if (arriving) return;
  const turn = newTurn(question);
  const view = new TurnView(turn, hooks);
  views.push(view);
  turns.append(view.element);
  one("#welcome").hidden = true;
  const more = {
    ...(conversation && { conversation_id: conversation }),
    ...(edits && { edits }),
    ...(!conversation && consent.checked && { consent: true }),
  };
  const messages = [{ role: "user", content: question }];
  receive(view, CHAT, { model: "medloop", messages, stream: true, ...(Object.keys(more).length && { medloop: more }) });
}

/** @param {TurnView} view */
function again(view) {
  if (arriving) return;
  const { turn } = view;
  if (turn.id) receive(view, `/v1/turns/${encodeURIComponent(turn.id)}/answers`, { stream: true });
  else { // it never reached the service
    remove(view);
    ask(turn.question);
  }
}

/** @param {TurnView} view @param {string} question */
function edit(view, question) {
  if (arriving) return;
  const from = views.indexOf(view);
  for (const later of views.slice(from)) remove(later);
  ask(question, view.turn.id || undefined);
}

/** @param {TurnView} view */
function remove(view) {
  views = views.filter((other) => other !== view);
  view.element.remove();
}

/** Shows an answer as it arrives. @param {TurnView} view @param {string} path @param {any} body */
async function receive(view, path, body) {
  const { turn } = view;
  const answer = newAnswer(turn);
  turn.shown = turn.answers.push(answer) - 1;
  arriving = new AbortController();
  const { signal } = arriving;
  composer.setBusy(true);
  view.show();
  view.element.scrollIntoView({ block: "start" });
  try {
    for await (const event of stream(path, body, { signal })) {
      const follow = thread.scrollHeight - thread.scrollTop - thread.clientHeight < NEAR;
      if (take(turn, answer, event)) view.showNotice(true);
      if (event.medloop?.conversation_id) began(event.medloop.conversation_id, turn.question);
      view.view?.grow();
      if (follow) requestAnimationFrame(() => { thread.scrollTop = thread.scrollHeight; });
    }
    answer.status = "complete";
  } catch (error) {
    failed(answer, error);
  }
  if (arriving?.signal === signal) arriving = null;
  composer.setBusy(arriving !== null);
  if (turn.shown === turn.answers.indexOf(answer)) view.finish();
  announcer.textContent = answer.status === "complete" ? `${t("answer_ready")} ${view.view?.prose.innerText ?? ""}` : t("answer_stopped");
}

/** @param {import("./records.js").Answer} answer @param {unknown} error */
function failed(answer, error) {
  if (error instanceof DOMException && error.name === "AbortError") {
    answer.status = "aborted";
    return;
  }
  answer.status = answer.text ? "interrupted" : "failed";
  answer.error = error instanceof Error ? error.message : String(error);
}

/** The service has taken the question: the conversation has an id from here on. @param {string} id @param {string} question */
function began(id, question) {
  if (id === conversation) return;
  conversation = id;
  setTitle(question.replace(/\s+/g, " ").slice(0, 60));
  address("pushState");
  list.current = id;
  tried(() => list.load(true));
}

function stop() {
  arriving?.abort();
  arriving = null;
}

/** @param {number} by */
function step(by) {
  const elements = views.map((view) => view.element);
  const now = elements.findIndex((element) => element.contains(document.activeElement));
  const next = elements[now < 0 ? (by > 0 ? 0 : elements.length - 1) : Math.max(0, Math.min(now + by, elements.length - 1))];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "start" });
}

/** Acts on the turn that has the focus, else on the last. @param {string} name */
function press(name) {
  const view = views.find((one) => one.element.contains(document.activeElement)) ?? views.at(-1);
  view?.press(name);
}

const showHelp = listen([
  { key: "/", label: t("key_question"), act: () => composer.input.focus() },
  { key: "n", label: t("key_new"), act: () => startNew() },
  { key: "s", label: t("key_search"), act: () => { drawer.open(); list.search.focus(); } },
  { key: "j", label: t("key_next"), act: () => step(1) },
  { key: "k", label: t("key_before"), act: () => step(-1) },
  { key: "u", label: t("thumb_up"), act: () => press("up") },
  { key: "d", label: t("thumb_down"), act: () => press("down") },
  ...(hooks.mayJudge ? [
    { key: "g", label: t("judge"), act: () => press("judge") },
    { key: "e", label: t("correct"), act: () => press("correct") },
    { key: "c", label: t("compare"), act: () => press("compare") },
  ] : []),
  { key: "r", label: t("again"), act: () => press("again") },
  { key: "Escape", label: t("key_stop"), act: () => { if (!closePassage() && !drawer.close()) stop(); } },
]);

consent.addEventListener("change", () => tried(async () => {
  if (!conversation) return; // it goes with the first question
  try {
    await patch(`/v1/conversations/${encodeURIComponent(conversation)}`, { consent: consent.checked });
  } catch (error) {
    consent.checked = !consent.checked;
    throw error;
  }
}));
one("#new").addEventListener("click", () => startNew());
one("#help").addEventListener("click", () => showHelp());
watchSide(one("#side"));
for (const example of document.querySelectorAll("[data-example]")) {
  example.addEventListener("click", () => ask(example.textContent?.trim() ?? ""));
}

/** @param {boolean} remember */
function fromAddress(remember) {
  const id = new URLSearchParams(location.search).get("c");
  if (id) tried(() => open(id, remember)).then(() => { if (!conversation) notFound(); });
  else startNew(remember);
}

function notFound() {
  fill(turns, h("p", { class: "notice warn" }, icon("alert"), t("not_found")));
}

window.addEventListener("popstate", () => fromAddress(false));
composer.setBusy(false);
fromAddress(false);
tried(() => list.load(true));
