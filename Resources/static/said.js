// What a patient has answered: saved after each answer, kept on this phone while there is no network.

import { act, get, Refusal, Unreachable } from "/static/api.js";

const saveAfter = 500;
const retryAfter = 4000;

/** The answers of one ticket's questionnaire. `progress` is `idle`, `saving`, `kept` (on this phone only) or `closed`. */
export class Said {
  form = null;
  askWhen = {};
  answers = {};
  /** Questions that the doctor has settled. */
  settled = new Set();
  language = null;
  progress = "idle";
  /** What the server says against an answer, by question. */
  problems = new Map();
  /** Answers that the server does not have yet; null takes one away. */
  #pending = {};
  #timer = null;
  #isSaving = false;

  constructor(token, changed) {
    this.path = `/t/${token}/answers`;
    this.place = `houzhen.said.${token}`;
    this.changed = changed;
    addEventListener("online", () => this.save());
    document.addEventListener("visibilitychange", () => this.save());
  }

  async load() {
    this.#pending = this.#kept();
    this.#take(await get(this.path));
    if (Object.keys(this.#pending).length) this.save();
  }

  /** Sets or (with undefined) takes away one answer. */
  set(question, answer) {
    if (this.settled.has(question) || this.progress === "closed") return;
    if (answer === undefined) delete this.answers[question];
    else this.answers[question] = answer;
    this.#pending[question] = answer ?? null;
    this.problems.delete(question);
    this.#keep();
    if (this.progress === "idle") this.progress = "saving";
    this.#later(saveAfter);
    this.changed();
  }

  /** Whether a question is asked, given the answers here: a phone without a network can tell. */
  asks(question) {
    const condition = this.askWhen[question];
    return !condition || (this.asks(condition.question) && this.answers[condition.question] === condition.answer);
  }

  async save() {
    clearTimeout(this.#timer);
    if (this.#isSaving || this.progress === "closed" || !Object.keys(this.#pending).length) return;
    this.#isSaving = true;
    const sent = { ...this.#pending };
    try {
      const server = await act("PATCH", this.path, { answers: sent });
      for (const [question, answer] of Object.entries(sent)) if (this.#pending[question] === answer) delete this.#pending[question];
      this.#keep();
      this.progress = "idle";
      this.#take(server);
    } catch (error) {
      this.#fail(error);
    }
    this.#isSaving = false;
    if (Object.keys(this.#pending).length && this.progress !== "closed") this.#later(this.progress === "kept" ? retryAfter : saveAfter);
    this.changed();
  }

  #fail(error) {
    if (error instanceof Refusal && [404, 409].includes(error.status)) {
      this.progress = "closed";
      this.#pending = {};
      this.#keep();
    } else if (error instanceof Refusal && error.errors.length) {
      // What does not fit is told beside its question; the other answers are saved.
      for (const { field, detail } of error.errors) {
        const question = field.replace(/^answers\./, "");
        this.problems.set(question, detail);
        delete this.#pending[question];
      }
      this.#keep();
    } else {
      this.progress = "kept";
      if (!(error instanceof Unreachable || error instanceof Refusal)) throw error;
    }
  }

  #take({ form, askWhen, answers, settled, language }) {
    Object.assign(this, { form, askWhen, language, settled: new Set(settled) });
    this.answers = { ...answers };
    for (const [question, answer] of Object.entries(this.#pending)) {
      if (this.settled.has(question)) delete this.#pending[question];
      else if (answer === null) delete this.answers[question];
      else this.answers[question] = answer;
    }
    this.changed();
  }

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), pause);
  }

  #kept() {
    try {
      return JSON.parse(localStorage.getItem(this.place)) ?? {};
    } catch {
      return {};
    }
  }

  #keep() {
    try {
      if (Object.keys(this.#pending).length) localStorage.setItem(this.place, JSON.stringify(this.#pending));
      else localStorage.removeItem(this.place);
    } catch {
      // A phone that keeps nothing saves as long as this page is open.
    }
  }
}
