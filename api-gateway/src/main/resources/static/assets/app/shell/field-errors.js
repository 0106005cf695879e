// @ts-check
// Says at the fields of a form what is wrong with them, and below the form what belongs to none of them.
import { Problem } from "../core/api.js";
import { h, setAttribute, setText } from "../core/dom.js";
import { errorLine } from "./error-line.js";

/**
 * @param {Record<string, HTMLElement>} fields by their names in the API
 */
export function fieldErrors(fields) {
  const line = errorLine();
  const notes = Object.fromEntries(
    Object.keys(fields).map((name) => [name, h("span", { class: "field-error", id: `error-of-${name}`, hidden: true })]),
  );

  function clear() {
    line.clear();
    for (const [name, field] of Object.entries(fields)) {
      notes[name].hidden = true;
      setAttribute(field, "aria-invalid", null);
      setAttribute(field, "aria-describedby", null);
    }
  }

  return {
    /** The line for what belongs to no field. */
    element: line.element,
    clear,
    /**
     * What is to stand right below a field.
     *
     * @param {string} name
     */
    note: (name) => notes[name],
    /** @param {unknown} problem */
    show(problem) {
      clear();
      const wrong = problem instanceof Problem ? problem.fields : [];
      for (const { field, message } of wrong) {
        if (!fields[field]) continue;
        notes[field].hidden = false;
        setText(notes[field], `This ${message}.`);
        setAttribute(fields[field], "aria-invalid", "true");
        setAttribute(fields[field], "aria-describedby", `error-of-${field}`);
      }
      if (wrong.length === 0 || wrong.some(({ field }) => !fields[field])) line.show(problem);
      const first = Object.keys(fields).find((name) => wrong.some(({ field }) => field === name));
      if (first) fields[first].focus();
    },
  };
}
