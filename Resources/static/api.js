// Requests to /api/v1: the session's cookie, idempotency keys, problems as sentences.

import { language, say } from "/static/words.js";

/** The server refused, and said why. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? say("refused", { status }));
    this.status = status;
    this.code = problem.code ?? "";
    this.errors = problem.errors ?? [];
  }
}

/** Nobody answered: the act may or may not have happened. */
export class Unreachable extends Error {
  constructor() { super(say("unreachable")); }
}

const base = "/api/v1";
const timeout = 8000;
/** A lost act is asked again after these pauses, under the same key. */
const pauses = [400, 1200, 2500];
/** Keys of acts that nobody has answered yet, by what was asked. */
const unanswered = new Map();

/** `crypto.randomUUID` is missing where a page comes over plain http from another machine. */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function ask(method, path, body, headers) {
  let response;
  try {
    response = await fetch(path.startsWith("/t/") ? path : base + path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      headers: {
        Accept: "application/json",
        "Accept-Language": language(),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(timeout),
    });
  } catch {
    throw new Unreachable();
  }
  // A proxy speaks for a server that is away: that is a lost network, not a refusal.
  if ([502, 503, 504].includes(response.status) && !isJSON(response)) throw new Unreachable();
  let value = {};
  if (isJSON(response)) {
    try {
      value = await response.json();
    } catch {
      throw new Unreachable();
    }
  }
  if (!response.ok) throw new Refusal(response.status, value);
  return value;
}

const isJSON = (response) => (response.headers.get("Content-Type") ?? "").includes("json");

export const get = (path) => ask("GET", path);

/** An act: any method but GET. It keeps its key while nobody answers, here and when a person asks for the same thing
 *  again. `about` tells apart two acts that look alike: two calls of "the next" are one act only while the room is
 *  as it was. */
export async function act(method, path, body, { headers = {}, about = "" } = {}) {
  const asked = [method, path, JSON.stringify(body), about].join(" ");
  const key = unanswered.get(asked) ?? uuid();
  unanswered.set(asked, key);
  for (const pause of [...pauses, null]) {
    try {
      const answer = await ask(method, path, body, { ...headers, "Idempotency-Key": key });
      unanswered.delete(asked);
      return answer;
    } catch (error) {
      if (error instanceof Refusal) {
        unanswered.delete(asked);
        throw error;
      }
      if (pause === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
