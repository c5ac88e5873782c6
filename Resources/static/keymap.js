// All keys of the workstation on one page, for whoever presses F1.

import { $, el } from "/static/dom.js";
import { say } from "/static/words.js";

const keys = [
  ["F2", "call"], ["F3", "camein"], ["F4", "recall"], ["F6", "missed"], ["F7", "tests"], ["F8", "sign"], ["F9", "done"],
  ["Ctrl+Z", "undo"], ["/", "find"], ["1 2 3", "answers"], ["Backspace", "clear"], ["Enter ↑ ↓", "rows"],
  ["Page Up, Page Down", "sections"], ["N", "normal"], ["Y", "confirm"],
];

/** Shows them until Esc or the button. */
export function showKeys() {
  const dialog = $("keys-dialog");
  const close = el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, say("ticket.back"));
  dialog.replaceChildren(
    el("h2", { id: "keys-title" }, say("keys.title")),
    el("dl", { class: "keymap" }, keys.flatMap(([key, word]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, say(`keys.${word}`))])),
    el("div", { class: "buttons" }, close));
  dialog.showModal();
  close.focus();
}
