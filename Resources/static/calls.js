// Calls take the hero one after another, however fast they come; each keeps it at least as long as its voice.

const shortestHold = 4000;
/** More than this many waiting calls would be said long after anybody cares; the oldest stay in the list of calls. */
const longestLine = 20;

const same = (one, other) => one.ticket === other.ticket && one.room === other.room;
const key = (call) => `${call.ticket} ${call.room} ${call.count}`;

export class Calls {
  /** The call in the hero; null when there is none. */
  shown = null;
  #waiting = [];
  #said = new Set();
  #isBusy = false;
  #known = null;

  /** `announce(call)` says a call and ends when it is said; `changed()` draws; `started(call)` begins its moment. */
  constructor({ announce, started, changed }) {
    this.announce = announce;
    this.started = started;
    this.changed = changed;
  }

  /** A picture of all calls, newest first. The first picture is shown and not said: it is from before. */
  picture(calls) {
    const isFirst = this.#known === null;
    this.#known = calls;
    const open = calls.filter((call) => call.open);
    if (isFirst) open.forEach((call) => this.#said.add(key(call)));
    // Tickets that are no longer called may be called again later.
    const openKeys = new Set(open.map((call) => `${call.ticket} ${call.room} `));
    for (const said of this.#said) {
      if (![...openKeys].some((each) => said.startsWith(each))) this.#said.delete(said);
    }
    this.#waiting = this.#waiting.filter((call) => open.some((each) => same(each, call)));
    if (this.shown) this.shown = calls.find((call) => same(call, this.shown)) ?? (this.#isBusy ? this.shown : null);
    for (const call of open.toReversed()) this.called(call);
    this.#settle();
  }

  /** A call or a recall; the same one twice is said once. */
  called(call) {
    if (this.#said.has(key(call))) return;
    this.#said.add(key(call));
    this.#waiting = [...this.#waiting.filter((each) => !same(each, call)), call].slice(-longestLine);
    this.#next();
  }

  /** The call ended without the patient: the hero empties. */
  withdrawn(ticket) {
    this.#waiting = this.#waiting.filter((call) => call.ticket !== ticket);
    this.#known = this.#known?.filter((call) => call.ticket !== ticket) ?? null;
    if (this.shown?.ticket === ticket) this.shown = null;
    this.#settle();
  }

  async #next() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#waiting.length) {
      this.shown = this.#waiting.shift();
      this.started(this.shown);
      this.changed();
      await Promise.all([this.announce(this.shown).catch(() => {}), new Promise((resolve) => setTimeout(resolve, shortestHold))]);
    }
    this.#isBusy = false;
    this.#settle();
  }

  /** Between announcements the hero belongs to the newest call. */
  #settle() {
    if (!this.#isBusy) this.shown = this.#known?.[0] ?? null;
    this.changed();
  }
}
