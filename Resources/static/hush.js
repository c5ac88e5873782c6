// Who presses F8 may go on with the password at once. Where there is nothing to sign, no letter of it may get into the
// record, nor answer a row.

/** So long after the key a first letter is taken for a password's. */
const first = 400;
/** So long a pause ends what was being typed. */
const pause = 700;

let timer = null;

const isTyped = ({ key, ctrlKey, metaKey, altKey }) => !ctrlKey && !metaKey && !altKey && (key.length === 1 || ["Enter", "Backspace"].includes(key));

/** Who points at something has stopped typing. */
const ends = "pointerdown";

function swallow(event) {
  if (event.type === "keydown" && !isTyped(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wait(pause);
}

function wait(time) {
  clearTimeout(timer);
  timer = setTimeout(stop, time);
}

function stop() {
  clearTimeout(timer);
  timer = null;
  for (const type of ["keydown", "beforeinput"]) removeEventListener(type, swallow, { capture: true });
  removeEventListener(ends, stop, { capture: true });
}

/** Keeps what is typed from everything, until a pause says that it is over.
 *  - Parameter isTyping: a letter has been typed already. */
export function hush(isTyping) {
  for (const type of ["keydown", "beforeinput"]) addEventListener(type, swallow, { capture: true });
  addEventListener(ends, stop, { capture: true });
  wait(isTyping ? pause : first);
}

/** What is typed has a place to go again. */
export const unhush = stop;
