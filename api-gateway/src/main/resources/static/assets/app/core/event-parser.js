// @ts-check
// Reads server-sent events out of chunks of text (WHATWG HTML, "Interpreting an event stream").

/** @typedef {{ type: string, id?: string, data?: string, retry?: number }} StreamEvent */

/**
 * Chunks may end anywhere, also between the two characters of a line end.
 *
 * @returns {(chunk: string) => StreamEvent[]} the events that a chunk completes; one without data only carries an id or a retry time
 */
export function eventParser() {
  let text = "";
  /** @type {Partial<StreamEvent>} */
  let event = {};
  return (chunk) => {
    const found = [];
    const lines = (text + chunk).split(/\r\n|\n|\r(?!$)/);
    text = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        found.push({ type: "message", ...event });
        event = {};
      } else parseField(event, line);
    }
    return found;
  };
}

/**
 * @param {Partial<StreamEvent>} event
 * @param {string} line
 */
function parseField(event, line) {
  const colon = line.indexOf(":");
  if (colon === 0) return;
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (name === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
  else if (name === "event") event.type = value;
  else if (name === "id") event.id = value;
  else if (name === "retry" && /^\d+$/.test(value)) event.retry = Number(value);
}
