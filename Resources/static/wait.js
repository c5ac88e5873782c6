// A wait as people say it: nobody counts 340 minutes.

import { say } from "/static/words.js";

/** The upper end up to which a range is told in minutes; the same as on paper. */
const mostMinutes = 90;

export const isLong = (estimate) => estimate.toMinutes > mostMinutes;

/** `3 小时 20 分`, in the page's language or another: a line never ends between its figures and their units. */
export function duration(minutes, language) {
  const key = minutes < 60 ? "wait.minutes" : minutes % 60 === 0 ? "wait.hours" : "wait.hours-minutes";
  return say(key, { h: Math.floor(minutes / 60), n: minutes % 60 }, language).replaceAll(" ", "\u00a0");
}
