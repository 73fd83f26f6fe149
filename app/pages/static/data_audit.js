/** The audit trail: read page by page, and verified. */

import { get } from "./api.js";
import { tried } from "./dialogs.js";
import { fill, h, icon, one } from "./dom.js";
import { t, when } from "./words.js";

const PAGE = 50;
const place = one("#events");
const newest = /** @type {HTMLButtonElement} */ (one("#newest"));
const older = /** @type {HTMLButtonElement} */ (one("#older"));
const verify = /** @type {HTMLButtonElement} */ (one("#verify"));
const action = /** @type {HTMLInputElement} */ (one("#action"));

/** @typedef {{seq: number, at: string, actor: string|null, action: string, subject_kind: string, subject_id: string, details: string}} Entry */

/** @type {Promise<Map<string, string>>|null} names by id */
let people = null;

/** Who is known by name; the trail itself has ids only. @returns {Promise<Map<string, string>>} */
function names() {
  people ??= get("/api/people").then(({ data }) => new Map(data.map((/** @type {any} */ one) => [one.id, one.name])));
  return people.catch(() => new Map());
}

/** @param {string} [before] */
async function load(before = "") {
  const query = new URLSearchParams({ limit: String(PAGE), ...(before && { before }), ...(action.value && { action: action.value }) });
  place.setAttribute("aria-busy", "true");
  const [known, page] = await Promise.all([names(), tried(() => get(`/api/audit?${query}`))]);
  place.setAttribute("aria-busy", "false");
  if (!page) return;
  older.disabled = !page.has_more;
  older.value = String(page.data.at(-1)?.seq ?? "");
  newest.disabled = !before;
  if (!page.data.length) {
    fill(place, h("p", { class: "empty" }, t("no_events")));
    return;
  }
  const heads = ["seq", "when", "actor", "action", "subject", "details"];
  fill(place, h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-labelledby": "audit-title" }, h("table", {},
    h("thead", {}, h("tr", {}, heads.map((name) => h("th", { scope: "col", class: name === "seq" ? "number" : null }, t(`col_${name}`))))),
    h("tbody", {}, page.data.map((/** @type {Entry} */ entry) => row(entry, known))))));
}

/** @param {Entry} entry @param {Map<string, string>} known */
function row({ seq, at, actor, action: act, subject_kind: kind, subject_id: id, details }, known) {
  return h("tr", {}, h("td", { class: "number" }, seq),
    h("td", {}, h("time", { datetime: at }, when(at, { dateStyle: "short", timeStyle: "medium" }))),
    h("td", { class: "who", title: actor }, actor ? known.get(actor) ?? actor : h("span", { class: "quiet" }, t("system"))),
    h("td", {}, h("code", {}, act)), h("td", { class: "subject", title: id }, `${kind} ${known.get(id) ?? id}`), h("td", {}, facts(details)));
}

/** @param {string} details JSON, as it was signed */
function facts(details) {
  const rows = Object.entries(JSON.parse(details || "{}"));
  return rows.length > 0 && h("dl", { class: "details" }, rows.map(([name, value]) =>
    h("div", {}, h("dt", {}, name), h("dd", {}, typeof value === "string" ? value : JSON.stringify(value)))));
}

async function check() {
  verify.disabled = true;
  fill(one("#verdict"), h("p", { class: "quiet" }, t("verifying")));
  const found = await tried(() => get("/api/audit/verify"));
  verify.disabled = false;
  fill(one("#verdict"), found && verdict(found));
}

/** @param {{events: number, broken: number|null, problem: string, head: string}} found */
function verdict({ events, broken, problem, head }) {
  const well = broken === null && !problem;
  return h("div", { class: `notice ${well ? "good" : "bad"}` }, icon(well ? "check" : "alert"), h("div", {},
    h("p", {}, h("strong", {}, well ? t("whole", { n: events }) : t("broken", { n: broken ?? events, problem }))),
    h("p", { class: "small" }, t("head"), " ", h("span", { class: "hash" }, head))));
}

one("#search").addEventListener("submit", (event) => {
  event.preventDefault();
  load();
});
newest.addEventListener("click", () => load());
older.addEventListener("click", () => load(older.value));
verify.addEventListener("click", check);
load();
