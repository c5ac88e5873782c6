// Drafts of earlier patients that never reached the server: they are brought there as soon as it can be reached, and what
// cannot be brought there is told.

import { get } from "/static/api.js";
import { Draft } from "/static/draft.js";
import { stranded } from "/static/kept.js";

const tryEvery = 15000;

export class Rescue {
  /** Those that are still on this computer only: `[{ticket, label, why}]`. */
  left = [];
  #tried = -Infinity;
  #drafts = new Map();

  constructor(changed) { this.changed = changed; }

  /** Tries for those of this person that are not shown (`except`), now and then. The server was just heard. */
  async run(by, except) {
    const copies = stranded(by, except);
    if (!copies.length && !this.left.length) return;
    this.left = this.left.filter((each) => copies.some((copy) => copy.ticket === each.ticket));
    if (performance.now() - this.#tried < tryEvery) return;
    this.#tried = performance.now();
    for (const copy of copies) await this.#bring(copy);
    const still = stranded(by, except);
    this.left = still.map((copy) => ({ ...copy, why: this.#drafts.get(copy.ticket)?.why ?? "" }));
  }

  async #bring({ ticket, label, by }) {
    try {
      const { assessment } = await get(`/tickets/${ticket}`);
      const draft = new Draft(ticket, () => {}, { by, label });
      this.#drafts.set(ticket, draft);
      await draft.load(assessment, {});
      await draft.save();
    } catch (error) {
      this.#drafts.set(ticket, { why: error.message });
    }
  }
}
