// One patient's assessment on the screen: its draft, its form, and what the answers mean.

import { drawAmendment, drawRevisions } from "/static/amending.js";
import { act, get, Refusal, Unreachable } from "/static/api.js";
import { drawClash, drawProgress } from "/static/clash.js";
import { $, setText } from "/static/dom.js";
import { drawASA, drawDrugHolds, drawFindings, drawScores, goToFinding } from "/static/findings.js";
import { FormView } from "/static/form.js";
import { same } from "/static/merge.js";
import { drawMissing } from "/static/sign.js";
import { drawFormChanges, drawLast, drawToldLeft } from "/static/told.js";
import { say } from "/static/words.js";

const evaluateAfter = 250;
const retryAfter = 2000;
/** So many answers can be taken back. */
const mostGiven = 50;
/** The patient may still be answering. */
const offersEvery = 6000;
const nothing = { scores: [], findings: [], missing: [], visible: [] };

export class Case {
  /** What the server makes of the answers. */
  evaluation = nothing;
  /** Whether the evaluation is older than the answers because the server is away. */
  isStale = false;
  /** What the patient or the last assessment says, and whose word an answer is, by item. */
  offered = new Map();
  origins = {};
  last = null;
  /** The answers that an open amendment changes. */
  before = null;
  #offersRead = 0;
  #timer = null;
  #asked = 0;
  /** What the server said when it would not look at the answers. */
  #refusal = null;
  /** What was answered here, newest last: how each item stood before it, and after it. */
  #given = [];

  /** - Parameters:
      - entered: called after an answer that a person gave here.
      - changed: called when there is something new to draw.
      - amend, drop: asked to begin an amendment, and to let go of it. */
  constructor(draft, definition, { entered, changed, amend, drop }) {
    this.ticket = draft.ticket;
    this.draft = draft;
    this.definition = definition;
    this.entered = entered;
    this.changed = changed;
    this.amend = amend;
    this.drop = drop;
    this.origins = { ...draft.record?.origins };
    this.formChanges = draft.record?.formChanges ?? null;
    this.build();
  }

  /** Builds the form, which is in one language: anew when that changes. */
  build() {
    this.form = new FormView(this.definition, (item, answer) => this.answered(item, answer));
    this.form.onnormal = (section) => this.nothingAbnormal(section);
  }

  get isUnsigned() { return Boolean(this.draft.id) && this.draft.state === "draft"; }

  get isLocked() { return this.draft.state !== "draft" || this.draft.progress === "clash"; }

  /** What others have said about items that are asked, while nobody has settled it. */
  get told() {
    if (this.draft.state !== "draft") return [];
    return this.evaluation.visible.filter((item) => this.#isOnlyTold(item));
  }

  /** All that is told and not settled, also what is asked only once something else is confirmed: what an allergy is to. */
  get toldFirst() {
    return [...this.offered.values()].filter(({ item }) => this.#isOnlyTold(item));
  }

  /** Somebody has told it, and it is neither answered nor put aside. */
  #isOnlyTold(item) {
    const { answers, cleared } = this.draft;
    return this.offered.has(item) && answers[item] === undefined && !cleared.has(item);
  }

  /** What signing still waits for, in the order of the form. */
  get missing() {
    if (this.draft.state !== "draft") return [];
    const waits = new Set([...this.evaluation.missing, ...this.told]);
    return this.evaluation.visible.filter((item) => waits.has(item));
  }

  /** Whether the server has said anything about the answers yet: until then nothing is known to be complete. */
  get isEvaluated() { return this.evaluation !== nothing; }

  /** The findings that forbid signing while they hold. */
  get blocks() { return this.draft.state === "draft" ? this.evaluation.findings.filter((finding) => finding.blocks) : []; }

  /** Reads what others have said, now and then: the patient may still be answering. */
  async readOffers() {
    if (this.draft.state !== "draft" || performance.now() - this.#offersRead < offersEvery && this.#offersRead) return;
    this.#offersRead = performance.now();
    try {
      const { offers, last } = await get(`/tickets/${this.ticket}/offers?form=${this.definition.id}`);
      // One that was settled here stays known: its answer may be taken away again. One that was taken back is gone.
      const listed = new Set(offers.map((offer) => offer.item));
      const { answers, cleared } = this.draft;
      for (const item of [...this.offered.keys()]) if (!listed.has(item) && answers[item] === undefined && !cleared.has(item)) this.offered.delete(item);
      for (const offer of offers) this.offered.set(offer.item, offer);
      this.last = last ?? null;
      this.changed();
    } catch (error) {
      this.#offersRead = 0;
      if (!(error instanceof Unreachable)) setText($("refusal"), error.message);
    }
  }

  /** Confirms what was said about an item, or puts it aside. */
  settle(item, isConfirmed) {
    if (this.isLocked || !this.told.includes(item)) return;
    if (isConfirmed) {
      this.answered(item, this.offered.get(item).answer);
    } else {
      this.draft.clear(item);
      this.changed();
    }
  }

  settleAll(items, isConfirmed) {
    for (const item of items) this.settle(item, isConfirmed);
  }

  /** Confirms all that was said by now, also what is asked only because of it, such as to what an allergy is. What comes
   *  in meanwhile was not there to be read: it waits. */
  async confirmAll() {
    const said = new Map(this.offered);
    const isSaid = (item) => same(said.get(item)?.answer, this.offered.get(item).answer);
    for (let left = this.told.filter(isSaid); left.length && !this.isLocked; left = this.told.filter(isSaid)) {
      this.settleAll(left, true);
      await this.evaluate();
      if (this.isStale) return;
    }
  }

  answered(item, answer) {
    if (this.isLocked) return;
    this.#give(() => {
      this.#fill(item, answer);
      this.draft.set(item, answer);
      const offer = this.offered.get(item);
      if (offer && same(offer.answer, answer)) this.origins[item] = offer;
      else delete this.origins[item];
    });
    this.#changedHere();
  }

  /** Remembers what `does` changes. Letters and digits of one field are one answer. */
  #give(does) {
    const before = { ...this.draft.answers };
    const origins = { ...this.origins };
    does();
    const { answers } = this.draft;
    const changed = [...new Set([...Object.keys(before), ...Object.keys(answers)])].filter((id) => !same(before[id], answers[id]));
    if (!changed.length) return;
    const [only] = changed;
    const last = this.#given.at(-1);
    const isTyped = changed.length === 1 && ["number", "text", "date", "time"].includes(this.form.item(only)?.kind);
    if (isTyped && last?.length === 1 && last[0].id === only) last[0].after = answers[only];
    else this.#given = [...this.#given, changed.map((id) => ({ id, before: before[id], origin: origins[id], after: answers[id] }))].slice(-mostGiven);
  }

  /** Takes back the newest answer that still stands, goes to it, and says so; undefined when there is none. */
  takeBack() {
    if (this.isLocked) return undefined;
    let given;
    do {
      // What another window, or a later answer, has changed since is not touched.
      given = this.#given.pop()?.filter(({ id, after }) => same(this.draft.answers[id], after));
    } while (given && !given.length);
    if (!given) return undefined;
    for (const { id, before, origin } of given) {
      this.draft.set(id, before);
      if (origin) this.origins[id] = origin;
      else delete this.origins[id];
    }
    // To take an answer back is to enter nothing.
    this.#changedHere({ isEntry: false });
    const [{ id, before }] = given;
    this.form.goTo(id);
    return given.length > 1 ? say("undo.answers", { item: this.form.question(id), count: given.length })
      : say("undo.answer", { item: this.form.question(id), words: this.form.words(id, before) });
  }

  #changedHere({ isEntry = true } = {}) {
    if (isEntry) this.draft.proceed();
    this.changed();
    this.evaluateSoon();
    if (isEntry) this.entered();
  }

  /** A choice may answer other items, where they are unanswered or have only what the choice before had given them. */
  #fill(id, answer) {
    const choices = this.form.item(id)?.choices ?? [];
    const fills = (code) => choices.find((choice) => choice.code === code)?.fills ?? {};
    const before = this.draft.answers[id];
    for (const [other, given] of Object.entries(fills(before))) {
      if (before !== answer && same(this.draft.answers[other], given)) this.draft.set(other, undefined);
    }
    // What somebody has told of an item is more than what a choice would say of it: that waits to be confirmed.
    for (const [other, given] of Object.entries(fills(answer))) {
      if (this.draft.answers[other] === undefined && !this.#isOnlyTold(other)) this.draft.set(other, structuredClone(given));
    }
  }

  /** 无 for what a section still leaves open; then on to where something is open, if the section is complete. What was
   *  told is settled one by one. Says whether it went on. */
  nothingAbnormal(section) {
    if (this.isLocked) return false;
    const told = Object.fromEntries(this.told.map((item) => [item, this.offered.get(item).answer]));
    const open = this.form.openNormals(section, { ...told, ...this.draft.answers }, new Set(this.evaluation.visible),
      new Set(this.evaluation.missing));
    if (!open.length) return false;
    this.#give(() => { for (const item of open) this.draft.set(item, "no"); });
    this.#changedHere();
    return this.form.goOn(section);
  }

  /** Goes to the first thing that signing still waits for: what forbids it, else what is missing. */
  goToMissing() {
    const [blocked] = this.blocks;
    if (blocked) goToFinding(blocked, this.form);
    else if (this.missing.length) this.form.goTo(this.missing[0]);
  }

  /** Reads what an open amendment is to replace, to show what differs. */
  async readBefore() {
    const { id, record } = this.draft;
    this.before = record?.amendment ? (await get(`/assessments/${id}/revisions/${record.amendment.revision - 1}`)).answers : null;
  }

  /** What was signed keeps its own version of the form, which may not be the one in force. What is known of the patient is
   *  said beside the answers: who it is, and what was dangerous last time. */
  #evaluate(answers) {
    return this.draft.record?.revisions.length ? act("POST", `/assessments/${this.draft.id}/evaluations`, { answers })
      : act("POST", `/forms/${this.definition.id}/evaluations`, { answers, ticket: this.ticket });
  }

  evaluateSoon(pause = evaluateAfter) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.evaluate(), pause);
  }

  /** What the server makes of answers; those that it refuses are told at their rows, and the others looked at alone. */
  async #look() {
    try {
      return await this.#evaluate(this.draft.fit);
    } catch (error) {
      if (!(error instanceof Refusal) || !this.draft.refuse(error)) throw error;
      return this.#look();
    }
  }

  async evaluate() {
    clearTimeout(this.#timer);
    const asked = (this.#asked += 1);
    try {
      const evaluation = await this.#look();
      // An answer that was overtaken by a later question says what no longer holds.
      if (asked === this.#asked) this.evaluation = evaluation;
      this.isStale = false;
      if ($("refusal").textContent === this.#refusal) setText($("refusal"), "");
      this.#refusal = null;
    } catch (error) {
      if (error instanceof Unreachable) {
        this.isStale = true;
        this.evaluateSoon(retryAfter);
      } else if (asked === this.#asked) {
        this.#refusal = error.message;
        setText($("refusal"), error.message);
      }
    }
    this.changed();
  }

  /** - Parameter mayCall: whether a next patient can be called after signing. */
  draw({ lost, mayCall }) {
    const { draft, form, evaluation, missing, told, isLocked } = this;
    const offers = new Map(told.map((item) => [item, this.offered.get(item)]));
    form.told = { offers, origins: this.origins, numbers: this.last?.numbers, settle: (item, how) => this.settle(item, how), settleAll: (items, how) => this.settleAll(items, how) };
    // With nothing left to press in it, a pane that scrolls has to take the focus itself.
    $("form-pane").tabIndex = isLocked ? 0 : -1;
    form.update({ answers: draft.answers, visible: new Set(evaluation.visible), missing: new Set(missing), locked: isLocked, refused: draft.refused });
    drawFindings(evaluation.findings, form);
    drawScores(evaluation.scores, form);
    const items = form.definition.sections.flatMap((section) => section.items);
    const asa = items.find((item) => item.kind === "choice" && /^asa/i.test(item.id));
    drawASA({
      item: asa, emergency: items.find((item) => item.kind === "tick" && item.id === "asaEmergency"), answers: draft.answers,
      locked: isLocked, answered: (item, answer) => this.answered(item, answer),
      suggestion: (evaluation.suggestions ?? []).find((suggestion) => suggestion.item === asa?.id),
    });
    drawDrugHolds(evaluation.drugHolds ?? [], form.definition.drugHolds?.sets ?? []);
    drawFormChanges(this.formChanges, form, () => {
      this.formChanges = null;
      this.changed();
    });
    drawToldLeft(told, { confirm: () => this.confirmAll(), putAside: () => this.settleAll(told, false) });
    drawLast(this.last, draft.answers, form);
    drawMissing(this, mayCall);
    drawAmendment(this, this.drop);
    drawRevisions(this, this.amend);
    drawProgress(draft, form.wrong.map((id) => form.question(id)), lost);
    drawClash(draft, form, { settle: (keepsOurs) => this.#settle(keepsOurs), dismiss: () => draft.dismiss() });
    $("stale").hidden = !this.isStale;
  }

  async #settle(keepsOurs) {
    try {
      await this.draft.settle(keepsOurs);
    } catch (error) {
      setText($("refusal"), error.message);
    }
    this.evaluateSoon(0);
  }
}
