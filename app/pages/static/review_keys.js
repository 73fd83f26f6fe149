/**
 * The queue by keyboard. Single keys do nothing while somebody types, or when they are switched off
 * (WCAG 2.1.4); each sets what a click would, so a screen reader hears the same.
 */

import { h } from "./dom.js";
import { HARMS } from "./judge.js";
import { closePassage } from "./passages.js";
import { t } from "./words.js";

const STORED = "medloop_shortcuts"; // the chat page's switch is the same
const HARM_KEYS = ["n", "m", "o", "s"];

/** @typedef {{form: () => import("./review_form.js").OpinionForm|null, submit: () => void, skip: () => void, go: () => void, announce: (words: string) => void}} Acts */

const areOn = () => localStorage.getItem(STORED) !== "off";

/** @param {EventTarget|null} target */
const isTyping = (target) => target instanceof HTMLElement && target.matches("textarea, select, input:not([type=radio], [type=checkbox])");

/** @param {EventTarget|null} target what Enter already means something on */
const takesEnter = (target) => target instanceof HTMLElement && target.matches("button, a, summary, input");

/** @template {HTMLElement} [Found=HTMLElement] @param {string} selector @returns {Found[]} */
const all = (selector) => /** @type {Found[]} */ ([...document.querySelectorAll(selector)]);

/** @param {Acts} acts @returns {() => Node[]} what the help says */
export function watchKeys(acts) {
  const keys = new Keys(acts);
  document.addEventListener("keydown", (event) => keys.pressed(event));
  document.addEventListener("focusin", (event) => keys.follow(event.target));
  return help;
}

class Keys {
  /** @param {Acts} acts */
  constructor(acts) {
    this.acts = acts;
    this.tying = false;
    this.piece = -1;
    /** @type {HTMLElement|null} the aspect that a digit rates */
    this.current = null;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const form = this.acts.form();
    if (event.defaultPrevented || event.isComposing || event.repeat || event.altKey || document.querySelector("dialog:modal")) return;
    const typing = isTyping(event.target);
    // The path as it was: what the key did there may have closed the editor by now.
    const inEditor = event.composedPath().some((node) => node instanceof Element && node.id === "editor");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (!inEditor) this.acts.submit();
    } else if (event.ctrlKey || event.metaKey) return;
    else if (event.key === "Escape") this.leave(event.target, typing);
    else if (typing || !areOn()) return;
    else if (event.key === "?") document.getElementById("help")?.click();
    else if (!form && event.key === "Enter" && !takesEnter(event.target)) this.acts.go();
    else if (!form || !this.act(event, form)) return;
    event.preventDefault();
  }

  /** @param {EventTarget|null} target @param {boolean} typing */
  leave(target, typing) {
    if (closePassage() || !typing) return;
    const field = /** @type {HTMLElement} */ (target);
    field.blur();
    document.getElementById("item-title")?.focus({ preventScroll: true });
  }

  /** Returns whether the key means something. @param {KeyboardEvent} event @param {import("./review_form.js").OpinionForm} form */
  act({ key, target }, form) {
    if (key === "Enter") return takesEnter(target) ? false : this.did(this.acts.submit());
    if (key === "k") return this.did(this.acts.skip());
    if (key === "p") return this.did(this.nextPiece());
    if (key === "w") return this.did(all("#controls textarea").at(-1)?.focus());
    if (key === "e") return this.did(form.correct());
    return form.ranking ? this.draft(key) : this.answer(key);
  }

  /** @param {unknown} _ */
  did(_) {
    return true;
  }

  /** @param {string} key */
  answer(key) {
    if (/^[0-5]$/.test(key)) return this.rate(key);
    if (key === "u" || key === "d") return this.choose(`.thumb input[value=${key === "u" ? "up" : "down"}]`);
    const harm = HARM_KEYS.indexOf(key);
    // Some values are called alike elsewhere, so all four levels must be in the set.
    if (harm >= 0) return this.choose(`.choices:has([value=severe]) input[value=${HARMS[harm]}]`);
    if (key === "f") return this.did(all(".choices:has([value=corpus_gap]) input")[0]?.focus());
    if (key === "g") return this.did(all(".citation-mark input")[0]?.focus());
    return false;
  }

  /** Rates the current aspect (0: leaves it out) and goes on to the next. @param {string} grade */
  rate(grade) {
    const scales = all(".scale");
    const at = this.current && scales.includes(this.current) ? scales.indexOf(this.current) : 0;
    if (this.current === null || at >= 0) {
      const input = /** @type {HTMLInputElement|null} */ (scales[at]?.querySelector(`input[value="${grade}"]`));
      if (input) set(input);
      else for (const one of /** @type {NodeListOf<HTMLInputElement>} */ (scales[at].querySelectorAll("input:checked"))) set(one, false);
    }
    const next = scales[at + 1] ?? all(".choices:has([value=severe])")[0];
    const place = /** @type {HTMLInputElement|null} */ (next?.querySelector("input:checked") ?? next?.querySelector("input"));
    place?.focus();
    next?.scrollIntoView({ block: "nearest" });
    return true;
  }

  /** @param {string} selector */
  choose(selector) {
    const [input] = /** @type {HTMLInputElement[]} */ (all(`#controls ${selector}`));
    if (!input) return false;
    set(input);
    this.say(input);
    return true;
  }

  /** @param {HTMLInputElement} input */
  say(input) {
    const name = input.closest("fieldset")?.querySelector("legend")?.firstChild?.textContent ?? "";
    this.acts.announce(t("set_to", { name, value: input.labels?.[0]?.textContent ?? "" }));
  }

  /** @param {string} key */
  draft(key) {
    if (key === "x") return this.choose(".choices input[value=bad]");
    const sets = all("#controls .ranking");
    const pair = sets.length === 1;
    if (key === "t") return pair ? this.choose(".ranking input[value=tie]") : this.did(this.tying = true);
    const which = ["a", "b", "c", "d"].indexOf(key);
    if (which < 0) return false;
    return pair ? this.choose(`.ranking input[value=${key}]`) : this.rank(sets, which);
  }

  /** The next free rank, or after `t` the last one again. @param {HTMLElement[]} sets @param {number} which */
  rank(sets, which) {
    if (!sets[which]) return false;
    const given = sets.filter((_, index) => index !== which)
      .map((one) => Number(/** @type {HTMLInputElement|null} */ (one.querySelector("input:checked"))?.value ?? 0));
    const last = Math.max(0, ...given);
    const rank = Math.min(sets.length, Math.max(1, this.tying ? last : last + 1));
    this.tying = false;
    const input = /** @type {HTMLInputElement} */ (sets[which].querySelector(`input[value="${rank}"]`));
    set(input);
    this.say(input);
    return true;
  }

  /** Opens the next piece of the evidence, and closes the one before. */
  nextPiece() {
    const pieces = /** @type {HTMLDetailsElement[]} */ (all("details.piece"));
    if (!pieces.length) return;
    const open = pieces.findIndex((one) => one.open);
    pieces.forEach((one) => { one.open = false; });
    const next = pieces[open + 1];
    if (!next) return;
    next.open = true;
    next.querySelector("summary")?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  /** Marks the aspect that a digit would rate. @param {EventTarget|null} target */
  follow(target) {
    const scale = /** @type {HTMLElement|null} */ (target instanceof Element ? target.closest(".scale") : null);
    if (target instanceof Element && target.id === "item-title") this.current = null;
    else if (scale) this.current = scale;
    else return;
    const marked = this.current ?? all(".scale")[0];
    for (const one of all(".scale")) one.classList.toggle("current", one === marked);
  }
}

/** As a click would. @param {HTMLInputElement} input */
function set(input, checked = true) {
  input.checked = checked;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function help() {
  /** @type {[string, [string[], string][]][]} */
  const groups = [
    ["keys_answer", [[["1", "…", "5"], "key_scores"], [["0"], "key_zero"], [["u"], "key_up"], [["d"], "key_down"], [HARM_KEYS, "key_harm"], [["f"], "key_faults"], [["g"], "key_citations"]]],
    ["keys_drafts", [[["a", "b", "c", "d"], "key_draft"], [["t"], "key_tie"], [["x"], "key_bad"]]],
    ["keys_always", [[["Enter"], "key_submit"], [["Ctrl Enter"], "key_submit_typing"], [["k"], "key_skip"], [["e"], "key_correct"], [["w"], "key_comment"], [["p"], "key_passage"], [["Esc"], "key_escape"], [["?"], "key_help"]]],
  ];
  const box = h("input", {
    type: "checkbox", role: "switch", checked: areOn(),
    onchange: () => localStorage.setItem(STORED, box.checked ? "on" : "off"),
  });
  return [
    h("p", {}, t("keys_words")),
    h("div", { class: "grid key-groups" }, groups.map(([name, rows]) => h("section", {}, h("h3", {}, t(name)),
      h("dl", { class: "keys" }, rows.map(([pressed, words]) => h("div", {},
        h("dt", {}, pressed.map((key) => (key === "…" ? " – " : h("kbd", {}, key)))), h("dd", {}, t(words)))))))),
    h("p", {}, h("label", { class: "switch" }, box, t("key_switch"))),
  ];
}
