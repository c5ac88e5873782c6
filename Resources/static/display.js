// The waiting area's screen: who is called where, who gets ready, who missed, how long the others wait.

import { Calls } from "/static/calls.js";
import { ClinicClock } from "/static/clock.js";
import { $, el, redraw, setAttribute, setText } from "/static/dom.js";
import { Feed } from "/static/feed.js";
import { signIn } from "/static/signin.js";
import { Voice } from "/static/voice.js";
import { duration, isLong } from "/static/wait.js";
import { direction, pick, say, tag, useLanguage } from "/static/words.js";

const doubtfulAfter = 10;
const staleAfter = 20;
const noticeEvery = 8000;
const recentCalls = 3;
const readyTickets = 4;
const missedTickets = 3;

const clock = new ClinicClock();
const voice = new Voice();
let picture = null;
let noticePage = 0;

const display = decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1));
const calls = new Calls({
  announce: (call) => voice.announce(call.spoken, picture.voice),
  started: ring,
  changed: draw,
});
const feed = new Feed(display, {
  onSnapshot,
  onEvent: (event) => {
    if (event.call) calls.called(event.call);
    if (event.kind === "withdrawn") calls.withdrawn(event.ticket);
  },
  onSignIn: () => signIn($("screen"), { note: say("signin.screen") }),
  onUnknown: () => setText($("title"), say("screen.unknown")),
});

setText($("title"), say("screen.loading"));
voice.changed = drawSound;
$("sound").onclick = () => voice.unlock();
setInterval(drawTime, 500);
setInterval(() => { noticePage += 1; drawNotice(); }, noticeEvery);
feed.start();

function onSnapshot(snapshot) {
  const isFirst = !picture;
  picture = snapshot;
  clock.set(snapshot);
  if (isFirst) useLanguage(snapshot.languages[0]);
  // The screen reads from left to right in any language: only its texts turn.
  document.documentElement.dir = "ltr";
  document.body.dataset.second = snapshot.languages[1] ?? "";
  voice.want(snapshot.voice.length > 0);
  calls.picture(snapshot.calls);
}

// Words in both languages

const first = () => picture.languages[0];
const second = () => picture.languages[1];

const text = (language, words, style) => el("span", { lang: tag(language), dir: direction(language), class: style }, words);

/** The same words in the screen's first and second language. */
const both = (key, values = {}) => picture.languages.slice(0, 2).map((language, index) =>
  text(language, say(key, values, language), index ? "second" : "first"));

/** `2 诊室` as a large figure and a small word; a room with another kind of name as it is. */
function room(name) {
  const [, number, word] = name.match(/^(\S{0,3}\d+\S{0,2})\s*(\D*)$/) ?? [];
  return number ? [number, el("small", {}, word.trim())] : [el("small", {}, name)];
}

/** Has no number, and does not fit where a number would stand. */
const isLongName = (name) => room(name).length === 1 && name.length > 6;

// Drawing

function draw() {
  if (!picture) return;
  setText($("title"), `${pick(picture.hospital, first())} ${pick(picture.clinic, first())}`);
  redraw($("second-title"), [picture.clinic, picture.languages], () => second() ? [text(second(), pick(picture.clinic, second()))] : []);
  drawHero();
  drawRecent();
  drawReady();
  drawMissed();
  drawCounts();
  drawNotice();
  drawTime();
}

function drawHero() {
  const call = calls.shown;
  const isOpenAnywhere = picture.rooms.some((each) => each.state !== "closed");
  const title = call ? (call.open ? "screen.call" : "screen.inside") : isOpenAnywhere ? "screen.nobody" : "screen.notopen";
  $("hero").classList.toggle("inside", Boolean(call && !call.open));
  $("hero").classList.toggle("nobody", !call);
  redraw($("hero-title"), [title, picture.languages], () => both(title));
  setText($("hero-label"), call?.label ?? "");
  redraw($("hero-name"), [call?.masked, picture.languages, !call], () => call ? [el("bdi", {}, call.masked)] : both("screen.wait"));
  $("hero-to").hidden = !call;
  if (call) {
    $("hero-to").classList.toggle("long", isLongName(pick(call.roomName, first())));
    redraw($("hero-to"), [call.roomName, picture.languages], () => [
      el("span", { class: "dir", lang: tag(first()) }, say("screen.to", {}, first())),
      el("b", {}, room(pick(call.roomName, first()))),
      second() && text(second(), pick(call.roomName, second()), "second"),
    ]);
  }
}

/** The ring around the hero begins anew with each call. */
function ring() {
  $("hero").classList.remove("ring");
  void $("hero").offsetWidth;
  $("hero").classList.add("ring");
}

function drawRecent() {
  const shown = calls.shown;
  const recent = picture.calls.filter((call) => !(shown && call.ticket === shown.ticket && call.room === shown.room))
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, recentCalls);
  redraw($("recent-title"), picture.languages, () => both("screen.recent"));
  redraw($("recent"), [recent, picture.languages], () => recent.length ? recent.map((call) => el("li", {},
    el("time", {}, clock.time(Date.parse(call.at))), el("bdi", {}, call.label), el("bdi", { class: "nm" }, call.masked),
    el("span", { class: "rm" }, room(pick(call.roomName, first()))))) : [el("li", { class: "none" }, both("screen.recent.none"))]);
}

function drawReady() {
  redraw($("ready-title"), picture.languages, () => both("screen.ready"));
  redraw($("ready-do"), picture.languages, () => both("screen.ready.do"));
  redraw($("ready"), picture.ready, () => picture.ready.slice(0, readyTickets).map((ticket) => el("li", {},
    el("b", {}, el("bdi", {}, ticket.label)), el("bdi", { class: "nm" }, ticket.masked))));
}

function drawMissed() {
  const { missed } = picture;
  const more = missed.length - missedTickets;
  redraw($("missed-title"), picture.languages, () => [el("i", { class: "shape missed" }), ...both("screen.missed")]);
  redraw($("missed"), [missed, picture.languages], () => missed.length
    ? [...missed.slice(0, missedTickets).map((ticket) => el("bdi", {}, ticket.label)), more > 0 && el("bdi", { class: "more" }, `+${more}`)]
    : both("screen.missed.none"));
  $("missed").classList.toggle("none", !missed.length);
  redraw($("missed-do"), picture.languages, () => both("screen.missed.do"));
}

function drawCounts() {
  redraw($("counts"), [picture.queues, picture.languages], () => picture.queues.map((queue) => el("li", {},
    el("span", { class: "k" }, queue.prefix),
    el("span", { class: "w" }, text(first(), pick(queue.name, first())), second() && text(second(), pick(queue.name, second()), "second")),
    el("span", { class: "v" },
      el("span", { class: "n" }, el("b", {}, String(queue.waiting)), " ", unit("screen.people")),
      el("i", { class: queue.estimate && isLong(queue.estimate) && "long" }, queue.estimate ? wait(queue.estimate) : text(first(), say("screen.noestimate", {}, first())))))));
}

/** A long one has many words: small, so that the queue's name keeps its place. Two languages say only up to how long. */
function wait(estimate) {
  const { fromMinutes: from, toMinutes: to } = estimate;
  if (!isLong(estimate)) return unit("screen.estimate", () => ({ from, to }));
  return unit("screen.estimate.long", (language) => (
    { from: duration(from, language), to: duration(to, language), hours: Math.ceil(to / 60) }));
}

/** A figure with its unit. Uyghur readers need theirs too, so both are short: the range stays whole, left to right. */
function unit(key, values = () => ({})) {
  if (second() !== "ug") return [text(first(), say(key, values(first()), first()))];
  return [first(), "ug"].flatMap((language) => [text(language, say(`${key}.short`, values(language), language)), " "]);
}

/** One sentence in one language at a time; a paused room is news too. */
function drawNotice() {
  if (!picture || isStale()) return;
  const sentences = [
    ...picture.rooms.filter((each) => each.state === "paused").map((each) => (language) => say("screen.paused", { room: pick(each.name, language) }, language)),
    ...picture.notices.map((texts) => (language) => texts[language]),
  ];
  const pages = sentences.flatMap((sentence) => picture.languages.map((language) => [language, sentence(language)])).filter(([, words]) => words);
  const [language, words] = pages[noticePage % Math.max(1, pages.length)] ?? [first(), ""];
  redraw($("notice"), [language, words], () => words ? [
    el("b", { lang: tag(language) }, say("screen.notice", {}, language)), text(language, words)] : []);
  setAttribute($("notice"), "dir", direction(language));
}

const age = () => (feed.heard === null ? Infinity : Math.floor((performance.now() - feed.heard) / 1000));
const isStale = () => age() >= staleAfter;

function drawTime() {
  drawSound();
  if (!picture) return;
  const seconds = age();
  setText($("clock"), clock.time());
  setText($("date"), `${clock.monthAndDay(first())}\n${clock.weekday(first())}`);
  $("demo").hidden = !(clock.demo && clock.speed !== 1);
  setText($("demo"), say("demo.speed", { speed: clock.speed }, first()));
  setText($("age"), seconds < doubtfulAfter ? say("screen.live", { seconds }, first())
    : say("screen.cut", { time: clock.exactTime(clock.now() - seconds * 1000 * clock.speed) }, first()));
  $("age").classList.toggle("late", seconds >= doubtfulAfter);
  $("screen").classList.toggle("stale", isStale());
  if (isStale()) {
    redraw($("notice"), ["offline", picture.languages], () => picture.languages.slice(0, 2)
      .map((language) => text(language, say("screen.offline", {}, language))));
    setAttribute($("notice"), "dir", "ltr");
    if (clock.date() !== picture.date) forgetYesterday();
  }
}

/** Cut off over midnight: yesterday's numbers must not stand there this morning. */
function forgetYesterday() {
  if (!picture.calls.length && !picture.ready.length && !picture.missed.length) return;
  picture = { ...picture, calls: [], ready: [], missed: [], queues: [] };
  calls.picture([]);
}

function drawSound() {
  $("sound").hidden = voice.state !== "locked";
  setText($("sound"), say("screen.sound"));
  $("chime").hidden = voice.state !== "chime";
  setText($("chime"), say("screen.chime"));
}
