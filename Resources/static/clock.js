// The clinic's clock: its own zone, and in a demo its own speed.

export class ClinicClock {
  #at = Date.now();
  #wall = performance.now();
  #zone = "Asia/Shanghai";
  speed = 1;
  demo = false;

  /** Sets it by an answer that carries `now`, `timeZone`, `clockSpeed` and `demo`. */
  set({ now, timeZone, clockSpeed, demo }) {
    this.#at = Date.parse(now);
    this.#wall = performance.now();
    this.#zone = timeZone ?? this.#zone;
    this.speed = clockSpeed ?? this.speed;
    this.demo = demo ?? this.demo;
  }

  now() { return this.#at + (performance.now() - this.#wall) * this.speed; }

  #parts(time, options, locale = "en-GB") {
    return new Intl.DateTimeFormat(locale, { timeZone: this.#zone, ...options }).format(new Date(time));
  }

  /** `10:42` */
  time(time = this.now()) { return this.#parts(time, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }); }

  /** `10:42:07` */
  exactTime(time) { return this.#parts(time, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }); }

  /** `2026-11-20`, the local date. */
  date(time = this.now()) { return this.#parts(time, { year: "numeric", month: "2-digit", day: "2-digit" }, "sv-SE"); }

  monthAndDay(language) { return this.#parts(this.now(), { month: "long", day: "numeric" }, locales[language]); }

  weekday(language) { return this.#parts(this.now(), { weekday: "long" }, locales[language]); }

  minutesSince(time) { return Math.max(0, Math.floor((this.now() - Date.parse(time)) / 60000)); }

  /** Seconds on the wall until a time of the clinic's clock; 0 when it has come. */
  secondsUntil(time) { return time ? Math.max(0, Math.ceil((Date.parse(time) - this.now()) / 1000 / this.speed)) : 0; }
}

const locales = { zh: "zh-CN", en: "en-GB", ug: "zh-CN" };
