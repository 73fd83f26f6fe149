/** The words of this page in the reader's language, as the server put them into `#words`. */

/** @type {{lang: "zh"|"en", root: string, words: Record<string, string>}} */
const page = JSON.parse(document.getElementById("words")?.textContent ?? '{"lang":"en","root":"","words":{}}');

export const lang = page.lang;
export const root = page.root;

/**
 * The words of a key; `{name}` in them is filled from `values`.
 * @param {string} key
 * @param {Record<string, string|number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  const words = page.words[key];
  if (words === undefined) throw new Error(`no words for ${key}`);
  return words.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * A moment as a person writes it.
 * @param {string} iso
 * @param {Intl.DateTimeFormatOptions} [form]
 * @returns {string}
 */
export function when(iso, form = { dateStyle: "medium", timeStyle: "short" }) {
  return new Intl.DateTimeFormat(lang === "zh" ? "zh-CN" : "en-GB", form).format(new Date(iso));
}
