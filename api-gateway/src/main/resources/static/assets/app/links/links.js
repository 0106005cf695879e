// @ts-check
// Links to other tools, made of the templates in the settings of the gateway.
import { get } from "../core/api.js";
import { h } from "../core/dom.js";
import { signal } from "../core/signal.js";
import { address } from "./link-address.js";

/** @import { Link } from "#api" */

/** Templates; empty until they were read. */
export const links = signal(/** @type {Link[]} */ ([]));

/** A board without links is a board. */
export async function loadLinks() {
  try {
    /** @type {Link[]} */
    const all = await get("/api/links");
    links.set(all);
  } catch {
    // the next start of the board reads them
  }
}

/**
 * The links of a place with these values, each in a new tab that learns nothing of this one.
 *
 * @param {Link["place"]} place
 * @param {Record<string, string | null | undefined>} values
 */
export const linkElements = (place, values) =>
  linksOf(place, values).map(({ label, href }) =>
    h("a", { href, target: "_blank", rel: "noopener noreferrer", class: "tool-link" }, label),
  );

/**
 * @param {Link["place"]} place
 * @param {Record<string, string | null | undefined>} values
 */
export const linksOf = (place, values) =>
  links.value
    .filter((link) => link.place === place)
    .flatMap(({ label, template }) => {
      const href = address(template, values);
      return href === null ? [] : [{ label, href }];
    });
