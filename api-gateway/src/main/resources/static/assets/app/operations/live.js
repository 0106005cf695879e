// The operations that are open, and those that ended while this page was looking. Fed by events; what events leave out is read.
import { cell } from "../core/cell.js";
import { address, get } from "../core/api.js";

const ENDED_KEPT = 40;

/** By id, the latest first. */
export const operations = cell(new Map());
/** Open ones by host. */
export const holding = cell(new Map());
/** Called with each operation that has just changed, as known now, and whether an event said so. */
const listeners = new Set();
const reading = new Set();

export const onOperation = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Everything that is open, read anew: at the start and when events may have been missed. */
export async function readOpen() {
  const found = [];
  let cursor;
  do {
    const page = await get(address("/api/operations", { open: true, limit: 500, cursor }));
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  const now = new Set(found.map((operation) => operation.id));
  const ended = [...operations.value.values()].filter((operation) => operation.open && !now.has(operation.id));
  found.forEach((operation) => merge(operation));
  await Promise.all(ended.map((operation) => read(operation.id)));
}

/** An event: the state of now, without the command. */
export function changed(event) {
  const known = operations.value.get(event.id);
  if (known?.seq !== undefined && event.seq <= known.seq) return;
  const now = {
    ...event,
    cause: event.cause ?? null,
    available_at: event.available_at ?? null,
    pending_action: event.pending_action ?? null,
  };
  merge(now, true);
  if (!operations.value.get(event.id).request) read(event.id);
}

/** One that this page has just sent. */
export const follow = (id) => read(id);

async function read(id) {
  if (reading.has(id)) return;
  reading.add(id);
  try {
    const { steps, ...operation } = await get(`/api/operations/${id}`);
    const seq = Math.max(0, ...(steps ?? []).map((entry) => entry.seq));
    const known = operations.value.get(id);
    // An event that overtook this answer knows better about the state, but not about the command.
    merge(
      known?.seq > seq
        ? { ...operation, ...known, request: operation.request, reason: operation.reason, created_at: operation.created_at }
        : { ...operation, seq },
    );
  } catch {
    // the next event or the next connection reads it again
  } finally {
    reading.delete(id);
  }
}

function merge(operation, told = false) {
  const merged = { ...operations.value.get(operation.id), ...operation };
  const all = [...operations.value.values()].filter((other) => other.id !== operation.id);
  all.push(merged);
  all.sort((a, b) => String(b.created_at ?? b.updated_at).localeCompare(String(a.created_at ?? a.updated_at)));
  const ended = all.filter((other) => !other.open).slice(ENDED_KEPT);
  operations.set(new Map(all.filter((other) => !ended.includes(other)).map((other) => [other.id, other])));
  holding.set(new Map(all.filter((other) => other.open).map((other) => [other.host, other])));
  for (const listener of listeners) listener(merged, told);
}
