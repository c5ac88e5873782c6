// What the workstation knows: who is signed in, the room, its line, the patient who is shown.

import { ClinicClock } from "/static/clock.js";

const lostAfter = 6000;

export const clock = new ClinicClock();

export const now = {
  me: null,
  clinic: null,
  /** All forms there are: id, title, and whether it is a questionnaire. */
  forms: [],
  roomID: null,
  room: null,
  line: [],
  queues: [],
  /** Those for slips, the usual one first. */
  printers: [],
  /** Which list is chosen at the side, and its tickets. */
  list: "waiting",
  tickets: [],
  /** Who was in the room and is not any more, by nothing that was done in this window; null once somebody else is. */
  gone: null,
  /** A ticket whose assessment was opened from the list; null while the room's own patient is shown. */
  viewed: null,
  /** Tickets of this room that are done while their assessment is not signed. */
  unsigned: [],
  person: null,
  /** The assessment that is shown: a `Case`. */
  work: null,
  isCalling: false,
  /** What the server said against the last call or undo. */
  refusal: "",
  heard: performance.now(),
};

/** Whether this doctor may call in a room: nobody sits there, or this doctor does. Others than doctors sit nowhere. */
export const isMine = ({ sitting }) => !sitting || sitting.doctor === now.me.username || !now.me.roles.includes("doctor");

/** Whose band and form are shown. */
export const shown = () => now.viewed ?? now.room?.current ?? null;

/** The shown ticket's assessment, once it is there. */
export const shownWork = () => (now.work && now.work.ticket === shown()?.id ? now.work : null);

/** Whether the assessment on the screen is that of the patient in the room. */
export const isOwn = () => Boolean(now.work && now.work.ticket === now.room?.current?.id);

export const isLost = () => performance.now() - now.heard > lostAfter;

/** When the server was heard last, on the clinic's clock, and how many seconds ago. */
export function lastHeard() {
  const seconds = Math.floor((performance.now() - now.heard) / 1000);
  return { seconds, time: clock.exactTime(clock.now() - seconds * 1000 * clock.speed) };
}
