// A lane, as chip or as shape.

import { el } from "/static/dom.js";
import { language, say, tag } from "/static/words.js";

export const laneChip = (lane, inLanguage = language()) =>
  el("span", { class: `lane ${lane}`, lang: tag(inLanguage) }, say(`lane.${lane}`, {}, inLanguage));
