// The patient's own page: the number, how many are ahead, about how long, and what to do now.

import { get, Refusal } from "/static/api.js";
import { ClinicClock } from "/static/clock.js";
import { $, el, redraw, setAttribute, setText } from "/static/dom.js";
import { laneChip } from "/static/lane.js";
import { duration, isLong } from "/static/wait.js";
import { direction, knows, language, pick, say, tag, useLanguage } from "/static/words.js";

const readEvery = 5000;
const lateAfter = 30;
const languages = ["zh", "ug", "en"];
const asksWhy = ["waiting", "ready", "booked", "missed", "at-tests", "on-hold"];
const waitingStates = ["waiting", "ready", "booked"];

const clock = new ClinicClock();
const token = location.pathname.split("/").filter(Boolean)[1];
let status = null;
let heard = null;
let isExplained = false;
let explained = null;
let chosen = new URLSearchParams(location.search).get("lang");

if (languages.includes(chosen)) useLanguage(chosen);
for (const button of document.querySelectorAll("[data-language]")) {
  button.onclick = () => {
    chosen = button.dataset.language;
    useLanguage(chosen);
    draw();
  };
}
draw();
read();
setInterval(() => { if (!document.hidden) read(); }, readEvery);
setInterval(drawAge, 1000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) read(); });

async function read() {
  try {
    status = await get(`/t/${token}/status`);
    heard = performance.now();
    clock.set({ now: status.at, timeZone: status.timeZone });
    // The patient's own language, until another one is chosen here.
    if (!chosen && languages.includes(status.language)) useLanguage(status.language);
    draw();
  } catch (error) {
    if (error instanceof Refusal && [404, 410].includes(error.status)) {
      status = { isUnknown: true };
      draw();
    }
  }
}

function draw() {
  for (const button of document.querySelectorAll("[data-language]")) {
    setAttribute(button, "aria-pressed", String(button.dataset.language === language()));
  }
  const isKnown = Boolean(status && !status.isUnknown);
  $("number").hidden = !isKnown;
  $("age").hidden = !isKnown;
  if (!isKnown) $("ask-first").hidden = true;
  if (!isKnown) {
    setText($("hospital"), say("houzhen"));
    redraw($("position"), [Boolean(status), language()], () => [el("h2", {}, say(status ? "phone.unknown" : "phone.loading"))]);
    return;
  }
  document.title = say("phone.title", { label: status.label });
  setText($("hospital"), pick(status.hospital));
  setText($("clinic"), pick(status.clinic));
  setText($("label"), status.label);
  setText($("masked"), status.masked ?? "");
  redraw($("lane"), [status.lane, language()], () => [laneChip(status.lane)]);
  redraw($("big"), [status.state, status.room, language()], news);
  setAttribute($("big"), "hidden", !$("big").childElementCount);
  $("big").className = `big ${{ ready: "ready", called: "called", missed: "missed" }[status.state] ?? "calm"}`;
  redraw($("position"), [status.state, status.ahead, status.others, status.estimate, clock.time(), language()], position);
  redraw($("todo"), [status.state, language()], todo);
  $("why").hidden = !asksWhy.includes(status.state);
  setText($("ask"), say("phone.why"));
  $("ask-first").hidden = !status.questions;
  setAttribute($("questions"), "href", `/t/${token}/questions?lang=${language()}`);
  setText($("questions"), say("phone.questions"));
  setText($("questions-how"), say("phone.questions.how"));
  if (isExplained) explain();
  drawAge();
}

$("ask").onclick = () => {
  isExplained = !isExplained;
  setAttribute($("ask"), "aria-expanded", String(isExplained));
  $("answer").hidden = !isExplained;
  if (isExplained) explain();
};

/** Asked only by a tap, and again when the place has changed: it reads the whole morning. */
async function explain() {
  const asked = JSON.stringify([status.state, status.ahead, status.others, language()]);
  if (explained === asked) return;
  explained = asked;
  try {
    const { text } = await get(`/t/${token}/explanation?lang=${language()}`);
    redraw($("answer"), text, () => text.map((line) => el("li", { dir: "auto" }, line)));
  } catch {
    explained = null;
    redraw($("answer"), ["failed", language()], () => [el("li", {}, say("phone.why.failed"))]);
  }
}

/** What is new enough to stand above everything else. */
function news() {
  const { state, room } = status;
  if (state === "called") return [el("h2", {}, say("phone.called")), room && roomName(room)];
  if (state === "ready") return [el("h2", {}, say("phone.ready")), el("p", {}, say("phone.ready.do"))];
  if (state === "missed") return [el("h2", {}, say("phone.missed")), el("p", {}, say("phone.missed.do"))];
  return knows(`phone.${state}`) ? [el("h2", {}, say(`phone.${state}`))] : [];
}

/** The room in the patient's language, and as it is written at the door. */
function roomName(room) {
  const number = pick(room, "zh").match(/\d+/)?.[0];
  const own = pick(room);
  return el("p", {},
    el("span", { class: "room" }, number ?? "", el("small", { lang: tag(language()), dir: direction(language()) }, number ? own.replace(number, "").replace(/^[-\s]+|[-\s]+$/g, "") : own)),
    language() !== "zh" && el("span", { class: "rooms", lang: "zh-Hans", dir: "ltr" }, pick(room, "zh")));
}

/** A sentence whose figures are large and keep their own direction. */
function figures(key, values, style) {
  const parts = say(key).split(/(\{\w+\})/);
  return el("p", { class: style }, parts.map((part) => {
    const name = part.match(/^\{(\w+)\}$/)?.[1];
    return name ? el("b", {}, el("bdi", {}, String(values[name]))) : part;
  }));
}

function position() {
  const { state, ahead, estimate } = status;
  if (!waitingStates.includes(state) || state === "booked" || ahead === undefined || ahead === null) return [];
  const line = queueAhead(status);
  if (!estimate) return [...line, el("p", { class: "at" }, say("phone.noestimate"))];
  const { fromMinutes: from, toMinutes: to } = estimate;
  const between = { from: clock.time(clock.now() + from * 60000), to: clock.time(clock.now() + to * 60000) };
  const times = say("phone.between").split(/(\{\w+\})/).map((part) => part.startsWith("{") ? el("bdi", {}, between[part.slice(1, -1)]) : part);
  const wait = isLong(estimate)
    ? figures("phone.estimate.long", { from: duration(from), to: duration(to) }, "est")
    : figures("phone.estimate", { from, to }, "est");
  return [...line, wait, el("p", { class: "at" }, times)];
}

/** How many of the own queue are ahead, and how many of other queues the same rooms call first: never one sum. */
function queueAhead({ ahead, others }) {
  if (ahead > 0) {
    return [el("h2", {}, ...figures("phone.ahead", { n: ahead }).childNodes), others > 0 && figures("phone.others", { n: others }, "others")];
  }
  return [el("h2", {}, others > 0 ? say("phone.first.others", { n: others }) : say("phone.first"))];
}

function todo() {
  const sentences = {
    waiting: ["phone.todo.wait", "phone.todo.leave"],
    ready: ["phone.todo.bring", "phone.todo.leave"],
    called: ["phone.todo.bring"],
  }[status.state];
  return sentences ? [el("h2", {}, say("phone.todo")), el("ul", {}, sentences.map((key) => el("li", {}, say(key))))] : [];
}

function drawAge() {
  if (heard === null || !status || status.isUnknown) return;
  const seconds = Math.floor((performance.now() - heard) / 1000);
  const time = clock.time(Date.parse(status.at));
  setText($("age"), say(seconds >= lateAfter ? "phone.stopped" : "phone.ago", { seconds, time }));
  $("age").classList.toggle("late", seconds >= lateAfter);
}
