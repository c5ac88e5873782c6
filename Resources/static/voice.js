// A chime and the browser's own voice. A voice that is missing, refused or stuck never holds up the next call.

const longest = 15000;
const perCharacter = 350;
const chimeLength = 900;
const locales = { zh: "zh-CN", en: "en-GB", ug: "ug" };

export class Voice {
  #audio = null;
  #isWanted = false;
  changed = () => {};

  /** Whether this screen should speak at all. */
  want(isWanted) {
    if (this.#isWanted === isWanted) return;
    this.#isWanted = isWanted;
    if (isWanted && !this.#audio) {
      try {
        this.#audio = new AudioContext();
        this.#audio.onstatechange = () => this.changed();
      } catch {
        // No sound device: the screen says so.
      }
      globalThis.speechSynthesis?.addEventListener?.("voiceschanged", () => this.changed());
    }
    this.changed();
  }

  /** `off` (not wanted), `locked` (the browser waits for a click), `chime` (no voice here), `voice`. */
  get state() {
    if (!this.#isWanted) return "off";
    if (this.#audio?.state !== "running") return "locked";
    return this.#voiceFor("zh") || this.#voiceFor("en") ? "voice" : "chime";
  }

  /** In a click: browsers let a page sound only after one. */
  async unlock() {
    await this.#audio?.resume().catch(() => {});
    this.changed();
  }

  /** Sounds the chime, then says each text in its language, one after another; ends in any case. */
  async announce(texts, languages) {
    if (this.state === "off" || this.state === "locked") return;
    this.#chime();
    await wait(chimeLength);
    for (const language of languages) {
      if (texts[language]) await this.#say(texts[language], language);
    }
  }

  #voiceFor(language) {
    return globalThis.speechSynthesis?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
  }

  #say(text, language) {
    const voice = this.#voiceFor(language);
    if (!voice) return Promise.resolve();
    speechSynthesis.cancel();
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = locales[language] ?? language;
    utterance.rate = 0.9;
    const ended = new Promise((resolve) => {
      utterance.onend = resolve;
      utterance.onerror = resolve;
    });
    speechSynthesis.speak(utterance);
    return Promise.race([ended, wait(Math.min(longest, 3000 + perCharacter * text.length))]);
  }

  /** Two falling tones, made here: no file to miss. */
  #chime() {
    const start = this.#audio.currentTime;
    for (const [frequency, at] of [[880, 0], [660, 0.35]]) {
      const tone = this.#audio.createOscillator();
      const loudness = this.#audio.createGain();
      tone.frequency.value = frequency;
      loudness.gain.setValueAtTime(0.0001, start + at);
      loudness.gain.exponentialRampToValueAtTime(0.4, start + at + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, start + at + 0.5);
      tone.connect(loudness).connect(this.#audio.destination);
      tone.start(start + at);
      tone.stop(start + at + 0.55);
    }
  }
}

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
