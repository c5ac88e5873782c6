// Taking back the last act: what was done here, for as long as the rule sheet lets it be taken back.

import { act, Refusal } from "/static/api.js";
import { $, setAttribute, setText } from "/static/dom.js";
import { say } from "/static/words.js";

const kept = "houzhen.acts";
/** So many acts are remembered; the server decides which of them can still be taken back. */
const most = 20;
/** With these nobody leaves the room. */
const staying = ["call", "camein", "recall"];

/** The acts of this window, newest last, each with its event, label, words and the clinic's time. Labels only, no name. */
export class Acts {
  #acts = [];
  /** Labels of those who left the room by an act of this window. */
  #left = new Set();
  #clock;
  #busy = false;
  /** What was taken back last, until the next act. */
  #told = "";

  constructor(clock) {
    this.#clock = clock;
    try {
      this.#acts = JSON.parse(sessionStorage.getItem(kept)) ?? [];
    } catch {
      // A browser that keeps nothing begins with nothing.
    }
  }

  /** An act that the server has taken: its event, and for how long it may be taken back. */
  did(word, label, event, minutes) {
    if (staying.includes(word)) this.#left.delete(label);
    else this.#left.add(label);
    if (!event) return;
    const at = this.#clock.now();
    this.#told = "";
    this.#acts = [...this.#acts, { word, label, event, at, until: at + minutes * 60000 }].slice(-most);
    this.#keep();
    this.draw();
  }

  /** Says something about taking back that is no act on a patient: an answer. It stands until the next act. */
  tell(words) {
    this.#told = words;
    this.draw();
  }

  /** What was done with a ticket stands: it is not offered any more. */
  settle(label) {
    this.#left.add(label);
    this.#acts = this.#acts.filter((each) => each.label !== label);
    this.#keep();
    this.draw();
  }

  /** Whether a ticket left the room by what was done in this window. */
  sentAway(label) { return this.#left.has(label); }

  get last() { return this.#acts.at(-1); }

  get isBusy() { return this.#busy; }

  /** When the last taking back was over: what was read before it may be out of date. */
  settledAt = -Infinity;

  /** Takes back the newest act, or throws what the server said against it. `first` is waited for before. */
  async undo(first = () => {}) {
    const last = this.last;
    if (!last || this.#busy) return;
    this.#busy = true;
    this.settledAt = Infinity;
    this.#left.add(last.label);
    this.draw();
    try {
      await first();
      await act("POST", "/undos", { event: last.event });
      this.#drop(last);
      this.#told = say("undo.did", { what: say(`act.what.${last.word}`, { label: last.label }) });
    } catch (error) {
      // What can never be taken back any more is not offered again.
      if (error instanceof Refusal) this.#drop(last);
      throw error;
    } finally {
      this.#busy = false;
      this.settledAt = performance.now();
      this.draw();
    }
  }

  /** `10:31 已叫 A012 · 撤销 9:40` */
  draw() {
    const last = this.last;
    const seconds = last ? this.#clock.secondsUntil(new Date(last.until)) : 0;
    setText($("last"), this.#told || (last ? say(`act.did.${last.word}`, { time: this.#clock.time(last.at), label: last.label }) : ""));
    const button = $("undo");
    button.hidden = !last || seconds === 0;
    setAttribute(button, "aria-disabled", this.#busy || null);
    // After taking back, the button is about the act before it: it says which.
    setText($("undo-what"), this.#told && last ? say(`act.what.${last.word}`, { label: last.label }) : "");
    setText($("undo-left"), `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
  }

  #drop(gone) {
    this.#acts = this.#acts.filter((each) => each !== gone);
    this.#keep();
  }

  #keep() {
    try {
      sessionStorage.setItem(kept, JSON.stringify(this.#acts));
    } catch {
      // They are still in this window.
    }
  }
}
