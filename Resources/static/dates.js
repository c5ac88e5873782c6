// Days and times as people here write them, whatever the browser's own language: 2026-11-24, 08:30. Typed or picked.

import { el } from "/static/dom.js";
import { plainDigits } from "/static/plaintext.js";
import { say } from "/static/words.js";

const years = [1900, 2100];
const pad = (number) => String(number).padStart(2, "0");

/** The year of a day that is written without one: that in which it lies on its side of today, else this one. */
function yearOf(month, date, { lies, today }) {
  const year = Number(today.slice(0, 4));
  const written = `${today.slice(0, 5)}${pad(month)}-${pad(date)}`;
  if (lies === "coming" && written < today) return year + 1;
  return lies === "past" && written > today ? year - 1 : year;
}

/** A day as the server has it; undefined for what is none. */
function day(text, side) {
  const parted = /^(\d{1,2})(?:[-./]|月)(\d{1,2})[日号]?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  const short = parted?.slice(1).map(Number);
  if (short) return day([yearOf(...short, side), ...short].join("-"), side);
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})\D(\d{1,2})\D(\d{1,2})$/.exec(text.replace(/日$/, ""));
  if (!parts) return undefined;
  const [year, month, date] = parts.slice(1).map(Number);
  const real = new Date(Date.UTC(year, month - 1, date));
  const isReal = real.getUTCMonth() === month - 1 && real.getUTCDate() === date && year >= years[0] && year <= years[1];
  return isReal ? `${year}-${pad(month)}-${pad(date)}` : undefined;
}

/** A time as the server has it; undefined for what is none. */
function time(text) {
  const parts = /^(\d{1,2})[:.点时](\d{2})分?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text) ?? /^(\d{1,2})[点时]$/.exec(text);
  if (!parts) return undefined;
  const [hour, minute = 0] = parts.slice(1).map(Number);
  return hour < 24 && minute < 60 ? `${pad(hour)}:${pad(minute)}` : undefined;
}

const kinds = {
  date: { read: day, example: "2026-11-24" },
  time: { read: time, example: "08:30" },
};

/** The answer that a text means, `{}` for none, or what is wrong with it.
 *  - Parameter side: of a day, on which side of `today` it lies, as its question says. */
export function readMoment({ kind, lies }, text, today) {
  if (!text) return {};
  const { read, example } = kinds[kind];
  const answer = read(plainDigits(text).trim(), { lies, today });
  // In right-to-left text the example keeps its order.
  return answer ? { answer } : { problem: say(`form.bad.${kind}`, { example: `\u2066${example}\u2069` }), untilLeft: example };
}

/** What to ask about a day, or a time of today, that lies on the other side of now than its question says; empty where
 *  nothing is. Both are written so that they stand in their order. */
export function doubtOf({ kind, lies }, answer, now) {
  if (!answer || !lies) return "";
  if (lies === "past" && answer > now) return say(`form.${kind}.coming`);
  return lies === "coming" && answer < now ? say(`form.${kind}.past`) : "";
}

/** A field to type a day or a time into, and a button that opens the browser's own calendar or clock beside it: with a
 *  mouse or a finger nothing has to be typed. Once left, the field shows what was understood. */
export function momentField(item, today, attributes = {}) {
  const { kind } = item;
  const input = el("input", { inputmode: "numeric", maxlength: 16, autocomplete: "off", dir: "ltr", placeholder: say(`form.${kind}`), ...attributes });
  const native = el("input", { type: kind, class: "native", tabindex: -1, "aria-hidden": "true" });
  const button = el("button", {
    type: "button", class: "pick", tabindex: -1, "aria-label": say(`form.pick.${kind}`), title: say(`form.pick.${kind}`),
    onpointerdown: (event) => event.preventDefault(),
    onclick: () => {
      if (input.disabled) return;
      native.value = readMoment(item, input.value, today()).answer ?? "";
      native.showPicker?.();
    },
  }, "▾");
  native.addEventListener("change", () => {
    input.value = native.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  });
  input.addEventListener("blur", () => {
    const { answer } = readMoment(item, input.value, today());
    if (answer) input.value = answer;
  });
  return { input, beside: [native, button] };
}
