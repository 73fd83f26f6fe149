/** The reviewers' side of the queue: sample, import, and what there is. */

import { ApiError, get, post } from "./api.js";
import { choices } from "./choices.js";
import { tell, tried } from "./dialogs.js";
import { fill, h, icon, one } from "./dom.js";
import { root, t, when } from "./words.js";

const STATES = ["open", "done", "withdrawn"];
const PAGE = 50;
const EXCERPT = 160;

/** @typedef {{id: string, kind: string, lang: string, specialty: string, reason: string, propensity: number, overlap: number, created_at: string, done_at: string|null}} Item */

const list = one("#items");
const state = choices({ legend: t("state"), chosen: ["open"], options: STATES.map((name) => [name, t(`state_${name}`)]), onChange: load });
state.element.querySelector("legend")?.classList.add("unseen");

/** @param {Item} item */
function row({ kind, lang, specialty, reason, propensity, overlap, created_at: created, done_at: done }) {
  return h("tr", {}, h("td", {}, t(`kind_${kind}`)), h("td", {}, t(`lang_${lang}`)),
    h("td", {}, specialty === "general" ? t("specialty_general") : specialty),
    h("td", {}, h("span", { class: `chip ${reason === "harm" ? "bad" : ""}` }, t(`reason_${reason}`))),
    h("td", { class: "number" }, propensity.toFixed(3)), h("td", { class: "number" }, overlap > 1000 ? "∞" : overlap),
    h("td", {}, when(created)), h("td", {}, done ? when(done) : t("none_yet")));
}

function heads() {
  const columns = ["kind", "lang", "specialty", "reason", "propensity", "overlap", "created", "done"];
  return h("tr", {}, columns.map((name) => h("th", { scope: "col", class: name === "propensity" || name === "overlap" ? "number" : null }, t(`col_${name}`))));
}

async function load() {
  const [wanted = "open"] = state.value();
  list.setAttribute("aria-busy", "true");
  const page = await tried(() => fetched(wanted, ""));
  list.setAttribute("aria-busy", "false");
  if (!page) return;
  showJudges(page.judges);
  if (!page.data.length) {
    fill(list, h("p", { class: "empty" }, t("no_items")));
    return;
  }
  const body = h("tbody", {});
  const more = h("button", { type: "button", class: "button", onclick: () => tried(async () => grow(await fetched(wanted, more.value))) }, t("more"));
  /** @param {{data: Item[], has_more: boolean}} found */
  const grow = ({ data, has_more: hasMore }) => {
    body.append(...data.map(row));
    more.value = data.at(-1)?.id ?? "";
    more.hidden = !hasMore;
  };
  fill(list, h("div", { class: "table-wrap card", tabindex: "0", role: "region", "aria-labelledby": "items-title" }, h("table", {}, h("thead", {}, heads()), body)),
    h("div", { class: "row end" }, more));
  grow(page);
}

/** @param {string} wanted @param {string} after */
const fetched = (wanted, after) => get(`/api/review/items?state=${wanted}&limit=${PAGE}&after=${encodeURIComponent(after)}`);

/** @param {{name: string, gold: {passed: number, of: number}, flagged: boolean}[]} judges */
function showJudges(judges) {
  const place = one("#judges");
  place.hidden = !judges.length;
  fill(place, h("h2", {}, t("judges_title")), h("div", { class: "table-wrap card", tabindex: "0", role: "region", "aria-label": t("judges_title") }, h("table", {},
    h("thead", {}, h("tr", {}, ["col_judge", "col_gold", "state"].map((name) => h("th", { scope: "col" }, t(name))))),
    h("tbody", {}, judges.map(({ name, gold, flagged }) => h("tr", {}, h("td", {}, name), h("td", {}, t("of", gold)),
      h("td", {}, h("span", { class: `chip ${flagged ? "warn" : "good"}` }, t(flagged ? "flagged" : "fine")))))))));
}

/** @param {Event} event */
async function sample(event) {
  event.preventDefault();
  const limit = Number(/** @type {HTMLInputElement} */ (one("#limit")).value);
  const reply = await tried(() => post("/api/review/sample", { limit }));
  if (!reply) return;
  tell(t("sampled", { n: reply.data.length, candidates: reply.candidates }));
  await load();
}

/** @param {Event} event */
async function importFile(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.currentTarget);
  const file = /** @type {HTMLInputElement} */ (one("#file")).files?.[0];
  const declared = /** @type {HTMLInputElement} */ (one("#declared")).checked;
  if (!file || !declared) {
    refused(t(file ? "import_no_consent" : "import_no_file"));
    return;
  }
  const button = /** @type {HTMLButtonElement} */ (one("button", form));
  button.disabled = true;
  const text = await file.text();
  try {
    const reply = await sent(text);
    form.reset();
    fill(one("#import-result"), h("p", { class: "notice good small" }, icon("check"), h("span", {}, t("imported", { n: reply.data.length }))));
    await load();
  } catch (error) {
    refused(error instanceof Error ? error.message : String(error), text);
  } finally {
    button.disabled = false;
  }
}

/** The line that is wrong is shown as it stands in the file. @param {string} words @param {string} [text] */
function refused(words, text = "") {
  const number = Number(/^Line (\d+)/.exec(words)?.[1] ?? 0);
  const line = number ? text.split(/\r?\n/)[number - 1] ?? "" : "";
  fill(one("#import-result"), h("div", { class: "notice bad small" }, icon("alert"), h("div", {},
    h("strong", {}, t("import_failed")), h("p", {}, words),
    line && h("span", { class: "bad-line" }, t("import_line", { n: number }), " ", line.slice(0, EXCERPT), line.length > EXCERPT && "…"))));
}

/** The file as it is: `post` would make JSON of it. @param {string} text */
async function sent(text) {
  const token = document.querySelector("meta[name=csrf-token]")?.getAttribute("content") ?? "";
  const headers = { "Content-Type": "application/x-ndjson", "X-CSRF-Token": token };
  const reply = await fetch(`${root}/api/review/import?consent=true`, { method: "POST", headers, body: text })
    .catch(() => { throw new ApiError(0, "no_network", t("no_network")); });
  const body = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new ApiError(reply.status, body.error?.code ?? "error", body.error?.message ?? reply.statusText);
  return body;
}

fill(one("#state"), state.element);
one("#sample").addEventListener("submit", sample);
one("#import").addEventListener("submit", importFile);
load();
