/** One's own password and sessions. */

import { ApiError, post, remove } from "./api.js";
import { confirmed, tell, tried } from "./dialogs.js";
import { one } from "./dom.js";
import { isSame, onSubmit, showProblem } from "./entering.js";
import { root, t, when } from "./words.js";

const form = /** @type {HTMLFormElement|null} */ (document.querySelector("#password"));
if (form) onSubmit(form, (said) => change(form, said));

/** @param {HTMLFormElement} form @param {Record<string, string>} said */
async function change(form, { current, new: wanted }) {
  if (!isSame(form, "new")) return;
  try {
    await post("/api/password", { current, new: wanted });
    showProblem("");
    form.reset();
    tell(t("password_changed"));
    for (const button of document.querySelectorAll("[data-session]")) button.closest("tr")?.remove();
  } catch (error) {
    showProblem(error instanceof ApiError ? error.code : "other");
  }
}

/** @param {HTMLElement} button */
async function endSession(button) {
  await tried(async () => {
    await remove(`/api/sessions/${button.dataset.session}`);
    button.closest("tr")?.remove();
    tell(t("session_ended"));
  });
}

async function signOutEverywhere() {
  const question = { title: t("everywhere"), words: t("everywhere_words"), act: t("everywhere") };
  if (!(await confirmed(question))) return;
  await tried(async () => {
    await post("/api/sign-out", { everywhere: true });
    location.assign(`${root}/sign-in`);
  });
}

for (const button of document.querySelectorAll("[data-session]")) {
  button.addEventListener("click", () => endSession(/** @type {HTMLElement} */ (button)));
}
for (const time of document.querySelectorAll("time")) time.textContent = when(time.dateTime);
one("#everywhere").addEventListener("click", signOutEverywhere);
