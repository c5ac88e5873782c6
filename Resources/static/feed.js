// What a screen shows, kept true: the snapshot, then the feed from it; a gap, or a silence, reads the snapshot again.

import { get, Refusal } from "/static/api.js";

const readEvery = 5000;
const reconnectAfter = 2000;
const kinds = ["called", "recalled", "withdrawn", "changed", "reset"];

/** Follows one display. `onSnapshot(snapshot)` gets each picture that is not older than what is known, `onEvent(event)`
 *  each event once; `onSignIn()` is awaited when the server wants a session. */
export class Feed {
  #display;
  #handlers;
  #source = null;
  #last = 0;
  #isReading = false;
  #readsAgain = false;
  /** When the server was last heard, on this page's clock. */
  heard = null;

  constructor(display, handlers) {
    this.#display = display;
    this.#handlers = handlers;
  }

  async start() {
    await this.read();
    // Estimates change without an event, and a proxy may hold a feed back in silence.
    setInterval(() => this.read(), readEvery);
  }

  /** Reads the snapshot; at most one at a time, and once more when it was asked for meanwhile. */
  async read() {
    if (this.#isReading) {
      this.#readsAgain = true;
      return;
    }
    this.#isReading = true;
    do {
      this.#readsAgain = false;
      await this.#read();
    } while (this.#readsAgain);
    this.#isReading = false;
  }

  async #read() {
    let snapshot;
    try {
      snapshot = await get(`/displays/${encodeURIComponent(this.#display)}`);
    } catch (error) {
      if (!(error instanceof Refusal)) return;
      if (error.status === 401) {
        await this.#handlers.onSignIn();
        this.#readsAgain = true;
      }
      if (error.status === 404) this.#handlers.onUnknown();
      return;
    }
    this.heard = performance.now();
    const isListening = this.#source && this.#source.readyState !== EventSource.CLOSED;
    // A picture that was taken before the newest event would take back what is already shown.
    if (isListening && snapshot.feedId < this.#last) return;
    this.#handlers.onSnapshot(snapshot);
    if (!isListening) this.#listen(snapshot.feedId);
  }

  #listen(after) {
    this.#source?.close();
    this.#last = after;
    const source = new EventSource(`/api/v1/displays/${encodeURIComponent(this.#display)}/feed?after=${after}`);
    this.#source = source;
    for (const kind of kinds) source.addEventListener(kind, (message) => this.#take(message));
    source.onopen = () => { this.heard = performance.now(); };
    source.onerror = () => {
      // The browser reconnects by itself, with the last id, unless the answer was not a feed.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.read(), reconnectAfter);
    };
  }

  #take(message) {
    const event = JSON.parse(message.data);
    this.heard = performance.now();
    if (event.kind !== "reset" && event.id <= this.#last) return;
    // After a gap the picture alone tells, in order, which calls were missed.
    if (event.previous === this.#last) this.#handlers.onEvent(event);
    this.#last = event.id;
    this.read();
  }
}
