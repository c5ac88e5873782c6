// The draft of one ticket's assessment: what is answered, what the server has of it, what is only here.

import { act, get, Refusal, Unreachable } from "/static/api.js";
import { forget, keep, kept } from "/static/kept.js";
import { merge, same } from "/static/merge.js";
import { now } from "/static/state.js";

const saveAfter = 700;
const retryAfter = 3000;
const mostSent = 30;
/** Of a draft that nobody has saved anything into yet. */
const firstVersion = 1;

/** Answers of one ticket. The draft is opened on the server by its first entry, saves itself, is kept in this browser
 *  (without a name) until the server has it, takes in what another window answered meanwhile, and stops at a clash, where
 *  both answered the same item differently, until a person has chosen. */
export class Draft {
  answers = {};
  /** Items whose offered answer was put aside. */
  cleared = new Set();
  id = null;
  version = null;
  state = "draft";
  record = null;
  /** `idle`, `changed`, `saving`, `kept` (only in this browser), `held` (see `withhold`), `clash`, `refused`, `late` (signed
   *  elsewhere meanwhile). */
  progress = "idle";
  why = "";
  /** Answers that the server does not take, each with its sentence: they stay here, and all others are saved. */
  refused = new Map();
  /** The other window's answers and the items of the clash; at `late`, what was signed and what is not in it. */
  theirs = null;
  conflicts = [];
  /** How many answers another window brought in last, and how often one did. */
  merged = 0;
  joins = 0;
  /** The name of who saved it last, when that is another person. */
  by = null;
  /** What the server had when the answers here began to differ. */
  #base = {};
  /** What was sent without an answer since the version here: the server may have one of them. */
  #sent = [];
  #timer = null;
  #saving = null;
  #edits = 0;
  #isHeld = false;

  /** - Parameter about: whose it is and for which label, for what this browser keeps. */
  constructor(ticket, changed, about, form) {
    this.ticket = ticket;
    /** The id of the form that it is opened with; the queue's own when undefined. */
    this.form = form;
    this.changed = changed;
    this.about = about;
  }

  /** Puts the offered answer of an item aside. */
  clear(item) {
    if (this.state !== "draft" || this.cleared.has(item)) return;
    this.cleared.add(item);
    this.#keep();
    this.#touch(saveAfter);
  }

  /** Reads what there is: the server's draft, and what this browser kept when it was last cut off. */
  async load(assessment, defaults) {
    this.answers = { ...defaults };
    this.#base = { ...defaults };
    const copy = kept(this.ticket);
    this.cleared = new Set(copy?.cleared ?? []);
    if (assessment) this.#take(await get(`/assessments/${assessment}`));
    if (!copy) return;
    if (this.state !== "draft") {
      this.#late(copy.answers, copy.base ?? {});
    } else if (copy.version === this.version) {
      this.answers = { ...copy.answers };
      this.#isHeld = Boolean(copy.held) && !this.id;
      this.#touch(0);
    } else {
      this.#sent = copy.sent ?? [];
      this.#join(copy.base ?? {}, copy.answers, this.answers);
    }
  }

  /** The answers that the server has not refused. */
  get fit() { return Object.fromEntries(Object.entries(this.answers).filter(([item]) => !this.refused.has(item))); }

  /** Notes which answers a refusal names; false when it names none that was not refused before. */
  refuse(refusal) {
    const named = refusal.errors.map((each) => [each.field.split(".").at(-1), each.detail])
      .filter(([item]) => item in this.answers && !this.refused.has(item));
    for (const [item, detail] of named) this.refused.set(item, detail);
    return named.length > 0;
  }

  /** Sets or (with undefined) takes away one answer. */
  set(item, answer) {
    if (this.state !== "draft") return;
    this.refused.delete(item);
    if (answer === undefined) delete this.answers[item];
    else this.answers[item] = answer;
    this.merged = 0;
    this.#keep();
    this.#touch(saveAfter);
  }

  #touch(pause) {
    this.#edits += 1;
    if (this.progress === "clash") return;
    if (this.#isHeld) {
      this.#show("held");
      return;
    }
    // While the server is away the draft stays told as kept here, whatever is tried meanwhile.
    this.#show(this.progress === "kept" ? "kept" : "changed");
    this.#later(pause);
  }

  /** Whether something of it is not at the server yet. */
  get isUnsaved() { return this.#edits > 0; }

  get isHeld() { return this.#isHeld; }

  /** Holds back what was never sent, after what is on its way has arrived: to open the assessment counts as came in, and
   *  that is about to be taken back. What is on the server already is saved as ever. */
  async withhold() {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    this.#isHeld = !this.id && this.#edits > 0;
    if (this.#isHeld) {
      this.#keep();
      this.#show("held");
    } else if (this.#edits) {
      this.#later(saveAfter);
    }
  }

  /** The patient is in after all, or something was entered, which says the same. */
  proceed() {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#keep();
    this.#show("changed");
    this.#later(saveAfter);
  }

  /** At a clash: the answers of this window stand, or the other's; what only one of them answered stands in any case. */
  async settle(keepsOurs) {
    const server = await get(`/assessments/${this.id}`);
    const { answers, conflicts } = merge(this.#base, this.answers, server.answers);
    const ours = this.answers;
    this.#take(server);
    if (server.state !== "draft") {
      this.#late(ours, this.#base);
      return;
    }
    this.answers = answers;
    for (const id of conflicts) if (keepsOurs) put(this.answers, id, ours[id]);
    this.theirs = null;
    this.conflicts = [];
    this.progress = "idle";
    await this.#saveWhatDiffers();
  }

  async #saveWhatDiffers() {
    if (same(this.answers, this.#base)) {
      forget(this.ticket);
      this.#show("idle");
      return;
    }
    this.#edits += 1;
    this.#keep();
    await this.save();
  }

  /** Another window has saved version `version`: what it has is taken in, unless this window has something to save. */
  async newer(version) {
    const isBusy = this.#edits || this.#saving || this.refused.size || this.progress === "clash";
    if (!this.id || isBusy || (version !== null && version <= this.version)) return;
    const before = this.answers;
    this.#take(await get(`/assessments/${this.id}`));
    this.merged = [...new Set([...Object.keys(before), ...Object.keys(this.answers)])]
      .filter((id) => !same(before[id], this.answers[id])).length;
    this.#show("idle");
    this.#joined();
  }

  /** Saves now, if there is anything to save; true when the server has it all. */
  async save() {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (this.state !== "draft" || this.progress === "clash" || this.#isHeld) return false;
    if (!this.#edits) return true;
    this.#saving = this.#send();
    await this.#saving;
    this.#saving = null;
    return this.#edits === 0 && !this.refused.size;
  }

  /** Reads the signed record after signing. */
  async reload() { this.#take(await get(`/assessments/${this.id}`)); }

  /** The person has read what was not in the signed record. */
  dismiss() {
    forget(this.ticket);
    this.theirs = null;
    this.conflicts = [];
    this.#show("idle");
  }

  async #send() {
    const edits = this.#edits;
    if (this.progress !== "kept") this.#show("saving");
    try {
      if (!this.id && !(await this.#open())) return;
      const sent = this.fit;
      if (this.#sent.length < mostSent && !this.#sent.some((each) => same(each, sent))) this.#sent.push(sent);
      this.#keep();
      const saved = await act("PUT", `/assessments/${this.id}`, { answers: sent, ...(this.cleared.size ? { cleared: [...this.cleared] } : {}) },
        { headers: { "If-Match": `"${this.version}"` }, about: String(this.version) });
      this.version = saved.version;
      if (!this.merged) this.by = null;
      this.#base = sent;
      this.#sent = [];
      this.#edits -= edits;
      this.saved?.(this.version);
      if (this.#edits) {
        this.#keep();
        this.#show("changed");
        this.#later(saveAfter);
      } else {
        // What was refused is nowhere but here.
        if (this.refused.size) this.#keep();
        else forget(this.ticket);
        this.#show("idle");
      }
    } catch (error) {
      await this.#fail(error);
    }
  }

  /** Says whether what is here can be sent now: another window may have opened and answered it before this one. */
  async #open() {
    const opened = await act("POST", "/assessments", { ticket: this.ticket, form: this.form });
    const server = await get(`/assessments/${opened.id}`);
    if (server.version > firstVersion) {
      this.#meet(server);
      return false;
    }
    const ours = this.answers;
    this.id = opened.id;
    this.version = server.version;
    // What the server filled in from the patient's record stays, unless it was answered or taken away here.
    const { answers, conflicts } = merge(this.#base, ours, server.answers);
    for (const id of conflicts) put(answers, id, ours[id]);
    this.answers = answers;
    this.#base = { ...server.answers };
    return true;
  }

  async #fail(error) {
    if (error instanceof Unreachable) {
      this.#show("kept");
      this.#later(retryAfter);
    } else if (error instanceof Refusal && error.status === 401) {
      // Saved again when somebody has signed in.
      this.#show("kept");
    } else if (error instanceof Refusal && (error.status === 412 || error.status === 409) && this.id) {
      await this.#moved();
    } else if (error instanceof Refusal && this.id && this.refuse(error)) {
      await this.#send();
    } else {
      this.why = error.errors?.map((each) => each.detail).join(" ") || error.message;
      this.#show("refused");
    }
  }

  /** Another window was faster. */
  async #moved() {
    const ours = this.answers;
    try {
      this.#meet(await get(`/assessments/${this.id}`));
    } catch {
      this.answers = ours;
      this.#later(retryAfter);
    }
  }

  /** What another window has answered or signed meets what was answered here. */
  #meet(server) {
    const ours = this.answers;
    const base = this.#base;
    this.#take(server);
    if (server.state === "draft") this.#join(base, ours, server.answers);
    else this.#late(ours, base);
  }

  /** Brings together what was answered here and there since `base`. `#take` has the server's version already. */
  #join(before, ours, theirs) {
    // The server's answers may be this window's own, whose arrival was never confirmed: then nobody else changed anything.
    const base = this.#sent.some((each) => same(theirs, each)) ? theirs : before;
    this.#sent = [];
    const { answers, conflicts, brought } = merge(base, ours, theirs);
    this.#edits = 1;
    if (conflicts.length) {
      this.answers = { ...ours };
      this.#base = base;
      this.theirs = theirs;
      this.conflicts = conflicts;
      this.#show("clash");
      return;
    }
    this.answers = answers;
    this.merged = brought;
    this.#edits = same(answers, theirs) ? 0 : 1;
    if (!this.#edits) forget(this.ticket);
    this.#show(this.#edits ? "changed" : "idle");
    if (this.#edits) this.#later(0);
    this.#joined();
  }

  /** What others answered may be dangerous: it is to be evaluated and seen before anybody signs it. */
  #joined() {
    if (!this.merged) return;
    this.joins += 1;
    this.joined?.();
  }

  /** It was signed elsewhere while something was only here: that is told, and kept until somebody has read it. */
  #late(ours, base) {
    const { conflicts } = merge(base, ours, this.answers);
    const only = Object.keys(ours).filter((id) => !same(ours[id], base[id]) && !same(ours[id], this.answers[id]));
    this.conflicts = [...new Set([...conflicts, ...only])];
    this.theirs = ours;
    if (this.conflicts.length) this.#show("late");
    else this.dismiss();
  }

  #take(server) {
    this.record = server;
    this.by = server.savedBy && server.savedBy.username !== now.me?.username ? server.savedBy.name : null;
    this.id = server.id;
    this.version = server.version;
    this.state = server.state;
    this.answers = { ...server.answers };
    this.cleared = new Set([...this.cleared, ...(server.cleared ?? [])]);
    this.#base = { ...server.answers };
    this.#edits = 0;
  }

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), pause);
  }

  #show(progress) {
    this.progress = progress;
    this.changed(this);
  }

  #keep() {
    keep(this.ticket, {
      ...this.about, version: this.version, base: this.#base, answers: this.answers, cleared: [...this.cleared], sent: this.#sent,
      held: this.#isHeld || undefined,
    });
  }

  /** Lets go of it when another patient comes: what is not saved is kept in this browser, and saved in the background. */
  async release() {
    clearTimeout(this.#timer);
    if (this.#edits) await this.save();
  }
}

function put(answers, id, answer) {
  if (answer === undefined) delete answers[id];
  else answers[id] = answer;
}
