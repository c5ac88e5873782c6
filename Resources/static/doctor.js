// The doctor's workstation: one room, its line, the patient in it, and that patient's assessment.

import { act, get, Refusal, Unreachable } from "/static/api.js";
import { drawAlso, drawClash, drawProgress, drawStranded } from "/static/clash.js";
import { ClinicClock } from "/static/clock.js";
import { $, redraw, setAttribute, setText } from "/static/dom.js";
import { Draft } from "/static/draft.js";
import { drawASA, drawFindings, drawScores } from "/static/findings.js";
import { FormView } from "/static/form.js";
import { focusRow, formKeys, functionKeys, rowBeside, undoKey } from "/static/keys.js";
import { numberPad } from "/static/pad.js";
import { drawBand, possibleActs } from "/static/patient.js";
import { callState, drawCounts, drawLine, drawNext, drawTickets, oneLine } from "/static/queue.js";
import { Rescue } from "/static/rescue.js";
import { search } from "/static/search.js";
import { askAndSign, drawMissing, PrintFollower } from "/static/sign.js";
import { signedIn, signIn, signOut } from "/static/signin.js";
import { askForSitting, drawSittingButton } from "/static/sitting.js";
import { showTicket } from "/static/ticket.js";
import { Acts } from "/static/undo.js";
import { Windows } from "/static/windows.js";
import { chooseLanguage, fillWords, language, pick, say, useLanguage } from "/static/words.js";

const refreshEvery = 2000;
const lostAfter = 6000;
const evaluateAfter = 250;
/** A call key is ignored for this long after a call: a double press harms nobody. */
const callPause = 1000;

const clock = new ClinicClock();
const printing = new PrintFollower();
const forms = new Map();
const done = new Acts(clock);
const windows = new Windows({
  changed: () => drawAlso(windows.count),
  saved: (version) => work?.draft.newer(version).then(() => evaluate()).catch(() => {}),
});
const rescue = new Rescue(() => draw());

let me = null;
let clinic = null;
let roomID = null;
let room = null;
let line = [];
let queues = [];
let printer = null;
let list = "waiting";
let tickets = [];
/** A ticket whose assessment was opened from the list; null while the room's own patient is shown. */
let viewed = null;
/** Tickets of this room that are done while their assessment is not signed. */
let unsigned = [];
let doneCount = null;
let person = null;
let work = null;
let calling = false;
let calledAt = -Infinity;
let callRefusal = "";
let heard = performance.now();
let refreshing = null;

start();

async function start() {
  chooseLanguage();
  fillWords();
  me = await signedIn($("workstation"));
  clinic = await get("/clinic");
  const { rooms } = await get("/rooms");
  $("workstation").hidden = false;
  clock.set(clinic);
  wire();
  await chooseRoom(myRoom(rooms));
  if (!room?.sitting) openSitting();
  setInterval(() => { if (!document.hidden) refresh(); }, refreshEvery);
  setInterval(drawTime, 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
}

/** Where this doctor sits already, else the room of last time, else the first. */
function myRoom(rooms) {
  const asked = new URLSearchParams(location.search).get("room") ?? localStorage.getItem("houzhen.room");
  return rooms.find((each) => each.sitting?.doctor === me.username)?.id
    ?? rooms.find((each) => each.id === asked)?.id ?? rooms[0].id;
}

async function chooseRoom(id) {
  roomID = id;
  viewed = null;
  doneCount = null;
  localStorage.setItem("houzhen.room", id);
  await refresh();
}

function wire() {
  $("sitting").onclick = openSitting;
  $("choose-room").onclick = openSitting;
  $("call").onclick = callNext;
  $("call-after").onclick = callNext;
  for (const name of Object.keys(acts)) $(`act-${name}`).onclick = () => actOnTicket(name);
  $("act-transfer").onclick = () => lookAt(room.current.id, "transfer");
  $("act-leave").onclick = () => view(null);
  $("unsigned").onclick = showUnsigned;
  $("undo").onclick = undo;
  $("list").onclick = (event) => {
    const row = event.target.closest("[data-ticket]");
    if (row) lookAt(row.dataset.ticket);
  };
  $("sign-do").onclick = sign;
  $("jump").onclick = goToMissing;
  $("language").onclick = changeLanguage;
  $("signout").onclick = leave;
  for (const tab of document.querySelectorAll("[role=tab]")) {
    tab.onclick = () => chooseList(tab.dataset.list);
    tab.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const tabs = [...document.querySelectorAll("[role=tab]")];
      const other = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
      other.focus();
      chooseList(other.dataset.list);
    };
  }
  functionKeys({
    F2: callNext,
    F3: () => actOnTicket("camein"),
    F4: () => actOnTicket("recall"),
    F6: () => actOnTicket("missed"),
    F7: () => actOnTicket("tests"),
    F8: sign,
    F9: () => actOnTicket("done"),
  });
  formKeys($("form"), {
    tick: (item, answer) => answered(item, answer),
    clear: (item) => answered(item, undefined),
    normal: (section) => nothingAbnormal(section),
  });
  undoKey(undo);
  numberPad($("form"), { next: (row) => focusRow(rowBeside($("form"), row, 1)) });
  search({ find: (text) => work?.form.find(text) ?? [], go: (id) => work.form.goTo(id) });
  // On a narrow window what is gone to must not hide under the band.
  new ResizeObserver(([entry]) => document.documentElement.style.setProperty("--band", `${Math.ceil(entry.borderBoxSize[0].blockSize)}px`)).observe($("band"));
}

// The room and its line

async function refresh() {
  refreshing ??= read().finally(() => { refreshing = null; });
  await refreshing;
}

async function read() {
  try {
    const newRoom = await get(`/rooms/${roomID}`);
    const served = newRoom.sitting?.queues ?? [];
    const [plans, counts, missedOrDone, printers] = await Promise.all([
      Promise.all(served.map((id) => get(`/queues/${id}/plan`))),
      Promise.all(served.map((id) => get(`/queues/${id}`))),
      list === "waiting" ? [] : Promise.all(served.map((id) => get(`/queues/${id}/tickets?state=${list}`))),
      get("/printers"),
    ]);
    room = newRoom;
    queues = counts;
    line = oneLine(plans, room.next);
    tickets = missedOrDone.flatMap((each) => each.tickets);
    printer = printers.printers.find((each) => each.purpose === "slip");
    if (plans[0]) clock.set({ now: plans[0].at });
    heard = performance.now();
    await readUnsigned(served);
    await showPatient();
    await rescue.run(me.username, work?.ticket);
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) await signedOut();
    else if (!(error instanceof Unreachable)) callRefusal = error.message;
  }
  draw();
}

/** Who is done and not signed changes only when somebody becomes done, or is signed. */
async function readUnsigned(served) {
  const count = queues.reduce((sum, queue) => sum + (queue.counts.done ?? 0), 0);
  if (count === doneCount) return;
  const lists = await Promise.all(served.map((id) => get(`/queues/${id}/tickets?state=done`)));
  unsigned = lists.flatMap((each) => each.tickets).filter((each) => each.assessmentState === "draft" && (each.room ?? roomID) === roomID);
  doneCount = count;
}

async function signedOut() {
  me = await signIn($("workstation"));
  // What could not be saved for want of a session is saved now.
  work?.draft.save();
  await read();
}

const isLost = () => performance.now() - heard > lostAfter;

// Drawing

function draw() {
  if (!room) return;
  const state = callState({ room, calling, lost: isLost(), unsigned: hasUnsigned() });
  setText($("clinic"), `${pick(clinic.hospital)} · ${pick(clinic.name)}`);
  setText($("room"), pick(room.name));
  setText($("doctor"), me.name);
  drawSittingButton(room, clinic);
  drawNext(room, state, callRefusal, clock);
  drawCounts(queues, list);
  if (list === "waiting") drawLine(line, room.next, clock);
  else drawTickets(tickets);
  drawWork();
  drawUnsigned();
  drawStranded(rescue.left, (ticket) => get(`/tickets/${ticket}`).then(view).catch((error) => setText($("next-then"), error.message)));
  drawTime();
}

const shown = () => viewed ?? room.current;
const isOwn = () => work && work.ticket === room.current?.id;
const hasUnsigned = () => (isOwn() ? work.draft.id && work.draft.state === "draft" : room.current?.assessmentState === "draft");

function drawPatient() {
  drawBand({ room, ticket: shown(), person, findings: work?.evaluation.findings ?? [], clock });
}

function drawUnsigned() {
  $("unsigned").hidden = !unsigned.length;
  setText($("unsigned"), say("unsigned", { count: unsigned.length }));
}

function drawTime() {
  const age = Math.floor((performance.now() - heard) / 1000);
  setText($("clock"), clock.time());
  $("top").classList.toggle("lost", isLost());
  setText($("connection"), isLost()
    ? say("lost", { time: clock.exactTime(clock.now() - age * 1000 * clock.speed), seconds: age })
    : `${say("connected")} ${say("connected.ago", { seconds: age })}`);
  $("demo").hidden = !clock.demo;
  setText($("demo"), clock.speed === 1 ? say("demo") : say("demo.speed", { speed: clock.speed }));
  const words = { none: "printer.none", stopped: "printer.stopped", unreachable: "printer.unreachable" };
  setText($("printer"), printer ? `${say("printer")} ${say(words[printer.state] ?? "printer.ok")}` : "");
  setAttribute($("printer"), "title", printer?.reasons.join(" ") || null);
  $("printer").classList.toggle("bad", ["stopped", "unreachable"].includes(printer?.state));
  done.draw();
  if (room && shown()) drawPatient();
}

function drawWork() {
  drawPatient();
  const hasForm = Boolean(shown() && work?.form);
  $("work").classList.toggle("idle", !hasForm);
  $("empty").hidden = hasForm;
  if (!hasForm) {
    const [title, how] = !room.sitting ? ["sitting.needed", "sitting.needed.how"]
      : shown() ? ["form.none", ""] : ["patient.none", "patient.none.how"];
    setText($("empty").children[0], say(title));
    setText($("empty").children[1], how && say(how));
    $("choose-room").hidden = Boolean(room.sitting);
    return;
  }
  const { draft, form, evaluation } = work;
  const locked = draft.state !== "draft" || draft.progress === "clash";
  const missing = draft.state === "draft" ? evaluation.missing : [];
  form.update({ answers: draft.answers, visible: new Set(evaluation.visible), missing: new Set(missing), locked });
  drawFindings(evaluation.findings);
  drawScores(evaluation.scores, form);
  const asa = form.definition.sections.flatMap((section) => section.items).find((item) => item.kind === "choice" && /^asa/i.test(item.id));
  drawASA(asa, draft.answers[asa?.id], locked, answered);
  drawMissing(form, missing, draft.state, isOwn());
  drawDraft(draft);
  $("stale").hidden = !work.isStale;
  const isCalled = shown().state === "called";
  $("waiting-notice").hidden = !isCalled;
  setText($("waiting-notice").children[0], say("wait.title", { name: shown().name ?? shown().label }));
  setText($("waiting-notice").children[1], say("wait.how"));
}

function drawDraft(draft) {
  drawProgress(draft, isLost());
  drawClash(draft, work.form, {
    settle: async (keepsOurs) => {
      try {
        await draft.settle(keepsOurs);
      } catch (error) {
        setText($("refusal"), error.message);
      }
      evaluateSoon(0);
    },
    dismiss: () => draft.dismiss(),
  });
}

// The patient in the room, and the assessment

async function showPatient() {
  const ticket = shown();
  if (!ticket) {
    await letGo();
    person = null;
    return;
  }
  if (person?.id !== ticket.patient) {
    person = null;
    person = await get(`/patients/${ticket.patient}`);
  }
  if (work?.ticket === ticket.id) return;
  await letGo();
  setText($("refusal"), "");
  const formID = clinic.queues.find((queue) => queue.id === ticket.queue)?.form;
  if (!formID) return;
  if (!forms.has(formID)) forms.set(formID, await get(`/forms/${formID}`));
  const definition = forms.get(formID);
  const draft = new Draft(ticket.id, draftChanged, { by: me.username, label: ticket.label });
  draft.saved = (version) => windows.saved(version);
  await draft.load(ticket.assessment, knownFacts(definition));
  const form = new FormView(definition, answered);
  form.onnormal = nothingAbnormal;
  work = { ticket: ticket.id, draft, form, formID, evaluation: { scores: [], findings: [], missing: [], visible: [] }, isStale: false };
  windows.show(ticket.id);
  drawAlso(windows.count);
  $("form-pane").scrollTop = 0;
  await evaluate();
  if (draft.state === "signed") followPrint(draft.record.printJobs.at(-1)?.id);
}

async function letGo() {
  const { draft } = work ?? {};
  work = null;
  printing.stop();
  windows.show(null);
  await draft?.release();
}

/** Shows the assessment of another ticket than the room's; null goes back to the room's own patient. */
async function view(ticket) {
  viewed = ticket && ticket.id !== room.current?.id ? ticket : null;
  await refresh();
}

function showUnsigned() {
  chooseList("done");
  if (unsigned.length === 1) view(unsigned[0]);
}

/** What a form may start from in the patient's record, so that scores are right before the first entry. */
function knownFacts(definition) {
  const facts = { age: person.age, sex: ["male", "female"].includes(person.sex) ? person.sex : undefined };
  const items = definition.sections.flatMap((section) => section.items).filter((item) => (facts[item.defaultFrom] ?? null) !== null);
  return Object.fromEntries(items.map((item) => [item.id, facts[item.defaultFrom]]));
}

function draftChanged() {
  if (!work) return;
  if (work.draft.progress !== "changed") drawWork();
}

let evaluationTimer = null;
function evaluateSoon(pause = evaluateAfter) {
  clearTimeout(evaluationTimer);
  evaluationTimer = setTimeout(evaluate, pause);
}

async function evaluate() {
  const current = work;
  if (!current) return;
  try {
    const asked = current.evaluationsAsked = (current.evaluationsAsked ?? 0) + 1;
    const evaluation = await act("POST", `/forms/${current.formID}/evaluations`, { answers: current.draft.answers });
    // An answer that was overtaken by a later question says what no longer holds.
    if (asked === current.evaluationsAsked) current.evaluation = evaluation;
    current.isStale = false;
  } catch (error) {
    if (error instanceof Unreachable) {
      current.isStale = true;
      evaluateSoon(refreshEvery);
    }
    else setText($("refusal"), error.message);
  }
  if (current === work) drawWork();
}

async function answered(item, answer) {
  if (!work || work.draft.state !== "draft" || work.draft.progress === "clash") return;
  const isFirst = isOwn() && room.current.state === "called";
  work.draft.set(item, answer);
  drawWork();
  evaluateSoon();
  // The first entry opens the assessment at once: it counts as came in.
  if (isFirst && !work.draft.id && await work.draft.save()) refresh();
}

function nothingAbnormal(section) {
  if (work) work.form.nothingAbnormal(section, work.draft.answers, new Set(work.evaluation.visible));
}

// Acts

async function callNext() {
  const now = performance.now();
  if (calling || now - calledAt < callPause) return;
  const state = callState({ room, calling, lost: isLost(), unsigned: false });
  if (state.can) await call({}, room.next?.ticket.id);
}

async function call(body, about) {
  calling = true;
  calledAt = performance.now();
  callRefusal = "";
  draw();
  try {
    if (work?.draft.state === "draft") await work.draft.save();
    const before = room.current ? `${room.current.id}/${room.current.state}` : "nobody";
    const answer = await act("POST", `/rooms/${roomID}/calls`, body, { about: `${before}/${about}` });
    viewed = null;
    did("call", answer.ticket, answer);
  } catch (error) {
    callRefusal = error.message;
  }
  calling = false;
  calledAt = performance.now();
  await refresh();
}

const acts = {
  camein: ["PUT", "consultation"],
  recall: ["POST", "recalls"],
  missed: ["PUT", "absence"],
  tests: ["PUT", "tests"],
  hold: ["PUT", "hold"],
  done: ["PUT", "completion"],
};

async function actOnTicket(name) {
  const ticket = room?.current;
  if (!ticket || viewed) return;
  const { why } = possibleActs(room, clock)[name];
  setText($("refusal"), why ?? "");
  if (why) return;
  const [method, path] = acts[name];
  try {
    if (["done", "tests", "hold"].includes(name) && work?.draft.state === "draft") await work.draft.save();
    const answer = await act(method, `/tickets/${ticket.id}/${path}`, undefined, { about: String(ticket.calls) });
    did(name, ticket, answer);
    callRefusal = "";
  } catch (error) {
    setText($("refusal"), error.message);
  }
  await refresh();
}

/** Remembers an act that the server has taken, so that it can be taken back. */
function did(word, ticket, { event }) {
  done.did(word, ticket.label, event, clinic.queues.find((queue) => queue.id === ticket.queue)?.undoMinutes ?? 0);
}

async function undo() {
  if (!done.last || $("undo").hidden) return;
  try {
    await done.undo();
    setText($("refusal"), "");
    callRefusal = "";
  } catch (error) {
    callRefusal = error.message;
  }
  doneCount = null;
  await refresh();
}

/** The panel of one ticket: why it stands there, and what can be done about it. */
async function lookAt(id, part) {
  try {
    const { rooms } = await get("/rooms");
    await showTicket(id, {
      clinic, rooms, room, me, part, open: view,
      did: async (word, ticket, answer) => {
        did(word, ticket, answer);
        await refresh();
      },
      call: (ticket, reason) => call({ ticket: ticket.id, reason }, ticket.id),
    });
  } catch (error) {
    callRefusal = error.message;
    draw();
  }
}

/** Goes to the first item that signing still waits for. */
function goToMissing() {
  const [first] = work.evaluation.missing;
  if (first) work.form.goTo(first);
}

async function sign() {
  if (!work || work.draft.state !== "draft" || work.draft.progress === "clash") return;
  setText($("refusal"), "");
  await evaluate();
  if (work.evaluation.missing.length) {
    setText($("sign-title"), say("sign.why", { count: work.evaluation.missing.length }));
    goToMissing();
    return;
  }
  if (!(await work.draft.save()) || !work.draft.id) {
    setText($("sign-title"), say(work.draft.id ? "sign.why.unsaved" : "sign.why.notin"));
    return;
  }
  const current = work;
  const ticket = shown();
  const mayCall = isOwn() && Boolean(room.next);
  const signed = await askAndSign(current.draft, `${ticket.label} ${ticket.name ?? ""} · ${me.name}`, mayCall);
  if (!signed || current !== work) return;
  await current.draft.reload().catch(() => { current.draft.state = "signed"; });
  windows.saved(null);
  doneCount = null;
  if (signed.callsNext) {
    await call({}, room.next?.ticket.id);
    return;
  }
  followPrint(signed.answer.printJob);
  draw();
  ($("call-after").hidden ? $("print") : $("call-after")).focus();
}

function followPrint(job) {
  const { signedAt, signedBy } = work.draft.record;
  const by = clinic.doctors.find((each) => each.username === signedBy)?.name ?? signedBy ?? me.name;
  printing.follow(job, say("sign.signed", { time: signedAt ? clock.time(Date.parse(signedAt)) : clock.time(), by }));
}

// The page

async function openSitting() {
  try {
    const { rooms } = await get("/rooms");
    askForSitting({ clinic, rooms, room: roomID, me, done: chooseRoom });
  } catch (error) {
    setText($("next-then"), error.message);
  }
}

function chooseList(chosen) {
  list = chosen;
  draw();
  refresh();
}

async function changeLanguage() {
  useLanguage(language() === "zh" ? "en" : "zh", { remembers: true });
  fillWords();
  // The form is built in one language: build it anew around the same draft.
  if (work) {
    work.form = new FormView(work.form.definition, answered);
    work.form.onnormal = nothingAbnormal;
  }
  draw();
  await refresh();
}

async function leave() {
  await work?.draft.save();
  await signOut().catch(() => {});
  location.assign("/");
}
