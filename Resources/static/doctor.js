// The doctor's workstation: one room, its line, the patient in it, and that patient's assessment.

import { act, get, Refusal, Unreachable } from "/static/api.js";
import { ClinicClock } from "/static/clock.js";
import { $, el, setAttribute, setText } from "/static/dom.js";
import { Draft } from "/static/draft.js";
import { drawASA, drawFindings, drawScores } from "/static/findings.js";
import { FormView } from "/static/form.js";
import { formKeys, functionKeys } from "/static/keys.js";
import { drawBand, possibleActs } from "/static/patient.js";
import { callState, drawCounts, drawLine, drawNext, drawTickets, oneLine } from "/static/queue.js";
import { askAndSign, drawMissing, PrintFollower } from "/static/sign.js";
import { signedIn, signIn, signOut } from "/static/signin.js";
import { askForSitting, drawSittingButton } from "/static/sitting.js";
import { chooseLanguage, fillWords, language, pick, say, useLanguage } from "/static/words.js";

const refreshEvery = 2000;
const lostAfter = 6000;
const evaluateAfter = 250;
/** A call key is ignored for this long after a call: a double press harms nobody. */
const callPause = 1000;

const clock = new ClinicClock();
const printing = new PrintFollower();
const forms = new Map();

let me = null;
let clinic = null;
let roomID = null;
let room = null;
let line = [];
let queues = [];
let printer = null;
let list = "waiting";
let tickets = [];
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
  localStorage.setItem("houzhen.room", id);
  await refresh();
}

function wire() {
  $("sitting").onclick = openSitting;
  $("choose-room").onclick = openSitting;
  $("call").onclick = callNext;
  $("call-after").onclick = callNext;
  for (const name of ["camein", "recall", "missed", "done"]) $(`act-${name}`).onclick = () => actOnTicket(name);
  $("sign-do").onclick = sign;
  $("jump").onclick = () => work.form.goTo(work.evaluation.missing[0]);
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
    F8: sign,
    F9: () => actOnTicket("done"),
  });
  formKeys($("form"), {
    tick: (item, answer) => answered(item, answer),
    clear: (item) => answered(item, undefined),
    normal: (section) => nothingAbnormal(section),
  });
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
    await showPatient();
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) await signedOut();
    else if (!(error instanceof Unreachable)) callRefusal = error.message;
  }
  draw();
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
  const state = callState({ room, calling, lost: isLost(), unsigned: work?.draft.id && work.draft.state === "draft" });
  setText($("clinic"), `${pick(clinic.hospital)} · ${pick(clinic.name)}`);
  setText($("room"), pick(room.name));
  setText($("doctor"), me.name);
  drawSittingButton(room, clinic);
  drawNext(room, state, callRefusal, clock);
  drawCounts(queues, list);
  if (list === "waiting") drawLine(line, room.next, clock);
  else drawTickets(tickets);
  drawBand(room, person, clock);
  drawWork();
  drawTime();
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
  if (room?.current) drawBand(room, person, clock);
}

function drawWork() {
  const hasForm = Boolean(room.current && work?.form);
  $("work").classList.toggle("idle", !hasForm);
  $("empty").hidden = hasForm;
  if (!hasForm) {
    const [title, how] = !room.sitting ? ["sitting.needed", "sitting.needed.how"]
      : room.current ? ["form.none", ""] : ["patient.none", "patient.none.how"];
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
  drawMissing(form, missing, draft.state);
  drawDraft(draft);
  const isCalled = room.current.state === "called";
  $("waiting-notice").hidden = !isCalled;
  setText($("waiting-notice").children[0], say("wait.title", { name: room.current.name ?? room.current.label }));
  setText($("waiting-notice").children[1], say("wait.how"));
}

function drawDraft(draft) {
  const words = { saving: say("draft.saving"), kept: say("draft.kept"), refused: say("draft.refused", { why: draft.why }) };
  setText($("draft"), words[draft.progress] ?? (draft.id && draft.state === "draft" && draft.progress === "idle" ? say("draft.saved") : ""));
  $("draft").className = `draft ${draft.progress}`;
  const clash = $("clash");
  if (draft.progress !== "clash") {
    clash.hidden = true;
    clash.replaceChildren();
  } else if (clash.hidden) {
    clash.replaceChildren(...clashContent(draft));
    clash.hidden = false;
  }
}

function clashContent(draft) {
  const ids = new Set([...Object.keys(draft.answers), ...Object.keys(draft.theirs ?? {})]);
  const differing = [...ids].filter((id) => JSON.stringify(draft.answers[id]) !== JSON.stringify(draft.theirs?.[id]));
  const settle = async (keepsOurs) => {
    try {
      await draft.settle(keepsOurs);
    } catch (error) {
      setText($("refusal"), error.message);
    }
    evaluateSoon(0);
  };
  return [
    el("h2", {}, say("draft.clash")), el("p", {}, say("draft.clash.how")),
    el("ul", {}, differing.map((id) => el("li", {}, say("draft.clash.item", {
      item: pick(work.form.item(id)?.text) || id,
      here: work.form.words(id, draft.answers[id]), there: work.form.words(id, draft.theirs?.[id]),
    })))),
    el("div", { class: "buttons" },
      el("button", { type: "button", class: "btn go", onclick: () => settle(true) }, say("draft.clash.here")),
      el("button", { type: "button", class: "btn", onclick: () => settle(false) }, say("draft.clash.there"))),
  ];
}

// The patient in the room, and the assessment

async function showPatient() {
  const ticket = room.current;
  if (!ticket) {
    await work?.draft.release();
    work = null;
    person = null;
    printing.stop();
    return;
  }
  if (person?.id !== ticket.patient) {
    person = null;
    person = await get(`/patients/${ticket.patient}`);
  }
  if (work?.ticket === ticket.id) return;
  await work?.draft.release();
  printing.stop();
  work = null;
  setText($("refusal"), "");
  const formID = clinic.queues.find((queue) => queue.id === ticket.queue)?.form;
  if (!formID) return;
  if (!forms.has(formID)) forms.set(formID, await get(`/forms/${formID}`));
  const definition = forms.get(formID);
  const draft = new Draft(ticket.id, formID, draftChanged);
  await draft.load(ticket.assessment, knownFacts(definition));
  const form = new FormView(definition, answered);
  form.onnormal = nothingAbnormal;
  work = { ticket: ticket.id, draft, form, formID, evaluation: { scores: [], findings: [], missing: [], visible: [] } };
  $("form-pane").scrollTop = 0;
  await evaluate();
  if (draft.state === "signed") followPrint(draft.record.printJobs.at(-1)?.id);
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
    current.evaluation = await act("POST", `/forms/${current.formID}/evaluations`, { answers: current.draft.answers });
  } catch (error) {
    if (error instanceof Unreachable) evaluateSoon(refreshEvery);
    else setText($("refusal"), error.message);
  }
  if (current === work) drawWork();
}

async function answered(item, answer) {
  if (!work || work.draft.state !== "draft" || work.draft.progress === "clash") return;
  const isFirst = room.current.state === "called";
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
  if (!state.can) return;
  calling = true;
  calledAt = now;
  callRefusal = "";
  draw();
  try {
    if (work?.draft.state === "draft") await work.draft.save();
    const before = room.current ? `${room.current.id}/${room.current.state}` : "nobody";
    const call = await act("POST", `/rooms/${roomID}/calls`, {}, { about: `${before}/${room.next?.ticket.id}` });
    said("act.did.call", call.ticket.label);
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
  done: ["PUT", "completion"],
};

async function actOnTicket(name) {
  const ticket = room?.current;
  if (!ticket) return;
  const { why } = possibleActs(room, clock)[name];
  setText($("refusal"), why ?? "");
  if (why) return;
  const [method, path] = acts[name];
  try {
    if (name === "done" && work?.draft.state === "draft") await work.draft.save();
    await act(method, `/tickets/${ticket.id}/${path}`, undefined, { about: String(ticket.calls) });
    said(`act.did.${name}`, ticket.label);
    callRefusal = "";
  } catch (error) {
    setText($("refusal"), error.message);
  }
  await refresh();
}

const said = (word, label) => setText($("last"), say(word, { time: clock.time(), label }));

async function sign() {
  if (!work || work.draft.state !== "draft") return;
  setText($("refusal"), "");
  await evaluate();
  if (work.evaluation.missing.length) {
    setText($("sign-title"), say("sign.why", { count: work.evaluation.missing.length }));
    return;
  }
  if (!(await work.draft.save()) || !work.draft.id) {
    if (!work.draft.id) setText($("sign-title"), say("sign.why.notin"));
    return;
  }
  const current = work;
  const answer = await askAndSign(current.draft, `${room.current.label} ${room.current.name ?? ""} · ${me.name}`);
  if (!answer || current !== work) return;
  await current.draft.reload().catch(() => { current.draft.state = "signed"; });
  followPrint(answer.printJob);
  draw();
  $("call-after").focus();
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
