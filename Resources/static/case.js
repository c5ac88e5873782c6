// One patient's assessment on the screen: its draft, its form, and what the answers mean.

import { act, Unreachable } from "/static/api.js";
import { drawClash, drawProgress } from "/static/clash.js";
import { $, setText } from "/static/dom.js";
import { drawASA, drawDrugHolds, drawFindings, drawScores } from "/static/findings.js";
import { FormView } from "/static/form.js";
import { drawMissing } from "/static/sign.js";

const evaluateAfter = 250;
const retryAfter = 2000;
const nothing = { scores: [], findings: [], missing: [], visible: [] };

export class Case {
  /** What the server makes of the answers. */
  evaluation = nothing;
  /** Whether the evaluation is older than the answers because the server is away. */
  isStale = false;
  #timer = null;
  #asked = 0;

  /** - Parameters:
      - entered: called after an answer that a person gave here.
      - changed: called when there is something new to draw. */
  constructor(draft, definition, { entered, changed }) {
    this.ticket = draft.ticket;
    this.draft = draft;
    this.definition = definition;
    this.entered = entered;
    this.changed = changed;
    this.build();
  }

  /** Builds the form, which is in one language: anew when that changes. */
  build() {
    this.form = new FormView(this.definition, (item, answer) => this.answered(item, answer));
    this.form.onnormal = (section) => this.nothingAbnormal(section);
  }

  get isUnsigned() { return Boolean(this.draft.id) && this.draft.state === "draft"; }

  get isLocked() { return this.draft.state !== "draft" || this.draft.progress === "clash"; }

  /** What signing still waits for. */
  get missing() { return this.draft.state === "draft" ? this.evaluation.missing : []; }

  answered(item, answer) {
    if (this.isLocked) return;
    this.draft.set(item, answer);
    this.#changedHere();
  }

  #changedHere() {
    this.changed();
    this.evaluateSoon();
    this.entered();
  }

  /** 无 for what a section still leaves open; then on to where something is open, if the section is complete. */
  nothingAbnormal(section) {
    if (this.isLocked) return;
    const open = this.form.openNormals(section, this.draft.answers, new Set(this.evaluation.visible));
    if (!open.length) return;
    for (const item of open) this.draft.set(item, "no");
    this.#changedHere();
    this.form.goOn(section);
  }

  /** Goes to the first item that signing still waits for. */
  goToMissing() {
    if (this.missing.length) this.form.goTo(this.missing[0]);
  }

  evaluateSoon(pause = evaluateAfter) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.evaluate(), pause);
  }

  async evaluate() {
    clearTimeout(this.#timer);
    const asked = (this.#asked += 1);
    try {
      const evaluation = await act("POST", `/forms/${this.definition.id}/evaluations`, { answers: this.draft.answers });
      // An answer that was overtaken by a later question says what no longer holds.
      if (asked === this.#asked) this.evaluation = evaluation;
      this.isStale = false;
    } catch (error) {
      if (error instanceof Unreachable) {
        this.isStale = true;
        this.evaluateSoon(retryAfter);
      } else {
        setText($("refusal"), error.message);
      }
    }
    this.changed();
  }

  /** - Parameter mayCall: whether a next patient can be called after signing. */
  draw({ lost, mayCall }) {
    const { draft, form, evaluation, missing, isLocked } = this;
    form.update({ answers: draft.answers, visible: new Set(evaluation.visible), missing: new Set(missing), locked: isLocked });
    drawFindings(evaluation.findings, form);
    drawScores(evaluation.scores, form);
    const asa = form.definition.sections.flatMap((section) => section.items).find((item) => item.kind === "choice" && /^asa/i.test(item.id));
    drawASA(asa, draft.answers[asa?.id], isLocked, (item, answer) => this.answered(item, answer),
      (evaluation.suggestions ?? []).find((suggestion) => suggestion.item === asa?.id));
    drawDrugHolds(evaluation.drugHolds ?? []);
    drawMissing(form, missing, draft.state, mayCall);
    drawProgress(draft, lost);
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
