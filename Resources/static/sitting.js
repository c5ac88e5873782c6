// Opening, pausing and closing the sitting in a room.

import { act } from "/static/api.js";
import { $, el, setText } from "/static/dom.js";
import { pick, say } from "/static/words.js";

/** What the button in the top line says: 出诊中 · 队列 A、B. */
export function drawSittingButton(room, clinic) {
  const sitting = room?.sitting;
  const prefixes = sitting?.queues.map((id) => clinic.queues.find((queue) => queue.id === id)?.prefix ?? id);
  setText($("sitting"), sitting
    ? `${say(`sitting.${sitting.state}`)} · ${say("sitting.queues", { queues: prefixes.join(say("comma")) })}`
    : say("sitting.closed"));
  $("sitting").dataset.state = sitting?.state ?? "closed";
}

/** Asks for room and queues. Calls `done(room, word, answer)` with the room's id, what was done and the server's answer. */
export function askForSitting({ clinic, rooms, room: chosen, me, done }) {
  const dialog = $("sitting-dialog");
  const refusal = el("p", { class: "refusal", role: "alert" });
  const buttons = el("div", { class: "buttons" });
  const roomChoices = el("div", { class: "choices" }, rooms.map((room) => {
    const taken = room.sitting && room.sitting.doctor !== me.username && say("sitting.taken", { doctor: room.sitting.doctorName });
    return el("label", { title: taken || null },
      el("input", { type: "radio", name: "room", value: room.id, checked: room.id === chosen, onchange: drawForRoom }),
      el("span", {}, pick(room.name), taken && el("small", {}, ` ${taken}`)));
  }));
  const queueChoices = el("div", { class: "choices" }, clinic.queues.map((queue) => el("label", {},
    el("input", { type: "checkbox", name: "queue", value: queue.id }), el("span", {}, `${queue.prefix} ${pick(queue.name)}`))));
  dialog.replaceChildren(el("form", { onsubmit: (event) => event.preventDefault() },
    el("h2", { id: "sitting-title" }, say("sitting.title")),
    el("fieldset", {}, el("legend", {}, say("sitting.room")), roomChoices),
    el("fieldset", {}, el("legend", {}, say("sitting.serves")), queueChoices),
    refusal, buttons));
  drawForRoom();
  dialog.showModal();

  function drawForRoom() {
    const room = rooms.find((each) => each.id === roomID());
    const mine = room?.sitting;
    for (const input of queueChoices.querySelectorAll("input")) {
      input.checked = mine ? mine.queues.includes(input.value) : input.checked || clinic.queues.length === 1;
    }
    const isPaused = mine?.state === "paused";
    buttons.replaceChildren(...[
      button(mine ? "sitting.change" : "sitting.start", mine ? "btn" : "btn solid", open),
      mine && button(isPaused ? "sitting.resume" : "sitting.pause", isPaused ? "btn solid" : "btn go",
        () => send(isPaused ? "resume" : "pause", "PATCH", { state: isPaused ? "open" : "paused" })),
      mine && button("sitting.close", "btn", () => send("close", "DELETE")),
      button("sitting.cancel", "btn", () => dialog.close()),
    ].filter(Boolean));
  }

  function roomID() { return roomChoices.querySelector("input:checked")?.value; }

  function open() {
    const queues = [...queueChoices.querySelectorAll("input:checked")].map((input) => input.value);
    if (!queues.length || !roomID()) refusal.textContent = say("sitting.none");
    else send(rooms.find((each) => each.id === roomID())?.sitting ? "queues" : "open", "PUT", { queues });
  }

  /** Closing with patients who are for this doctor alone: the refusal names them, and one more button spreads them. */
  function offerSpread() {
    if (buttons.querySelector(".spread")) return;
    buttons.prepend(button("sitting.spread", "btn solid spread", () => send("close", "DELETE", undefined, "?patients=spread&to=evenly")));
  }

  async function send(word, method, body, query = "") {
    const room = roomID();
    const sitting = rooms.find((each) => each.id === room)?.sitting;
    refusal.textContent = "";
    try {
      const answer = await act(method, `/rooms/${room}/sitting${query}`, body, { about: JSON.stringify(sitting ?? null) });
      dialog.close();
      done(room, word, answer);
    } catch (error) {
      refusal.textContent = error.message;
      if (error.code === "sitting.patients-waiting") offerSpread();
    }
  }
}

const button = (word, style, onclick) => el("button", { type: "button", class: style, onclick }, say(word));
