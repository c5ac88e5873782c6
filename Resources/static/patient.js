// The band at the top: who is called or inside, and what can be done about them.

import { $, el, redraw, setAttribute, setText } from "/static/dom.js";
import { laneChip } from "/static/lane.js";
import { knows, language, say } from "/static/words.js";

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
    done: isCalled ? { why: say("act.why.notin") } : {},
  };
}

const countdown = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export function drawBand(room, person, clock) {
  const ticket = room?.current;
  $("band").hidden = !ticket;
  if (!ticket) return;
  const acts = possibleActs(room, clock);
  setText($("patient-label"), ticket.label);
  setText($("patient-since"), ticket.state === "called"
    ? say("patient.called", { count: ticket.calls, since: ticket.calledAt ? clock.time(Date.parse(ticket.calledAt)) : "" })
    : say("patient.inside", { minutes: clock.minutesSince(ticket.startedAt ?? ticket.calledAt) }));
  redraw($("patient-name"), [ticket, person, language()], () => [
    el("span", { class: "name" }, ticket.name ?? ticket.masked),
    person && el("small", {}, [say(`patient.${person.sex ?? "unknown"}`), person.age !== undefined && person.age !== null && say("patient.age", { age: person.age })].filter(Boolean).join(" · ")),
    laneChip(ticket.lane),
  ]);
  redraw($("patient-facts"), [ticket.state, person, language()], () => facts(ticket, person));
  redraw($("flags"), [person?.language, language()], () => person && person.language !== "zh" && knows(`patient.language.${person.language}`)
    ? [el("span", { class: "flag i" }, say(`patient.language.${person.language}`))] : []);
  drawAct("camein", acts.camein);
  drawAct("recall", acts.recall, "act.recall");
  drawAct("missed", acts.missed, "act.missed");
  drawAct("done", acts.done, "act.done");
  $("act-camein").hidden = ticket.state !== "called";
}

function drawAct(name, { why, count }, word) {
  const button = $(`act-${name}`);
  if (word) setText(button.querySelector(".word"), count ? `${say(word)} ${count}` : say(word));
  setAttribute(button, "aria-disabled", why ? "true" : null);
  setAttribute(button, "title", why ?? null);
}

function facts(ticket, person) {
  const number = person?.identifiers.find((each) => each.system === "outpatient-number")?.value;
  return [
    say("patient.born"), " ", el("b", {}, person?.birthDate ?? "—"), " · ",
    ...(number ? [say("patient.number"), " ", el("b", {}, number)] : [el("b", { class: "warn" }, say("patient.nonumber"))]),
    ...(ticket.state === "called" ? [" · ", el("b", { class: "warn" }, say("patient.check"))] : []),
  ];
}
