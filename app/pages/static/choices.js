/** Sets of radio buttons and checkboxes: native, so that keys and screen readers just work. */

import { freshId, h } from "./dom.js";

/**
 * @typedef {object} Choices
 * @property {HTMLFieldSetElement} element
 * @property {() => string[]} value the values chosen, of radios at most one
 */

/**
 * @param {object} options
 * @param {string} options.legend
 * @param {[value: string, label: string, kind?: string][]} options.options
 * @param {"radio"|"checkbox"} [options.type]
 * @param {string[]} [options.chosen]
 * @param {() => void} [options.onChange]
 * @param {string} [options.hint] what the ends of a scale mean
 * @param {string} [options.class]
 * @returns {Choices}
 */
export function choices({ legend, options, type = "radio", chosen = [], onChange, hint, class: more = "" }) {
  const name = freshId("choice");
  const inputs = options.map(([value]) => h("input", {
    type, name, value, checked: chosen.includes(value), onchange: () => onChange?.(),
  }));
  const labels = options.map(([, label, kind], index) =>
    h("label", { class: `choice ${kind ?? ""}` }, inputs[index], h("span", {}, label)));
  if (type === "radio") inputs.forEach((input) => clearable(input, () => onChange?.()));
  const element = h("fieldset", { class: `choices ${more}` },
    h("legend", {}, legend, hint && h("span", { class: "quiet small" }, ` ${hint}`)),
    h("div", { class: "choices-set" }, labels));
  return { element, value: () => inputs.filter((input) => input.checked).map((input) => input.value) };
}

/**
 * Nothing said is an answer too: a chosen radio is let go by a second click, or by Backspace.
 * @param {HTMLInputElement} input @param {() => void} changed
 */
function clearable(input, changed) {
  let was = false;
  const clear = () => {
    input.checked = false;
    was = false;
    changed();
  };
  input.addEventListener("pointerdown", () => { was = input.checked; });
  input.addEventListener("click", (event) => {
    if (was && event.detail > 0) clear();
  });
  input.addEventListener("keydown", (event) => {
    if ((event.key === "Backspace" || event.key === "Delete") && input.checked) clear();
  });
}
