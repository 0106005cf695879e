// Time under the control of a test: setTimeout, clearTimeout and Date.now.
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto; // Node 18 has no global crypto

const real = { setTimeout, clearTimeout, now: Date.now };

/** Replaces the timers until restore() is called. */
export function fakeClock(start = Date.parse("2026-11-28T12:00:00Z")) {
  let now = start;
  let number = 0;
  const timers = new Map();
  globalThis.setTimeout = (action, wait = 0) => {
    timers.set(++number, { action, at: now + wait });
    return number;
  };
  globalThis.clearTimeout = (timer) => timers.delete(timer);
  Date.now = () => now;
  return {
    now: () => now,
    /** The waits of the timers that run, in ms. */
    waits: () => [...timers.values()].map(({ at }) => at - now),
    /** Runs what is due within this time, and lets promises settle after each timer. */
    async advance(ms) {
      const end = now + ms;
      await settled();
      for (;;) {
        const [due] = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
        if (!due) break;
        timers.delete(due[0]);
        now = due[1].at;
        due[1].action();
        await settled();
      }
      now = end;
    },
    restore() {
      globalThis.setTimeout = real.setTimeout;
      globalThis.clearTimeout = real.clearTimeout;
      Date.now = real.now;
    },
  };
}

/** Lets the promises settle that need no timer. */
export async function settled() {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
