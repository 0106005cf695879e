// The operations that are open, and those that ended while this page was looking. Fed by events; what events leave out is read.
import { cell } from "../core/cell.js";
import { address, get } from "../core/api.js";
import { backOff, mayPass } from "../core/retry.js";
import { onPlan, straightState } from "./plans.js";
import { workflows } from "./workflows.js";

const ENDED_KEPT = 40;
const READS_AT_ONCE = 4;

/** By id, the latest first. */
export const operations = cell(new Map());
/** Whether all that is open has been read since this page was opened. */
export const openIsRead = cell(false);
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
  merge(found);
  openIsRead.set(true);
  readMany([...ended, ...astray()].map((operation) => operation.id));
}

/** Open ones of which only the history says how far they came. */
const isAstray = (operation) => operation.open && !onPlan(operation) && !operation.straight;
const astray = () => [...operations.value.values()].filter(isAstray);

/** Only now it is known what their states mean: drawn anew, and read where that is not enough. */
workflows.watch(() => {
  keep(new Map([...operations.value.values()].map((operation) => [operation.id, placed({ ...operation })])));
  readMany(astray().map((operation) => operation.id));
});

/** An event: the state of now, without the command. */
export function changed(event) {
  merge(
    [
      {
        ...event,
        cause: event.cause ?? null,
        available_at: event.available_at ?? null,
        pending_action: event.pending_action ?? null,
      },
    ],
    true,
  );
  const known = operations.value.get(event.id);
  if (!known.request || isAstray(known)) read(event.id);
}

/** One that this page has just sent. */
export const follow = (id) => read(id);

async function readMany(ids) {
  const waiting = [...ids];
  const lane = async () => {
    for (let id = waiting.shift(); id; id = waiting.shift()) await read(id);
  };
  await Promise.all(Array.from({ length: READS_AT_ONCE }, lane));
}

async function read(id, retry = backOff()) {
  if (reading.has(id)) return;
  reading.add(id);
  try {
    const { steps = [], ...operation } = await get(`/api/operations/${id}`);
    const seq = operation.seq ?? Math.max(0, ...steps.map((entry) => entry.seq));
    merge([{ ...operation, seq, straight: straightState(operation, steps) }]);
  } catch (problem) {
    if (mayPass(problem)) retry.later(() => read(id, retry));
  } finally {
    reading.delete(id);
  }
}

/** Whether what is known says more than an answer that comes only now, as lists and reads may when an event was faster. */
function knowsMore(known, told) {
  if (known?.seq !== undefined && told.seq !== undefined) return told.seq < known.seq;
  return Date.parse(told.updated_at) < Date.parse(known?.updated_at);
}

/** Of an answer that comes late, what never changes is still news: the command. */
function joined(known, told) {
  if (!known) return told;
  if (!knowsMore(known, told)) return { ...known, ...told, straight: told.straight ?? known.straight };
  const { request, reason, created_at, straight } = told;
  return { request, reason, created_at, ...known, straight: known.straight ?? straight };
}

function merge(news, told = false) {
  const all = new Map(operations.value);
  const merged = news.map((operation) => {
    const now = placed(joined(all.get(operation.id), operation));
    all.set(now.id, now);
    return now;
  });
  keep(all);
  for (const operation of merged) for (const listener of listeners) listener(operation, told);
}

/** The latest state on the straight way is kept for when it leaves it. */
function placed(operation) {
  if (onPlan(operation)) operation.straight = operation.state;
  return operation;
}

function keep(all) {
  let ended = 0;
  const kept = [...all.values()].sort(latestFirst).filter((operation) => operation.open || ++ended <= ENDED_KEPT);
  operations.set(new Map(kept.map((operation) => [operation.id, operation])));
  holding.set(new Map(kept.filter((operation) => operation.open).map((operation) => [operation.host, operation])));
}

const since = (operation) => Date.parse(operation.created_at ?? operation.updated_at);
const latestFirst = (a, b) => since(b) - since(a);
