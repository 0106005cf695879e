// DOM builders without a template language. Text is always text, so nothing that a cloud returns can become markup.
const SVG = "http://www.w3.org/2000/svg";

/** h("p", { class: "x", onclick: f, data: { key: 1 } }, "text", child, null) */
export function h(tag, attributes, ...children) {
  return build(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return build(document.createElementNS(SVG, tag), attributes, children);
}

export function icon(name) {
  return svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `/assets/icons.svg#${name}` }));
}

function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) setProperty(element, name, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setProperty(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "data") Object.assign(element.dataset, value);
  else if (name === "style") for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
  else if (name === "value" || name === "checked" || name === "indeterminate") element[name] = value;
  else element.setAttribute(name, value === true ? "" : value);
}

/** Sets the attribute, or removes it if the value is null, undefined or false. */
export function setAttribute(element, attribute, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(attribute);
  else if (element.getAttribute(attribute) !== String(value)) element.setAttribute(attribute, value);
}

/** Writes only if the text differs, so that a screen reader does not announce the same text twice. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const childrenByKey = new WeakMap();

/**
 * Renders a list as the children of an element and identifies each child by its key. Elements are reused, so focus, scroll positions
 * and selections survive updates.
 */
export function renderList(parent, items, { key, create, update }) {
  const before = childrenByKey.get(parent) ?? new Map();
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
  return now;
}
