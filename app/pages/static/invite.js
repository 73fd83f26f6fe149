/** Accepts an invitation or sets a new password; both sign in. */

import { one } from "./dom.js";
import { enter, isSame, onSubmit, showProblem } from "./entering.js";
import { root } from "./words.js";

const form = /** @type {HTMLFormElement} */ (one("#invite"));

onSubmit(form, async ({ name, password }) => {
  if (!isSame(form, "password")) return;
  const body = { token: form.dataset.token, password, ...(name ? { name } : {}) };
  const problem = await enter("/api/invitations/accept", body);
  showProblem(problem);
  if (!problem) location.replace(`${root}/`);
});
