// Two windows' answers to one form.

/** Whether two answers (or sets of answers) are the same, whatever the order of their keys. */
export function same(one, other) {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]));
}

/** What was answered on both sides since `base`: all of it together in `answers`, with theirs where both answered the
 *  same item differently (`conflicts`); `brought` counts what the other side changed. */
export function merge(base, ours, theirs) {
  const answers = { ...theirs };
  const conflicts = [];
  let brought = 0;
  for (const id of new Set([...Object.keys(base), ...Object.keys(ours), ...Object.keys(theirs)])) {
    const isOurs = !same(ours[id], base[id]);
    const isTheirs = !same(theirs[id], base[id]);
    if (isTheirs && !same(ours[id], theirs[id])) brought += 1;
    if (!isOurs) continue;
    if (isTheirs && !same(ours[id], theirs[id])) conflicts.push(id);
    else if (ours[id] === undefined) delete answers[id];
    else answers[id] = ours[id];
  }
  return { answers, conflicts, brought };
}
