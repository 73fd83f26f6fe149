/** The judging controls of one answer in a conversation: thumbs, the form, a correction, drafts. */

import { comparisonPanel } from "./comparison_panel.js";
import { correctionEditor } from "./correct.js";
import { tell } from "./dialogs.js";
import { fill, h, icon, iconButton } from "./dom.js";
import { judgeForm } from "./judge.js";
import { showPassage } from "./passages.js";
import { thumbs } from "./thumbs.js";
import { t } from "./words.js";

/**
 * @typedef {import("./records.js").Answer} Answer
 * @typedef {import("./records.js").Turn} Turn
 */

/**
 * @param {{turn: Turn, answer: Answer, feedback: import("./feedback.js").Feedback, mayJudge: boolean}} options
 * @returns {{buttons: Node[], more: Node[], press: (name: string) => void}}
 */
export function judging({ turn, answer, feedback, mayJudge }) {
  const said = feedback.of(answer.id);
  const panel = h("div", { class: "judging" });
  const vote = thumbs({
    value: said.thumb ? /** @type {any} */ (said) : null,
    send: (thumb) => (thumb ? feedback.send(answer.id, thumb) : feedback.withdraw(answer.id, "thumb")),
  });
  const state = h("p", { class: "judged small quiet" });
  /** @type {Record<string, HTMLButtonElement>} */
  const tools = mayJudge ? {
    judge: tool("judge", "judge", () => form()),
    correct: tool("correct", "edit", () => correction()),
    compare: tool("compare", "scale", () => comparison()),
  } : {};
  showState();

  /** @param {string} name @param {string} drawing @param {() => HTMLElement} build */
  function tool(name, drawing, build) {
    const button = h("button", {
      type: "button", class: "button ghost small toggles", "aria-expanded": "false", onclick: () => toggle(button, build),
    }, icon(drawing), h("span", { class: "tool-name" }, t(name)));
    return button;
  }

  /** @param {HTMLButtonElement} button @param {() => HTMLElement} build */
  function toggle(button, build) {
    const open = button.getAttribute("aria-expanded") === "true";
    close();
    if (open) return;
    button.setAttribute("aria-expanded", "true");
    fill(panel, build());
    const first = panel.querySelector(/** @type {"input"} */ ("textarea, input")) ?? panel.querySelector("h3");
    first?.focus({ preventScroll: true });
    panel.firstElementChild?.scrollIntoView({ block: "start" });
  }

  function close() {
    const button = Object.values(tools).find((one) => one.getAttribute("aria-expanded") === "true");
    button?.setAttribute("aria-expanded", "false");
    if (panel.contains(document.activeElement)) button?.focus();
    panel.replaceChildren();
  }

  function showState() {
    const kinds = feedback.kinds(answer.id).filter((kind) => kind !== "thumb");
    fill(state, kinds.length > 0 && [icon("check"), t("judged", { kinds: kinds.map((kind) => t(`kind_${kind}`)).join(t("list_separator")) })]);
    state.hidden = !kinds.length;
  }

  function form() {
    const opened = performance.now();
    const cited = answer.verification.flatMap((verdict) => verdict.cited);
    const { element, value } = judgeForm({
      answer: { passages: answer.passages, cited }, value: feedback.of(answer.id), onPassage: (passage) => showPassage(passage, ""),
    });
    const submit = async (/** @type {Event} */ event) => {
      event.preventDefault();
      const judgement = value();
      if (!Object.keys(judgement).some((name) => name !== "comment")) tell(t("judge_nothing"));
      else if (await feedback.send(answer.id, { ...judgement, seconds: since(opened) })) saved();
    };
    return h("form", { class: "panel", onsubmit: submit },
      panelHead(t("judge_title")), element, h("div", { class: "row end" }, h("button", { class: "button primary" }, t("judge_save"))));
  }

  function correction() {
    const opened = performance.now();
    return correctionEditor({
      before: feedback.of(answer.id).correction || answer.text, close,
      send: async (text) => {
        const kept = await feedback.send(answer.id, { correction: text, seconds: since(opened) });
        if (kept) saved();
        return kept;
      },
    }).element;
  }

  function comparison() {
    return comparisonPanel({ turn, feedback, head: panelHead(t("compare_title")), done: saved });
  }

  /** @param {string} title */
  function panelHead(title) {
    return h("header", { class: "panel-head" }, h("h3", { tabindex: "-1" }, title), iconButton("close", t("close"), close));
  }

  function saved() {
    tell(t("saved"));
    showState();
    close();
  }

  return {
    buttons: [...vote.buttons, ...Object.values(tools)],
    more: [state, vote.more, panel],
    press: (name) => (name === "up" || name === "down" ? vote.press(name) : tools[name]?.click()),
  };
}

/** Seconds since a panel was opened. @param {number} opened */
export const since = (opened) => Math.round((performance.now() - opened) / 100) / 10;
