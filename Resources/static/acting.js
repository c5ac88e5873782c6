// What a doctor does: calling, the acts on a ticket, taking back, signing.

import { act, get } from "/static/api.js";
import { $, setText } from "/static/dom.js";
import { theCall } from "/static/drawing.js";
import { findingWords } from "/static/findings.js";
import { hush, unhush } from "/static/hush.js";
import { possibleActs } from "/static/patient.js";
import { acts, draw, followPrint, forgetUnsigned, refresh, view, windows } from "/static/reading.js";
import { askAndSign } from "/static/sign.js";
import { clock, isOwn, now, shown } from "/static/state.js";
import { showTicket } from "/static/ticket.js";
import { say } from "/static/words.js";

/** A call key is ignored for this long after a call: a double press harms nobody. */
const callPause = 1000;
/** An answer that takes longer is told to be on its way. */
const longAnswer = 1000;
let calledAt = -Infinity;

/** What stands in a field and is not saved would be gone with the patient: it is told, and gone to, first. */
function holdsUnsaved() {
  const { work } = now;
  const [wrong] = work && !work.isLocked ? work.form.wrong : [];
  if (!wrong) return false;
  now.refusal = say("act.unsaved", { items: work.form.wrong.map((id) => work.form.question(id)).join(say("comma")) });
  draw();
  setText($("refusal"), now.refusal);
  work.form.goTo(wrong);
  return true;
}

/** Says that an act is under way once its answer takes long: on a bad network it is asked again for half a minute. */
async function whileSaying(asking) {
  const words = say("act.sending");
  const timer = setTimeout(() => setText($("refusal"), words), longAnswer);
  try {
    return await asking;
  } finally {
    clearTimeout(timer);
    if ($("refusal").textContent === words) setText($("refusal"), "");
  }
}

export async function callNext() {
  if (!now.room || now.isCalling || performance.now() - calledAt < callPause) return;
  if (theCall().can && !holdsUnsaved()) await call({}, now.room.next?.ticket.id);
}

async function call(body, about) {
  now.isCalling = true;
  calledAt = performance.now();
  now.refusal = "";
  draw();
  try {
    if (now.work?.draft.state === "draft") await now.work.draft.save();
    const { current } = now.room;
    const before = current ? `${current.id}/${current.state}` : "nobody";
    const answer = await whileSaying(act("POST", `/rooms/${now.roomID}/calls`, body, { about: `${before}/${about}` }));
    now.viewed = null;
    did("call", answer.ticket, answer);
  } catch (error) {
    now.refusal = error.message;
  }
  now.isCalling = false;
  calledAt = performance.now();
  await refresh();
}

export const ticketActs = {
  camein: ["PUT", "consultation"],
  recall: ["POST", "recalls"],
  missed: ["PUT", "absence"],
  tests: ["PUT", "tests"],
  hold: ["PUT", "hold"],
  done: ["PUT", "completion"],
};

/** With these the patient leaves the room: what was written is saved first. */
const leaving = ["done", "tests", "hold"];

/** An act on the patient in the room. */
export async function actOnTicket(name) {
  const ticket = now.room?.current;
  if (!ticket || now.viewed) return;
  const { why } = possibleActs(now.room, clock)[name];
  setText($("refusal"), why ?? "");
  if (why || (leaving.includes(name) && holdsUnsaved())) return;
  const [method, path] = ticketActs[name];
  try {
    if (leaving.includes(name) && now.work?.draft.state === "draft") await now.work.draft.save();
    const answer = await whileSaying(act(method, `/tickets/${ticket.id}/${path}`, undefined, { about: String(ticket.calls) }));
    did(name, ticket, answer);
    now.refusal = "";
  } catch (error) {
    setText($("refusal"), error.message);
  }
  await refresh();
}

/** Remembers an act that the server has taken, so that it can be taken back. */
function did(word, ticket, { event }) {
  acts.did(word, ticket.label, event, now.clinic.queues.find((queue) => queue.id === ticket.queue)?.undoMinutes ?? 0);
}

export async function undo() {
  if (!acts.last && !acts.isBusy) acts.tell(say("undo.nothing"));
  if (!acts.last || acts.isBusy || $("undo").hidden) return;
  try {
    await acts.undo(() => isOwn() && now.work.draft.withhold());
    setText($("refusal"), "");
    now.refusal = "";
  } catch (error) {
    now.refusal = error.message;
  }
  forgetUnsigned();
  await refresh();
}

/** The panel of one ticket: why it stands there, and what can be done about it. */
export async function lookAt(id, part) {
  try {
    const { rooms } = await get("/rooms");
    await showTicket(id, {
      clinic: now.clinic, rooms, room: now.room, me: now.me, part, open: view,
      did: async (word, ticket, answer) => {
        did(word, ticket, answer);
        await refresh();
      },
      call: (ticket, reason) => call({ ticket: ticket.id, reason }, ticket.id),
    });
  } catch (error) {
    now.refusal = error.message;
    draw();
  }
}

/** What keeps it from being signed, as far as is known here: what to say, and where to go. Null when nothing does. */
function obstacle(work) {
  const [wrong] = work.form.wrong;
  if (wrong) return { why: say("sign.why.wrong"), go: () => work.form.goTo(wrong) };
  const [blocked] = work.blocks;
  if (blocked) return { why: say("sign.why.blocked", { what: findingWords(blocked) }), go: () => work.goToMissing() };
  if (!work.isEvaluated) return { why: say("sign.why.unread") };
  if (work.missing.length) return { why: say("sign.why", { count: work.missing.length }), go: () => work.goToMissing() };
  return null;
}

/** What is told of earlier visits: another doctor may sign one meanwhile. */
function knownOf(work) {
  const carried = (work.evaluation?.findings ?? []).filter((each) => each.id.startsWith("last."));
  return new Set(carried.map((each) => each.id + JSON.stringify(each.text)));
}

/** The same once the server has looked at it and has it all. */
async function lastObstacle(work) {
  const { draft } = work;
  const { joins } = draft;
  const seen = knownOf(work);
  // What another window has saved meanwhile would refuse the signature.
  await draft.newer(null).catch(() => {});
  await work.evaluate();
  const known = obstacle(work);
  if (known) return known;
  const isSaved = (await draft.save()) && draft.id;
  if (draft.joins !== joins) {
    await work.evaluate();
    return { why: say("sign.why.joined"), place: "refusal" };
  }
  if ([...knownOf(work)].some((each) => !seen.has(each))) return { why: say("sign.why.known"), place: "refusal" };
  return isSaved ? null : { why: say(draft.id ? "sign.why.unsaved" : "sign.why.notin") };
}

/** Asks only for what is missing and goes there; else signs, prints, and calls the next where that was asked for. */
export async function sign() {
  const { work } = now;
  if (!work || work.isLocked || $("sign-dialog").open) return;
  setText($("refusal"), "");
  // Whoever asks to sign may go on with the password: no field of the record may take it.
  document.activeElement?.blur();
  hush(false);
  const looksReady = !obstacle(work);
  let kept = null;
  const look = async () => {
    kept = await lastObstacle(work);
    return !kept;
  };
  const ready = look();
  if (!looksReady) await ready;
  const ticket = shown();
  const mayCall = isOwn() && Boolean(now.room.next);
  if (!kept) unhush();
  const signed = kept ? null : await askAndSign(work.draft, `${ticket.label} ${ticket.name ?? ""} · ${now.me.name}`, mayCall, ready, look);
  if (kept && work === now.work) {
    // What is missing stands below; what came in would be gone with the next look.
    setText($(kept.place ?? "sign-title"), kept.why);
    kept.go?.();
  }
  if (!signed || work !== now.work) return;
  await work.draft.reload().catch(() => { work.draft.state = "signed"; });
  windows.saved(null);
  // What was done with the patient before is not taken back under a signature.
  acts.settle(ticket.label);
  forgetUnsigned();
  if (signed.callsNext) {
    await call({}, now.room.next?.ticket.id);
    return;
  }
  followPrint(signed.answer.printJob);
  draw();
  ($("call-after").hidden ? $("print") : $("call-after")).focus();
}
