// The fields of a request or response body, with nested fields below.
import { h } from "../core/dom.js";
import { prose } from "./prose.js";

const MAX_DEPTH = 4;

/** Follows `#/components/...`. */
export function resolve(api, part) {
  const path = part?.$ref?.slice(2).split("/");
  return path ? path.reduce((node, name) => node?.[name], api) : part;
}

const nameOf = (schema) => schema?.$ref?.split("/").pop();

/** string, list of Host, map of integer, one of a, b */
export function typeName(schema) {
  if (!schema) return "";
  if (schema.$ref) return nameOf(schema);
  if (schema.enum) return "text";
  const type = [schema.type].flat()[0];
  if (type === "array") return `list of ${typeName(schema.items)}`;
  if (type === "object" && schema.additionalProperties) return `map of ${typeName(schema.additionalProperties)}`;
  return (
    { string: schema.format ?? "text", integer: "whole number", boolean: "true or false", object: "object" }[type] ??
    type ??
    "any"
  );
}

/** The constraints of a value, in words. */
export function limits(schema = {}) {
  const { minLength, maxLength, minimum, maximum, pattern } = schema;
  return [
    schema.enum && `one of ${schema.enum.join(", ")}`,
    schema.items?.enum && `of ${schema.items.enum.join(", ")}`,
    pattern && (/^\^\w+\$$/.test(pattern) ? `only ${pattern.slice(1, -1)}` : `must match ${pattern}`),
    maxLength !== undefined && (minLength ? `${minLength} to ${maxLength} characters` : `at most ${maxLength} characters`),
    minimum !== undefined && (maximum !== undefined ? `${minimum} to ${maximum}` : `${minimum} or more`),
    schema.default !== undefined && `${schema.default} when left out`,
  ].filter(Boolean);
}

/** The fields of a request body. */
export const bodyFields = (api, schema) => fields(api, schema, (required) => required && "required");
/** The fields of a response body. */
export const answerFields = (api, schema) => fields(api, schema, (required) => !required && "may be missing");

function fields(api, schema, presence, depth = 0, ancestors = []) {
  const own = resolve(api, schema);
  const inside = contained(own);
  const target = inside ? resolve(api, inside) : own;
  const name = nameOf(inside ?? schema);
  if (!target?.properties || depth > MAX_DEPTH || ancestors.includes(name)) return null;
  const rows = Object.entries(target.properties).map(([field, value]) =>
    row(field, value, presence(target.required?.includes(field)), fields(api, value, presence, depth + 1, [...ancestors, name])),
  );
  return h("ul", { class: "doc-fields" }, rows);
}

function contained(schema) {
  if (schema?.items) return contained(schema.items) ?? schema.items;
  return typeof schema?.additionalProperties === "object" ? schema.additionalProperties : null;
}

/**
 * One parameter or field.
 *
 * @param presence whether it is required, as text, or false
 */
export function row(name, schema, presence, nested, description = schema?.description) {
  return h(
    "li",
    {},
    h(
      "div",
      { class: "doc-field" },
      h("code", { class: "doc-name" }, name),
      h("span", { class: "doc-type" }, typeName(schema)),
      presence ? h("span", { class: presence === "required" ? "doc-required" : "doc-type" }, presence) : null,
      h(
        "div",
        { class: "doc-text" },
        prose(description),
        limits(schema).map((limit) => [" ", h("span", { class: "doc-limit" }, limit)]),
      ),
    ),
    nested,
  );
}
