// The day's report, for the nurse manager: on the screen, and on A4.

import { get } from "/static/api.js";
import { ClinicClock } from "/static/clock.js";
import { $, el } from "/static/dom.js";
import { getSignedIn } from "/static/signin.js";
import { chooseLanguage, fillWords, knows, language, pick, say, useLanguage } from "/static/words.js";

chooseLanguage();
const clock = new ClinicClock();
const clinic = await getSignedIn("/clinic", $("report"));
let report = null;

/** - Parameter date: an address may ask for what is no day; then the server says so. */
async function read(date = $("date").value || clinic.date) {
  history.replaceState(null, "", `?date=${encodeURIComponent(date)}`);
  report = null;
  try {
    report = await get(`/reports/day?date=${encodeURIComponent(date)}`);
    $("refusal").hidden = true;
  } catch (error) {
    $("refusal").textContent = error.message;
    $("refusal").hidden = false;
  }
  draw();
}

function draw() {
  fillWords();
  document.title = say("report.title");
  $("clinic").textContent = `${pick(clinic.hospital)} · ${pick(clinic.name)}`;
  $("day").textContent = report ? `${report.date} · ${weekday(report.date)}` : "";
  $("made").textContent = report ? say("report.made", { date: clock.date(), time: clock.time() }) + (clinic.demo ? ` · ${say("demo")}` : "") : "";
  $("figures").replaceChildren(...(report ? (report.all.tickets + report.all.calls ? sections() : [el("p", { class: "none" }, say("report.none"))]) : []));
}

function weekday(date) {
  const locale = language() === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(new Date(`${date}T12:00:00Z`));
}

function sections() {
  return [
    summary(report.all),
    groups("report.queues", report.queues, (key) => pick(clinic.queues.find((queue) => queue.id === key)?.name) || key),
    groups("report.doctors", report.doctors, (key) => clinic.doctors.find((doctor) => doctor.username === key)?.name ?? key, true),
    groups("report.hours", report.hours, (key) => `${key.padStart(2, "0")}:00`, true),
    groups("report.lanes", report.lanes, (key) => (knows(`lane.${key}`) ? say(`lane.${key}`) : key)),
    report.byHand.length > 0 && byHand(report.byHand),
    stepMinutes(report.stepMinutes),
    steps(report.steps),
    meanings(),
    head(report.journalHead),
  ].filter(Boolean);
}

// Figures

const none = "—";
/** Minutes: whole ones, but for short times, where a tenth matters. */
const minutes = (value) => (value === null ? none : Math.abs(value) < 10 ? value.toFixed(1) : value.toFixed(0));
const signed = (value) => (value > 0 ? "+" : value < 0 ? "−" : "") + minutes(Math.abs(value));
const both = (sample) => (sample ? `${minutes(sample.median)} / ${minutes(sample.ninetieth)}` : none);
const percent = (share) => `${(share * 100).toFixed(0)}%`;
const hourly = (value) => (value === null ? none : value.toFixed(1));
const told = (promised) => (promised ? `${signed(promised.meanErrorMinutes)} / ${percent(promised.tooLittleShare)}` : none);

function summary(all) {
  const figure = (key, value) => el("div", {}, el("dt", {}, say(key)), el("dd", {}, value));
  return el("dl", { class: "summary" },
    figure("report.tickets", all.tickets),
    figure("report.calls", all.calls),
    figure("report.misses", all.misses),
    figure("report.wait", both(all.waitMinutes)),
    figure("report.consultation", both(all.consultationMinutes)),
    figure("report.perhour", hourly(all.perDoctorHour)),
    figure("report.overtakes", `${all.overtakes} (${say("report.most", { count: report.mostOvertaken })})`),
    figure("report.chosen", all.chosen),
    figure("report.guarded", all.guarded),
    figure("report.told", told(all.promised)));
}

function table(title, heads, rows, kind) {
  return el("section", { class: kind }, el("h2", {}, say(title)),
    el("table", {},
      el("thead", {}, el("tr", {}, heads.map((head, index) => el("th", { scope: "col", class: index ? null : "name" }, head)))),
      el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell, index) => (index ? el("td", {}, String(cell)) : el("th", { scope: "row" }, cell))))))));
}

function groups(title, groups, name, hasDoctors = false) {
  const heads = ["report.tickets", "report.calls", "report.misses", "report.wait", "report.consultation",
    ...(hasDoctors ? ["report.sat", "report.perhour"] : []),
    "report.overtakes", "report.chosen", "report.guarded", "report.told"];
  return table(title, ["", ...heads.map((key) => say(key))], groups.map(({ key, figures }) => [
    name(key), figures.tickets, figures.calls, figures.misses, both(figures.waitMinutes), both(figures.consultationMinutes),
    ...(hasDoctors ? [figures.doctorMinutes === null ? none : minutes(figures.doctorMinutes), hourly(figures.perDoctorHour)] : []),
    figures.overtakes, figures.chosen, figures.guarded, told(figures.promised),
  ]));
}

/** Every one, with who did it and why: what was ruled by hand has to be answered for. */
function byHand(acts) {
  const doctor = (username) => (username && (clinic.doctors.find((each) => each.username === username)?.name ?? username)) || "";
  const what = (act) => {
    const classes = clinic.queues.find((queue) => queue.id === act.queue)?.priorities ?? [];
    const name = act.priority && (pick(classes.find((each) => each.id === act.priority)?.title) || act.priority);
    const lane = knows(`lane.${act.lane}`) ? say(`lane.${act.lane}`) : act.lane;
    return say(`report.byhand.${act.kind}`, { doctor: doctor(act.doctor), priority: name ?? "", lane });
  };
  return table("report.byhand", ["time", "ticket", "what", "by", "reason"].map((head) => say(`report.byhand.${head}`)),
    acts.map((act) => [clock.time(Date.parse(act.at)), act.label, what(act), doctor(act.by), act.reason ?? none]), "words");
}

const stepNames = ["checkedIn", "called", "cameIn", "formOpened", "signed", "printed"];

function stepMinutes(samples) {
  const pairs = stepNames.slice(1).map((to, index) => [stepNames[index], to]);
  const sample = ([from, to]) => samples[`${from}To${to[0].toUpperCase()}${to.slice(1)}`];
  return table("report.steps", ["", ...["report.patients", "report.median", "report.ninetieth"].map((key) => say(key))],
    pairs.map((pair) => [
      pair.map((step) => say(`report.step.${step}`)).join(" → "),
      sample(pair)?.count ?? 0, minutes(sample(pair)?.median ?? null), minutes(sample(pair)?.ninetieth ?? null),
    ]), "narrow");
}

function steps(tickets) {
  return table("report.each", [say("report.ticket"), ...stepNames.map((step) => say(`report.step.${step}`))],
    tickets.map((ticket) => [ticket.label, ...stepNames.map((step) => (ticket[step] ? clock.time(Date.parse(ticket[step])) : none))]), "each");
}

function meanings() {
  const keys = ["wait", "pair", "overtakes", "chosen", "guarded", "told", "hours"];
  return el("section", { class: "meanings" }, el("h2", {}, say("report.meanings")), el("ul", {}, keys.map((key) => el("li", {}, say(`report.means.${key}`)))));
}

/** In groups, so that two papers can be held side by side. */
function head(hash) {
  return el("section", { class: "head" }, el("h2", {}, say("report.head")),
    el("p", {}, say(hash ? "report.head.how" : "report.head.none")),
    hash && el("code", {}, hash.match(/.{8}/g).join(" ")));
}

// At the end: what draws needs all of the above.
clock.set(clinic);
$("report").hidden = false;
const asked = new URLSearchParams(location.search).get("date") ?? clinic.date;
$("date").value = asked;
$("date").onchange = () => $("date").value && read();
$("print").onclick = () => print();
$("language").onclick = () => {
  useLanguage(language() === "zh" ? "en" : "zh", { remembers: true });
  draw();
};
await read(asked);
