// Text as it may be kept: without characters that nobody sees and that turn what is read about; digits of any writing.

import { say } from "/static/words.js";

/** The control characters and direction overrides that the server refuses; line breaks and tabs stay. */
const deceiving = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u206F\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

const cleaned = (text) => text.replace(/\r\n?/g, "\n").replace(deceiving, "");

/** The answer that a text is, `{}` for none, or what is wrong with it: nothing is cut off. */
export function readText(text, most) {
  const answer = cleaned(text);
  const over = [...answer].length - most;
  return over > 0 ? { problem: say("form.toolong", { max: most, over }) } : { answer: answer || undefined };
}

/** Full-width, Arabic and Persian digits as those that the server reads. */
export const plainDigits = (text) => text.normalize("NFKC").replace(/[٠-٩۰-۹]/g, (digit) => String(digit.codePointAt(0) % 16));
