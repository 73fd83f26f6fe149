/** The reader's own judgements of the answers of one conversation, kept on the server. */

import { get, newKey, post, remove } from "./api.js";
import { tell, tried } from "./dialogs.js";
import { t } from "./words.js";

/** Where in its stored body the value of a kind is. @type {Record<string, string>} */
const VALUES = { correction: "text", citations: "marks", faults: "faults", harm: "level", comparison: "ranking" };
const SERIOUS = ["moderate", "severe"];

/** @typedef {{id: string, answer_id: string, kind: string, body: any, created_at: string}} Own */

export class Feedback {
  constructor() {
    /** @type {Map<string, Map<string, Own>>} by answer, then by kind */
    this.own = new Map();
  }

  /** @param {string} conversation */
  async load(conversation) {
    this.own.clear();
    const { data } = await get(`/v1/feedback?conversation_id=${encodeURIComponent(conversation)}`);
    for (const row of data) this.keep(row);
  }

  /** @param {Own} row */
  keep(row) {
    const kinds = this.own.get(row.answer_id) ?? new Map();
    this.own.set(row.answer_id, kinds.set(row.kind, row));
  }

  /** What was said of an answer, in one object as the form takes it. @param {string} answer */
  of(answer) {
    /** @type {Record<string, any>} */
    const said = {};
    for (const [kind, { body }] of this.own.get(answer) ?? []) {
      const { comment, ...rest } = body;
      if (kind === "thumb") Object.assign(said, rest);
      else said[kind] = kind === "aspects" ? rest : rest[VALUES[kind]];
      if (comment) said.comment = comment;
    }
    return said;
  }

  /** Which kinds of judgement there are. @param {string} answer */
  kinds(answer) {
    return [...(this.own.get(answer)?.keys() ?? [])];
  }

  /**
   * Sends it and remembers it. Returns whether it was kept.
   * @param {string} answer @param {Record<string, any>} fields
   */
  async send(answer, fields) {
    const reply = await tried(() => post("/v1/feedback", { answer_id: answer, ...fields }, { key: newKey() }));
    if (!reply) return false;
    for (const { id, kind } of reply.judgements) {
      const bare = kind === "thumb" ? { thumb: fields.thumb, reasons: fields.reasons ?? [] } : fields[kind];
      const body = kind === "thumb" || kind === "aspects" ? { ...bare } : { [VALUES[kind]]: bare };
      this.keep({ id, kind, answer_id: answer, body, created_at: reply.created_at });
    }
    if (reply.incident_id && SERIOUS.includes(fields.harm)) tell(t("incident_opened"));
    return true;
  }

  /** Takes one judgement back. @param {string} answer @param {string} kind */
  async withdraw(answer, kind) {
    const row = this.own.get(answer)?.get(kind);
    if (!row) return true;
    const done = await tried(() => remove(`/v1/feedback/${encodeURIComponent(row.id)}`).then(() => true));
    if (done) this.own.get(answer)?.delete(kind);
    return Boolean(done);
  }
}
