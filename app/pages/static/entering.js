/** What the forms for passwords share: sending, and saying what went wrong in the page's words. */

import { one } from "./dom.js";
import { root, t } from "./words.js";

const KNOWN = [
  "wrong_credentials", "wrong_password", "password_expired", "password_short", "password_long",
  "password_common", "password_name", "password_used", "conflict", "invitation_gone",
  "rate_limit_exceeded", "unavailable", "csrf_failed",
];

/**
 * Not by api.js: there a 401 leads to the sign-in page, here it is the answer.
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<string>} empty if it worked, else the error's code
 */
export async function enter(path, body) {
  const headers = { "Content-Type": "application/json" };
  try {
    const reply = await fetch(root + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (reply.ok) return "";
    const { error } = await reply.json();
    return error?.code ?? "other";
  } catch {
    return "unavailable";
  }
}

/** @param {string} code empty: nothing is wrong */
export function showProblem(code) {
  const notice = one("#problem");
  notice.hidden = !code;
  if (code) one("p", notice).textContent = t(`problem_${KNOWN.includes(code) ? code : "other"}`);
}

/**
 * Runs `send` when the form is submitted; the button rests meanwhile.
 * @param {HTMLFormElement} form
 * @param {(said: Record<string, string>) => Promise<void>} send
 */
export function onSubmit(form, send) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (one("button", form));
    button.disabled = true;
    try {
      const said = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
      await send(Object.fromEntries(said));
    } finally {
      button.disabled = false;
    }
  });
}

/**
 * Are both fields for the new password the same? Says so if not.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function isSame(form, name) {
  const again = /** @type {HTMLInputElement} */ (form.elements.namedItem("again"));
  const first = /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const same = first.value === again.value;
  again.setCustomValidity(same ? "" : t("not_the_same"));
  again.addEventListener("input", () => again.setCustomValidity(""), { once: true });
  if (!same) again.reportValidity();
  return same;
}
