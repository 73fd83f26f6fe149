/** Signs in, and asks for a new password when the old one has expired. */

import { one } from "./dom.js";
import { enter, isSame, onSubmit, showProblem } from "./entering.js";
import { root } from "./words.js";

const form = /** @type {HTMLFormElement} */ (one("#sign-in"));
const renewal = one("#renewal");

onSubmit(form, async (said) => {
  /** @type {Record<string, string>} */
  const body = { name: said.name, password: said.password };
  if (!renewal.hidden) {
    if (!isSame(form, "new_password")) return;
    body.new_password = said.new_password;
  }
  const problem = await enter("/api/sign-in", body);
  if (!problem) {
    location.replace(root + form.dataset.next);
    return;
  }
  showProblem(problem);
  if (problem === "password_expired") askForNew();
  else if (renewal.hidden) again();
});

function askForNew() {
  renewal.hidden = false;
  const fields = [...renewal.querySelectorAll("input")];
  for (const field of fields) field.required = true;
  fields[0].focus();
}

function again() {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("password"));
  field.value = "";
  field.focus();
}
