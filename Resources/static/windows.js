// The windows of this browser that have the same draft open tell each other of it.

const me = String(Math.random()).slice(2);

/** Which other windows show the same ticket's draft. `changed()` when that changes, `saved(version)` when one of them saved. */
export class Windows {
  #ticket = null;
  #others = new Set();
  #channel = globalThis.BroadcastChannel && new BroadcastChannel("houzhen.drafts");

  constructor({ changed, saved }) {
    this.changed = changed;
    this.savedElsewhere = saved;
    if (!this.#channel) return;
    this.#channel.onmessage = ({ data }) => this.#hear(data);
    addEventListener("pagehide", () => this.show(null));
  }

  get count() { return this.#others.size; }

  /** This window shows this ticket's draft now; null for none. */
  show(ticket) {
    if (ticket === this.#ticket) return;
    if (this.#ticket) this.#say("gone");
    this.#ticket = ticket;
    this.#others.clear();
    if (ticket) this.#say("open");
  }

  /** This window has saved, or signed (`version` null). */
  saved(version) { this.#say("saved", { version }); }

  #say(kind, more = {}) { this.#channel?.postMessage({ kind, from: me, ticket: this.#ticket, ...more }); }

  #hear({ kind, from, ticket, version }) {
    if (!this.#ticket || ticket !== this.#ticket) return;
    if (kind === "saved") {
      this.savedElsewhere(version);
      return;
    }
    if (kind === "open") this.#say("here");
    if (kind === "gone") this.#others.delete(from);
    else this.#others.add(from);
    this.changed();
  }
}
