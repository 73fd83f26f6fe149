/** The frame's own switches: colours, language, signing out. */

import { post } from "./api.js";
import { tried } from "./dialogs.js";
import { one } from "./dom.js";
import { root, t } from "./words.js";

const YEAR = 365 * 24 * 3600;
const THEMES = ["auto", "light", "dark"];

/** @param {string} name @param {string} value */
function remember(name, value) {
  document.cookie = `${name}=${value}; path=${root || "/"}; max-age=${YEAR}; samesite=lax`;
}

/** @param {HTMLElement} button */
function nextTheme(button) {
  const now = document.documentElement.dataset.theme ?? "auto";
  const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
  document.documentElement.dataset.theme = next;
  remember("medloop_theme", next);
  const label = `${t("theme")}: ${t(`theme_${next}`)}`;
  button.title = label;
  button.setAttribute("aria-label", label);
}

/** Without JavaScript the link works too, but would lose where the reader is. @param {Event} event */
function changeLanguage(event) {
  event.preventDefault();
  const link = /** @type {HTMLElement} */ (event.currentTarget);
  remember("medloop_lang", link.dataset.langSwitch ?? "en");
  const url = new URL(location.href);
  url.searchParams.delete("lang");
  if (url.href === location.href) location.reload();
  else location.replace(url.href);
}

function signOut() {
  tried(async () => {
    await post("/api/sign-out", {});
    location.assign(`${root}/sign-in`);
  });
}

const themes = one("[data-theme-switch]");
themes.addEventListener("click", () => nextTheme(themes));
one("[data-lang-switch]").addEventListener("click", changeLanguage);
document.querySelector("[data-sign-out]")?.addEventListener("click", signOut);
// On a phone the pages do not all fit beside each other.
document.querySelector(".bar-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
