/** Time on task, and the lock: it is kept while somebody works, and counted down. */

import { ApiError } from "./api.js";
import { fill, one } from "./dom.js";
import { t } from "./words.js";

const AWAY = 120_000; // without a key, a scroll or a pointer for so long, nobody works here
const SOON = 60_000;
// The service's clock decides when a lock ends, so we count by it.
const AHEAD = Date.parse(document.body.dataset.now ?? "") - Date.now() || 0;

/** @param {number|null} seconds */
export function asTime(seconds) {
  if (seconds === null) return t("none_yet");
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export class Clocks {
  /** @param {{extend: () => Promise<string>, lost: () => void, warn: () => void}} acts */
  constructor({ extend, lost, warn }) {
    this.extend = extend;
    this.lost = lost;
    this.warn = warn;
    this.until = 0;
    this.length = 0;
    this.looked = 0; // milliseconds for which the page was in sight
    this.last = 0;
    this.acted = 0;
    this.tried = 0;
    this.warned = false;
    /** @type {ReturnType<typeof setInterval>|undefined} */
    this.timer = undefined;
    for (const name of ["pointerdown", "pointermove", "keydown", "scroll", "input"]) {
      document.addEventListener(name, () => { this.acted = Date.now(); }, { capture: true, passive: true });
    }
  }

  /** @param {string} until */
  start(until) {
    this.stop();
    this.lock(until);
    this.looked = 0;
    this.acted = this.last = Date.now();
    this.tried = 0;
    this.timer = setInterval(() => this.tick(), Math.min(1000, this.length / 10));
    this.show();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** @param {string} until */
  lock(until) {
    this.until = Date.parse(until) - AHEAD;
    this.length = Math.max(this.length, this.until - Date.now());
    this.warned = false;
  }

  seconds() {
    return Math.round(this.looked / 100) / 10;
  }

  tick() {
    const now = Date.now();
    // A machine that slept was not looked at.
    if (!document.hidden) this.looked += Math.min(now - this.last, 2000);
    this.last = now;
    const left = this.until - now;
    if (left <= 0) {
      this.stop();
      this.lost();
      return;
    }
    const works = !document.hidden && now - this.acted < AWAY;
    if (works && left < this.length * 2 / 3 && now - this.tried > Math.min(20_000, this.length / 6)) this.keep(now);
    if (left < SOON && this.length > 2 * SOON && !this.warned && !works) {
      this.warned = true;
      this.warn();
    }
    this.show();
  }

  /** Asks for another lock's length. A failed try is tried again until the time is up. @param {number} now */
  async keep(now) {
    this.tried = now;
    const timer = this.timer;
    try {
      const until = await this.extend();
      if (timer === this.timer) this.lock(until);
    } catch (error) {
      if (timer !== this.timer) return; // another item is open by now
      if (error instanceof ApiError && error.status === 404) {
        this.stop();
        this.lost();
      }
    }
  }

  show() {
    const left = Math.max(0, this.until - Date.now());
    const soon = left < 2 * SOON;
    const said = soon ? asTime(left / 1000) : t("minutes", { n: Math.round(left / 60_000) });
    const chip = one("#lock");
    chip.className = soon ? "chip warn" : "";
    if (chip.textContent !== t("lock_left", { left: said })) fill(chip, t("lock_left", { left: said }));
    fill(one("#elapsed"), asTime(this.looked / 1000));
  }
}
