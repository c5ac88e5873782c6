// One ticket of the line: why it stands where it stands, in the server's words, and what a doctor may do about it.

import { act, get } from "/static/api.js";
import { $, el, setText } from "/static/dom.js";
import { laneChip } from "/static/lane.js";
import { pick, say, stateWords } from "/static/words.js";

const waits = ["waiting", "ready"];
const movable = ["booked", "waiting", "ready", "called", "in-room", "missed", "at-tests", "on-hold"];

/** Opens the dialog about a ticket. `did(word, ticket, answer)` hears of each act that the server has taken, `open(ticket)`
 *  shows its assessment, `call(ticket, reason)` calls it; `part` (`transfer`) is unfolded at once. */
export async function showTicket(id, { clinic, rooms, room, me, did, open, call, part = null }) {
  const dialog = $("ticket-dialog");
  const refusal = el("p", { class: "refusal", role: "alert" });
  const title = el("h2", { id: "ticket-title" }, say("ticket.reading"));
  const body = el("div", { class: "ticket" });
  const close = el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, say("ticket.back"));
  dialog.replaceChildren(title, body, refusal, el("div", { class: "buttons" }, close));
  if (!dialog.open) dialog.showModal();
  close.focus();
  let ticket;
  let why;
  try {
    [ticket, why] = await Promise.all([get(`/tickets/${id}`), get(`/tickets/${id}/explanation`)]);
  } catch (error) {
    refusal.textContent = error.message;
    setText(title, "");
    return;
  }
  title.replaceChildren(el("b", {}, ticket.label), " ", ticket.name ?? ticket.masked, " ", laneChip(ticket.lane));
  const queue = clinic.queues.find((each) => each.id === ticket.queue);
  body.replaceChildren(
    el("p", { class: "state" }, stateWords(ticket.state),
      ticket.assessmentState === "draft" && el("b", { class: "warn" }, ` · ${say("ticket.unsigned")}`)),
    el("h3", {}, say("ticket.why")),
    el("ol", { class: "why-lines" }, why.text.map((line) => el("li", {}, line))),
    ...[acts(), chosen(), transfer(), priority()].filter(Boolean));

  async function send(word, method, path, content) {
    refusal.textContent = "";
    try {
      const answer = await act(method, `/tickets/${id}/${path}`, content, { about: `${ticket.state} ${ticket.lane}` });
      dialog.close();
      did(word, ticket, answer);
    } catch (error) {
      refusal.textContent = error.message;
    }
  }

  function acts() {
    const offered = [
      waits.includes(ticket.state) && button("act.hold", () => send("hold", "PUT", "hold")),
      ticket.state === "on-hold" && button("act.release", () => send("release", "DELETE", "hold"), "solid"),
      waits.includes(ticket.state) && button("act.tests", () => send("tests", "PUT", "tests")),
      ticket.state === "at-tests" && button("act.back", () => send("back", "DELETE", "tests"), "solid"),
      ticket.state === "missed" && button("act.rejoin", () => send("rejoin", "DELETE", "absence"), "solid"),
      ticket.assessment && button(ticket.assessmentState === "draft" ? "ticket.open.draft" : "ticket.open", () => {
        dialog.close();
        open(ticket);
      }, ticket.assessmentState === "draft" ? "solid" : "go"),
    ].filter(Boolean);
    return offered.length && el("div", { class: "buttons" }, offered);
  }

  /** Calling somebody out of order asks for the reason, and keeps it. */
  function chosen() {
    if (!waits.includes(ticket.state) || !room?.sitting) return null;
    const reason = el("input", { id: "choose-reason", maxlength: 200, required: true });
    return fold("ticket.choose", "choose", (event) => {
      event.preventDefault();
      dialog.close();
      call(ticket, reason.value.trim());
    }, [labelled("ticket.reason", reason)]);
  }

  function transfer() {
    if (!movable.includes(ticket.state)) return null;
    const queues = select("transfer-queue", [["", say("transfer.same")],
      ...clinic.queues.filter((each) => each.id !== ticket.queue).map((each) => [each.id, `${each.prefix} ${pick(each.name)}`])]);
    const sits = (username) => rooms.find((each) => each.sitting?.doctor === username);
    const doctors = select("transfer-doctor", [["", say("transfer.anyone")], ...clinic.doctors
      .filter((each) => each.username !== me.username || ticket.state !== "in-room")
      .map((each) => [each.username, [each.name, sits(each.username) && pick(sits(each.username).name)].filter(Boolean).join(" · ")])]);
    // Whose doctor does not call its queue it would wait for in vain: the queue is changed with the doctor, in sight.
    doctors.addEventListener("change", () => {
      const served = sits(doctors.value)?.sitting.queues;
      if (served && !served.includes(queues.value || ticket.queue)) queues.value = served.includes(ticket.queue) ? "" : served[0];
    });
    return fold("act.transfer", "transfer", (event) => {
      event.preventDefault();
      // Without a choice the server would not know where to: the ticket's own queue, for anyone.
      send("transfer", "POST", "transfers", doctors.value
        ? { queue: queues.value || undefined, doctor: doctors.value } : { queue: queues.value || ticket.queue });
    }, [labelled("transfer.queue", queues), labelled("transfer.doctor", doctors)]);
  }

  function priority() {
    if (!queue?.priorities?.length || !["booked", "waiting"].includes(ticket.state)) return null;
    const classes = select("priority-class", queue.priorities.map((each) => [each.id, pick(each.title)]));
    const reason = el("input", { id: "priority-reason", maxlength: 200 });
    return fold("act.priority", "priority", (event) => {
      event.preventDefault();
      send("priority", "PUT", "priority", { priority: classes.value, reason: reason.value.trim() || pick(
        queue.priorities.find((each) => each.id === classes.value)?.title) });
    }, [labelled("priority.class", classes), labelled("ticket.reason", reason)]);
  }

  function fold(word, name, onsubmit, fields) {
    // One at a time, and the one that is opened comes into sight.
    const ontoggle = ({ target }) => { if (target.open) target.scrollIntoView({ block: "nearest" }); };
    return el("details", { open: part === name, id: `fold-${name}`, name: "ticket-part", ontoggle }, el("summary", {}, say(word)),
      el("form", { onsubmit }, fields, el("button", { type: "submit", class: "btn go" }, say(word))));
  }
}

const button = (word, onclick, style = "go") => el("button", { type: "button", class: `btn ${style}`, onclick }, say(word));

const labelled = (word, control) => el("p", { class: "labelled" }, el("label", { for: control.id }, say(word)), control);

const select = (id, options) => el("select", { id }, options.map(([value, words]) => el("option", { value }, words)));
