// @ts-check
// Loads everything once at the start. A load before the first event of the stream would miss what changes in between, so it waits for
// that event; without one it goes on after a moment.

/** The stream is opened with the session, so its first event is usually there before this. */
export const FIRST_EVENT_MS = 1_500;

/**
 * @template E
 * @param {object} board
 * @param {() => void} board.loadAll
 * @param {(type: string, event: E) => void} board.handle
 */
export function firstLoad({ loadAll, handle }) {
  /** @type {Array<[string, E]>} */
  const early = [];
  let ready = false;
  let loaded = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function loadOnce() {
    clearTimeout(timer);
    if (!ready || loaded) return;
    loaded = true;
    loadAll();
  }

  return {
    /**
     * Events that come before the session is open wait for it.
     *
     * @param {string} type
     * @param {E} event
     */
    onEvent(type, event) {
      if (ready) handle(type, event);
      else early.push([type, event]);
    },
    /** The session is open. */
    begin() {
      ready = true;
      timer = setTimeout(loadOnce, FIRST_EVENT_MS);
      for (const [type, event] of early.splice(0)) handle(type, event);
    },
    /** Loads everything: the stream has begun, or its events may have been missed. */
    loadAll() {
      loaded = true;
      clearTimeout(timer);
      loadAll();
    },
    /** There is no stream, so nothing is to be waited for. */
    withoutStream: loadOnce,
  };
}
