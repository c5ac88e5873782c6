// Building and changing elements. Text only ever enters a page as a text node.

/** An element with attributes (`class`, `data-…`, `on…` functions) and children (elements or strings). */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, written(name, value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** The element of this id. */
export const $ = (id) => document.getElementById(id);

/** Sets the text only where it differs: a live region must not speak what has not changed. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== written(name, value)) element.setAttribute(name, written(name, value));
}

/** A true one is there without a value, but for ARIA, where only "true" is true. */
const written = (name, value) => (value === true ? (name.startsWith("aria-") ? "true" : "") : String(value));

/** Draws into `parent` only when `value` is another one than last time, so that nothing under a pointer,
 *  and no text that a screen reader is on, is rebuilt for nothing. */
export function redraw(parent, value, children) {
  const drawn = JSON.stringify(value);
  if (parent.dataset.drawn === drawn) return;
  parent.dataset.drawn = drawn;
  parent.replaceChildren(...children().filter(Boolean));
}

let pointerIsDown = false;
let whenReleased = new Map();
addEventListener("pointerdown", () => { pointerIsDown = true; }, true);
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => {
    // After the click that follows the release has found its target.
    setTimeout(() => {
      pointerIsDown = false;
      const waiting = [...whenReleased.values()];
      whenReleased = new Map();
      waiting.forEach((draw) => draw());
    }, 0);
  }, true);
}

/** Draws now, or once the pressed pointer is released: a row never swaps between press and release. */
export function whenPointerIsUp(name, draw) {
  if (pointerIsDown) whenReleased.set(name, draw);
  else draw();
}
