// What is told about a draft: where it is saved, that another window has it too, and what differs between them.

import { $, el, redraw, setText } from "/static/dom.js";
import { canKeep } from "/static/kept.js";
import { language, pick, say } from "/static/words.js";

/** The line under the signing button.
 *  - Parameters:
      - wrong: what fields are called that show what cannot be saved.
      - lost: the server has not been heard for a while. */
export function drawProgress(draft, wrong, lost) {
  const isWaiting = ["changed", "saving"].includes(draft.progress) && lost;
  const progress = isWaiting ? "kept" : draft.progress;
  const words = {
    saving: say("draft.saving"),
    kept: say(canKeep ? "draft.kept" : "draft.kept.window"),
    held: say("draft.held"),
    refused: say("draft.refused", { why: draft.why }),
    late: say("draft.late"),
    idle: draft.id && draft.state === "draft" ? savedWords(draft, wrong) : "",
  };
  // It never says that all is saved while a field holds what is not.
  const isWrong = wrong.length > 0 && ["idle", "kept"].includes(progress) && draft.state === "draft";
  const problem = isWrong ? say("draft.wrong", { items: wrong.join(say("comma")) }) : "";
  // While one types the line stays as it was: it must not flicker, nor be read out with every letter.
  if (progress !== "changed") setText($("draft"), [problem, words[progress]].filter(Boolean).join(" "));
  $("draft").className = ["draft", progress, isWrong && "unfit"].filter(Boolean).join(" ");
}

/** Whose answers are in what is saved: those of somebody else are told with their name. */
function savedWords({ merged, by }, wrong) {
  if (merged) return say(by ? "draft.merged.by" : "draft.merged", { count: merged, by });
  if (wrong.length) return say("draft.rest");
  return by ? say("draft.saved.by", { by }) : say("draft.saved");
}

/** Two windows, one draft: told at once, before anything clashes. */
export function drawAlso(count) {
  $("also").hidden = !count;
  setText($("also"), count ? say("draft.also") : "");
}

/** The items that were answered differently, and whose answer stays. `settle(keepsOurs)`; `dismiss()` once it was read. */
export function drawClash(draft, form, { settle, dismiss }) {
  const place = $("clash");
  const isShown = ["clash", "late"].includes(draft.progress);
  place.hidden = !isShown;
  const differing = draft.conflicts.map((id) => [id, draft.answers[id], draft.theirs?.[id]]);
  redraw(place, isShown && [draft.progress, differing, draft.by, language()], () => (isShown ? [
    el("h2", {}, draft.progress === "clash" && draft.by ? say("draft.clash.by", { by: draft.by }) : say(`draft.${draft.progress}`)), el("p", {}, say(`draft.${draft.progress}.how`)),
    el("ul", {}, differing.map(([id, here, there]) => el("li", {}, say(`draft.${draft.progress}.item`, {
      item: pick(form.item(id)?.text) || id, here: form.words(id, here), there: form.words(id, there),
    })))),
    el("div", { class: "buttons" }, draft.progress === "late"
      ? el("button", { type: "button", class: "btn go", onclick: dismiss }, say("draft.late.read"))
      : [el("button", { type: "button", class: "btn go", onclick: () => settle(true) }, say("draft.clash.here")),
        el("button", { type: "button", class: "btn", onclick: () => settle(false) }, say("draft.clash.there"))]),
  ] : []));
}

/** Drafts of earlier patients that are on this computer only. `open(ticket)` shows one. */
export function drawStranded(drafts, open) {
  $("stranded").hidden = !drafts.length;
  redraw($("stranded"), [drafts, language()], () => drafts.map((each) => el("p", {},
    say("stranded", { label: each.label, why: each.why ?? "" }), " ",
    el("button", { type: "button", class: "btn", onclick: () => open(each.ticket) }, say("stranded.look")))));
}
