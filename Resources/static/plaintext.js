// Text as it may be kept: without characters that nobody sees and that turn what is read about.

/** The control characters and direction overrides that the server refuses; line breaks and tabs stay. */
const deceiving = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u206F\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

export const cleaned = (text) => text.replace(/\r\n?/g, "\n").replace(deceiving, "");

/** How many characters a text is too long by; 0 when it fits. */
export const tooLong = (text, most) => Math.max(0, [...text].length - most);
