// The doctor's workstation: one room, its line, the patient in it, and that patient's assessment.

import { actOnTicket, callNext, lookAt, sign, ticketActs, undo } from "/static/acting.js";
import { get } from "/static/api.js";
import { $, setText } from "/static/dom.js";
import { drawTime } from "/static/drawing.js";
import { canKeep } from "/static/kept.js";
import { showKeys } from "/static/keymap.js";
import { focusRow, formKeys, functionKeys, rowBeside, undoKey } from "/static/keys.js";
import { numberPad } from "/static/pad.js";
import { acts, chooseForm, draw, forgetUnsigned, refresh, view } from "/static/reading.js";
import { search } from "/static/search.js";
import { signedIn, signOut } from "/static/signin.js";
import { askForSitting } from "/static/sitting.js";
import { clock, isMine, now } from "/static/state.js";
import { chooseLanguage, fillWords, language, pick, say, useLanguage } from "/static/words.js";

const refreshEvery = 2000;

start();

async function start() {
  chooseLanguage();
  fillWords();
  now.me = await signedIn($("workstation"));
  const [clinic, { rooms }, { forms }] = await Promise.all([get("/clinic"), get("/rooms"), get("/forms")]);
  now.clinic = clinic;
  now.forms = forms;
  $("workstation").hidden = false;
  clock.set(clinic);
  wire();
  await chooseRoom(myRoom(rooms));
  // Nobody begins in another doctor's room by accident: what is pressed and typed would go to that doctor's patient.
  if (!now.room?.sitting || (!isMine(now.room) && !askedRoom())) openSitting();
  setInterval(() => { if (!document.hidden) refresh(); }, refreshEvery);
  setInterval(() => drawTime(acts), 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  addEventListener("online", refresh);
  addEventListener("beforeunload", (event) => {
    if ((now.work?.draft.isUnsaved && !canKeep) || (now.work && !now.work.isLocked && now.work.form.wrong.length)) event.preventDefault();
  });
}

const askedRoom = () => new URLSearchParams(location.search).get("room");

/** Where this doctor sits already, else the room that is asked for, else the one of last time if nobody sits there, else a
 *  free one. */
function myRoom(rooms) {
  const free = rooms.filter((each) => !each.sitting);
  const last = localStorage.getItem("houzhen.room");
  return (rooms.find((each) => each.sitting?.doctor === now.me.username) ?? rooms.find((each) => each.id === askedRoom()) ?? free.find((each) => each.id === last) ?? free[0] ?? rooms[0]).id;
}

async function chooseRoom(id) {
  now.roomID = id;
  now.viewed = null;
  forgetUnsigned();
  localStorage.setItem("houzhen.room", id);
  await refresh();
}

function wire() {
  wireButtons();
  wireTabs();
  functionKeys({
    F1: showKeys,
    F2: callOrChoose,
    F3: () => actOnTicket("camein"),
    F4: () => actOnTicket("recall"),
    F6: () => actOnTicket("missed"),
    F7: () => actOnTicket("tests"),
    F8: sign,
    F9: () => actOnTicket("done"),
  });
  undoKey({ act: undo, answer: () => acts.tell(now.work?.takeBack() ?? say("undo.answer.none")) });
  const form = $("form");
  formKeys(form, {
    tick: (item, answer) => now.work?.answered(item, answer),
    clear: (item) => now.work?.answered(item, undefined),
    confirm: (item) => now.work?.settle(item, true),
    normal: (section) => now.work?.nothingAbnormal(section) ?? false,
  });
  numberPad(form, { next: (row) => focusRow(rowBeside(form, row, 1)) });
  search({ find: (text) => now.work?.form.find(text) ?? [], go: (id) => now.work.form.show(id) });
  // On a narrow window what is gone to must not hide under the band, nor under what is missing.
  for (const id of ["band", "sign"]) {
    new ResizeObserver(([entry]) => {
      document.documentElement.style.setProperty(`--${id}`, `${Math.ceil(entry.borderBoxSize[0].blockSize)}px`);
    }).observe($(id));
  }
}

function wireButtons() {
  const buttons = {
    sitting: openSitting, "choose-room": openSitting, call: callOrChoose, "call-after": callNext, undo, unsigned: showUnsigned,
    "act-transfer": () => lookAt(now.room.current.id, "transfer"), "act-leave": () => view(null),
    "sign-do": sign, jump: () => now.work.goToMissing(), language: changeLanguage, signout: leave,
  };
  for (const [id, does] of Object.entries(buttons)) $(id).onclick = does;
  for (const name of Object.keys(ticketActs)) $(`act-${name}`).onclick = () => actOnTicket(name);
  $("form-choice").onchange = ({ target }) => chooseForm(target.value);
  $("list").onclick = (event) => {
    const row = event.target.closest("[data-ticket]");
    if (row) lookAt(row.dataset.ticket);
  };
}

/** In another doctor's room there is nobody to call: the own room is asked for. */
const callOrChoose = () => (now.room && !isMine(now.room) ? openSitting() : callNext());

function wireTabs() {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  for (const tab of tabs) {
    tab.onclick = () => chooseList(tab.dataset.list);
    tab.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const other = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
      other.focus();
      chooseList(other.dataset.list);
    };
  }
}

async function openSitting() {
  try {
    const { rooms } = await get("/rooms");
    askForSitting({
      clinic: now.clinic, rooms, room: now.roomID, me: now.me,
      done: (id, word, answer) => {
        const minutes = Math.max(0, ...now.clinic.queues.map((queue) => queue.undoMinutes));
        // Opening is not taken back by the way, with one Ctrl+Z too many.
        if (["pause", "close"].includes(word)) acts.did(word, pick(now.clinic.rooms.find((each) => each.id === id)?.name), answer.event, minutes);
        chooseRoom(id);
      },
    });
  } catch (error) {
    now.refusal = error.message;
    draw();
  }
}

async function chooseList(chosen) {
  if (now.list !== chosen) now.tickets = [];
  now.list = chosen;
  draw();
  await refresh();
  // A reading that was under way asked for the other list.
  await refresh();
}

function showUnsigned() {
  chooseList("done");
  if (now.unsigned.length === 1) view(now.unsigned[0]);
}

async function changeLanguage() {
  useLanguage(language() === "zh" ? "en" : "zh", { remembers: true });
  fillWords();
  now.work?.build();
  draw();
  await refresh();
}

let isWarned = false;

async function leave() {
  await now.work?.draft.save();
  if (now.work?.draft.isUnsaved && !isWarned) {
    isWarned = true;
    setText($("refusal"), say("leave.unsaved"));
    return;
  }
  await signOut().catch(() => {});
  location.assign("/");
}
