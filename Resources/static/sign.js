// Signing, and what became of the paper.

import { act, get } from "/static/api.js";
import { $, el, redraw, setAttribute, setText } from "/static/dom.js";
import { findingWords, goToFinding } from "/static/findings.js";
import { hush } from "/static/hush.js";
import { Secret } from "/static/secret.js";
import { now } from "/static/state.js";
import { knows, language, pick, say } from "/static/words.js";

const settled = ["printed", "sent", "failed", "cancelled", "kept", "blocked"];
/** After these, another copy is what somebody asked for, not what a doubt asks for. */
const copied = ["printed", "sent", "cancelled"];
const pollEvery = 1000;

/** The list of what stands in the way is the way to it: each entry jumps to its first field. What forbids signing comes
 *  before what is missing.
 *  - Parameter blocks: the findings that forbid signing while they hold. */
export function drawMissing({ form, missing, blocks, isEvaluated, draft }, mayCall) {
  const isSigned = draft.state === "signed";
  const groups = new Map();
  for (const id of missing) {
    const section = form.item(id)?.section;
    if (section) groups.set(section.number, [...(groups.get(section.number) ?? []), id]);
  }
  const unsaved = isSigned ? [] : form.wrong;
  setText($("sign-title"), isSigned ? say("sign.title.signed") : [
    blocks.length && say("sign.title.blocked"), unsaved.length && say("sign.title.wrong", { count: unsaved.length }), missing.length && say("sign.title.lacks", { count: missing.length })].filter(Boolean).join(" · ")
    || say(isEvaluated ? "sign.title.ready" : "sign.title.unread"));
  $("sign").dataset.state = isSigned ? "signed" : missing.length || unsaved.length || !isEvaluated ? "lacks" : blocks.length ? "blocked" : "ready";
  $("sign-missing").hidden = isSigned;
  redraw($("sign-missing"), [missing, blocks, language()], () => [...blocks.map((finding) => blocking(finding, form)), ...[...groups].map(([number, ids]) => {
    const items = ids.map((id) => form.item(id));
    const words = ids.length > 2 ? say("sign.items", { section: pick(items[0].section.title), count: ids.length })
      : items.map((item) => pick(item.text)).join(say("comma"));
    const go = (event) => {
      event.preventDefault();
      form.goTo(ids[0]);
    };
    return el("li", {}, el("a", { href: `#item-${ids[0]}`, title: words, onclick: go }, el("i", {}, `§${number}`), words));
  })]);
  const waits = missing.length + blocks.length + unsaved.length;
  $("jump").hidden = isSigned || !waits;
  $("sign-do").hidden = isSigned;
  setAttribute($("sign-do"), "aria-disabled", waits ? "true" : null);
  setAttribute($("sign-do"), "title", blocks.length ? say("sign.why.blocked", { what: findingWords(blocks[0]) })
    : missing.length ? say("sign.why", { count: missing.length }) : null);
  $("call-after").hidden = !isSigned || !mayCall;
}

function blocking(finding, form) {
  const section = form.item(finding.item)?.section.number;
  const go = (event) => {
    event.preventDefault();
    goToFinding(finding, form);
  };
  return el("li", { class: "block" }, el("a", { href: `#item-${finding.item}`, onclick: go }, section && el("i", {}, `§${section}`), findingWords(finding)));
}

/** Asks for the password or the PIN once and signs. Answers with the server's answer and whether the next patient is to be called
 *  at once, `{answer, callsNext}`, or null when the person went back. It opens at once, so that not a letter of a password
 *  goes anywhere else, while what is signed is still checked and saved.
 *  - Parameters:
 *    - mayCall: whether a next patient can be called from here.
 *    - ready: a promise of whether it can be signed; it closes again when not.
 *    - look: looks once more whether it can, after another window was faster. */
export function askAndSign(draft, who, mayCall, ready, look) {
  const dialog = $("sign-dialog");
  const secret = new Secret();
  const refusal = $("sign-refusal");
  const buttons = [$("sign-confirm"), $("sign-next")];
  refusal.textContent = "";
  setText($("sign-who"), who);
  $("sign-next").hidden = !mayCall;
  dialog.showModal();
  secret.open();
  secret.focus();
  return new Promise((resolve) => {
    let done = null;
    $("sign-cancel").onclick = () => dialog.close();
    dialog.onkeydown = (event) => {
      if (event.key !== "F2" || event.repeat) return;
      event.preventDefault();
      if (mayCall) $("sign-form").requestSubmit($("sign-next"));
    };
    dialog.onclose = () => {
      secret.clear();
      resolve(done);
    };
    ready.then((isReady) => {
      if (isReady) return;
      // Whoever is in the middle of the password types on.
      if (!secret.isEmpty) hush(true);
      dialog.close();
    });
    $("sign-form").onsubmit = async (event) => {
      event.preventDefault();
      if (buttons[0].getAttribute("aria-disabled") === "true") return;
      const callsNext = event.submitter === $("sign-next");
      for (const button of buttons) setAttribute(button, "aria-disabled", "true");
      setText(buttons[0], say("sign.doing"));
      refusal.textContent = "";
      if (!(await ready)) return;
      // Whether digits are a PIN or a password hangs on whether there is one.
      await secret.known;
      try {
        const answer = await act("POST", `/assessments/${draft.id}/signatures`, { ...secret.value, print: true },
          { headers: { "If-Match": `"${draft.version}"` }, about: String(draft.version) });
        done = { answer, callsNext };
        dialog.close();
      } catch (error) {
        refusal.textContent = error.message;
        secret.refused(error.code);
        if (error.status === 412 && !(await look())) dialog.close();
      }
      for (const button of buttons) setAttribute(button, "aria-disabled", null);
      setText(buttons[0], say("sign.do"));
    };
  });
}

/** Follows a print job and says in words where it is, until it is settled or another patient comes. */
export class PrintFollower {
  #timer = null;
  #job = null;

  follow(id, signed) {
    this.stop();
    this.signed = signed;
    if (id) this.#poll(id);
    else this.#draw(null);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#job = null;
    redraw($("print"), null, () => []);
  }

  async #poll(id) {
    clearTimeout(this.#timer);
    let job;
    try {
      job = await get(`/print-jobs/${id}`);
    } catch {
      // Asked again below: what was last known stays in sight.
    }
    if (job) {
      this.#job = job;
      this.#draw(job);
    }
    // A doubtful job is followed too: the printer, or another window, may settle it.
    if (!job || !settled.includes(job.state)) this.#timer = setTimeout(() => this.#poll(id), pollEvery);
  }

  #draw(job) {
    redraw($("print"), [job?.state, job?.sentence, job?.printer, now.printers.length, this.signed, language()], () => [
      el("p", { class: "signed" }, this.signed),
      el("p", { class: `job ${job?.obstacle ? "stuck" : job?.state ?? "none"}` },
        el("b", {}, say(this.#word(job))),
        job?.sentence && el("span", {}, ` ${job.sentence}`)),
      job?.state === "unknown" && el("p", { class: "doubt" }, el("b", {}, say("print.ask")),
        el("span", { class: "buttons" }, this.#answer("print.there", "printed"), this.#answer("print.again", "reprint"), this.#answer("print.gone", "dismiss", "btn"))),
      job?.state === "doubled" && el("p", { class: "buttons" }, this.#answer("print.taken-back", "printed")),
      ["failed", "blocked"].includes(job?.state) && el("p", { class: "buttons" },
        this.#answer("print.again", "reprint"), this.#answer("print.dismiss", "dismiss", "btn")),
      ["queued", "creating"].includes(job?.state) && !job.stopping && el("p", { class: "buttons" }, ...this.#elsewhere(job), this.#stopping(job)),
      job?.obstacle && !job.stopping && el("p", { class: "buttons" }, this.#stopping(job)),
      job && [...copied, "kept"].includes(job.state) && el("p", { class: "buttons" },
        copied.includes(job.state) && el("button", { type: "button", class: "btn", onclick: () => this.#again() }, say("print.copy")),
        el("button", { type: "button", class: "btn", "aria-describedby": "print-all-why", onclick: () => this.#again({ all: true }) }, say("print.all")),
        el("small", { id: "print-all-why" }, say("print.all.why"))),
      job?.pdf && el("p", {}, el("a", { href: pdfPath(job), target: "_blank", rel: "noopener" }, say("print.open"))),
      el("p", { class: "refusal", role: "alert", id: "print-refusal" }),
    ]);
  }

  #word(job) {
    if (!job) return "print.nojob";
    if (job.stopping) return "print.stopping";
    if (job.obstacle) return "print.stuck";
    return knows(`print.${job.state}`) ? `print.${job.state}` : "print.queued";
  }

  #answer(word, outcome, look = "btn go") {
    return el("button", { type: "button", class: look, onclick: () => this.#do(async () => {
      const answer = await act("POST", `/print-jobs/${this.#job.id}/resolutions`, { outcome });
      return answer.printJob ?? this.#job.id;
    }) }, say(word));
  }

  /** While nothing can have come out, another printer may be chosen. */
  #elsewhere(job) {
    return now.printers.filter((one) => one.id !== job.printer && one.state !== "none").map((one) => el("button", {
      type: "button", class: "btn", onclick: () => this.#do(async () => {
        await act("PUT", `/print-jobs/${job.id}/printer`, { printer: one.id });
        return job.id;
      }) }, say("print.move", { name: pick(one.name) })));
  }

  #stopping(job) {
    return el("button", { type: "button", class: "btn", onclick: () => this.#do(async () => {
      await act("DELETE", `/print-jobs/${job.id}`);
      return job.id;
    }) }, say("print.stop"));
  }

  #again(more = {}) {
    return this.#do(async () => (await act("POST", "/print-jobs", { assessment: this.#job.subject, ...more }, { about: this.#job.id })).id);
  }

  async #do(work) {
    try {
      this.#poll(await work());
    } catch (error) {
      setText($("print-refusal"), error.message);
    }
  }
}

/** The server says where the PDF is read; only a path of its own is ever opened. */
const pdfPath = (job) => (job.pdf.startsWith("/api/v1/") ? job.pdf : `/api/v1/print-jobs/${job.id}/document.pdf`);
