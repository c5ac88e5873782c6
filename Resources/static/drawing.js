// Drawing the workstation from what is known. Nothing here asks the server.

import { drawStranded } from "/static/clash.js";
import { $, setAttribute, setText } from "/static/dom.js";
import { drawBand } from "/static/patient.js";
import { callState, drawCounts, drawLine, drawNext, drawTickets } from "/static/queue.js";
import { drawSittingButton } from "/static/sitting.js";
import { clock, isLost, isMine, isOwn, lastHeard, now, shown, shownWork } from "/static/state.js";
import { drawFormChoice, drawToldFirst } from "/static/told.js";
import { pick, say, stateWords } from "/static/words.js";

/** What the big button says, and whether it can be pressed. */
export function theCall() {
  const unsigned = isOwn() ? now.work.isUnsigned : now.room.current?.assessmentState === "draft";
  return callState({ room: now.room, isMine: isMine(now.room), calling: now.isCalling, lost: isLost(), unsigned });
}

/** - Parameters:
    - stranded: drafts of earlier patients that are on this computer only; `look(ticket)` shows one.
    - acts: what was done here, to be taken back. */
export function drawAll({ stranded, look, acts }) {
  const { room, clinic } = now;
  if (!room) return;
  setText($("clinic"), `${pick(clinic.hospital)} · ${pick(clinic.name)}`);
  setText($("room"), pick(room.name));
  setText($("doctor"), now.me.name);
  drawSittingButton(room, clinic);
  drawNext(room, theCall(), now.refusal, clock);
  drawCounts(now.queues, now.list);
  if (now.list === "waiting") drawLine(now.line, room.next, clock);
  else drawTickets(now.tickets);
  drawWork();
  $("unsigned").hidden = !now.unsigned.length;
  setText($("unsigned"), say("unsigned", { count: now.unsigned.length }));
  drawStranded(stranded, look);
  drawTime(acts);
}

/** What changes by itself every second. */
export function drawTime(acts) {
  const { seconds, time } = lastHeard();
  setText($("clock"), clock.time());
  $("top").classList.toggle("lost", isLost());
  setText($("connection"), isLost() ? say("lost", { time, seconds }) : `${say("connected")} ${say("connected.ago", { seconds })}`);
  $("demo").hidden = !clock.demo;
  setText($("demo"), clock.speed === 1 ? say("demo") : say("demo.speed", { speed: clock.speed }));
  drawPrinter(now.printers[0]);
  acts.draw();
  if (now.room && shown()) drawPatient();
}

/** In trouble it says why, since when, and how many papers wait. */
function drawPrinter(printer) {
  const words = { none: "printer.none", stopped: "printer.stopped", unreachable: "printer.unreachable" };
  const isBad = ["stopped", "unreachable"].includes(printer?.state) || printer?.codes.includes("media-empty");
  const why = (isBad && printer.reasons[0]?.replace(/[。.]$/, "")) || say(words[printer?.state] ?? "printer.ok");
  const more = [
    isBad && printer.since && say("printer.since", { time: clock.time(Date.parse(printer.since)) }),
    printer?.waiting > 0 && say("printer.waiting", { n: printer.waiting }),
  ].filter(Boolean);
  setText($("printer"), printer ? [`${say("printer")} ${why}`, ...more].join(" · ") : "");
  setAttribute($("printer"), "title", printer?.reasons.join(" ") || null);
  $("printer").classList.toggle("bad", isBad === true);
}

function drawPatient() {
  const ticket = shown();
  // Nobody is ever shown with another one's date of birth or dangers.
  const person = now.person?.id === ticket?.patient ? now.person : null;
  drawBand({ room: now.room, ticket, person, findings: shownWork()?.evaluation.findings ?? [], answers: shownWork()?.draft.answers ?? {}, clock });
}

export function drawWork() {
  drawPatient();
  const work = shownWork();
  $("work").classList.toggle("idle", !work);
  $("empty").hidden = Boolean(work);
  if (!work) {
    drawEmpty();
    return;
  }
  work.draw({ lost: isLost(), mayCall: isOwn() });
  const ticket = shown();
  $("waiting-notice").hidden = ticket.state !== "called";
  drawFormChoice(now.forms.filter((form) => !form.feeds), work, !work.draft.id && !work.draft.isUnsaved);
  if (ticket.state === "called") drawToldFirst(work.toldFirst, work.form);
  else $("told-first").hidden = true;
  setText($("waiting-notice").children[0], say("wait.title", { name: ticket.name ?? ticket.label }));
  setText($("waiting-notice").children[1], say("wait.how"));
}

function goneWords({ label, queue, state }) {
  const name = pick(now.clinic.queues.find((each) => each.id === queue)?.name);
  return say("patient.gone", { label, queue: name, state: stateWords(state) });
}

function drawEmpty() {
  const ticket = shown();
  const hasForm = now.clinic.queues.find((queue) => queue.id === ticket?.queue)?.form;
  const [title, how] = !now.room.sitting && !ticket ? ["sitting.needed", "sitting.needed.how"]
    : ticket ? [hasForm ? "form.opening" : "form.none", ""] : ["patient.none", "patient.none.how"];
  setText($("empty").children[0], say(title));
  setText($("empty").children[1], [!ticket && now.gone && goneWords(now.gone), how && say(how)].filter(Boolean).join(" "));
  $("choose-room").hidden = Boolean(now.room.sitting);
}
