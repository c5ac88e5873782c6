// Who has read what was signed, and when: for the auditor. An assessment is chosen from today's, or by its code on the slip.

import { get } from "/static/api.js";
import { $, el } from "/static/dom.js";
import { getSignedIn } from "/static/signin.js";
import { chooseLanguage, fillWords, language, say, useLanguage } from "/static/words.js";

chooseLanguage();
const clinic = await getSignedIn("/clinic", $("page"));
let readings = null;
let tickets = [];
$("page").hidden = false;
$("find").onsubmit = (event) => {
  event.preventDefault();
  show($("assessment").value.trim());
};
$("language").onclick = () => {
  useLanguage(language() === "zh" ? "en" : "zh", { remembers: true });
  draw();
};
try {
  const lists = await Promise.all(clinic.queues.map((queue) => get(`/queues/${queue.id}/tickets`)));
  tickets = lists.flatMap((list) => list.tickets).filter((ticket) => ticket.assessmentState === "signed");
} catch (error) {
  refuse(error.message);
}
draw();

async function show(id) {
  readings = null;
  refuse("");
  try {
    readings = (await get(`/assessments/${encodeURIComponent(id)}/readings`)).readings;
  } catch (error) {
    refuse(error.message);
  }
  draw();
}

function refuse(text) {
  $("refusal").textContent = text;
  $("refusal").hidden = !text;
}

function draw() {
  fillWords();
  document.title = say("readings.title");
  $("today").replaceChildren(...tickets.map((ticket) => el("li", {}, el("button", { type: "button", onclick: () => {
    $("assessment").value = ticket.assessment;
    show(ticket.assessment);
  } }, `${ticket.label} ${ticket.masked}`))));
  if (!readings) $("found").replaceChildren();
  else if (!readings.length) $("found").replaceChildren(el("p", {}, say("readings.none")));
  else $("found").replaceChildren(table());
}

function table() {
  const time = (text) => new Date(text).toLocaleString(language() === "zh" ? "zh-CN" : "en-GB", { timeZone: clinic.timeZone, hour12: false });
  return el("table", {},
    el("thead", {}, el("tr", {}, ["when", "who", "what", "revision"].map((each) => el("th", { scope: "col" }, say(`readings.${each}`))))),
    el("tbody", {}, readings.map((each) => el("tr", {}, el("td", {}, time(each.at)), el("td", {}, `${each.name} (${each.username})`),
      el("td", {}, say(`readings.shape.${each.shape}`)), el("td", {}, String(each.revision))))));
}
