/** A menu that opens at a button, above everything, and closes by itself. */

import { h, icon } from "./dom.js";

/**
 * @param {HTMLElement} button
 * @param {{icon: string, label: string, act: () => void}[]} items
 */
export function openMenu(button, items) {
  const menu = h("div", { class: "menu-list", role: "menu", popover: "auto" }, items.map((item) =>
    h("button", {
      type: "button", role: "menuitem", class: "button ghost small",
      onclick: () => {
        menu.hidePopover();
        item.act();
      },
    }, icon(item.icon), item.label)));
  menu.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "closed") menu.remove();
  });
  menu.addEventListener("keydown", (event) => move(menu, event));
  button.after(menu); // so that the focus comes back to the button
  menu.showPopover();
  place(menu, button.getBoundingClientRect());
  menu.querySelector("button")?.focus();
}

/** @param {HTMLElement} menu @param {DOMRect} at */
function place(menu, at) {
  const below = at.bottom + menu.offsetHeight < window.innerHeight;
  menu.style.top = `${below ? at.bottom : Math.max(8, at.top - menu.offsetHeight)}px`;
  menu.style.left = `${Math.max(8, Math.min(at.right - menu.offsetWidth, window.innerWidth - menu.offsetWidth - 8))}px`;
}

/** @param {HTMLElement} menu @param {KeyboardEvent} event */
function move(menu, event) {
  const items = [...menu.querySelectorAll("button")];
  const now = items.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}
