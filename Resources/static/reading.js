// Reading from the server: the room, its line, and the patient who is shown.

import { askToAmend, dropAmendment } from "/static/amending.js";
import { get, Refusal, Unreachable } from "/static/api.js";
import { Case } from "/static/case.js";
import { drawAlso } from "/static/clash.js";
import { $, setText } from "/static/dom.js";
import { Draft } from "/static/draft.js";
import { drawAll, drawWork } from "/static/drawing.js";
import { oneLine } from "/static/queue.js";
import { Rescue } from "/static/rescue.js";
import { PrintFollower } from "/static/sign.js";
import { signIn } from "/static/signin.js";
import { clock, isOwn, now, shown } from "/static/state.js";
import { Acts } from "/static/undo.js";
import { Windows } from "/static/windows.js";
import { say } from "/static/words.js";

export const acts = new Acts(clock);
export const windows = new Windows({
  changed: () => drawAlso(windows.count),
  saved: (version) => takeOver(version),
});
const printing = new PrintFollower();
const rescue = new Rescue(() => draw());
/** Forms that were chosen for a ticket in place of the queue's, by ticket. */
const chosen = new Map();
/** Definitions by form id, as promises: a form is fetched once, before its first patient comes. */
const forms = new Map();
let doneCount = null;
let reading = null;

export const draw = () => drawAll({ stranded: rescue.left, look: lookAtStranded, acts });

/** Reads all that is shown; one reading at a time. */
export async function refresh() {
  reading ??= read().finally(() => { reading = null; });
  await reading;
}

/** Another room, or a signature, or an undo: who is unsigned is read again. */
export function forgetUnsigned() { doneCount = null; }

async function read() {
  const began = performance.now();
  try {
    await readLine();
    // The line is there to be read while the form is still on its way.
    if (now.work?.ticket !== shown()?.id) draw();
    await showPatient();
    // A draft is held back only while the patient is not in.
    if (isOwn() && now.room.current.state !== "called" && began > acts.settledAt) now.work.draft.proceed();
    await now.work?.readOffers();
    await readUnsigned();
    await rescue.run(now.me.username, now.work?.ticket);
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) await signedOut();
    else if (!(error instanceof Unreachable)) now.refusal = error.message;
  }
  draw();
}

async function readLine() {
  const before = now.room;
  const room = await get(`/rooms/${now.roomID}`);
  const served = room.sitting?.queues ?? [];
  const each = (path) => Promise.all(served.map((id) => get(`/queues/${id}${path}`)));
  for (const id of served) if (formOf(id)) definition(formOf(id));
  const { list } = now;
  const [plans, counts, lists, { printers }] = await Promise.all([
    each("/plan"), each(""), list === "waiting" ? [] : each(`/tickets?state=${list}`), get("/printers"),
  ]);
  Object.assign(now, {
    room, queues: counts, line: oneLine(plans, room.next), printers: printers.filter((one) => one.purpose === "slip"), heard: performance.now(),
  });
  await readGone(before);
  // Another list may have been chosen meanwhile.
  if (list === now.list) now.tickets = lists.flatMap((one) => one.tickets);
  if (plans[0]) clock.set({ now: plans[0].at });
}

/** Whoever was here is taken elsewhere by the desk, or from another window: an empty page alone would tell nothing. */
async function readGone(before) {
  if (now.room.current) now.gone = null;
  else if (before?.current && before.id === now.room.id) now.gone = await get(`/tickets/${before.current.id}`);
  if (now.gone && acts.sentAway(now.gone.label)) now.gone = null;
}

const formOf = (queue) => now.clinic.queues.find((each) => each.id === queue)?.form;

function definition(id) {
  if (!forms.has(id)) {
    const asked = get(`/forms/${id}`);
    forms.set(id, asked);
    asked.catch(() => forms.delete(id));
  }
  return forms.get(id);
}

/** Who is done and not signed changes only when somebody becomes done, or is signed. */
async function readUnsigned() {
  const count = now.queues.reduce((sum, queue) => sum + (queue.counts.done ?? 0), 0);
  if (count === doneCount) return;
  const served = now.room.sitting?.queues ?? [];
  const lists = await Promise.all(served.map((id) => get(`/queues/${id}/tickets?state=done`)));
  now.unsigned = lists.flatMap((each) => each.tickets)
    .filter((each) => each.assessmentState === "draft" && (each.room ?? now.roomID) === now.roomID);
  doneCount = count;
}

async function signedOut() {
  now.me = await signIn($("workstation"), { note: say("signin.again") });
  // What could not be saved for want of a session is saved now.
  now.work?.draft.save();
  await read();
}

async function showPatient() {
  const ticket = shown();
  if (!ticket || now.work?.ticket !== ticket.id) await letGo();
  if (!ticket) {
    now.person = null;
    return;
  }
  const form = chosen.get(ticket.id) ?? formOf(ticket.queue);
  const [person, asked] = await Promise.all([
    now.person?.id === ticket.patient ? now.person : get(`/patients/${ticket.patient}`),
    form && !now.work ? definition(form) : null,
  ]);
  now.person = person;
  if (asked) await open(ticket, asked);
}

async function open(ticket, form) {
  setText($("refusal"), "");
  const draft = new Draft(ticket.id, () => { if (now.work?.draft === draft && draft.progress !== "changed") drawWork(); },
    { by: now.me.username, label: ticket.label }, chosen.get(ticket.id));
  draft.saved = (version) => windows.saved(version);
  await draft.load(ticket.assessment, knownFacts(form));
  // A draft keeps the form that it was opened with.
  const own = !draft.record ? form : await (draft.record.revisions.length ? get(`/assessments/${draft.id}/form`) : definition(draft.record.form));
  const work = new Case(draft, own, {
    entered: () => entered(work), changed: () => { if (now.work === work) drawWork(); },
    amend: () => amend(work, () => askToAmend(draft)), drop: () => amend(work, () => dropAmendment(draft)),
  });
  await work.readBefore();
  draft.joined = () => work.evaluateSoon(0);
  now.work = work;
  windows.show(ticket.id);
  drawAlso(windows.count);
  $("form-pane").scrollTop = 0;
  // The server has evaluated what it has; what only this browser has must be asked about.
  if (draft.record && !draft.isUnsaved && draft.progress !== "clash") work.evaluation = draft.record.evaluation;
  else await work.evaluate();
  if (draft.state === "signed") followPrint(draft.record.printJobs.at(-1)?.id);
  // Once more: rows that came and went have moved it.
  requestAnimationFrame(() => { if (now.work === work) $("form-pane").scrollTop = 0; });
}

/** Begins an amendment, or lets go of it, and reads what there is then. */
async function amend(work, does) {
  try {
    if (!(await does())) return;
    await work.draft.reload();
    await work.readBefore();
    windows.saved(work.draft.version);
    printing.stop();
    if (work.draft.state === "signed") followPrint(work.draft.record.printJobs.at(-1)?.id);
  } catch (error) {
    setText($("refusal"), error.message);
  }
  forgetUnsigned();
  await work.evaluate();
  await refresh();
  // The button that began it is gone: on to the first row.
  const [first] = work.evaluation.visible;
  if (work.draft.state === "draft" && document.activeElement === document.body && first) work.form.goTo(first);
}

/** The first entry about a called patient opens the assessment at once: it counts as came in. */
async function entered(work) {
  const isFirst = isOwn() && now.room.current.state === "called" && !work.draft.id;
  if (isFirst && await work.draft.save()) refresh();
}

/** What a form may start from in the patient's record, so that scores are right before the first entry. */
function knownFacts(form) {
  const { age, sex } = now.person;
  const facts = { age, sex: ["male", "female"].includes(sex) ? sex : undefined };
  const items = form.sections.flatMap((section) => section.items).filter((item) => (facts[item.defaultFrom] ?? null) !== null);
  return Object.fromEntries(items.map((item) => [item.id, facts[item.defaultFrom]]));
}

/** Another form for the shown ticket, while nothing of it has been opened yet. */
export async function chooseForm(id) {
  if (!now.work || now.work.draft.id || now.work.draft.isUnsaved) return;
  chosen.set(now.work.ticket, id);
  now.work = null;
  await refresh();
}

async function letGo() {
  const { draft } = now.work ?? {};
  now.work = null;
  printing.stop();
  windows.show(null);
  await draft?.release();
}

/** Another window has saved this draft. */
async function takeOver(version) {
  const { work } = now;
  try {
    await work?.draft.newer(version);
    await work?.readBefore();
    await work?.evaluate();
  } catch {
    // This window's own next save will find out.
  }
}

/** Says what becomes of a signed assessment's paper. */
export function followPrint(job) {
  const { signedAt, signedBy } = now.work.draft.record;
  const by = now.clinic.doctors.find((each) => each.username === signedBy)?.name ?? signedBy ?? now.me.name;
  printing.follow(job, say("sign.signed", { time: signedAt ? clock.time(Date.parse(signedAt)) : clock.time(), by }));
}

/** Shows the assessment of another ticket than the room's; null goes back to the room's own patient. */
export async function view(ticket) {
  now.viewed = ticket && ticket.id !== now.room.current?.id ? ticket : null;
  await refresh();
}

async function lookAtStranded(ticket) {
  try {
    await view(await get(`/tickets/${ticket}`));
  } catch (error) {
    now.refusal = error.message;
    draw();
  }
}
