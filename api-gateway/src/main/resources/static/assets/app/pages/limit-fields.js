// @ts-check
// On which hosts a person or a token may act: a text field for each kind, with a name in each line.
import { h } from "../core/dom.js";
import { namesField, namesIn } from "../shell/text-fields.js";

/** @import { Limit, Person } from "#api" */

/** @type {Array<[Limit["kind"], string]>} */
const KINDS = [
  ["GPU_TYPE", "GPU types, with all their pools"],
  ["POOL", "Single pools"],
  ["CONTRACT", "Contracts"],
];

/**
 * The entries that the texts name, one in each line.
 *
 * @param {Array<[Limit["kind"], string]>} texts
 * @returns {Limit[]}
 */
export const entriesOf = (texts) => texts.flatMap(([kind, text]) => namesIn(text).map((name) => ({ kind, name })));

/**
 * What somebody may act on, for a table.
 *
 * @param {Pick<Person, "limits">} person or token
 */
export const limitsText = ({ limits }) => (limits?.length ? limits.map((limit) => limit.name).join(", ") : "everything");

/** @param {Limit[]} limits of now */
export function limitFields(limits) {
  const fields = KINDS.map(([kind, label]) => {
    const text = namesField(
      `limits-${kind.toLowerCase()}`,
      limits.filter((limit) => limit.kind === kind).map((limit) => limit.name),
    );
    return { kind, text, element: h("label", { class: "field", for: text.id }, label, text) };
  });
  return {
    elements: fields.map(({ element }) => element),
    entries: () => entriesOf(fields.map(({ kind, text }) => [kind, text.value])),
  };
}
