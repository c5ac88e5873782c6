// The band at the top: who is called or inside, and what can be done about them.

import { $, el, redraw, setAttribute, setText } from "/static/dom.js";
import { findingWords } from "/static/findings.js";
import { laneChip } from "/static/lane.js";
import { knows, language, say } from "/static/words.js";

/** So many warnings stand beside the dangers; the side panel has them all. */
const mostCautions = 3;
/** The items that say what is planned and when, by the ids that the forms share. */
const planned = ["plannedOperation", "operationDate", "operationTime"];

/** Which acts are possible on the room's current ticket, and why the others are not. */
export function possibleActs(room, clock) {
  const ticket = room.current;
  const isCalled = ticket?.state === "called";
  const seconds = clock.secondsUntil(room.recallFrom);
  const inside = { why: say("act.why.inside") };
  const wait = { why: say("act.why.wait", { least: room.leastSeconds, seconds }), count: countdown(seconds) };
  const lacksCalls = { why: say("act.why.calls", { least: room.leastCalls, seconds: room.leastSeconds }), count: `${ticket?.calls}/${room.leastCalls}` };
  return {
    camein: isCalled ? {} : inside,
    recall: !isCalled ? inside : seconds ? wait : {},
    missed: !isCalled ? inside : ticket.calls < room.leastCalls ? lacksCalls : seconds ? wait : {},
    tests: {},
    transfer: {},
    hold: isCalled ? {} : { why: say("act.why.hold") },
    done: isCalled ? { why: say("act.why.notin") } : {},
  };
}

const countdown = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** - Parameters:
    - ticket: who is shown: the room's current patient, or one whose assessment was opened from the list.
    - findings: what the form says; dangers are never cut.
    - answers: of the form; what is planned stands with the patient. */
export function drawBand({ room, ticket, person, findings, answers, clock }) {
  const { activeElement } = document;
  const hadFocus = $("band").contains(activeElement) && activeElement;
  $("band").hidden = !ticket;
  if (ticket) drawPatient({ room, ticket, person, findings, answers, clock });
  if (hadFocus && !hadFocus.checkVisibility()) focusAfter(hadFocus);
}

/** The focus of an act that is gone goes to the next one of the band: after 进来了 to 重呼, which then does nothing, so that
 *  a second press harms nobody. With nothing after it, it goes to the line, where a press does nothing either. */
function focusAfter(gone) {
  let next = gone.nextElementSibling;
  while (next && !next.checkVisibility()) next = next.nextElementSibling;
  (next ?? $("list")).focus({ preventScroll: true });
}

function drawPatient({ room, ticket, person, findings, answers, clock }) {
  const isCurrent = ticket.id === room.current?.id;
  const acts = possibleActs(room, clock);
  setText($("patient-label"), ticket.label);
  setText($("patient-since"), !isCurrent ? say(`state.${ticket.state}`) : ticket.state === "called"
    ? say("patient.called", { count: ticket.calls, since: ticket.calledAt ? clock.time(Date.parse(ticket.calledAt)) : "" })
    : say("patient.inside", { minutes: clock.minutesSince(ticket.startedAt ?? ticket.calledAt) }));
  redraw($("patient-name"), [ticket, person, language()], () => [
    el("span", { class: "name" }, ticket.name ?? ticket.masked),
    person && el("small", {}, [say(`patient.${person.sex ?? "unknown"}`), ageWords(person, clock.date())].filter(Boolean).join(" · ")),
    laneChip(ticket.lane),
  ]);
  const plan = planned.map((item) => answers[item]).filter(Boolean);
  redraw($("patient-facts"), [ticket.state, person, plan, language()], () => facts(ticket, person, plan));
  drawFlags(person, findings);
  $("acts").dataset.state = isCurrent ? ticket.state : "viewed";
  for (const name of ["camein", "recall", "missed", "tests", "transfer", "hold", "done"]) drawAct(name, acts[name]);
  for (const button of $("acts").children) button.hidden = (button.id === "act-leave") === isCurrent;
  if (ticket.state !== "called") $("act-camein").hidden = true;
}

/** Of who is younger than two years, in months, as on the slip: "0 years" tells nothing. */
function ageWords({ age, birthDate }, today) {
  if (age === undefined || age === null) return "";
  if (age >= 2 || !birthDate) return say("patient.age", { age });
  const [born, now] = [birthDate, today].map((date) => date.split("-").map(Number));
  const months = (now[0] - born[0]) * 12 + now[1] - born[1] - (now[2] < born[2] ? 1 : 0);
  return say("patient.months", { months });
}

/** Dangers all, then the first warnings and how many more there are, then the language that the patient speaks. */
function drawFlags(person, findings) {
  const cautions = findings.filter((each) => each.level === "caution");
  const shown = [...findings.filter((each) => each.level === "danger"), ...cautions.slice(0, mostCautions)];
  const more = cautions.length - mostCautions;
  // Of several of one day only the first says the day; that it was last time, each does.
  const days = shown.map((each) => each.id.startsWith("last.") && /^[^：:]*[：:] ?/.exec(findingWords(each))?.[0]);
  const brief = (each, index) => (days[index] && days[index] === days[index - 1] ? findingWords(each).replace(/ ?[（(][^）)]*[）)]/, "") : findingWords(each));
  redraw($("flags"), [shown, more, person?.language, language()], () => [
    ...shown.map((each, index) => el("span", { class: `flag ${each.level === "danger" ? "d" : "w"}` },
      el("span", { class: "vh" }, `${say(each.level === "danger" ? "side.danger" : "side.warning")} `), brief(each, index))),
    more > 0 && el("span", { class: "flag w" }, say("patient.more", { count: more })),
    person && person.language !== "zh" && knows(`patient.language.${person.language}`)
      && el("span", { class: "flag i" }, say(`patient.language.${person.language}`)),
  ]);
}

function drawAct(name, { why, count }) {
  const button = $(`act-${name}`);
  const word = say(`act.${name}`);
  setText(button.querySelector(".word"), count ? `${word} ${count}` : word);
  setAttribute(button, "aria-disabled", why ? "true" : null);
  setAttribute(button, "title", why ?? null);
}

function facts(ticket, person, plan) {
  const number = person?.identifiers.find((each) => each.system === "outpatient-number")?.value;
  return [
    say("patient.born"), " ", el("b", {}, person?.birthDate ?? "—"), " · ",
    ...(number ? [say("patient.number"), " ", el("b", {}, number)] : [el("b", { class: "warn" }, say("patient.nonumber"))]),
    ...(ticket.state === "called" ? [" · ", el("b", { class: "warn" }, say("patient.check"))] : []),
    ...(plan.length ? [" · ", plan.join(" ")] : []),
  ];
}
