/** The list of conversations: beside the thread, or over it on a narrow window. */

import { one } from "./dom.js";

const NARROW = window.matchMedia("(max-width: 860px)");

export class Drawer {
  constructor() {
    this.panel = one("#sidebar");
    this.button = one("#open-sidebar");
    this.button.addEventListener("click", () => this.open());
    one("#close-sidebar").addEventListener("click", () => this.close());
    one("#sidebar-shade").addEventListener("click", () => this.close());
    NARROW.addEventListener("change", () => this.close());
    this.close();
  }

  /** What it covers cannot be reached while it is open. */
  open() {
    if (!NARROW.matches) return;
    this.set(true);
    one("#close-sidebar").focus();
  }

  /** Returns true if it was open. */
  close() {
    const was = document.body.classList.contains("with-sidebar");
    this.set(false);
    if (was) this.button.focus();
    return was;
  }

  /** @param {boolean} open */
  set(open) {
    document.body.classList.toggle("with-sidebar", open);
    this.button.setAttribute("aria-expanded", String(open));
    this.panel.inert = NARROW.matches && !open;
    one("#conversation").inert = open;
    one(".bar").inert = open;
  }
}
