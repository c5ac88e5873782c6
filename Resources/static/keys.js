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

const ticks = { 1: "no", 2: "yes", 3: "unknown" };

/** Keys inside the form: 1 无, 2 有, 3 不详, Backspace unanswered, arrows between rows, N the rest of the section,
 *  Page Up and Page Down between sections. */
export function formKeys(form, { tick, clear, normal }) {
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const row = event.target.closest(".item");
    const section = event.target.closest(".sec");
    const writes = event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea");
    const key = event.key.toLowerCase();
    if (key === "pageup" || key === "pagedown") {
      const other = key === "pagedown" ? section?.nextElementSibling : section?.previousElementSibling;
      if (!other) return;
      other.scrollIntoView({ block: "start" });
      focusRow(other.querySelector(".item:not([hidden])"));
    } else if (row && (key === "arrowdown" || key === "arrowup")) {
      if (event.target.matches("textarea, select")) return;
      const rows = [...form.querySelectorAll(".item:not([hidden])")];
      focusRow(rows[rows.indexOf(row) + (key === "arrowdown" ? 1 : -1)]);
    } else if (row && !writes && row.dataset.kind === "tick" && ticks[key]) {
      tick(row.dataset.item, ticks[key]);
      focusRow(row);
    } else if (row && !writes && key === "backspace") {
      clear(row.dataset.item);
    } else if (section && !writes && key === "n") {
      normal(section.dataset.section);
    } else {
      return;
    }
    event.preventDefault();
  });
}

/** Puts the focus on a row's answer, else on its first control. */
export function focusRow(row) {
  const control = row?.querySelector("input:checked") ?? row?.querySelector("input, select, textarea");
  control?.focus();
}
