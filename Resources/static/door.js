// The screen at one room's door: who is asked in, who is inside, or that nobody will be called for a while.

import { ClinicClock } from "/static/clock.js";
import { $, el, redraw, setText } from "/static/dom.js";
import { Feed } from "/static/feed.js";
import { laneChip } from "/static/lane.js";
import { getSignedIn, signIn } from "/static/signin.js";
import { direction, pick, say, tag } from "/static/words.js";

const doubtfulAfter = 10;
const staleAfter = 20;
const readyTickets = 4;

const roomID = decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1));
const clock = new ClinicClock();
const note = say("signin.screen");
let picture = null;
let feed = null;

start();
setInterval(drawTime, 500);

async function start() {
  setText($("word"), say("screen.loading"));
  const display = await displayOfRoom();
  feed = new Feed(display, {
    onSnapshot: (snapshot) => {
      picture = snapshot;
      clock.set(snapshot);
      draw();
    },
    onEvent: () => {},
    onSignIn: () => signIn($("door"), { note }),
    onUnknown: () => setText($("word"), say("screen.unknown")),
  });
  feed.start();
}

/** `?display=` names the area screen whose picture this door shows a part of; else the clinic's first. */
async function displayOfRoom() {
  const asked = new URLSearchParams(location.search).get("display");
  if (asked) return asked;
  for (;;) {
    try {
      return (await getSignedIn("/clinic", $("door"), { note })).displays[0].id;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
  }
}

const text = (language, words) => el("span", { lang: tag(language), dir: direction(language), class: language }, words);

/** The words in Chinese, English and Uyghur: a door has room for three. */
const inAll = (key, values) => ["zh", "en", "ug"].map((language) => text(language, say(key, values, language)));

function draw() {
  const room = picture.rooms.find((each) => each.id === roomID);
  if (!room) {
    setText($("word"), say("screen.unknown"));
    return;
  }
  const call = picture.calls.find((each) => each.room === roomID && each.open);
  const state = call ? "calling" : room.state === "open" ? (room.current ? "inside" : "free") : room.state;
  $("door").dataset.state = state;
  drawRoom(room);
  setText($("doctor"), room.doctorName ?? "");
  setText($("state"), say({ paused: "door.paused", closed: "door.closed" }[room.state] ?? "door.open"));
  const title = { calling: "door.come", inside: "door.inside", paused: "door.paused", closed: "door.closed", free: "door.free" }[state];
  redraw($("title"), title, () => inAll(title));
  const ticket = call ?? (state === "inside" ? room.current : null);
  setText($("big"), ticket?.label ?? "");
  setText($("masked"), ticket?.masked ?? "");
  drawSentence(state, call);
  redraw($("ready-title"), "ready", () => inAll("screen.ready"));
  redraw($("ready"), picture.ready, () => picture.ready.slice(0, readyTickets).map((each) =>
    el("li", {}, el("b", {}, el("bdi", {}, each.label)), el("bdi", { class: "n" }, each.masked), laneChip(each.lane, "zh"))));
  drawTime();
}

function drawRoom(room) {
  const [, number, word] = room.name.zh?.match(/^(\S{0,3}\d+\S{0,2})\s*(\D*)$/) ?? [];
  setText($("number"), number ?? "");
  setText($("word"), word?.trim() || (number ? "" : pick(room.name, "zh")));
  redraw($("others"), room.name, () => ["en", "ug"].filter((language) => room.name[language])
    .flatMap((language, index) => [index ? " · " : "", text(language, room.name[language])]));
}

function drawSentence(state, call) {
  const values = call && { count: call.count, time: clock.time(Date.parse(call.at)) };
  const key = { calling: "door.count", inside: "door.wait", free: "door.wait", paused: "door.paused.do", closed: "door.closed.do" }[state];
  const languages = key === "door.wait" ? ["zh", "en"] : ["zh"];
  setText($("sentence"), languages.map((language) => say(key, values ?? {}, language)).join(" · "));
}

function drawTime() {
  if (!picture) return;
  const seconds = Math.floor((performance.now() - feed.heard) / 1000);
  const isStale = seconds >= staleAfter;
  setText($("clock"), clock.time());
  setText($("age"), seconds < doubtfulAfter ? say("door.ago", { seconds })
    : say("screen.cut", { time: clock.exactTime(clock.now() - seconds * 1000 * clock.speed) }));
  setText($("foot"), isStale ? say("door.offline") : `${say("door.missed")} · ${say("door.missed", {}, "en")}`);
  $("door").classList.toggle("late", seconds >= doubtfulAfter);
  $("door").classList.toggle("stale", isStale);
  $("demo").hidden = !(clock.demo && clock.speed !== 1);
  setText($("demo"), say("demo.speed", { speed: clock.speed }));
  // Cut off over midnight: yesterday's numbers must not stand there this morning.
  if (isStale && clock.date() !== picture.date && picture.ready.length + picture.calls.length) {
    picture = { ...picture, calls: [], ready: [], rooms: picture.rooms.map((room) => ({ ...room, current: null })) };
    draw();
  }
}
