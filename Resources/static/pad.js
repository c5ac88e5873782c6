// Digits for a mouse or a finger: a number can be entered without a keyboard. The field keeps the focus.

import { $, el } from "/static/dom.js";
import { say } from "/static/words.js";

/** Whether no further digit can follow: 72 of at most 250, but not 20, nor a number with decimals. */
const isFull = ({ value, dataset, ariaInvalid }) => dataset.decimals === "0" && ariaInvalid !== "true" && Number(value) * 10 > Number(dataset.max);

const digits = ["7", "8", "9", "4", "5", "6", "1", "2", "3", ".", "0"];

/** Whether so much has room over a row and none under it: under the band, and over what stays at the bottom in one column. */
function goesAbove(row, height) {
  const [box, band, pane, sign] = [row, $("band"), $("form-pane"), $("sign")].map((each) => each.getBoundingClientRect());
  const bottom = getComputedStyle($("sign")).position === "sticky" ? sign.top : pane.bottom;
  return bottom - box.bottom < height && box.top - band.bottom >= height;
}

/** Shows the pad beside a number that is pointed at, and takes it away when its field is left or typed into. */
export function numberPad(form, { next }) {
  let field = null;
  const pad = el("div", { class: "pad", role: "group", onpointerdown: (event) => event.preventDefault(), onmousedown: (event) => event.preventDefault() });

  form.addEventListener("pointerup", ({ target }) => {
    if (target.matches("input[inputmode=decimal]:enabled")) open(target);
  });
  form.addEventListener("focusout", ({ target }) => { if (target === field) close(); });
  form.addEventListener("keydown", ({ key }) => { if (field && key !== "Tab") close(); });

  function open(input) {
    if (field === input) return;
    field = input;
    const row = input.closest(".item");
    pad.setAttribute("aria-label", say("pad.title"));
    pad.replaceChildren(...digits.map((digit) => key(digit, () => type(digit))), key("⌫", erase, "pad.erase"),
      el("button", { type: "button", tabindex: -1, class: "go", onclick: forward }, say("pad.next")));
    row.append(pad);
    pad.classList.toggle("above", goesAbove(row, pad.offsetHeight));
    // Where it has room on neither side, the page makes some.
    pad.scrollIntoView({ block: "nearest" });
    input.select();
  }

  function close() {
    field = null;
    pad.remove();
  }

  function key(words, onclick, label) {
    return el("button", { type: "button", tabindex: -1, onclick, "aria-label": label && say(label) }, words);
  }

  function type(text) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    tell();
    if (isFull(field)) forward();
  }

  function erase() {
    const { selectionStart: start, selectionEnd: end } = field;
    field.setRangeText("", start === end ? Math.max(0, start - 1) : start, end, "end");
    tell();
  }

  function tell() { field.dispatchEvent(new Event("input", { bubbles: true })); }

  function forward() {
    const row = field.closest(".item");
    close();
    next(row);
    if (document.activeElement.matches("input[inputmode=decimal]")) open(document.activeElement);
  }
}
