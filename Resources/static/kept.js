// What this browser keeps of a draft until the server has it: answers, version and label, never a name.

const prefix = "houzhen.draft.";
/** Two windows keep apart: one must not throw away what only the other has. */
const windowID = String(Math.random()).slice(2);
const adopted = new Set();

/** Whether this browser can keep anything; a full or forbidden storage cannot, and the page says so. */
export let canKeep = true;

/** What was kept of a ticket's draft, or null. Who reads it takes charge of it. */
export function kept(ticket) {
  try {
    const copy = JSON.parse(localStorage.getItem(prefix + ticket));
    if (copy) adopted.add(copy.from);
    return copy;
  } catch {
    return null;
  }
}

export function keep(ticket, copy) {
  try {
    localStorage.setItem(prefix + ticket, JSON.stringify({ ...copy, from: windowID }));
    canKeep = true;
  } catch {
    canKeep = false;
  }
}

export function forget(ticket) {
  try {
    const copy = JSON.parse(localStorage.getItem(prefix + ticket));
    if (!copy || copy.from === windowID || copy.from === undefined || adopted.has(copy.from)) localStorage.removeItem(prefix + ticket);
  } catch {
    // Nothing was kept.
  }
}

/** The drafts of this person that this browser still keeps, those of `except` left out: `[{ticket, label}]`. */
export function stranded(by, except) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => {
      const copy = JSON.parse(localStorage.getItem(key));
      return { ticket: key.slice(prefix.length), label: copy.label ?? "", by: copy.by };
    }).filter((copy) => copy.ticket !== except && (copy.by ?? by) === by);
  } catch {
    return [];
  }
}
