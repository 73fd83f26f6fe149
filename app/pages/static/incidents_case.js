/** One incident: what was asked and answered, who deals with it, how it ends. */

import { patch, post } from "./api.js";
import { tell, tried } from "./dialogs.js";
import { fill, freshId, h, icon } from "./dom.js";
import { exchange } from "./review_material.js";
import { opinionsView } from "./review_opinions.js";
import { t, when } from "./words.js";

/**
 * @typedef {{id: string, name: string}} Person
 * @typedef {object} Case
 * @property {string} id
 * @property {"open"|"closed"} state
 * @property {string} level
 * @property {string} opened_at
 * @property {Person|null} assignee
 * @property {string|null} closed_at
 * @property {Person|null} closed_by
 * @property {string|null} reason
 * @property {boolean} erased
 * @property {import("./review_material.js").Exchange & {opinions: import("./review_opinions.js").Said[]|null}|null} [exchange]
 * @property {"erased"|"no_consent"|"not_de_identified"|null} [withheld] why there is no exchange
 */

/** @param {Case} found @param {Person[]} people @param {(now: Case) => void} changed */
export function caseView(found, people, changed) {
  return [head(found), facts(found), words(found), found.state === "open" ? handling(found, people, changed) : ending(found)];
}

/** @param {Case} found */
function head({ level, state, erased }) {
  return h("div", {},
    h("a", { class: "button ghost small back", href: "#" }, icon("left"), t("back")),
    h("div", { class: "case-head" },
      h("h2", { id: "case-title" }, t("level", { level: t(`harm_${level}`) })),
      h("span", { class: `chip ${state === "open" ? "bad" : "good"}` }, t(`state_${state}`)),
      erased && h("span", { class: "chip" }, t("erased"))));
}

/** @param {Case} found */
function facts({ id, opened_at: opened, assignee, closed_at: closed, closed_by: by }) {
  const rows = [
    [t("opened"), when(opened)], [t("number"), id], [t("assignee"), assignee?.name ?? t("nobody")],
    closed && [t("closed"), by ? t("closed_by", { name: by.name, when: when(closed) }) : when(closed)],
  ];
  return h("dl", { class: "case-facts" }, rows.flatMap((row) => (row ? [h("div", {}, h("dt", {}, row[0]), h("dd", {}, row[1]))] : [])));
}

/** @param {Case} found */
function words({ exchange: shown, withheld }) {
  if (!shown) return h("p", { class: "notice" }, icon("alert"), h("span", {}, t(`withheld_${withheld}`)));
  return h("section", { "aria-label": t("exchange") }, shown.opinions && opinionsView(shown.opinions), exchange(shown));
}

/** @param {Case} found */
function ending({ reason }) {
  return reason && h("section", { class: "notice good" }, icon("check"),
    h("div", {}, h("strong", {}, t("closed_reason")), h("p", { class: "spoken" }, reason)));
}

/** @param {Case} found @param {Person[]} people @param {(now: Case) => void} changed */
function handling(found, people, changed) {
  const { assignee, reason } = found;
  const path = `/api/incidents/${encodeURIComponent(found.id)}`;
  const me = document.body.dataset.me;
  const known = assignee && !people.some(({ id }) => id === assignee.id) ? [assignee, ...people] : people;
  const select = h("select", {
    class: "input", onchange: async () => {
      const now = await tried(() => patch(path, { assignee_id: select.value || null }));
      if (!now) {
        select.value = assignee?.id ?? "";
        return;
      }
      tell(t("assigned"));
      changed(now);
    },
  }, h("option", { value: "" }, t("nobody")), known.map(({ id, name }) =>
    h("option", { value: id, selected: id === assignee?.id }, id === me ? t("me", { name }) : name)));
  return h("section", { class: "handling", "aria-label": t("handle") },
    h("h3", {}, t("handle")),
    reason && h("p", { class: "quiet small spoken" }, t("reopened", { reason })),
    h("label", { class: "field" }, t("assignee"), select),
    closing(path, changed));
}

/** @param {string} path @param {(now: Case) => void} changed */
function closing(path, changed) {
  const id = freshId("error");
  const error = h("span", { class: "error", id, role: "alert" });
  const reason = h("textarea", { class: "input", rows: 3, maxlength: 2000, required: true, "aria-describedby": id });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const words = reason.value.trim();
    reason.setAttribute("aria-invalid", String(words.length < 3));
    fill(error, words.length < 3 && t("close_short"));
    if (words.length < 3) {
      reason.focus();
      return;
    }
    const now = await tried(() => post(`${path}/close`, { reason: words }));
    if (!now) return;
    tell(t("closed_now"));
    changed(now);
  };
  return h("form", { onsubmit: submit, novalidate: true },
    h("label", { class: "field" }, t("close_reason"), reason, h("span", { class: "hint" }, t("close_hint")), error),
    h("div", { class: "row end" }, h("button", { class: "button primary" }, t("close_act"))));
}
