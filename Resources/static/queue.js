// The left side: who is next and why, how many wait, and the line in the order in which it will be called.

import { $, el, redraw, setAttribute, setText, whenPointerIsUp } from "/static/dom.js";
import { laneChip } from "/static/lane.js";
import { language, say } from "/static/words.js";

const longWait = 45;

/** Plans of several queues as one line: the room's own next first, then by the time at which each is expected. */
export function oneLine(plans, next) {
  const entries = plans.flatMap((plan) => plan.entries);
  const expected = (entry) => (entry.expectedAt ? Date.parse(entry.expectedAt) : Infinity);
  const isNext = (entry) => entry.ticket.id === next?.ticket.id;
  return entries.sort((a, b) => isNext(b) - isNext(a) || expected(a) - expected(b) || a.position - b.position);
}

/** What stands on the big button, and whether it can be pressed. */
export function callState({ room, isMine, calling, lost, unsigned }) {
  const open = room.current?.state === "called" ? room.current : null;
  if (calling) return { words: say("next.calling"), why: "" };
  if (lost) return { words: say("next.lost"), why: "" };
  if (!room.sitting) return { words: say("next.call"), why: say("next.nositting") };
  if (!isMine) return { words: say("next.call"), why: say("next.notmine", { doctor: room.sitting.doctorName }) };
  if (open) return { words: say("next.first", { label: open.label }), why: say("next.choices", { least: room.leastCalls }) };
  if (room.sitting.state === "paused") return { words: say("next.call"), why: say("next.paused") };
  if (!room.next) return { words: say("next.nobody"), why: "" };
  const completes = room.current && say(unsigned ? "next.completes.unsigned" : "next.completes", { label: room.current.label });
  return { words: say("next.call"), can: true, why: completes ?? "" };
}

export function drawNext(room, state, refusal, clock) {
  const open = room.current?.state === "called" ? room.current : null;
  $("next-up").classList.toggle("held", !state.can);
  redraw($("next-who"), [room.next, Boolean(open), language()], () => room.next ? [
    el("span", {}, say(open ? "next.after" : "next.next")), el("b", {}, room.next.ticket.label),
    laneChip(room.next.ticket.lane), name(room.next),
  ] : [el("span", {}, say("next.nobody"))]);
  setText($("next-why"), open ? say("next.open", { label: open.label }) : room.next
    ? `${room.next.reason.text} · ${say("next.waited", { minutes: clock.minutesSince(room.next.waitingSince) })}` : "");
  setText($("call-words"), state.words);
  setAttribute($("call"), "aria-disabled", state.can ? null : "true");
  setText($("next-then"), refusal || state.why);
  $("next-then").classList.toggle("refusal", Boolean(refusal));
}

export function drawCounts(queues, chosen) {
  const total = (...states) => queues.reduce((sum, queue) => sum + states.reduce((each, state) => each + (queue.counts[state] ?? 0), 0), 0);
  const counts = {
    waiting: total("waiting", "ready"), "at-tests": total("at-tests"), missed: total("missed"), "on-hold": total("on-hold"), done: total("done"),
  };
  for (const [list, count] of Object.entries(counts)) {
    const tab = $(`tab-${list}`);
    setText(tab.querySelector("b"), String(count));
    setAttribute(tab, "aria-selected", String(list === chosen));
    setAttribute(tab, "tabindex", list === chosen ? 0 : -1);
  }
  setAttribute($("list"), "aria-labelledby", `tab-${chosen}`);
}

/** The line, in the order of the plan. */
export function drawLine(entries, next, clock) {
  const rows = entries.map((entry) => ({ ...entry, minutes: clock.minutesSince(entry.waitingSince) }));
  draw([rows.map((row) => [row.ticket, row.name, row.masked, row.minutes]), next?.ticket.id], () => {
    if (!rows.length) return [el("p", { class: "nobody" }, say("next.nobody"))];
    const runs = [];
    for (const row of rows) {
      const isReady = row.ticket.state === "ready";
      if (runs.at(-1)?.isReady !== isReady) runs.push({ isReady, rows: [] });
      runs.at(-1).rows.push(row);
    }
    let place = 0;
    return runs.flatMap((run, index) => [
      // Whoever passes even those who were told to get ready stands above them, without a heading.
      run.isReady ? heading("queue.ready", "queue.ready.note") : (index || runs.length === 1) && heading("queue.line"),
      el("ol", { start: place + 1 }, run.rows.map((entry) => waitingRow(entry, (place += 1), entry.ticket.id === next?.ticket.id))),
    ]);
  });
}

/** Tickets that are at tests, missed their call, are put aside, or are done: those with an unsigned assessment first. */
export function drawTickets(tickets) {
  const isUnsigned = (ticket) => ticket.assessmentState === "draft";
  const rows = tickets.toSorted((a, b) => isUnsigned(b) - isUnsigned(a));
  draw(rows, () => rows.length ? [el("ol", {}, rows.map((ticket, index) => row(ticket.id, index + 1, null,
    el("b", {}, ticket.label), name(ticket),
    isUnsigned(ticket) ? el("span", { class: "unsigned" }, say("ticket.unsigned")) : laneChip(ticket.lane),
    el("span", { class: "mn", title: ticket.misses ? say("queue.misses.long", { count: ticket.misses }) : null },
      ticket.misses ? say("queue.misses", { count: ticket.misses }) : ""))))] : [el("p", { class: "nobody" }, say("queue.empty"))]);
}

const draw = (value, children) => whenPointerIsUp("list", () => {
  // A row that is drawn anew keeps the focus that it had.
  const ticket = document.activeElement?.closest("#list [data-ticket]")?.dataset.ticket;
  redraw($("list"), [value, language()], children);
  if (ticket && document.activeElement === document.body) $("list").querySelector(`[data-ticket="${ticket}"]`)?.focus();
});

/** In the line everybody is masked: patients look at this screen too. The band has the full name of the one inside. */
const name = ({ masked }) => el("span", { class: "nm" }, masked);

const heading = (word, note) =>
  el("h3", { class: "sep" }, el("span", {}, say(word)), note && el("em", {}, say(note)));

/** A row is a button: it opens the ticket. */
const row = (id, place, style, ...cells) => el("li", { class: style },
  el("button", { type: "button", "data-ticket": id, title: say("queue.look") }, el("i", { "aria-hidden": "true" }, String(place)), cells));

const waitingRow = (entry, place, isNext) => row(entry.ticket.id, place, isNext ? "next" : null,
  el("b", {}, entry.ticket.label), name(entry), laneChip(entry.ticket.lane),
  el("span", { class: entry.minutes >= longWait ? "mn long" : "mn" }, String(entry.minutes), el("small", {}, say("queue.minutes"))));
