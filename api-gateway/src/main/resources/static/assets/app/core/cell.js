/** A value that can be watched. Watchers are called after each change; watch() answers how to stop. */
export function cell(value) {
  const watchers = new Set();
  return {
    get value() {
      return value;
    },
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      for (const watcher of [...watchers]) watcher(next);
    },
    update(change) {
      this.set(change(value));
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

/**
 * Keeps a cell over reloads. What another window of the same browser writes to localStorage arrives here too;
 * sessionStorage is this window's own.
 */
export function persist(kept, key, storage = localStorage) {
  const initial = kept.value;
  const stored = () => {
    try {
      return JSON.parse(storage.getItem(key)) ?? initial;
    } catch {
      return initial;
    }
  };
  kept.set(stored());
  kept.watch((value) => storage.setItem(key, JSON.stringify(value)));
  addEventListener("storage", (event) => {
    if (event.storageArea === storage && event.key === key) kept.set(stored());
  });
}

/** Many changes within a frame, one drawing. A hidden page draws when it is looked at again. */
export function drawing(draw) {
  let asked = 0;
  const ask = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      draw();
    });
  };
  ask.cancel = () => {
    cancelAnimationFrame(asked);
    asked = 0;
  };
  return ask;
}

/** Calls them all: what a view gives back when it goes. */
export const all =
  (...ends) =>
  () =>
    ends.flat().forEach((end) => end?.());
