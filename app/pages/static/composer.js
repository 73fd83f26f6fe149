/** Where questions are written: grows with the text, sends by Enter, never in the middle of a word. */

import { one } from "./dom.js";
import { t } from "./words.js";

export class Composer {
  /** @param {{send: (question: string) => void, stop: () => void}} hooks */
  constructor({ send, stop }) {
    /** @type {HTMLTextAreaElement} */
    this.input = one("#question");
    /** @type {HTMLButtonElement} */
    this.button = one("#send");
    this.busy = false;
    this.hooks = { send, stop };
    one("#composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.input.addEventListener("keydown", (event) => {
      // Enter also chooses a word in Chinese input methods: that is not meant to send.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      if (!this.busy) this.submit();
    });
    this.input.addEventListener("input", () => this.fit());
  }

  submit() {
    if (this.busy) {
      this.hooks.stop();
      return;
    }
    const question = this.input.value.trim();
    if (!question) return;
    this.input.value = "";
    this.fit();
    this.hooks.send(question);
  }

  /** @param {boolean} busy whether an answer is arriving, which the button then stops */
  setBusy(busy) {
    this.busy = busy;
    const label = t(busy ? "stop" : "ask");
    this.button.setAttribute("aria-label", label);
    this.button.title = label;
    this.button.classList.toggle("stops", busy);
    one("use", this.button).setAttribute("href", busy ? "#i-stop" : "#i-send");
  }

  fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 240)}px`;
  }
}
