/** A blind comparison of drafts of one turn: fetched, ranked, revealed; the answer written if all are bad. */

import { newKey, post } from "./api.js";
import { draftsView, rankingControl } from "./compare.js";
import { correctionEditor } from "./correct.js";
import { tried } from "./dialogs.js";
import { fill, h, icon } from "./dom.js";
import { t } from "./words.js";

/**
 * @param {object} options
 * @param {import("./records.js").Turn} options.turn
 * @param {import("./feedback.js").Feedback} options.feedback
 * @param {HTMLElement} options.head
 * @param {() => void} options.done
 */
export function comparisonPanel({ turn, feedback, head, done }) {
  const body = h("div", { "aria-live": "polite", "aria-busy": "true" }, h("p", { class: "quiet" }, t("compare_loading")));
  const panel = h("section", { class: "panel", "aria-label": t("compare_title") }, head, body);
  load().catch((error) => {
    fill(body, h("p", { class: "notice warn" }, icon("alert"), h("span", {}, error.message)));
  }).finally(() => body.setAttribute("aria-busy", "false"));

  async function load() {
    const answers = turn.answers.filter((answer) => answer.status === "complete").map((answer) => answer.id);
    const own = answers.length > 1 ? { answer_ids: answers.slice(-4) } : {};
    show(await post("/v1/comparisons", { turn_id: turn.id, ...own }, { key: newKey() }));
  }

  /** @param {any} comparison */
  function show({ id, drafts, diff }) {
    const opened = performance.now();
    const ranking = rankingControl({ labels: drafts.map((/** @type {any} */ draft) => draft.label), onChange: () => { send.disabled = false; } });
    const comment = h("textarea", { class: "input", rows: 2, maxlength: 4000 });
    const send = h("button", { class: "button primary", disabled: true }, t("compare_send"));
    const submit = async (/** @type {Event} */ event) => {
      event.preventDefault();
      const value = ranking.value();
      if (!value) return;
      const words = comment.value.trim();
      const seconds = Math.round((performance.now() - opened) / 100) / 10;
      const judgement = { ...value, ...(words && { comment: words }), seconds };
      const reply = await tried(() => post(`/v1/comparisons/${encodeURIComponent(id)}/judgement`, judgement, { key: newKey() }));
      if (reply) reveal(reply);
    };
    fill(body, h("p", { class: "quiet small" }, t("compare_hint")),
      draftsView({ drafts, diff, passages: turn.passages }),
      h("form", { onsubmit: submit }, ranking.element, h("label", { class: "field" }, t("comment"), comment),
        h("div", { class: "row end" }, send)));
    panel.scrollIntoView({ block: "start" }); // there was too little of it to scroll to before
  }

  /** @param {{revealed: {label: string, answer_id: string, release: any}[], write_answer: boolean}} reply */
  function reveal({ revealed, write_answer: write }) {
    const rows = revealed.map(({ label, release }) => h("li", {}, h("strong", {}, t("draft", { label })), " ", named(release)));
    const close = h("button", { type: "button", class: "button", onclick: done }, t("close"));
    const told = [h("p", { class: "notice good" }, icon("check"), h("span", {}, t("compare_saved"))), h("ul", { class: "revealed" }, rows)];
    if (!write) {
      fill(body, told, h("div", { class: "row end" }, close));
      close.focus();
      return;
    }
    const editor = correctionEditor({
      before: "", title: t("write_answer"), close: done,
      send: (text) => feedback.send(revealed[0].answer_id, { correction: text }),
    });
    fill(body, told, editor.element);
    editor.focus();
  }

  return panel;
}

/** A release in a few words: a name if it has one, else what is known of it. @param {any} release */
function named(release) {
  if (!release || typeof release === "string") return release ?? "";
  const parts = [release.engine, release.model ?? release.base, release.adapter, release.version];
  return parts.filter((part) => typeof part === "string" && part).join(" · ");
}
