/** The review queue: take an item, judge it, go on. What was typed outlives a failure. */

import { ApiError, get, post } from "./api.js";
import { openDialog, tell, tried } from "./dialogs.js";
import { fill, h, icon, one } from "./dom.js";
import { closePassage, watchSide } from "./passages.js";
import { Clocks, asTime } from "./review_clocks.js";
import { OpinionForm } from "./review_form.js";
import { watchKeys } from "./review_keys.js";
import { facts, material } from "./review_material.js";
import { skipReason } from "./review_skip.js";
import { t } from "./words.js";

/** @typedef {import("./review_material.js").Assignment} Assignment */

const page = {
  lobby: one("#lobby"), desk: one("#desk"), tally: one("#tally"), pause: one("#pause"), announcer: one("#announcer"),
  title: one("#item-title"), material: one("#material"), reading: one("#reading"), form: one("#opinion"), problem: one("#problem"),
  submit: /** @type {HTMLButtonElement} */ (one("#submit")), controls: one("#opinion-scroll"),
};
/** @type {Assignment|null} */
let held = null;
/** @type {OpinionForm|null} */
let form = null;
let busy = false;
let unsure = false; // whether an earlier submission of this item got no answer
/** @type {{done: number}} as last heard */
let progress = { done: 0 };
/** What was entered for items that were lost or put aside. @type {Map<string, import("./review_form.js").Entered>} */
const kept = new Map();

const path = (/** @type {string} */ act) => `/api/review/assignments/${encodeURIComponent(held?.id ?? "")}/${act}`;
const clocks = new Clocks({
  extend: async () => (await post(path("extend"))).locked_until,
  lost,
  warn: () => announce(t("lock_soon")),
});

/** @param {string} words */
function announce(words) {
  fill(page.announcer, h("p", {}, words));
}

/** @param {any} now */
function showProgress(now) {
  progress = now;
  const figures = [["done_today", now.done_today], ["waiting", now.waiting], ["median_time", asTime(now.median_seconds)], ["gold", goldOf(now)]];
  fill(page.tally, figures.map(([name, value]) => h("div", {}, h("dt", {}, t(name)), h("dd", {}, value))));
  page.tally.hidden = false;
}

/** @param {any} now */
const goldOf = ({ gold }) => (gold.of ? t("of", gold) : t("none_yet"));

/** The page between items. @param {...(import("./dom.js").Child|import("./dom.js").Child[])} words */
function lobby(...words) {
  held = null;
  form = null;
  clocks.stop();
  page.desk.hidden = true;
  page.pause.hidden = true;
  closePassage();
  fill(page.material);
  fill(page.lobby, ...words);
  page.lobby.hidden = false;
  page.lobby.querySelector("h2")?.focus();
}

/** @param {string} title @param {string} words @param {string} act */
function told(title, words, act) {
  return [h("h2", { tabindex: "-1" }, title), h("p", {}, words),
    h("p", {}, h("button", { type: "button", class: "button primary", "data-go": true, onclick: next }, act))];
}

function welcome() {
  lobby(told(t("queue_title"), t("queue_words"), t(kept.size ? "resume" : "start")),
    h("p", { class: "small quiet" }, t("lock_words")), h("p", { class: "small quiet" }, t("gold_hint")));
}

function pause() {
  keep();
  welcome();
}

/** Takes the item that is open already, or the next one. */
async function next() {
  if (busy) return;
  busy = true;
  const reply = await tried(async () => ({ item: await post("/api/review/next") }));
  busy = false;
  if (!reply) {
    if (held) welcome();
  } else if (reply.item) {
    show(reply.item);
  } else {
    lobby(told(t("empty_title"), t("empty_words"), t("look_again")));
    await tried(async () => showProgress(await get("/api/review/progress")));
  }
}

/** @param {Assignment} item */
function show(item) {
  held = item;
  unsure = false;
  page.lobby.hidden = true;
  page.desk.hidden = false;
  page.desk.dataset.kind = item.drafts ? "drafts" : "answer";
  page.pause.hidden = false;
  closePassage();
  page.title.textContent = t(`kind_${item.kind}`);
  fill(one("#item-facts"), facts(item).map((fact) => h("span", { class: "chip" }, fact)));
  fill(page.material, material(item));
  form = new OpinionForm(item, { controls: one("#controls"), editor: one("#editor"), changed: () => fill(page.problem) });
  const before = kept.get(item.item_id);
  if (before) form.restore(before);
  fill(page.problem);
  page.reading.scrollTop = page.controls.scrollTop = 0;
  showProgress(item.progress);
  clocks.start(item.locked_until);
  page.title.focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
  announce(t("item_ready", { ...named(facts(item)), kind: t(`kind_${item.kind}`), n: item.progress.waiting }));
}

/** @param {string[]} facts */
const named = ([lang, specialty]) => ({ lang, specialty });

function keep() {
  if (held && form) kept.set(held.item_id, form.entered());
}

async function submit() {
  if (busy || !held || !form) return;
  const problem = form.problem();
  if (problem) {
    refuse(problem);
    return;
  }
  const done = await sent("submit", { ...form.value(), seconds: clocks.seconds() });
  if (done) await submitted(done);
}

/** The reply; null if it was not done, and then the page says so. @param {string} act @param {any} body */
async function sent(act, body) {
  working(true);
  try {
    return await post(path(act), body);
  } catch (error) {
    return await failed(error);
  } finally {
    working(false);
  }
}

/** @param {boolean} now */
function working(now) {
  busy = now;
  page.submit.disabled = now;
  page.form.setAttribute("aria-busy", String(now));
}

/** @param {string} words */
function refuse(words) {
  fill(page.problem, h("p", { class: "notice bad small" }, icon("alert"), h("span", {}, words)));
}

/** @param {{incident_id: string|null}} done */
function submitted(done) {
  return over(t(done.incident_id ? "incident_opened" : "submitted"));
}

/** @param {string} words */
async function over(words) {
  if (held) kept.delete(held.item_id);
  form = null; // nothing is left to lose
  tell(words);
  await next();
}

/** Returns the reply after all, when there was one that got lost. @param {unknown} error */
async function failed(error) {
  const { status = -1, message } = error instanceof ApiError ? error : { message: String(error) };
  if (status === 404 || status === 409) {
    // When the reply to an earlier try was lost, the item is over because that try was stored.
    const now = unsure ? await get("/api/review/progress").catch(() => null) : null;
    if (now && now.done > progress.done) return { incident_id: null };
    lost();
    return null;
  }
  unsure ||= status === 0 || status >= 500;
  refuse(t("not_saved", { message }));
  return null;
}

/** Its words are shown only while it is assigned. */
function lost() {
  keep();
  lobby(h("div", { role: "alert" }, told(t("lost_title"), t("lost_words"), t("next_item"))));
}

async function skip() {
  if (busy || !held) return;
  const why = await skipReason();
  if (!why || !held) return;
  if (await sent("skip", why)) await over(t("skipped"));
}

watchSide(/** @type {HTMLDialogElement} */ (one("#side")));
page.form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
one("#skip").addEventListener("click", skip);
page.pause.addEventListener("click", pause);
window.addEventListener("beforeunload", (event) => {
  if (form?.dirty()) event.preventDefault();
});
const help = watchKeys({ form: () => form, submit, skip, announce, go: next });
one("#help").addEventListener("click", () => openDialog(t("keys_title"), help(), { class: "large" }));
welcome();
tried(async () => showProgress(await get("/api/review/progress")));
