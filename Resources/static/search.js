// Finding an item of the form by a word of its question.

import { $, el } from "/static/dom.js";
import { say } from "/static/words.js";

const mostFound = 12;

/** Wires the search field: `find(text)` answers with items `{id, words, section}`, `go(id)` goes to one. */
export function search({ find, go }) {
  const field = $("search");
  const found = $("found");
  field.oninput = draw;
  field.onkeydown = (event) => {
    if (event.key === "Escape") {
      clear();
    } else if (event.key === "Enter") {
      found.querySelector("button")?.click();
    } else if (event.key === "ArrowDown") {
      found.querySelector("button")?.focus();
    } else {
      return;
    }
    event.preventDefault();
  };
  found.onkeydown = (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step && event.key !== "Escape") return;
    event.preventDefault();
    const other = document.activeElement.closest("li")?.[step]?.firstChild;
    if (event.key === "Escape") clear();
    (other ?? field).focus();
  };
  // A plain “/” is a character wherever something is typed.
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || $("index").offsetParent === null) return;
    if (event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  function draw() {
    const text = field.value.trim().toLowerCase();
    const items = text ? find(text).slice(0, mostFound) : [];
    found.hidden = !text;
    found.replaceChildren(...(items.length ? items.map((item) => el("li", {},
      el("button", { type: "button", onclick: () => choose(item.id) }, el("i", {}, `§${item.section}`), " ", item.words)))
      : [el("li", { class: "none" }, say("search.none"))]));
  }

  function choose(id) {
    clear();
    go(id);
  }

  function clear() {
    field.value = "";
    draw();
  }
}
