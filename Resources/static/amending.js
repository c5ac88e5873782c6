// Amending what is signed, and reading every revision of it with what each has changed.

import { act, get } from "/static/api.js";
import { $, el, redraw, setText } from "/static/dom.js";
import { same } from "/static/merge.js";
import { now } from "/static/state.js";
import { language, say } from "/static/words.js";

/** Reasons that are given most often, one click each. */
const reasons = ["amend.reason.told", "amend.reason.result", "amend.reason.slip"];

/** What an open amendment has changed so far: the banner over the form, and the old answer beside each changed row.
 *  `drop()` lets go of it. */
export function drawAmendment(work, drop) {
  const { draft, form } = work;
  const amendment = draft.state === "draft" ? draft.record?.amendment : null;
  const before = amendment && work.before;
  const ids = before ? changedItems(before, draft.answers, form) : [];
  for (const row of document.querySelectorAll("#form .item")) drawOld(row, ids.includes(row.dataset.item) ? form.words(row.dataset.item, before[row.dataset.item]) : null);
  const place = $("amendment");
  place.hidden = !amendment;
  redraw(place, amendment && [amendment, ids, ids.map((id) => draft.answers[id]), language()], () => (amendment ? [
    el("h2", {}, say("amend.title", { revision: amendment.revision })),
    el("p", {}, say("amend.why", { reason: amendment.reason, by: amendment.openedBy })),
    el("p", { class: "count" }, say(ids.length ? "amend.changed" : "amend.unchanged", { count: ids.length })),
    ids.length > 0 && el("ul", {}, ids.map((id) => el("li", {}, el("a", { href: `#item-${id}`, onclick: (event) => {
      event.preventDefault();
      form.goTo(id);
    } }, form.question(id)), say("colon"), el("del", {}, form.words(id, before[id])), " → ", el("ins", {}, form.words(id, draft.answers[id]))))),
    el("button", { type: "button", class: "btn", onclick: drop }, say("amend.drop")),
  ] : []));
}

const changedItems = (before, now, form) => form.ids.filter((id) => !same(before[id], now[id]));

function drawOld(row, words) {
  const old = row.querySelector(".was");
  row.classList.toggle("changed", words !== null);
  if (words === null) old?.remove();
  else if (old) setText(old, say("amend.was", { words }));
  else row.querySelector(".notes").prepend(el("span", { class: "was" }, say("amend.was", { words })));
}

/** The signed revisions in the panel, newest first, and the button that begins an amendment. */
export function drawRevisions(work, amend) {
  const { draft } = work;
  const revisions = draft.record?.revisions ?? [];
  $("amend").hidden = draft.state !== "signed";
  $("amend").onclick = amend;
  $("revisions").hidden = !revisions.length;
  const open = draft.state === "draft";
  redraw($("revisions"), revisions.length && [revisions, open, language()], () => [...revisions].reverse().map((each, index) => el("li", {},
    el("button", { type: "button", class: "mini", onclick: () => showRevision(work, each.revision) },
      say(index === 0 ? "revision.holds" : "revision.old", { revision: each.revision, by: each.signedBy, time: moment(each.signedAt) })))));
}

/** Asks why, and opens the amendment; answers whether it is open. */
export function askToAmend(draft) {
  const dialog = $("amend-dialog");
  const reason = el("textarea", { id: "amend-reason", rows: 2, maxlength: 200, required: true, "aria-describedby": "amend-refusal" });
  const refusal = el("p", { class: "refusal", id: "amend-refusal", role: "alert" });
  const submit = el("button", { type: "submit", class: "btn solid" }, say("amend.do"));
  return new Promise((resolve) => {
    let isOpen = false;
    const form = el("form", { onsubmit: async (event) => {
      event.preventDefault();
      refusal.textContent = "";
      try {
        await act("POST", `/assessments/${draft.id}/amendments`, { reason: reason.value }, { about: String(draft.version) });
        isOpen = true;
        dialog.close();
      } catch (error) {
        // Somebody else may have begun one: then it is shown.
        isOpen = error.code === "amendment.open";
        refusal.textContent = error.errors?.map((each) => each.detail).join(" ") || error.message;
        reason.focus();
      }
    } },
    el("h2", { id: "amend-title" }, say("amend.ask")), el("p", {}, say("amend.ask.how")),
    el("label", { for: "amend-reason" }, say("amend.reason")), reason,
    el("div", { class: "quick" }, reasons.map((word) => el("button", { type: "button", class: "btn", onclick: () => {
      reason.value = say(word);
      submit.focus();
    } }, say(word)))),
    refusal, el("div", { class: "buttons" }, submit, el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, say("sign.cancel"))));
    dialog.replaceChildren(form);
    dialog.onclose = () => resolve(isOpen);
    dialog.showModal();
    reason.focus();
  });
}

/** Lets go of the amendment. */
export const dropAmendment = (draft) => act("DELETE", `/assessments/${draft.id}/amendments/${draft.record.amendment.revision}`,
  undefined, { headers: { "If-Match": `"${draft.version}"` }, about: String(draft.version) });

/** One revision: who signed it and why, what it changed, each of its answers, and its paper. */
async function showRevision(work, number) {
  const dialog = $("revision-dialog");
  const close = el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, say("ticket.back"));
  const body = el("div", { class: "ticket" }, el("p", {}, say("ticket.reading")));
  const title = el("h2", { id: "revision-title" }, say("revision.title", { revision: number }));
  dialog.replaceChildren(title, body, el("div", { class: "buttons" }, close));
  if (!dialog.open) dialog.showModal();
  close.focus();
  try {
    const { signature, replacedBy, differences, answers } = await get(`/assessments/${work.draft.id}/revisions/${number}`);
    body.replaceChildren(...[
      replacedBy && el("p", { class: "replaced" }, say("revision.replaced", { revision: replacedBy.revision, time: moment(replacedBy.signedAt), by: replacedBy.signedBy, reason: replacedBy.reason ?? "" })),
      el("p", {}, say("revision.signed", { time: moment(signature.signedAt), by: signature.signedBy })),
      signature.reason && el("p", {}, say("revision.reason", { reason: signature.reason })),
      differences.length > 0 && el("h3", {}, say("revision.changes", { revision: number - 1 })),
      differences.length > 0 && table(differences),
      el("p", {}, el("a", { href: `/api/v1/assessments/${work.draft.id}/revisions/${number}/slip.pdf`, target: "_blank", rel: "noopener" }, say("revision.slip"))),
      el("details", {}, el("summary", {}, say("revision.answers")), el("dl", { class: "answers" }, work.form.ids.filter((id) => answers[id] !== undefined)
        .flatMap((id) => [el("dt", {}, work.form.question(id)), el("dd", {}, work.form.words(id, answers[id]))]))),
    ].filter(Boolean));
  } catch (error) {
    body.replaceChildren(el("p", { class: "refusal", role: "alert" }, error.message));
  }
}

const table = (differences) => el("table", { class: "differences" },
  el("thead", {}, el("tr", {}, ["what", "old", "new"].map((each) => el("th", { scope: "col" }, say(`difference.${each}`))))),
  el("tbody", {}, differences.map((each) => el("tr", {}, el("th", { scope: "row" }, each.title),
    el("td", {}, each.old ? el("del", {}, each.old) : "–"), el("td", {}, each.new ? el("ins", {}, each.new) : "–")))));

const moment = (text) => new Date(text).toLocaleString(language() === "zh" ? "zh-CN" : "en-GB", { timeZone: now.clinic.timeZone, month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
