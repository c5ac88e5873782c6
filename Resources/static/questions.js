// The patient's questionnaire before the visit: one group of questions a screen.

import { Refusal } from "/static/api.js";
import { doubtOf, momentField, readMoment } from "/static/dates.js";
import { $, el, redraw, setAttribute, setText } from "/static/dom.js";
import { plainDigits, readText } from "/static/plaintext.js";
import { Said } from "/static/said.js";
import { fillWords, language, pick, say, tag, useLanguage } from "/static/words.js";

const languages = ["zh", "ug", "en"];
const ticks = ["no", "yes", "unknown"];
const retryAfter = 4000;

const token = location.pathname.split("/").filter(Boolean)[1];
const said = new Said(token, () => draw());
const updates = new Map();
/** What stands in a field and could not be read, by item: it is there again when the page is. */
const unread = new Map();
let chosen = new URLSearchParams(location.search).get("lang");
/** The place of the group that is shown; after the last comes the summary. */
let step = 0;
let built = "";
let state = "loading";

if (languages.includes(chosen)) useLanguage(chosen);
for (const button of document.querySelectorAll("[data-language]")) {
  button.onclick = () => {
    chosen = button.dataset.language;
    useLanguage(chosen);
    draw();
  };
}
$("questions").onsubmit = (event) => event.preventDefault();
$("before").onclick = () => go(step - 1);
$("next").onclick = () => (step < groups().length ? go(step + 1) : location.assign(back()));
$("rest").onclick = () => {
  for (const item of openTicks(groups()[step])) said.set(item.id, "no");
};
$("first").onclick = () => {
  const index = groups().findIndex((group) => unanswered(group).length);
  const [{ id }] = unanswered(groups()[index]);
  go(index);
  $(`question-${id}`).scrollIntoView({ block: "center" });
  $(`question-${id}`).querySelector("input, textarea").focus({ preventScroll: true });
};

async function load() {
  try {
    await said.load();
    state = "ready";
    if (!chosen && languages.includes(said.language)) useLanguage(said.language);
  } catch (error) {
    state = !(error instanceof Refusal) ? "lost" : error.status === 409 ? "closed" : "unknown-link";
    if (state === "lost") setTimeout(load, retryAfter);
  }
  draw();
}

const back = () => `/t/${token}?lang=${language()}`;
const groups = () => said.form?.sections ?? [];
const asked = (group) => group.items.filter((item) => said.asks(item.id));
/** Questions that wait for an answer: one that the doctor has settled does not, nor a text or a day that is left empty by who
 *  has none to tell. */
const unanswered = (group) => asked(group).filter(({ id, kind }) => said.answers[id] === undefined && !said.settled.has(id) && (!["text", "date"].includes(kind) || said.askWhen[id] || unread.has(id)));
const openTicks = (group) => asked(group).filter((item) => group.nothingAbnormal.includes(item.id) && said.answers[item.id] === undefined && !said.settled.has(item.id));

function go(to) {
  step = Math.max(0, Math.min(groups().length, to));
  draw();
  scrollTo(0, 0);
  $("title").focus({ preventScroll: true });
}

function draw() {
  for (const button of document.querySelectorAll("[data-language]")) {
    setAttribute(button, "aria-pressed", String(button.dataset.language === language()));
  }
  fillWords();
  setAttribute($("back"), "href", back());
  document.title = say("ask.title");
  const isReady = state === "ready" && said.progress !== "closed";
  $("step").hidden = $("turn").hidden = !isReady;
  if (!isReady) {
    $("rest").hidden = $("first").hidden = true;
    built = "";
    $("questions").replaceChildren();
    setText($("title"), say("ask.title"));
    setText($("lead"), say(`ask.${said.progress === "closed" ? "closed" : state}`));
    return;
  }
  drawStep();
  drawSaved();
}

function drawStep() {
  const count = groups().length;
  const isSum = step === count;
  const name = `${step} ${language()}`;
  if (built !== name) {
    built = name;
    updates.clear();
    if (isSum) $("questions").replaceChildren(el("ul", { class: "sum", id: "sum" }));
    else $("questions").replaceChildren(...groups()[step].items.map(question));
  }
  const left = isSum ? groups().flatMap(unanswered).length : 0;
  setText($("title"), !isSum ? pick(groups()[step].title) : left ? say(left === 1 ? "ask.left.one" : "ask.left", { n: left }) : say("ask.sum"));
  setText($("lead"), isSum ? say(left ? "ask.left.lead" : "ask.sum.lead") : step === 0 ? say("ask.lead") : "");
  $("first").hidden = !left;
  $("next").classList.toggle("go", !left);
  setText($("first"), say("ask.left.go"));
  setText($("step-words"), isSum ? say("ask.all", { n: count }) : say("ask.step", { n: step + 1, of: count }));
  $("step-bar").style.width = `${(100 * step) / count}%`;
  setText($("before"), say("ask.before"));
  $("before").hidden = step === 0;
  setText($("next"), say(!isSum ? "ask.next" : left ? "ask.leave" : "ask.done"));
  const open = isSum ? [] : openTicks(groups()[step]);
  $("rest").hidden = open.length < 2;
  setText($("rest"), say(!isSum && open.length === asked(groups()[step]).length ? "ask.none" : "ask.rest"));
  for (const update of updates.values()) update();
  if (isSum) drawSum();
}

/** How much of each group is answered, and the way back to it; of one that the doctor has checked there is nothing to count. */
function drawSum() {
  const rows = groups().map((group) => {
    const given = asked(group).filter((item) => said.answers[item.id] !== undefined).length;
    return [pick(group.title), given, given + unanswered(group).length];
  });
  redraw($("sum"), [rows, language()], () => rows.map(([title, given, of], index) =>
    el("li", {}, el("button", { type: "button", onclick: () => go(index) }, title), of > 0 && el("span", {}, say("ask.given", { n: given, of })))));
}

function drawSaved() {
  const isUntouched = said.progress === "idle" && !Object.keys(said.answers).length;
  setText($("saved"), unread.size ? say("ask.unread", { n: unread.size }) : isUntouched ? "" : say(`ask.${said.progress}`));
  $("saved").className = unread.size ? "refused" : said.progress;
}

function question(item) {
  const make = item.kind === "tick" ? tick : entry;
  const { control, show, wrong } = make(item);
  const problem = el("p", { class: "problem", id: `problem-${item.id}`, role: "alert", "data-own": wrong });
  const settled = el("p", { class: "settled", hidden: true }, say("ask.settled"));
  const words = [pick(item.text)];
  const hint = item.hint && el("p", { class: "hint", id: `hint-${item.id}` }, pick(item.hint));
  const isGroup = item.kind === "tick";
  const box = el("fieldset", { id: `question-${item.id}`, "data-question": item.id, "aria-describedby": hint ? `hint-${item.id}` : null },
    isGroup ? el("legend", {}, words) : el("label", { class: "q", for: `in-${item.id}` }, words), hint, control, problem, settled);
  updates.set(item.id, () => {
    box.hidden = !said.asks(item.id);
    settled.hidden = !said.settled.has(item.id);
    show(said.answers[item.id], said.settled.has(item.id));
    setText(problem, said.problems.get(item.id) ?? problem.dataset.own ?? "");
  });
  return box;
}

/** Three large answers; tapping the chosen one again takes it away. */
function tick(item) {
  const control = el("div", { class: "three" }, ticks.map((code) => el("label", {},
    el("input", {
      type: "radio", name: item.id, value: code,
      onclick: () => said.set(item.id, said.answers[item.id] === code ? undefined : code),
      onkeydown: (event) => { if (["Backspace", "Delete"].includes(event.key)) said.set(item.id, undefined); },
      onchange: () => { if (said.answers[item.id] !== code) said.set(item.id, code); },
    }), el("span", {}, say(`ask.${code}`)))));
  return {
    control,
    show: (answer, locked) => {
      control.classList.toggle("given", answer !== undefined);
      for (const input of control.querySelectorAll("input")) {
        input.checked = input.value === answer;
        input.disabled = locked;
      }
    },
  };
}

function entry(item) {
  const [input, read, beside = []] = fields[item.kind](item);
  input.id = `in-${item.id}`;
  setAttribute(input, "aria-describedby", `problem-${item.id}`);
  input.oninput = () => {
    const problem = $(`problem-${item.id}`);
    const { answer, wrong } = read(input.value.trim());
    problem.dataset.own = wrong ?? "";
    if (wrong && answer === undefined) unread.set(item.id, input.value);
    else unread.delete(item.id);
    said.set(item.id, answer);
  };
  input.value = unread.get(item.id) ?? "";
  const control = el("div", { class: "entry" }, input, item.unit && el("bdi", {}, say(`unit.${item.unit}`)), beside);
  return {
    control,
    wrong: read(input.value.trim()).wrong ?? "",
    show: (answer, locked) => {
      control.classList.toggle("given", answer !== undefined);
      input.disabled = locked;
      const isWrong = $(`problem-${item.id}`)?.dataset.own;
      setAttribute(input, "aria-invalid", isWrong ? "true" : null);
      if (document.activeElement === input || (isWrong && answer === undefined)) return;
      const text = answer === undefined ? "" : String(answer);
      if (input.value !== text) input.value = text;
    },
  };
}

/** By the phone's own clock. */
const today = () => new Date().toLocaleDateString("sv-SE");

/** A field of its kind, and how what stands in it is read. */
const fields = {
  text: (item) => [el("textarea", { rows: 2, lang: tag(language()), dir: "auto" }), (text) => {
    const { answer, problem } = readText(text, item.maxLength);
    return { answer, wrong: problem };
  }],
  number: (item) => [el("input", { inputmode: "decimal", maxlength: 8, dir: "ltr" }), (text) => number(item, text)],
  date: (item) => {
    const { input, beside } = momentField(item, today);
    return [input, (text) => {
      const { answer, problem } = readMoment(item, text, today());
      return { answer, wrong: problem || doubtOf(item, answer, today()) };
    }, beside];
  },
};

/** Digits of any of the three writings, and a comma for a point. */
function number(item, text) {
  if (!text) return {};
  const plain = plainDigits(text).replace(/[,٫]/, ".");
  const value = Number(plain);
  if (!Number.isFinite(value)) return { wrong: say("ask.notnumber") };
  if (value < item.min || value > item.max) return { wrong: say("ask.range", { min: item.min, max: item.max }) };
  return { answer: Number(value.toFixed(item.decimals)) };
}

draw();
load();
