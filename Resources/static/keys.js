// The workstation's keys. Function keys act anywhere; single letters only in a form row (WCAG 2.1.4).

/** Runs `actions[key]` on a function key; never twice for a key that is held down, and not behind a dialog. */
export function functionKeys(actions) {
  addEventListener("keydown", (event) => {
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (event.repeat || document.querySelector("dialog[open]")) return;
    action();
  });
}

/** Ctrl+Z takes back the last act, where answers are given the last answer, and where something is typed it is the field's own. */
export function undoKey({ act, answer }) {
  addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.altKey || event.shiftKey || event.key.toLowerCase() !== "z" || event.repeat) return;
    if (event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea") || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    if (event.target.closest("#form, #asa")) answer();
    else act();
  });
}

/** So long after N has gone on to the next section it is not heard: each section is to be read. Pressed meanwhile, it
 *  begins anew, as a double click does. */
const readPause = 500;
let wentOn = -Infinity;

/** Whoever types words where no text is taken means no key of the form: N and the space are not heard so soon after another
 *  letter. */
const wordPause = 1000;
let letterAt = -Infinity;

const ticks = { 1: "no", 2: "yes", 3: "unknown" };

/** Keys inside the form: 1 无, 2 有, 3 不详 (in a choice its first, second … one), Backspace unanswered, arrows between
 *  rows, Enter to the next one, Y confirms what was told, N the rest of the section (`normal` says whether it went on to another one), Page Up and Page Down between sections. */
export function formKeys(form, { tick, clear, normal, confirm }) {
  // With the focus a browser brings the caret of a text into sight, not the whole of its box.
  form.addEventListener("focusin", ({ target }) => {
    if (target.matches("textarea")) requestAnimationFrame(() => target.scrollIntoView({ block: "nearest" }));
  });
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const row = event.target.closest(".item");
    const section = event.target.closest(".sec");
    const writes = event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea");
    const key = event.key.toLowerCase();
    if (key === "pageup" || key === "pagedown") {
      const sections = [...form.children].filter((each) => !each.hidden);
      const other = sections[sections.indexOf(section) + (key === "pagedown" ? 1 : -1)];
      if (!other) return;
      other.scrollIntoView({ block: "start" });
      focusRow(other.querySelector(".item:not([hidden])"));
    } else if (row && (key === "arrowdown" || key === "arrowup")) {
      if (event.target.matches("textarea, select")) return;
      focusRow(rowBeside(form, row, key === "arrowdown" ? 1 : -1));
    } else if (row && key === "enter" && !event.target.matches("textarea")) {
      focusRow(rowBeside(form, row, 1));
    } else if (row && !writes && row.dataset.kind === "tick" && ticks[key]) {
      tick(row.dataset.item, ticks[key]);
      focusRow(row);
    } else if (row && !writes && row.dataset.kind === "choice" && /^[1-9]$/.test(key)) {
      const choice = row.querySelectorAll("input")[Number(key) - 1];
      if (!choice) return;
      choice.focus();
      choice.click();
    } else if (row?.matches(".told") && !writes && key === "y") {
      confirm(row.dataset.item);
      focusRow(row);
    } else if (row && !writes && key === "backspace") {
      clear(row.dataset.item);
    } else if (section && !writes && [" ", "n"].includes(key) && event.timeStamp - letterAt < wordPause) {
      // Within a word, or between two.
      event.preventDefault();
      return;
    } else if (section && !writes && key === "n" && !event.repeat) {
      if (event.timeStamp - wentOn < readPause || normal(section.dataset.section)) wentOn = event.timeStamp;
    } else {
      if (/^[a-z]$/.test(key)) letterAt = event.timeStamp;
      return;
    }
    event.preventDefault();
  });
}

/** The row that is shown so many rows after (or before) this one. */
export function rowBeside(form, row, step) {
  const rows = [...form.querySelectorAll(".item:not([hidden])")];
  return rows[rows.indexOf(row) + step];
}

/** Puts the focus on a row's answer, else on its first control. */
export function focusRow(row) {
  const control = row?.querySelector("input:checked") ?? row?.querySelector("input, select, textarea") ?? row?.querySelector("button");
  control?.focus();
}
