// What a signature is given with: the password, or a PIN of a few digits, typed or tapped with gloves on.

import { act, get } from "/static/api.js";
import { $, el, setText } from "/static/dom.js";
import { say } from "/static/words.js";

const isPIN = (text) => /^[0-9]{4,8}$/.test(text);

/** The one field of the signing panel. */
export class Secret {
  #field = $("sign-password");
  #takesPIN = false;
  /** Settled once it is known whether a PIN is set. */
  known = Promise.resolve();

  /** Empty, for whoever is signed in: with digits to tap where a PIN is set. */
  open() {
    this.clear();
    this.#show("none");
    this.known = this.#ask();
    return this.known;
  }

  async #ask() {
    try {
      this.#show((await get("/staff/current/pin")).state);
    } catch {
      // Without an answer the password signs.
    }
  }

  get isEmpty() { return !this.#field.value; }

  clear() { this.#field.value = ""; }

  focus() { this.#field.focus(); }

  /** As the request has it. What cannot be a PIN is a password, also where a PIN is asked for. */
  get value() {
    const text = this.#field.value;
    return this.#takesPIN && isPIN(text) ? { pin: text } : { password: text };
  }

  /** After a refusal: a locked PIN leaves the password. */
  refused(code) {
    if (["signature.pin-locked", "signature.no-pin"].includes(code)) {
      this.#show("locked");
      this.clear();
      this.focus();
    } else {
      // Digits that are tapped are added at the end: they would follow the refused ones.
      if (this.#takesPIN) this.clear();
      this.#field.select();
    }
  }

  /** - Parameter state: `none`, `set` or `locked`, as the server says; `password` where the person chose it. */
  #show(state) {
    this.#takesPIN = state === "set";
    setText($("sign-secret"), say(this.#takesPIN ? "pin.or.password" : "signin.password"));
    setText($("sign-how"), say(state === "locked" ? "pin.locked" : this.#takesPIN ? "sign.ask.pin" : "sign.ask.how"));
    this.#field.inputMode = this.#takesPIN ? "numeric" : "";
    $("sign-pad").replaceChildren(...(this.#takesPIN ? this.#digits() : []));
    $("sign-pad").hidden = !this.#takesPIN;
    setText($("pin-open"), say(state === "none" ? "pin.set" : "pin.change"));
    $("sign-password-instead").hidden = !this.#takesPIN;
    $("sign-password-instead").onclick = () => {
      this.clear();
      this.#show("password");
      this.focus();
    };
    $("pin-open").onclick = () => setPIN(() => {
      this.open();
      this.focus();
    });
  }

  /** The field keeps the focus: a keyboard and a finger write into the same place. */
  #digits() {
    const key = (words, does, label) => el("button", { type: "button", tabindex: -1, "aria-label": label ?? null,
      onpointerdown: (event) => event.preventDefault(), onclick: does }, words);
    const type = (digit) => () => { this.#field.value += digit; };
    return [..."123456789"].map((digit) => key(digit, type(digit))).concat(
      key("⌫", () => { this.#field.value = this.#field.value.slice(0, -1); }, say("pad.erase")), key("0", type("0")));
  }
}

/** Sets a PIN, or takes it away, with the password. */
function setPIN(done) {
  const dialog = $("pin-dialog");
  const field = (id, autocomplete, mode) => el("input", { id, type: "password", autocomplete, inputmode: mode ?? null, "aria-describedby": "pin-refusal" });
  const pin = field("pin-new", "off", "numeric");
  const password = field("pin-password", "current-password");
  const refusal = el("p", { class: "refusal", id: "pin-refusal", role: "alert" });
  const form = el("form", { onsubmit: async (event) => {
    event.preventDefault();
    refusal.textContent = "";
    try {
      await act("PUT", "/staff/current/pin", { password: password.value, ...(pin.value ? { pin: pin.value } : {}) }, { about: String(performance.now()) });
      dialog.close();
      done();
    } catch (error) {
      refusal.textContent = error.errors?.map((each) => each.detail).join(" ") || error.message;
    }
  } },
  el("h2", { id: "pin-title" }, say("pin.title")), el("p", {}, say("pin.how")),
  el("label", { for: "pin-new" }, say("pin.new")), pin, el("label", { for: "pin-password" }, say("signin.password")), password, refusal,
  el("div", { class: "buttons" }, el("button", { type: "submit", class: "btn solid" }, say("pin.save")),
    el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, say("sign.cancel"))));
  dialog.replaceChildren(form);
  dialog.showModal();
  pin.focus();
}
