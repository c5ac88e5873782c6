// Where publications differ on a part of a score: which rule is in force here, with its cut-off and its source.

import { pick } from "/static/words.js";

/** The rules in force that say their cut-off, of one score of a form's definition. */
const rulesOf = (score) => score.parts.map((part) => part.rules.find((rule) => rule.id === part.use)).filter((rule) => rule?.label);

/** Those of the score with this id, as words and source. */
export function rulesInForce(definition, id) {
  const score = definition.scores.find((each) => each.id === id);
  return (score ? rulesOf(score) : []).map((rule) => ({ words: pick(rule.label), source: rule.source ?? "" }));
}

/** What an item counts for by them, as words and source: `STOP-BANG 颈围>40 cm`. A rule stands by the item that it reads
 *  first. */
export function rulesAbout(definition, item) {
  return definition.scores.flatMap((score) => rulesOf(score).filter((rule) => rule.when.match(/%(\w+)/)?.[1] === item)
    .map((rule) => ({ words: `${pick(score.title)} ${pick(rule.label)}`, source: rule.source ?? "" })));
}
