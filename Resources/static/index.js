// The first page: sign in, then the faces that this person's roles open.

import { get } from "/static/api.js";
import { $, el } from "/static/dom.js";
import { signedIn, signOut } from "/static/signin.js";
import { chooseLanguage, fillWords, language, pick, say, useLanguage } from "/static/words.js";

chooseLanguage();
const me = await signedIn($("home"));
const clinic = await get("/clinic");
$("home").hidden = false;
$("language").onclick = () => {
  useLanguage(language() === "zh" ? "en" : "zh", { remembers: true });
  draw();
};
$("signout").onclick = async () => {
  await signOut().catch(() => {});
  location.reload();
};
draw();

function draw() {
  fillWords();
  $("clinic").textContent = `${pick(clinic.hospital)} · ${pick(clinic.name)}`;
  $("hello").textContent = say("home.hello", { name: me.name });
  $("demo").hidden = !clinic.demo;
  $("demo").textContent = clinic.clockSpeed === 1 ? say("demo") : say("demo.speed", { speed: clinic.clockSpeed });
  const link = (href, words, style) => el("li", { class: style ? "wide" : null }, el("a", { href, class: style }, words));
  const screen = clinic.displays[0];
  $("links").replaceChildren(...[
    me.roles.includes("doctor") && link("/doctor", say("home.doctor"), "big"),
    me.roles.some((role) => ["admin", "auditor", "desk"].includes(role)) && link("/report", say("home.report")),
    me.roles.some((role) => ["admin", "auditor"].includes(role)) && link("/readings", say("home.readings")),
    ...clinic.displays.map((display) => link(`/display/${display.id}`, say("home.display", { name: pick(display.name) }))),
    ...(screen ? clinic.rooms.map((room) => link(`/door/${room.id}?display=${screen.id}`, say("home.door", { name: pick(room.name) }))) : []),
  ].filter(Boolean));
}
