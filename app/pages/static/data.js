/** Exports: choose, download, and see which there were. */

import { ApiError, get } from "./api.js";
import { tell, tried } from "./dialogs.js";
import { fill, h, icon, one } from "./dom.js";
import { root, t, when } from "./words.js";

const form = /** @type {HTMLFormElement} */ (one("#export"));
const button = /** @type {HTMLButtonElement} */ (one("button", form));
const problem = one("#export-problem");

/** @param {string} words */
function refuse(words) {
  fill(problem, h("p", { class: "notice bad small" }, icon("alert"), h("span", {}, words)));
}

/** A day as moments: from its beginning, here, to the beginning of the next. @param {string} day @param {number} more */
function moment(day, more) {
  if (!day) return "";
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year, month - 1, date + more).toISOString();
}

/** The query of what was chosen; null if it makes no sense. */
function query() {
  const given = new FormData(form);
  const said = (/** @type {string} */ name) => String(given.get(name) ?? "").trim();
  const agreement = Number(said("min_agreement"));
  if (!(agreement >= 0 && agreement <= 1)) return refuse(t("bad_agreement"));
  const [since, until] = [said("since"), said("until")];
  if (since && until && since > until) return refuse(t("bad_dates"));
  const fields = {
    since: moment(since, 0), until: moment(until, 1), lang: said("lang"), specialty: said("specialty"),
    release: said("release"), min_agreement: agreement ? String(agreement) : "", format: said("format"),
  };
  return new URLSearchParams(Object.entries(fields).filter(([, value]) => value));
}

/** @param {Event} event */
async function download(event) {
  event.preventDefault();
  fill(problem);
  const wanted = query();
  if (!wanted) return;
  const kind = String(new FormData(form).get("kind"));
  working(true);
  try {
    const name = `medloop-${kind}.zip`;
    hand(await fetched(`${root}/api/export/${kind}?${wanted}`), name);
    tell(t("exported", { name }));
    await list();
  } catch (error) {
    refuse(t("failed", { message: error instanceof Error ? error.message : String(error) }));
  } finally {
    working(false);
  }
}

/** @param {boolean} now */
function working(now) {
  button.disabled = now;
  fill(one("span", button), t(now ? "exporting" : "export_act"));
}

/** As a file, so that a refusal can be told apart and shown. @param {string} url */
async function fetched(url) {
  const reply = await fetch(url).catch(() => { throw new ApiError(0, "no_network", t("no_network")); });
  if (reply.ok) return reply.blob();
  const { error } = await reply.json().catch(() => ({ error: null }));
  throw new ApiError(reply.status, error?.code ?? "error", error?.message ?? reply.statusText);
}

/** @param {Blob} file @param {string} name */
function hand(file, name) {
  const url = URL.createObjectURL(file);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function list() {
  const page = await tried(() => get("/api/export"));
  const place = one("#exports");
  if (!page?.data.length) {
    fill(place, h("p", { class: "quiet" }, page ? t("no_exports") : t("none_yet")));
    return;
  }
  const heads = ["when", "kind", "rows"].map((name) => h("th", { scope: "col", class: name === "rows" ? "number" : null }, t(`col_${name}`)));
  fill(place, h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-labelledby": "earlier-title" }, h("table", {},
    h("thead", {}, h("tr", {}, heads, h("th", { scope: "col" }, t("col_hash")))),
    h("tbody", {}, page.data.map((/** @type {any} */ row) => h("tr", {}, h("td", {}, when(row.created_at)), h("td", {}, t(`kind_${row.kind}`)),
      h("td", { class: "number" }, row.rows), h("td", { class: "hash", title: row.data_sha256 }, row.data_sha256.slice(0, 12))))))));
}

form.addEventListener("submit", download);
list();
