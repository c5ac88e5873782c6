// What the answers mean: findings, scores with their working, and the ASA class that a person chooses.

import { $, el, redraw, setText } from "/static/dom.js";
import { rulesInForce } from "/static/rules.js";
import { language, pick, say } from "/static/words.js";

const levels = { danger: ["d", "side.danger"], caution: ["w", "side.warning"], note: ["n", "side.note"] };

/** What a finding says. Where it would name an answer that is not there, it says so in words. */
export const findingWords = ({ text }) => pick(text).replace(/(^|[\s：:（(])–(?=$|[，。；,;）)])/g, (_, before) => before + say("side.blank"));

/** What staff must see, in order of danger; each leads to the answer or the score that says it. */
export function drawFindings(findings, form) {
  redraw($("findings"), [findings, form.definition.id, language()], () => findings.length
    ? findings.map((finding) => row(finding, form)) : [el("li", { class: "none" }, say("side.nothing"))]);
}

/** Goes to the answer, or the score, that says it. */
export function goToFinding({ item, score }, form) {
  if (form.item(item)) form.goTo(item);
  else showScore(score);
}

function row(finding, form) {
  const [style, word] = levels[finding.level] ?? levels.note;
  const section = form.item(finding.item)?.section.number;
  const go = (event) => {
    event.preventDefault();
    goToFinding(finding, form);
  };
  const source = [section && `§${section}`, finding.source].filter(Boolean).join(" ");
  return el("li", { class: style }, el("b", { class: "lv" }, say(word)),
    el("a", { href: section ? `#item-${finding.item}` : `#score-${finding.score}`, onclick: go },
      el("span", {}, findingWords(finding)), source && el("small", {}, source)));
}

function showScore(id) {
  const place = $(`score-${id}`);
  if (!place) return;
  place.open = true;
  place.scrollIntoView({ block: "nearest" });
  place.firstChild.focus();
}

/** Scores that a person has folded or unfolded, by id: they stay so. */
const turned = new Map();

/** Each score with its gaps named: never a quiet 3 where it may still become 5. One to which nothing counts yet is folded
 *  to its range. Each is drawn anew only when it changes, so that a screen reader hears only that one. */
export function drawScores(scores, form) {
  const place = $("scores");
  redraw(place, [scores.map((score) => score.id), form.definition.id], () => scores.map((score) => {
    const ontoggle = ({ target }) => { if (target.open !== (target.dataset.asked === "true")) turned.set(score.id, target.open); };
    return el("details", { class: "score", id: `score-${score.id}`, ontoggle }, el("summary"), el("div"));
  }));
  for (const score of scores) drawScore($(`score-${score.id}`), score, form);
}

function drawScore(place, score, form) {
  const state = scoreState(score);
  const isOpen = turned.get(score.id) ?? (state === "counts");
  if (place.open !== isOpen) {
    place.dataset.asked = isOpen;
    place.open = isOpen;
  }
  place.dataset.state = state;
  const [summary, body] = place.children;
  redraw(summary, [score, language()], () => [
    el("h3", {}, pick(score.title), el("span", {}, state === "counts" ? bandWords(score) : "")),
    output(score, state),
  ]);
  const working = pick(score.working);
  // Each table of risks has a source of its own: another cohort of the same paper, or another paper.
  const bandSource = state === "counts" ? (score.band ?? score.lowestBand)?.source : undefined;
  const isWithin = bandSource?.startsWith(score.source);
  const source = isWithin ? bandSource : score.source;
  // A paper that stands there already is not told twice.
  const citeElse = (other) => other && !names(source, other) && cite(other);
  redraw(body, [score, language()], () => [
    ...score.times?.length ? [clockSteps(score.times), el("p", {}, cite(source))] : [el("p", {}, el("span", {}, working ? `= ${working}` : ""), cite(source))],
    bandSource && citeElse(bandSource) && el("p", {}, citeElse(bandSource)),
    ...rulesInForce(form.definition, score.id).map((rule) => el("p", {}, el("span", {}, rule.words), citeElse(rule.source))),
    score.applies !== false && !isFinal(score) && !score.times?.length && el("p", {}, gaps(score, form)),
    ...(score.otherBands ?? []).map((band) => el("p", {}, el("span", {}, pick(band.text)), cite(band.source))),
  ]);
}

const cite = (source) => el("cite", { title: source }, source);

/** Whether a source, one of several papers of the same author perhaps, names this paper: `Chung, A 2008; B 2016` names
 *  `Chung, B 2016`. */
function names(source, paper) {
  const papers = source.split("; ");
  const [author, ...rest] = paper.split(", ");
  return papers.includes(paper) || (source.startsWith(`${author}, `) && papers.includes(rest.join(", ")));
}

/** Each step of a clock with its own time: none of them is the clock's one result. */
const clockSteps = (times) => el("dl", { class: "steps" }, times.flatMap((step) => [el("dt", {}, pick(step.label)), el("dd", {}, clockTime(step))]));

const evening = "18:00";

/** `05:30`, `前一晚 23:30`, `前一天 15:30`. */
function clockTime({ time, daysBefore }) {
  if (!daysBefore) return time;
  const word = daysBefore > 1 ? "clock.days" : time >= evening ? "clock.evening" : "clock.day";
  return say(word, { time, count: daysBefore });
}

const isFinal = (score) => score.value !== undefined && score.value !== null;
const hasRange = (score) => !isFinal(score) && score.lowest !== undefined && score.lowest !== null;

/** `unfit`: not made for this patient; `open`: nothing counts yet; `counts`: there is something to read. */
function scoreState(score) {
  if (score.applies === false) return "unfit";
  if (isFinal(score) || score.parts?.length || score.times?.length) return "counts";
  return "open";
}

function output(score, state) {
  if (state === "unfit") return el("output", { class: "unfit" }, say("side.unfit"));
  if (score.times?.length) return null;
  if (!score.shown) return el("output", { class: "undecided" }, say("side.unknown"));
  // The lowest of a risk that is still open is nobody's: its working is not that of any one value.
  if (state === "open" || (hasRange(score) && !score.most)) return el("output", { class: "undecided" }, `${tidy(score.lowest)}–${tidy(score.highest)}`, score.unit && el("small", {}, ` ${score.unit}`));
  return el("output", {}, score.shown, (score.most ?? score.unit) && el("small", {}, score.most ? ` / ${score.most}` : ` ${score.unit}`));
}

/** 中危; while answers are missing 低危 → 高危, the gravest it may still become. */
function bandWords({ band, lowestBand, highestBand }) {
  if (band) return pick(band.text);
  if (!lowestBand || !highestBand || lowestBand.code === highestBand.code) return pick(lowestBand?.text);
  return `${pick(lowestBand.text)} → ${pick(highestBand.text)}`;
}

function gaps(score, form) {
  const name = (id) => pick(form.item(id)?.text) || id;
  const open = [...(score.missing ?? []).map((id) => `${name(id)} ${say("form.unanswered")}`),
    ...(score.unknown ?? []).map((id) => `${name(id)} ${say("form.unsure")}`)];
  const shown = open.length > 4 ? [...open.slice(0, 3), `… ${open.length}`] : open;
  return [
    el("span", { class: "gap" }, hasRange(score) ? say("side.upto", { to: [tidy(score.highest), score.unit].filter(Boolean).join(" ") }) : say("side.unknown")),
    shown.length ? say("side.gaps", { items: shown.join(say("comma")) }) : "",
  ];
}

/** A possible value for people: two digits behind the point at most. */
const tidy = (value) => String(Math.round(value * 100) / 100);

/** The ASA class and its E stand beside the scores and in their section of the form: one answer each, two places to
 *  choose it.
 *  - Parameters:
      - item, emergency: of the form; undefined where it does not ask them.
      - answers: of the form.
      - suggestion: the class that the answers speak for. */
export function drawASA({ item, emergency, answers, locked, answered, suggestion }) {
  const place = $("asa");
  place.hidden = !item;
  if (!item) return;
  const answer = answers[item.id];
  redraw(place, [item.id, emergency?.id, language()], () => [
    el("h3", { id: "asa-title" }, "ASA", el("span", {}, say("asa.person"))),
    el("output", { id: "asa-value" }),
    el("div", { class: "asa" },
      el("div", { role: "radiogroup", "aria-labelledby": "asa-title" }, item.choices.map((choice) =>
        el("label", { title: pick(choice.hint) || pick(choice.text) },
          el("input", { type: "radio", name: "asa-side", value: choice.code, onchange: () => answered(item.id, choice.code) }),
          el("span", {}, short(choice))))),
      emergency && el("label", { class: "e", id: "asa-e", title: pick(emergency.text) },
        el("input", { type: "checkbox", onchange: ({ target }) => answered(emergency.id, target.checked ? "yes" : "no") }),
        el("span", {}, say("asa.emergency")))),
    el("p", {}, el("span", { id: "asa-hint" }), item.source && el("cite", { title: item.source }, item.source)),
  ]);
  const chosen = item.choices.find((choice) => choice.code === answer);
  const output = $("asa-value");
  output.className = chosen ? "" : "undecided";
  setText(output, chosen ? short(chosen) : say("asa.undecided"));
  const suggested = !chosen && suggestion && item.choices.find((choice) => choice.code === suggestion.code);
  setText($("asa-hint"), suggested
    ? say("asa.suggested", { class: short(suggested), because: pick(suggestion.because) })
    : pick(chosen?.hint));
  if (emergency) drawEmergency(answers[emergency.id], locked);
  for (const input of place.querySelectorAll("input[type=radio]")) {
    input.checked = input.value === answer;
    input.disabled = locked;
    input.parentElement.classList.toggle("suggested", input.value === suggested?.code);
  }
}

/** Dashed while nobody has said, mixed when it is 不详. */
function drawEmergency(answer, locked) {
  const input = $("asa-e").querySelector("input");
  input.checked = answer === "yes";
  input.indeterminate = answer === "unknown";
  input.disabled = locked;
  $("asa-e").classList.toggle("open", answer === undefined);
}

/** What to do with each medicine that was ticked, by the rule set that the hospital chose, which is named: by its title,
 *  with its id and version in small print. `sets`: those of the form. */
export function drawDrugHolds(holds, sets) {
  const place = $("drug-holds");
  place.hidden = !holds.length;
  redraw(place, [holds, language()], () => [
    el("h3", {}, say("drugs.title"), el("span", { class: "set", title: holds[0]?.source }, setTitle(holds[0], sets), " ", el("small", {}, holds[0]?.ruleSet))),
    el("ul", {}, holds.map((hold) => el("li", { class: hold.action },
      el("b", {}, pick(hold.label)), " ",
      say(hold.isOpen ? "drugs.open" : `drugs.${hold.action}`, { hours: hold.hours ?? "" }),
      hold.lastDate && ` ${say("drugs.last", { date: hold.lastDate, time: hold.lastTime })}`,
      hold.note && el("small", {}, ` ${pick(hold.note)}`),
      hold.sinceMost >= 0 && el("p", { class: hold.isKept === false ? "short" : "" }, sinceWords(hold))))),
  ]);
}

/** How long from the last dose that was told to the operation, and whether that is long enough. */
function sinceWords({ sinceLeast, sinceMost, isKept }) {
  const hours = [...new Set([sinceMost < 0 ? sinceLeast : Math.max(0, sinceLeast), sinceMost].map((each) => Math.floor(each)))].join("–");
  return say(isKept === undefined ? "drugs.since" : isKept ? "drugs.since.kept" : "drugs.since.short", { hours });
}

/** The title of the set whose id and version a hold names: `asra-us v1`. */
const setTitle = (hold, sets) => pick(sets.find((set) => hold?.ruleSet.startsWith(`${set.id} `))?.title);

/** `II` of "II 轻度系统性疾病": the numeral is what fits on the button. */
const short = (choice) => pick(choice.text).match(/\b[IV]+\b/)?.[0] ?? choice.code;
