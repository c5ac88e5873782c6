// What others have said about the patient: the patient, in the questionnaire, or the last assessment. It is shown as theirs
// and counts for nothing until it is confirmed, changed or put aside.

import { $, el, redraw } from "/static/dom.js";
import { same } from "/static/merge.js";
import { clock } from "/static/state.js";
import { language, pick, say } from "/static/words.js";

/** The day of an assessment, where the clinic is. */
const dayOf = ({ signedAt }) => clock.date(Date.parse(signedAt));

/** Marks a row as told, with what was said and the two ways to settle it; or, once confirmed, whose word it was.
 *  - Parameters:
      - offer: what was said and is not settled; undefined when there is none.
      - origin: whose word the answer is; undefined when it is the doctor's alone.
      - was: a number of last time that has to be measured anew. */
export function drawTold(row, item, { offer, origin, was, words, locked, settle }) {
  row.classList.toggle("told", Boolean(offer));
  for (const input of row.querySelectorAll("input[type=radio], input[type=checkbox]")) {
    input.parentElement.classList.toggle("offered", Boolean(offer) && [offer.answer].flat().includes(input.value));
  }
  const isWritten = !["tick", "choice"].includes(item.kind);
  redraw($(`told-${item.id}`), [offer, origin?.source, was, locked, language()], () => {
    if (offer) {
      return [
        el("span", { class: "tag-told" }, say(`told.${offer.source}`), isWritten && el("b", {}, ` ${words(offer.answer)}`)),
        !locked && el("button", { type: "button", class: "mini", onclick: () => settle(item.id, true), "aria-label": say("told.confirm.item", { item: pick(item.text) }) }, say("told.confirm"), " ", el("kbd", { "aria-hidden": "true" }, "Y")),
        !locked && el("button", { type: "button", class: "mini aside", onclick: () => settle(item.id, false), "aria-label": say("told.aside.item", { item: pick(item.text) }) }, `× ${say("told.aside")}`),
      ];
    }
    if (origin) return [el("span", { class: "tag-ok" }, say(`told.${origin.source}.confirmed`))];
    return was === undefined ? [] : [el("small", {}, say("told.was", { value: words(was) }))];
  });
}

/** How many of a section's items are told, and by whom, in its heading and in the index. `offers`: by item. */
export function drawToldSection(section, offers, settleAll) {
  const told = [...offers.keys()];
  const counts = ["patient", "last"].map((source) => [source, [...offers.values()].filter((offer) => offer.source === source).length])
    .filter(([, count]) => count);
  const words = counts.map(([source, count]) => say(`told.count.${source}`, { count }));
  redraw($(`told-section-${section.id}`), [told, counts, language()], () => (told.length
    ? [el("button", { type: "button", class: "btn told", onclick: () => settleAll(told, true) }, say("told.confirm.section", { what: words.join(say("comma")) }))] : []));
  redraw($(`told-index-${section.id}`), [counts, language()], () => words.map((each) => el("em", { title: say("told.waits") }, each)));
}

/** What the patient has said, to be read while they are on their way. */
export function drawToldFirst(offers, form) {
  // What is so, or is written in words, before what is not.
  const weight = ({ answer }) => (answer === "no" ? 2 : typeof answer === "number" ? 1 : 0);
  const told = offers.filter((offer) => offer.source === "patient" && form.item(offer.item))
    .toSorted((one, other) => weight(one) - weight(other));
  $("told-first").hidden = !told.length;
  redraw($("told-first"), [told, language()], () => [
    el("h3", {}, say("told.first", { count: told.length }), " ", el("small", {}, say("told.waits"))),
    el("ul", {}, told.map((offer) => el("li", { class: weight(offer) ? "" : "so" }, el("span", {}, pick(form.item(offer.item).text)), el("b", {}, form.words(offer.item, offer.answer))))),
  ]);
}

/** What a new version of the form has changed since the draft was last saved, until somebody has read it. */
export function drawFormChanges(changes, form, dismiss) {
  $("form-changes").hidden = !changes;
  if (!changes) return;
  const names = (ids) => ids.map((id) => pick(form.item(id)?.text) || id).join(say("comma"));
  const lines = [
    changes.added.length && say("version.added", { items: names(changes.added) }),
    changes.changed.length && say("version.changed", { items: names(changes.changed) }),
    changes.removed.length && say("version.removed", { items: changes.removed.map((each) => pick(each)).join(say("comma")) }),
    ...changes.lost.map((each) => say("version.lost", { item: pick(each.text), answer: pick(each.answer) })),
  ].filter(Boolean);
  redraw($("form-changes"), [changes, language()], () => [
    el("h2", {}, say("version.title", { from: changes.from, to: changes.to })), el("ul", {}, lines.map((line) => el("li", {}, line))),
    el("button", { type: "button", class: "btn go", onclick: dismiss }, say("version.read")),
  ]);
}

/** Which form to fill about somebody who was assessed before, while nothing has been entered; then which it is, and why
 *  it cannot be another one any more. */
export function drawFormChoice(forms, work, mayChoose) {
  const place = $("form-choice");
  place.hidden = !work.last || forms.length < 2 || work.draft.state !== "draft" || Boolean(work.draft.record?.amendment);
  const own = pick(work.definition.title);
  redraw(place, [forms, work.definition.id, work.last?.signedAt, mayChoose, language()], () => (mayChoose ? [
    el("legend", {}, say("told.forms", { date: work.last ? dayOf(work.last) : "" })),
    ...forms.map((form) => el("label", {},
      el("input", { type: "radio", name: "form-choice", value: form.id, checked: form.id === work.definition.id }), el("span", {}, pick(form.title)))),
  ] : [el("legend", { class: "chosen" }, say("told.forms.chosen", { form: own }))]));
}

/** What signing still waits for of it: all can be confirmed, or put aside, at once. */
export function drawToldLeft(told, { confirm, putAside }) {
  $("told-left").hidden = !told.length;
  redraw($("told-left"), [told, language()], () => (told.length ? [
    el("span", { class: "tag-told" }, say("told.left", { count: told.length })),
    el("button", { type: "button", class: "mini", onclick: confirm }, say("told.confirm.all")),
    el("button", { type: "button", class: "mini", onclick: putAside }, say("told.aside.all")),
  ] : []));
}

/** The last assessment, and what is answered otherwise now. */
export function drawLast(last, answers, form) {
  $("last-assessment").hidden = !last;
  if (!last) return;
  // What is answered here may be newer than what the server has compared.
  const changes = last.changes.map((change) => ({ ...change, after: answers[change.item] ?? change.after }))
    .filter((change) => !same(change.before, change.after) && form.item(change.item));
  redraw($("last-assessment"), [last.id, changes, language()], () => [
    el("h3", {}, say("told.last.title"), " ", el("span", {}, say("told.last.by", { date: dayOf(last), by: last.signedBy }))),
    changes.length
      ? el("ul", {}, changes.map(({ item, before, after }) => el("li", {}, el("b", {}, pick(form.item(item).text)), ` ${form.words(item, before)} → ${form.words(item, after)}`)))
      : el("p", {}, say("told.last.same")),
  ]);
}

