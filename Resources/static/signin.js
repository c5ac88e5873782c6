// Signing in. The server sets an HttpOnly cookie that no script reads.

import { act, get, Refusal } from "/static/api.js";
import { $, el } from "/static/dom.js";
import { say } from "/static/words.js";

/** Shows the form in `#signin` instead of `page` until somebody has signed in; answers with who it is. */
export function signIn(page, { note = "" } = {}) {
  return new Promise((resolve) => {
    const username = el("input", { id: "username", autocomplete: "username", required: true, autocapitalize: "none", spellcheck: "false" });
    const password = el("input", { id: "password", type: "password", autocomplete: "current-password", required: true });
    const refusal = el("p", { class: "refusal", role: "alert" });
    const button = el("button", { type: "submit" }, say("signin.do"));
    const form = el("form", { onsubmit: submit },
      el("h1", {}, `${say("houzhen")} · ${say("signin.title")}`),
      note && el("p", { class: "note" }, note),
      el("label", { for: "username" }, say("signin.username")), username,
      el("label", { for: "password" }, say("signin.password")), password,
      refusal, button);
    // An open dialog would keep everything else out of reach, this form too.
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    const place = $("signin");
    place.replaceChildren(el("main", { class: "signin" }, form));
    place.hidden = false;
    if (page) page.hidden = true;
    username.focus();

    async function submit(event) {
      event.preventDefault();
      button.textContent = say("signin.doing");
      refusal.textContent = "";
      try {
        const session = await act("POST", "/sessions", { username: username.value, password: password.value });
        place.hidden = true;
        place.replaceChildren();
        if (page) page.hidden = false;
        resolve(session.staff);
      } catch (error) {
        refusal.textContent = error.message;
        button.textContent = say("signin.do");
        password.value = "";
        password.focus();
      }
    }
  });
}

/** Reads `path`, signing in first where the server asks for it. */
export async function getSignedIn(path, page, options) {
  for (;;) {
    try {
      return await get(path);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 401) throw error;
      await signIn(page, options);
    }
  }
}

/** Who is signed in, asking for it first where nobody is. */
export const signedIn = (page) => getSignedIn("/sessions/current", page);

export const signOut = () => act("DELETE", "/sessions/current");
