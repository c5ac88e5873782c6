// The form: built once from its definition, then only changed in place, so that focus and pointer stay where they are.

import { doubtOf, momentField, readMoment } from "/static/dates.js";
import { Denied } from "/static/denied.js";
import { $, el, setAttribute, setText } from "/static/dom.js";
import { focusRow } from "/static/keys.js";
import { readText } from "/static/plaintext.js";
import { rulesAbout } from "/static/rules.js";
import { clock } from "/static/state.js";
import { drawTold, drawToldSection } from "/static/told.js";
import { direction, language, pick, say, tag } from "/static/words.js";

/** The keys that answer a row, or what a number may be, shown while the row has the focus. */
function keysOf(item) {
  if (item.kind === "number") return el("span", { class: "keys", id: `range-${item.id}` }, rangeOf(item));
  const count = item.kind === "tick" ? 3 : item.kind === "choice" ? Math.min(9, item.choices.length) : 0;
  return el("span", { class: "keys", "aria-hidden": "true" }, Array.from({ length: count }, (_, index) => el("kbd", {}, String(index + 1))));
}

const rangeOf = ({ min, max }) => `${min}–${max}`;

/** Scrolls the index, never the page, to one of its entries: down on a wide screen, sideways on a narrow one. */
function showInIndex(entry) {
  for (const pane of [$("index"), $("index-list")]) {
    const [inner, outer] = [entry.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (pane.scrollHeight > pane.clientHeight) pane.scrollTop += Math.min(0, inner.top - outer.top) + Math.max(0, inner.bottom - outer.bottom);
    if (pane.scrollWidth > pane.clientWidth) pane.scrollLeft += Math.min(0, inner.left - outer.left) + Math.max(0, inner.right - outer.right);
  }
}

const openRow = (section) => section.querySelector(":is(.item.open, .item.told, .denied.told):not([hidden])");
const normalOf = (section) => section.querySelector(".btn.go:not([hidden])");

const ticks = [["no", "form.no"], ["yes", "form.yes"], ["unknown", "form.unsure"]];

/** Draws a form definition and tells `answered(item, answer)` what a person enters; an answer of undefined takes one away. */
export class FormView {
  #items = new Map();
  #sections = [];
  #updates = new Map();
  #written = new Map();
  /** What others have said: offers that nobody has settled, whose word an answer is, and how one is settled. */
  told = { offers: new Map(), origins: {}, settle: () => {}, settleAll: () => {} };
  #denied = new Denied(() => this.update(this.#now));
  /** What is shown. */
  #now = { answers: {}, visible: new Set(), missing: new Set(), locked: false };
  /** Fields whose text is no answer, and why. */
  #wrong = new Map();

  constructor(definition, answered) {
    this.definition = definition;
    this.answered = answered;
    this.#sections = definition.sections.map((section, index) => ({ ...section, number: index + 1 }));
    for (const section of this.#sections) {
      for (const item of section.items) this.#items.set(item.id, { ...item, section });
    }
    $("form").replaceChildren(...this.#sections.map((section) => this.#section(section)));
    $("index-list").replaceChildren(...this.#sections.map((section) => this.#indexEntry(section)));
    setText($("licence"), [say("form.version", { form: pick(definition.title), version: definition.version }), pick(definition.licence)].filter(Boolean).join(" "));
    $("form").onsubmit = (event) => event.preventDefault();
    // The pane scrolls on a wide screen, the page on a narrow one.
    $("form-pane").onscroll = document.onscroll = () => this.#markCurrent();
  }

  item(id) { return this.#items.get(id); }

  /** All items, in the order of the form. */
  get ids() { return [...this.#items.keys()]; }

  /** What an item asks. */
  question(id) { return pick(this.#items.get(id)?.text) || id; }

  /** The items in whose question these words stand, in any of its languages, that are asked now. */
  find(text) {
    const reads = (texts) => Object.values(texts ?? {}).some((each) => each.toLowerCase().includes(text));
    return [...this.#items.values()]
      .filter((item) => this.#now.visible.has(item.id) && (reads(item.text) || reads(item.hint) || reads(item.section.title)))
      .map((item) => ({ id: item.id, words: pick(item.text), section: item.section.number }));
  }

  /** The fields that show what is no answer and so is not saved: signing must not pass over them. */
  get wrong() { return [...this.#items.keys()].filter((id) => (this.#wrong.has(id) || this.#now.refused?.has(id)) && !$(`item-${id}`).hidden); }

  /** What an answer reads like: 有, 30 cm, the choice's words. */
  words(id, answer) {
    const item = this.#items.get(id);
    if (answer === undefined) return say("form.unanswered");
    if (item?.kind === "tick") return say(ticks.find(([code]) => code === answer)?.[1] ?? answer);
    const choice = (code) => pick(item?.choices?.find((each) => each.code === code)?.text) || code;
    if (item?.choices) return [answer].flat().map(choice).join(say("comma"));
    return item?.unit ? `${answer} ${item.unit}` : String(answer);
  }

  /** The ticks of a section that 本节无异常 fills: those that are unanswered; never what is answered, never numbers. */
  openNormals(sectionID, answers, visible, missing) {
    const section = this.#sections.find((each) => each.id === sectionID);
    // What is asked for only on a condition was not looked at where that does not hold: of an airway that cannot be examined.
    const isAskedFor = (id) => !this.#items.get(id).requiredWhen || missing.has(id);
    return (section?.nothingAbnormal ?? []).filter((id) => answers[id] === undefined && visible.has(id) && isAskedFor(id));
  }

  /** Once a section is complete the next one with something open takes its place, its button where the pressed one was,
   *  so that a pointer can stay. The focus goes along where it was in the section. Says whether there was one. */
  goOn(sectionID) {
    const section = $(`sec-${sectionID}`);
    if (openRow(section)) return false;
    const shown = [...$("form").children].filter((each) => !each.hidden);
    const next = shown.slice(shown.indexOf(section) + 1).find(openRow);
    if (!next) return false;
    const { activeElement } = document;
    next.scrollIntoView({ block: "start" });
    if (activeElement.closest(".item") && section.contains(activeElement)) focusRow(openRow(next));
    else if (section.contains(activeElement)) normalOf(next)?.focus({ preventScroll: true });
    return true;
  }

  /** Goes to an item: scrolls it into view and puts the focus on its answer; of what was denied last time and is folded, to
   *  the button that confirms its section. */
  goTo(id) {
    const row = $(`item-${id}`);
    const section = this.#items.get(id)?.section;
    const confirm = this.#denied.isFolded(id) && $(`told-section-${section.id}`).querySelector("button");
    if (confirm) {
      $(`sec-${section.id}`).scrollIntoView({ block: "start" });
      confirm.focus({ preventScroll: true });
      return;
    }
    if (this.#denied.isFolded(id)) this.#denied.unfold(section.id);
    row?.scrollIntoView({ block: "center" });
    focusRow(row);
  }

  /** Goes to an item that was looked for by its words: also to one that is folded. */
  show(id) {
    if (this.#denied.isFolded(id)) this.#denied.unfold(this.#items.get(id).section.id);
    this.goTo(id);
  }

  /** Shows these answers. `visible` and `missing` are sets of item ids. */
  update(now) {
    this.#now = now;
    const { answers, visible, missing, locked } = now;
    let answered = 0;
    let asked = 0;
    for (const section of this.#sections) {
      const shown = section.items.filter((item) => visible.has(item.id));
      const lacking = shown.filter((item) => missing.has(item.id));
      const normals = section.nothingAbnormal.filter((id) => visible.has(id));
      const open = normals.filter((id) => answers[id] === undefined && !this.told.offers.has(id));
      const given = shown.filter((item) => answers[item.id] !== undefined).length;
      asked += shown.length;
      answered += given;
      this.#denied.fold(section, shown, answers, this.told);
      for (const item of section.items) {
        const row = $(`item-${item.id}`);
        row.hidden = !visible.has(item.id) || this.#denied.isFolded(item.id);
        this.#updates.get(item.id)(answers[item.id], missing.has(item.id), locked);
      }
      drawToldSection(section, new Map(locked ? [] : shown.filter(({ id }) => this.told.offers.has(id)).map(({ id }) => [id, this.told.offers.get(id)])), this.told.settleAll);
      setAttribute($(`sec-${section.id}`), "hidden", shown.length === 0);
      setText($(`given-${section.id}`), `${given} / ${shown.length}`);
      setText($(`lacks-${section.id}`), lacking.length ? ` · ${say("form.lacks.long", { count: lacking.length })}` : "");
      const normal = $(`normal-${section.id}`);
      normal.hidden = locked || !normals.length;
      setAttribute(normal, "aria-disabled", open.length === 0 || null);
      setText(normal.firstChild, say(!open.length && !lacking.length ? "form.asked" : open.length < normals.length ? "form.rest" : "form.normal"));
      const entry = $(`index-${section.id}`);
      entry.hidden = shown.length === 0;
      entry.classList.toggle("part", lacking.length > 0);
      const mark = entry.querySelector("b");
      // What nobody has touched is not complete: it stays unmarked where nothing of it is required.
      const isDone = given > 0 && !lacking.length;
      mark.className = isDone ? "ok" : "";
      setText(mark, lacking.length ? say("form.lacks", { count: lacking.length }) : "");
      setAttribute(mark, "aria-label", isDone ? say("form.complete") : null);
      setAttribute(mark, "role", isDone ? "img" : null);
    }
    setText($("progress"), `${answered} / ${asked}`);
    $("progress-bar").style.width = asked ? `${(100 * answered) / asked}%` : "0";
    this.#markCurrent();
  }

  /** Marks in the index the section that the focus is seen in; else the one at the top of the pane. */
  #markCurrent() {
    const pane = $("form-pane").getBoundingClientRect();
    const shown = [...$("form").children].filter((section) => !section.hidden);
    const focus = document.activeElement.getBoundingClientRect();
    const isSeen = focus.top >= pane.top && focus.bottom <= pane.bottom;
    const current = (isSeen && shown.find((section) => section.contains(document.activeElement)))
      || (shown.findLast((section) => section.getBoundingClientRect().top <= pane.top + 60) ?? shown[0]);
    for (const entry of $("index-list").children) {
      const isCurrent = entry.id === `index-${current?.dataset.section}`;
      if (isCurrent && !entry.classList.contains("cur")) showInIndex(entry);
      entry.classList.toggle("cur", isCurrent);
      setAttribute(entry.firstChild, "aria-current", isCurrent ? "true" : null);
    }
  }

  #indexEntry(section) {
    const go = (event) => {
      event.preventDefault();
      $(`sec-${section.id}`).scrollIntoView({ block: "start" });
    };
    return el("li", { id: `index-${section.id}` },
      el("a", { href: `#sec-${section.id}`, onclick: go },
        el("i", {}, String(section.number)), el("span", {}, pick(section.title), " ", el("span", { id: `told-index-${section.id}` })), el("b", {})));
  }

  #section(section) {
    // The second click of a double one would fall on the next section.
    const normal = ({ detail }) => {
      if (detail <= 1 && $(`normal-${section.id}`).getAttribute("aria-disabled") !== "true") this.onnormal(section.id);
    };
    return el("section", { class: "sec", id: `sec-${section.id}`, "data-section": section.id, "aria-labelledby": `title-${section.id}`, onfocusin: () => this.#markCurrent() },
      el("div", {},
        el("h2", { id: `title-${section.id}` }, `${section.number} ${pick(section.title)}`),
        el("p", {}, el("span", { id: `given-${section.id}` }), el("b", { id: `lacks-${section.id}` })),
        el("span", { id: `told-section-${section.id}` }),
        el("button", { type: "button", class: "btn go", id: `normal-${section.id}`, onclick: normal },
          el("span", {}, say("form.normal")), " ", el("kbd", {}, "N"))),
      el("ul", { class: "items" }, this.#denied.line(section), section.items.map((item) => this.#row(item))));
  }

  #row(item) {
    const control = (this[`_${item.kind}`] ?? this._shown).call(this, item);
    const groups = ["tick", "choice", "several"].includes(item.kind);
    const question = el(groups ? "span" : "label", { class: "q", id: `q-${item.id}`, for: groups ? null : `in-${item.id}` },
      pick(item.text), " ", item.hint && el("small", {}, pick(item.hint)),
      rulesAbout(this.definition, item.id).map(({ words, source }) => el("small", { class: "rule", title: source }, words, " ", el("cite", {}, source))));
    const note = el("span", { class: "x", id: `note-${item.id}` });
    const row = el("li", { class: `item ${item.kind}`, id: `item-${item.id}`, "data-item": item.id, "data-kind": item.kind },
      question, control.element, el("span", { class: "notes" }, el("span", { class: "by", id: `told-${item.id}` }), note, keysOf(item)));
    this.#updates.set(item.id, (answer, isMissing, locked) => {
      control.show(answer, locked);
      const offer = this.told.offers.get(item.id);
      const origin = answer === undefined ? undefined : this.told.origins[item.id];
      const was = answer === undefined && !offer && !locked ? this.told.numbers?.[item.id] : undefined;
      drawTold(row, item, { offer, origin, was, words: (said) => this.words(item.id, said), locked, settle: this.told.settle });
      const isOpen = answer === undefined && (item.required || isMissing) && !offer;
      row.classList.toggle("open", isOpen);
      row.classList.toggle("pos", item.kind === "tick" && answer === "yes");
      const wrong = (control.wrong?.() || this.#now.refused?.get(item.id)) ?? "";
      const word = { tick: "form.unanswered", choice: "form.unchosen", several: "form.unchosen" }[item.kind] ?? "form.unfilled";
      const doubt = wrong || answer === undefined ? "" : control.doubt?.(answer) ?? "";
      setText(note, wrong || doubt || (isMissing && answer === undefined && !offer ? say(word) : ""));
      note.className = wrong ? "x wrong" : doubt ? "x doubt" : "x todo";
    });
    return row;
  }

  #radios(item, choices, classes) {
    const element = el("div", { class: classes, role: "radiogroup", "aria-labelledby": `q-${item.id}`, "aria-required": item.required },
      choices.map(([code, words, hint]) => el("label", { class: code },
        el("input", { type: "radio", name: item.id, value: code, onchange: () => this.answered(item.id, code) }),
        el("span", {}, words), hint && el("small", {}, hint))));
    return {
      element,
      show: (answer, locked) => {
        element.classList.toggle("open", answer === undefined);
        for (const input of element.querySelectorAll("input")) {
          input.checked = input.value === answer;
          input.disabled = locked;
        }
      },
    };
  }

  _tick(item) { return this.#radios(item, ticks.map(([code, words]) => [code, say(words)]), "ticks"); }

  _choice(item) {
    return this.#radios(item, item.choices.map((each) => [each.code, pick(each.text), pick(each.hint)]), "choices");
  }

  _several(item) {
    const element = el("div", { class: "choices", role: "group", "aria-labelledby": `q-${item.id}` },
      item.choices.map((each) => el("label", {},
        el("input", { type: "checkbox", value: each.code, onchange: read }), el("span", {}, pick(each.text)), each.hint && el("small", {}, pick(each.hint)))));
    const inputs = [...element.querySelectorAll("input")];
    const answered = this.answered;
    function read() {
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      answered(item.id, chosen.length ? chosen : undefined);
    }
    return {
      element,
      show: (answer, locked) => {
        element.classList.toggle("open", answer === undefined);
        for (const input of inputs) {
          input.checked = answer?.includes(input.value) ?? false;
          input.disabled = locked;
        }
      },
    };
  }

  /** A field that is typed into. What is being typed is never replaced by a refresh. `read` answers with the answer, or
   *  with the problem, and what to say instead while more digits may still make it right. */
  #field(item, input, { read, unit, unitClass = "", beside = [], doubt }) {
    let wrong = "";
    let meanwhile;
    const problemNow = () => (meanwhile && document.activeElement === input ? meanwhile : wrong);
    input.id = `in-${item.id}`;
    setAttribute(input, "aria-describedby", `note-${item.id}`);
    setAttribute(input, "aria-required", item.required);
    input.addEventListener("input", () => {
      const { answer, problem = "", untilLeft } = read(input.value.trim());
      wrong = problem;
      meanwhile = untilLeft;
      if (problem) this.#wrong.set(item.id, problem);
      else this.#wrong.delete(item.id);
      setAttribute(input, "aria-invalid", problem ? "true" : null);
      this.#written.set(item.id, answer);
      this.answered(item.id, answer);
    });
    input.addEventListener("blur", () => { if (wrong) setText($(`note-${item.id}`), wrong); });
    return {
      element: el("span", { class: `field ${unitClass}` }, input, unit && el("i", {}, unit), beside),
      wrong: problemNow,
      doubt,
      show: (answer, locked) => {
        input.disabled = locked;
        if (document.activeElement === input && this.#written.get(item.id) === answer) return;
        if (wrong && answer === undefined) return;
        const text = answer === undefined ? "" : String(answer);
        if (input.value !== text) input.value = text;
      },
    };
  }

  _number(item) {
    const range = rangeOf(item);
    const input = el("input", { inputmode: "decimal", maxlength: 12, title: range, "data-max": item.max, "data-decimals": item.decimals });
    const read = (text) => {
      if (!text) return {};
      const plain = text.normalize("NFKC").replace(",", ".");
      const number = Number(plain);
      const tooFine = (plain.split(".")[1]?.length ?? 0) > item.decimals;
      if (!Number.isFinite(number)) return { problem: say("form.notnumber") };
      if (tooFine) return { problem: say(item.decimals ? "form.toofine" : "form.whole", { count: item.decimals }) };
      const problem = say("form.range", { item: pick(item.text), range });
      if (number < item.min) return { problem, untilLeft: range };
      if (number > item.max) return { problem };
      return { answer: number };
    };
    return this.#field(item, input, { read, unit: item.unit });
  }

  /** A kind that this page does not know is shown and never changed. */
  _shown(item) {
    const element = el("output", { class: "shown", "aria-labelledby": `q-${item.id}` });
    return { element, show: (answer) => setText(element, answer === undefined ? "" : typeof answer === "object" ? JSON.stringify(answer) : String(answer)) };
  }

  _date(item) { return this.#moment(item); }

  _time(item) { return this.#moment(item); }

  #moment(item) {
    const { input, beside } = momentField(item, () => clock.date());
    const isToday = () => !item.day || this.#now.answers[item.day] === clock.date();
    const doubt = (answer) => (isToday() ? doubtOf(item, answer, item.kind === "date" ? clock.date() : clock.time()) : "");
    return this.#field(item, input, { read: (text) => readMoment(item, text, clock.date()), unitClass: "wide", beside, doubt });
  }

  _text(item) {
    const input = el("textarea", { rows: item.maxLength > 120 ? 2 : 1, lang: tag(language()), dir: direction(language()) });
    return this.#field(item, input, { read: (text) => readText(text, item.maxLength), unitClass: "text" });
  }
}
