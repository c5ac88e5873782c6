// The draft of one ticket's assessment: what is answered, what the server has of it, what is only here.

import { act, get, Refusal, Unreachable } from "/static/api.js";

const saveAfter = 700;
const retryAfter = 3000;
const prefix = "houzhen.draft.";

/** Answers of one ticket. The draft is opened on the server by its first entry, saves itself, is kept in this browser
 *  (without a name) while the server is away, and stops at a clash until a person has chosen. */
export class Draft {
  answers = {};
  id = null;
  version = null;
  state = "draft";
  record = null;
  /** `idle`, `changed`, `saving`, `kept` (only in this browser), `clash`, `refused`. */
  progress = "idle";
  why = "";
  /** The other window's answers, at a clash. */
  theirs = null;
  #timer = null;
  #saving = null;
  #edits = 0;

  constructor(ticket, form, changed) {
    this.ticket = ticket;
    this.form = form;
    this.changed = changed;
  }

  /** Reads what there is: the server's draft, and what this browser kept when it was last cut off. */
  async load(assessment, defaults) {
    this.answers = { ...defaults };
    if (assessment) this.#take(await get(`/assessments/${assessment}`));
    const kept = this.#kept();
    if (!kept || this.state !== "draft") return;
    if (this.version !== null && kept.version !== null && kept.version !== this.version) {
      this.theirs = this.answers;
      this.answers = kept.answers;
      this.#show("clash");
    } else {
      this.answers = kept.answers;
      this.#edits += 1;
      this.#later(0);
    }
  }

  /** Sets or (with undefined) takes away one answer. */
  set(item, answer) {
    if (this.state !== "draft") return;
    if (answer === undefined) delete this.answers[item];
    else this.answers[item] = answer;
    this.#edits += 1;
    this.#keep();
    if (this.progress !== "clash") {
      this.#show("changed");
      this.#later(saveAfter);
    }
  }

  /** At a clash: keeps the answers of this window, or takes the other's. */
  async settle(keepsOurs) {
    const server = await get(`/assessments/${this.id}`);
    const ours = this.answers;
    this.#take(server);
    this.theirs = null;
    if (keepsOurs) this.answers = ours;
    else this.#forget();
    this.#show("idle");
    if (keepsOurs) await this.save();
  }

  /** Saves now, if there is anything to save; true when the server has it all. */
  async save() {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (this.state !== "draft" || this.progress === "clash") return false;
    if (!this.#edits) return true;
    this.#saving = this.#send();
    await this.#saving;
    this.#saving = null;
    return this.#edits === 0;
  }

  /** Reads the signed record after signing. */
  async reload() { this.#take(await get(`/assessments/${this.id}`)); }

  async #send() {
    const edits = this.#edits;
    this.#show("saving");
    try {
      if (!this.id) await this.#open();
      const saved = await act("PUT", `/assessments/${this.id}`, { answers: this.answers },
        { headers: { "If-Match": `"${this.version}"` }, about: String(this.version) });
      this.version = saved.version;
      this.#edits -= edits;
      if (this.#edits) {
        this.#keep();
        this.#show("changed");
        this.#later(saveAfter);
      } else {
        this.#forget();
        this.#show("idle");
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  async #open() {
    const opened = await act("POST", "/assessments", { ticket: this.ticket });
    const server = await get(`/assessments/${opened.id}`);
    this.id = opened.id;
    this.version = server.version;
    // What the server filled in from the patient's record stays unless it was answered here.
    this.answers = { ...server.answers, ...this.answers };
  }

  async #fail(error) {
    if (error instanceof Unreachable) {
      this.#show("kept");
      this.#later(retryAfter);
    } else if (error instanceof Refusal && (error.status === 412 || error.status === 409) && this.id) {
      try {
        this.theirs = (await get(`/assessments/${this.id}`)).answers;
        this.#show("clash");
      } catch {
        this.#later(retryAfter);
      }
    } else {
      this.why = error.errors?.map((each) => each.detail).join(" ") || error.message;
      this.#show("refused");
    }
  }

  #take(server) {
    this.record = server;
    this.id = server.id;
    this.version = server.version;
    this.state = server.state;
    this.answers = { ...server.answers };
    this.#edits = 0;
    if (this.state !== "draft") this.#forget();
  }

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), pause);
  }

  #show(progress) {
    this.progress = progress;
    this.changed();
  }

  #kept() {
    try {
      return JSON.parse(localStorage.getItem(prefix + this.ticket));
    } catch {
      return null;
    }
  }

  #keep() {
    try {
      localStorage.setItem(prefix + this.ticket, JSON.stringify({ version: this.version, answers: this.answers }));
    } catch {
      // A full or forbidden storage: the draft is still in this window.
    }
  }

  #forget() {
    try {
      localStorage.removeItem(prefix + this.ticket);
    } catch {
      // Nothing was kept.
    }
  }

  /** Lets go of it when another patient comes: what is not saved is kept in this browser, and saved in the background. */
  async release() {
    clearTimeout(this.#timer);
    if (this.#edits) await this.save();
  }
}
