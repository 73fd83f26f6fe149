/** Incidents: the list, and the one that is open. Its number stands in the address (`#inc_…`). */

import { get } from "./api.js";
import { choices } from "./choices.js";
import { tried } from "./dialogs.js";
import { fill, h, one } from "./dom.js";
import { caseView } from "./incidents_case.js";
import { lang, t, when } from "./words.js";

/** @typedef {import("./incidents_case.js").Case} Case */

const PAGE = 50;
const list = one("#list");
const panel = one("#case");
const more = one("#more");
/** @type {Case[]} */
let cases = [];
/** Who may be given an incident. @type {import("./incidents_case.js").Person[]} */
const handlers = JSON.parse(one("#handlers").textContent ?? "[]");

const state = choices({
  legend: t("state"), chosen: ["open"], options: [["open", t("state_open")], ["closed", t("state_closed")]],
  onChange: () => {
    location.hash = "";
    load();
  },
});
state.element.querySelector("legend")?.classList.add("unseen");

const wanted = () => state.value()[0] ?? "open";

async function load(after = "") {
  list.setAttribute("aria-busy", "true");
  const query = `state=${wanted()}&limit=${PAGE}${after && `&after=${encodeURIComponent(after)}`}`;
  const page = await tried(() => get(`/api/incidents?${query}`));
  list.setAttribute("aria-busy", "false");
  if (!page) return;
  cases = after ? [...cases, ...page.data] : page.data;
  more.hidden = !page.has_more;
  draw();
}

function draw() {
  const open = location.hash.slice(1);
  if (!cases.length) {
    fill(list, h("p", { class: "empty" }, t(`none_${wanted()}`)));
    return;
  }
  fill(list, h("ul", {}, cases.map((one) => h("li", {}, h("a", {
    class: "case-link", href: `#${one.id}`, "aria-current": one.id === open ? "true" : null,
  }, h("span", { class: `chip ${one.level === "severe" ? "bad" : "warn"}` }, t("level", { level: t(`harm_${one.level}`) })),
  h("time", { class: "quiet small", datetime: one.opened_at, title: when(one.opened_at) }, age(one.opened_at)),
  h("span", { class: "quiet" }, one.assignee?.name ?? t("nobody_short")),
  one.erased && h("span", { class: "chip" }, t("erased")))))));
}

/** How long ago, in the largest unit of which there is one. @param {string} iso */
function age(iso) {
  const minutes = (Date.parse(iso) - Date.now()) / 60_000;
  /** @type {[Intl.RelativeTimeFormatUnit, number][]} */
  const units = [["day", 1440], ["hour", 60], ["minute", 1]];
  const [unit, length] = units.find(([, minutesIn]) => Math.abs(minutes) >= minutesIn) ?? units[2];
  return new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(Math.round(minutes / length), unit);
}

/** Shows the incident that the address names. */
async function open() {
  const id = location.hash.slice(1);
  document.body.classList.toggle("with-case", Boolean(id));
  draw();
  if (!id) {
    fill(panel, h("p", { class: "empty", id: "case-title" }, t("choose")));
    return;
  }
  fill(panel, h("p", { class: "quiet", id: "case-title" }, t("loading")));
  const found = await tried(() => get(`/api/incidents/${encodeURIComponent(id)}`));
  if (location.hash.slice(1) !== id) return;
  if (!found) {
    location.hash = "";
    return;
  }
  fill(panel, ...caseView(found, handlers, changed));
  panel.focus({ preventScroll: true });
}

/** @param {Case} now */
function changed(now) {
  cases = cases.map((one) => (one.id === now.id ? now : one)).filter((one) => one.state === wanted());
  draw();
  if (now.state === "closed") open();
}

fill(one("#state"), state.element);
more.addEventListener("click", () => load(cases.at(-1)?.id));
window.addEventListener("hashchange", open);
load().then(() => location.hash && open());
