// What was denied last time takes one line of its section, not a row each: named there until it is confirmed with the rest of
// the section, and unfolded by a press. What was found last time keeps its row.

import { $, el, redraw } from "/static/dom.js";
import { language, pick, say } from "/static/words.js";

/** Fewer are shown as they are. */
const fewest = 4;

export class Denied {
  #unfolded = new Set();
  #folded = new Set();

  /** - Parameter turned: called when a section was unfolded or folded. */
  constructor(turned) { this.turned = turned; }

  /** The place of a section's line, before its rows. */
  line(section) { return el("li", { class: "denied", id: `denied-${section.id}`, hidden: true }); }

  isFolded(item) { return this.#folded.has(item); }

  unfold(section) {
    this.#unfolded.add(section);
    this.turned();
  }

  /** Folds what of a section was denied last time, as the ids that are in its line.
   *  - Parameters:
      - shown: the section's items that are asked.
      - told: offers that nobody has settled, and whose word an answer is, by item. */
  fold(section, shown, answers, { offers, origins }) {
    const denied = shown.filter(({ id, kind }) => {
      const said = offers.get(id) ?? (answers[id] === undefined ? undefined : { answer: answers[id], source: origins[id]?.source });
      return kind === "tick" && said?.source === "last" && said.answer === "no";
    });
    const mayFold = denied.length >= fewest;
    const isFolded = mayFold && !this.#unfolded.has(section.id);
    for (const { id } of section.items) this.#folded.delete(id);
    if (isFolded) for (const { id } of denied) this.#folded.add(id);
    this.#draw(section, mayFold ? denied : [], denied.some(({ id }) => offers.has(id)), isFolded);
  }

  #draw(section, denied, waits, isFolded) {
    const line = $(`denied-${section.id}`);
    line.hidden = !denied.length;
    line.classList.toggle("told", waits && isFolded);
    const turn = () => {
      if (isFolded) this.#unfolded.add(section.id);
      else this.#unfolded.delete(section.id);
      this.turned();
      line.querySelector("button").focus();
    };
    redraw(line, [denied.map(({ id }) => id), waits, isFolded, language()], () => [
      el("p", {}, el("b", { class: waits ? "tag-told" : "tag-ok" }, say(waits ? "denied.last" : "denied.confirmed", { count: denied.length })),
        isFolded && waits && ` ${denied.map((item) => pick(item.text)).join(say("comma"))}`),
      el("button", { type: "button", class: "mini", "aria-expanded": String(!isFolded), onclick: turn }, say(isFolded ? "denied.unfold" : "denied.fold")),
    ]);
  }
}
