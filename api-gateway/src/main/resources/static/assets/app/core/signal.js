// @ts-check
/**
 * A value with subscribers, which are called after each change. subscribe() returns a function that unsubscribes.
 *
 * @template T
 * @typedef {object} Signal
 * @property {T} value
 * @property {(next: T) => void} set
 * @property {(change: (value: T) => T) => void} update
 * @property {(subscriber: (value: T) => unknown) => () => void} subscribe
 */

/** @typedef {() => void} Cleanup */

/**
 * @template T
 * @param {T} value
 * @returns {Readonly<Signal<T>>}
 */
export function signal(value) {
  /** @type {Set<(value: T) => unknown>} */
  const subscribers = new Set();
  return {
    get value() {
      return value;
    },
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      for (const subscriber of [...subscribers]) subscriber(next);
    },
    update(change) {
      this.set(change(value));
    },
    subscribe(subscriber) {
      subscribers.add(subscriber);
      return () => void subscribers.delete(subscriber);
    },
  };
}

/**
 * Persists a signal across reloads. Changes that another window writes to localStorage are applied here too; sessionStorage belongs
 * to one window.
 *
 * @template T
 * @param {Signal<T>} target
 * @param {string} key
 */
export function persist(target, key, storage = localStorage) {
  const initial = target.value;
  /** @returns {T} */
  const stored = () => {
    try {
      return JSON.parse(storage.getItem(key) ?? "null") ?? initial;
    } catch {
      return initial;
    }
  };
  target.set(stored());
  target.subscribe((value) => storage.setItem(key, JSON.stringify(value)));
  addEventListener("storage", (event) => {
    if (event.storageArea === storage && event.key === key) target.set(stored());
  });
}

/**
 * Returns a function that requests a render. Several requests within a frame cause one render; a hidden page renders when it is shown.
 *
 * @param {() => void} render
 */
export function scheduleRender(render) {
  let frame = 0;
  const schedule = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      render();
    });
  };
  schedule.cancel = () => {
    cancelAnimationFrame(frame);
    frame = 0;
  };
  return schedule;
}

/**
 * Returns a function that calls all of them: the cleanup of a view.
 *
 * @param {Array<Cleanup | Cleanup[]>} cleanups
 * @returns {Cleanup}
 */
export const combineCleanups =
  (...cleanups) =>
  () =>
    cleanups.flat().forEach((cleanup) => cleanup());
