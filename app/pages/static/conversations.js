/** The list of conversations: paging, search, rename, delete, export. */

import { get, patch, remove } from "./api.js";
import { asked, confirmed, tell, tried } from "./dialogs.js";
import { fill, h, iconButton, one } from "./dom.js";
import { openMenu } from "./menu.js";
import { asMarkdown, turnsOf } from "./records.js";
import { t, when } from "./words.js";

/** @typedef {{id: string, title: string, updated_at: string, consent?: boolean}} Summary */

const PAGE = 50;

export class Conversations {
  /** @param {{open: (id: string) => void, gone: (id: string) => void}} hooks */
  constructor(hooks) {
    this.hooks = hooks;
    /** @type {Summary[]} */
    this.rows = [];
    this.more = false;
    this.current = "";
    this.list = one("#conversations");
    /** @type {HTMLInputElement} */
    this.search = one("#search");
    this.search.addEventListener("input", () => this.filter());
    one("#older").addEventListener("click", () => tried(() => this.load()));
  }

  /** Loads the next page. @param {boolean} [anew] from the newest */
  async load(anew = false) {
    const last = anew ? undefined : this.rows.at(-1)?.id;
    const page = await get(`/v1/conversations?limit=${PAGE}${last ? `&after=${encodeURIComponent(last)}` : ""}`);
    this.rows = last ? [...this.rows, ...page.data] : page.data;
    this.more = page.has_more;
    this.draw();
  }

  /** Searching looks through all conversations, so all titles are fetched first. */
  async filter() {
    this.draw();
    await tried(async () => {
      while (this.more && this.search.value.trim()) await this.load();
    });
  }

  /** @param {string} id */
  mark(id) {
    this.current = id;
    this.draw();
  }

  draw() {
    const wanted = this.search.value.trim().toLowerCase();
    const rows = this.rows.filter((row) => row.title.toLowerCase().includes(wanted));
    fill(this.list, rows.map((row) => this.row(row)));
    one("#older").hidden = !this.more || Boolean(wanted);
    const empty = one("#no-conversations");
    empty.hidden = rows.length > 0;
    empty.textContent = t(wanted ? "none_found" : "none_yet");
  }

  /** @param {Summary} row */
  row(row) {
    const title = row.title || t("untitled");
    const open = h("a", {
      href: `?c=${encodeURIComponent(row.id)}`, class: "conversation", "aria-current": row.id === this.current ? "page" : null,
      onclick: (/** @type {MouseEvent} */ event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.hooks.open(row.id);
      },
    }, h("span", { class: "conversation-title" }, title), h("span", { class: "small quiet" }, when(row.updated_at, { dateStyle: "medium" })));
    const menu = iconButton("more", t("more_of", { title }), () => openMenu(menu, [
      { icon: "edit", label: t("rename"), act: () => tried(() => this.rename(row)) },
      { icon: "download", label: t("export_markdown"), act: () => tried(() => this.export(row, "md")) },
      { icon: "download", label: t("export_json"), act: () => tried(() => this.export(row, "json")) },
      { icon: "trash", label: t("delete"), act: () => tried(() => this.delete(row)) },
    ]), { class: "button ghost icon-only small", "aria-haspopup": "menu" });
    return h("li", {}, open, menu);
  }

  /** @param {Summary} row */
  async rename(row) {
    const title = await asked({ title: t("rename"), label: t("title_label"), value: row.title });
    if (!title) return;
    Object.assign(row, await patch(`/v1/conversations/${row.id}`, { title }));
    this.draw();
  }

  /** @param {Summary} row */
  async delete(row) {
    const words = t("delete_words", { title: row.title || t("untitled") });
    if (!(await confirmed({ title: t("delete_title"), words, act: t("delete") }))) return;
    await remove(`/v1/conversations/${row.id}`);
    this.rows = this.rows.filter((other) => other !== row);
    this.draw();
    tell(t("deleted"));
    this.hooks.gone(row.id);
  }

  /** @param {Summary} row @param {"md"|"json"} form */
  async export(row, form) {
    const whole = await get(`/v1/conversations/${row.id}`);
    const text = form === "json" ? JSON.stringify(whole, null, 2) : asMarkdown(row.title, turnsOf(whole));
    download(`${fileName(row.title)}.${form}`, text, form === "json" ? "application/json" : "text/markdown");
  }
}

/** @param {string} title */
const fileName = (title) => title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "conversation";

/** @param {string} name @param {string} text @param {string} type */
function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
