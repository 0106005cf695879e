// @ts-check
// DOM builders without a template language. Text is always text, so nothing that a cloud returns can become markup.
import { withBase } from "./base.js";
const SVG = "http://www.w3.org/2000/svg";

/** @typedef {string | number | boolean | null | undefined} Value null, undefined and false: no attribute */
/** @typedef {Node | string | number | boolean | null | undefined} Leaf */
/** @typedef {Leaf | Array<Leaf | Array<Leaf | Leaf[]>>} Child lists are flattened; null, undefined and false are left out */

/**
 * Attributes by name. `data` sets data-* attributes, `style` custom properties; a name that begins with "on" adds a listener.
 *
 * @typedef {{
 *   data?: Record<string, Value>,
 *   style?: Record<string, string | number>,
 *   onclick?: (event: MouseEvent) => unknown,
 *   oninput?: (event: Event) => unknown,
 *   onchange?: (event: Event) => unknown,
 *   onsubmit?: (event: SubmitEvent) => unknown,
 *   [name: string]: Value | Record<string, Value> | ((event: never) => unknown),
 * }} Attributes
 */

/**
 * h("p", { class: "x", onclick: f, data: { key: 1 } }, "text", child, null)
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} attributes
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  return build(document.createElement(tag), attributes, children);
}

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} attributes
 * @param {Child[]} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, attributes = {}, ...children) {
  return build(document.createElementNS(SVG, tag), attributes, children);
}

/** @param {string} name */
export function icon(name) {
  return svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `/assets/icons.svg#${name}` }));
}

/**
 * @template {HTMLElement | SVGElement} E
 * @param {E} element
 * @param {Attributes} attributes
 * @param {Child[]} children
 */
function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) setProperty(element, name, value);
  element.append(...leaves(children));
  return element;
}

/**
 * @param {Child[]} children
 * @returns {Array<Node | string>}
 */
const leaves = (children) =>
  children.flatMap((child) => {
    if (Array.isArray(child)) return leaves(child);
    if (child === null || child === undefined || child === false) return [];
    return [child instanceof Node ? child : String(child)];
  });

/**
 * @param {HTMLElement | SVGElement} element
 * @param {string} name
 * @param {Attributes[string]} value
 */
function setProperty(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
  else if (typeof value !== "object") {
    if (name === "value" || name === "checked") Object.assign(element, { [name]: value });
    else element.setAttribute(name, value === true ? "" : textOf(name, value));
  } else if (name === "data") Object.assign(element.dataset, value);
  else if (name === "style")
    for (const [property, text] of Object.entries(value)) element.style.setProperty(property, String(text));
}

/**
 * Sets the attribute, or removes it if the value is null, undefined or false.
 *
 * @param {Element} element
 * @param {string} attribute
 * @param {Value} value
 */
export function setAttribute(element, attribute, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(attribute);
  else if (element.getAttribute(attribute) !== textOf(attribute, value))
    element.setAttribute(attribute, textOf(attribute, value));
}

/** An address gets the path under which a proxy shows the board. @param {string} attribute @param {Value} value */
const textOf = (attribute, value) => (attribute === "href" || attribute === "src" ? withBase(String(value)) : String(value));

/**
 * Writes only if the text differs, so that a screen reader does not announce the same text twice.
 *
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * The child elements, for a row that was built by h() and is updated in place.
 *
 * @param {Element} parent
 */
export const childrenOf = (parent) => /** @type {HTMLElement[]} */ ([...parent.children]);

/** @param {Element} parent */
export const firstChildOf = (parent) => /** @type {HTMLElement} */ (parent.firstElementChild);

/** @param {Element} parent */
export const lastChildOf = (parent) => /** @type {HTMLElement} */ (parent.lastElementChild);

/**
 * The element that an event happened on, or its nearest ancestor that matches.
 *
 * @param {Event} event
 * @param {string} selector
 */
export const closestTo = (event, selector) =>
  /** @type {HTMLElement | null} */ (event.target instanceof Element ? event.target.closest(selector) : null);

/**
 * An element of the page, which is there from the start.
 *
 * @param {string} id
 */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** The element with the focus; the body if there is none. */
export const focused = () => (document.activeElement instanceof HTMLElement ? document.activeElement : document.body);

/** @type {WeakMap<Element, Map<unknown, Element>>} */
const childrenByKey = new WeakMap();

/**
 * Renders a list as the children of an element and identifies each child by its key. Elements are reused, so focus, scroll positions
 * and selections survive updates.
 *
 * @template T
 * @template {HTMLElement} E
 * @param {Element} parent
 * @param {Iterable<T>} items
 * @param {{ key: (item: T) => unknown, create: (item: T) => E, update?: (element: E, item: T) => unknown }} how
 */
export function renderList(parent, items, { key, create, update }) {
  const before = /** @type {Map<unknown, E>} */ (childrenByKey.get(parent) ?? new Map());
  /** @type {Map<unknown, E>} */
  const now = new Map();
  for (const item of items) {
    const id = key(item);
    const element = before.get(id) ?? create(item);
    update?.(element, item);
    now.set(id, element);
  }
  for (const [id, element] of before) if (!now.has(id)) element.remove();
  let next = parent.firstChild;
  for (const element of now.values()) {
    if (element === next) next = next.nextSibling;
    else parent.insertBefore(element, next);
  }
  childrenByKey.set(parent, now);
}
