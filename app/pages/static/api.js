/** The service's HTTP API: JSON in, JSON out, errors as `ApiError`, streams as events. */

import { root, t } from "./words.js";

export class ApiError extends Error {
  /**
   * @param {number} status 0 if the service could not be reached
   * @param {string} code
   * @param {string} message
   */
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * @typedef {object} Options
 * @property {AbortSignal} [signal]
 * @property {string} [key] an `Idempotency-Key`: the same key twice is done once
 */

/** @param {string} path @param {Options} [options] */
export const get = (path, options) => json("GET", path, undefined, options);
/** @param {string} path @param {unknown} [body] @param {Options} [options] */
export const post = (path, body, options) => json("POST", path, body, options);
/** @param {string} path @param {unknown} body @param {Options} [options] */
export const patch = (path, body, options) => json("PATCH", path, body, options);
/** @param {string} path @param {Options} [options] */
export const remove = (path, options) => json("DELETE", path, undefined, options);

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 * @param {Options} [options]
 * @returns {Promise<any>} null for 204
 */
async function json(method, path, body, options = {}) {
  const reply = await send(method, path, body, options);
  return reply.status === 204 ? null : reply.json();
}

/**
 * The events of a stream, parsed. Throws ApiError for an error event, and when the stream ends
 * without `[DONE]`: then the answer is not whole.
 * @param {string} path
 * @param {unknown} body
 * @param {Options} [options]
 * @returns {AsyncGenerator<any>}
 */
export async function* stream(path, body, options = {}) {
  const reply = await send("POST", path, body, options);
  if (!reply.headers.get("content-type")?.startsWith("text/event-stream") || !reply.body) {
    throw new ApiError(reply.status, "not_a_stream", t("stream_broken"));
  }
  for await (const data of events(reply.body)) {
    if (data === "[DONE]") return;
    const event = JSON.parse(data);
    if (event.error) throw new ApiError(200, event.error.code ?? "error", event.error.message);
    yield event;
  }
  throw new ApiError(200, "stream_broken", t("stream_broken"));
}

/** @param {ReadableStream<any>} body @returns {AsyncGenerator<string>} */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  try {
    for (;;) {
      const { done, value } = await read(reader);
      if (done) return;
      const parts = (held + value).split(/\r?\n\r?\n/);
      held = parts.pop() ?? "";
      for (const part of parts) {
        const lines = part.split(/\r?\n/).filter((line) => line.startsWith("data:"));
        if (lines.length) yield lines.map((line) => line.slice(5).replace(/^ /, "")).join("\n");
      }
    }
  } finally {
    // Leaving early (an error event, a stopped answer) closes the connection too.
    await reader.cancel().catch(() => undefined);
  }
}

/** @param {ReadableStreamDefaultReader<string>} reader */
async function read(reader) {
  try {
    return await reader.read();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "no_network", t("stream_broken"));
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 * @param {Options} options
 */
async function send(method, path, body, { signal, key }) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  const token = document.querySelector("meta[name=csrf-token]")?.getAttribute("content");
  if (method !== "GET" && token) headers["X-CSRF-Token"] = token;
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const reply = await reached(fetch(root + path, { method, headers, signal, body: payload }));
  if (reply.ok) return reply;
  if (reply.status === 401) signIn();
  const { error } = await reply.json().catch(() => ({ error: null }));
  throw new ApiError(reply.status, error?.code ?? "error", error?.message ?? reply.statusText);
}

/** @param {Promise<Response>} asked */
async function reached(asked) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "no_network", t("no_network"));
  }
}

/** The session has ended: sign in, and come back to this page. */
function signIn() {
  const here = location.pathname.slice(root.length) + location.search;
  location.assign(`${root}/sign-in?next=${encodeURIComponent(here)}`);
}

/** A key for one act of a person, so that sending it again after a lost reply does it once. */
export const newKey = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
