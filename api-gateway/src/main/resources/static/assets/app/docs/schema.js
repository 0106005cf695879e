// @ts-check
// The fields of a request or response body, with nested fields below.
import { h } from "../core/dom.js";
import { prose } from "./prose.js";

/** @import { Child } from "../core/dom.js" */

/**
 * The parts of an OpenAPI 3.1 description that the page shows.
 *
 * @typedef {{ $ref?: string, type?: string | string[], format?: string, enum?: string[], items?: Schema, default?: unknown,
 *   properties?: Record<string, Schema>, required?: string[], additionalProperties?: Schema | boolean, description?: string,
 *   minLength?: number, maxLength?: number, minimum?: number, maximum?: number, pattern?: string }} Schema
 * @typedef {{ schema?: Schema, example?: unknown, examples?: Record<string, unknown> }} Content
 * @typedef {{ $ref?: string, name: string, in: string, schema?: Schema, required?: boolean, description?: string, example?: string }} Parameter
 * @typedef {{ $ref?: string, description?: string, content?: Record<string, Content>, headers?: Record<string, unknown> }} ApiResponse
 * @typedef {{ operationId: string, summary: string, description?: string, tags?: string[], parameters?: Parameter[],
 *   requestBody?: { content: Record<string, Content> }, responses: Record<string, ApiResponse>, security?: object[] }} ApiOperation
 * @typedef {{ openapi: string, info: { title: string, description?: string }, tags: Array<{ name: string, description?: string }>,
 *   paths: Record<string, Record<string, ApiOperation>> }} Api
 * @typedef {{ method: string, path: string, operation: ApiOperation }} Endpoint
 */

/** @type {Record<string, string>} */
const PLAIN_TYPES = { string: "text", integer: "whole number", boolean: "true or false", object: "object" };
const MAX_DEPTH = 4;

/**
 * Follows `#/components/...`.
 *
 * @template {{ $ref?: string }} T
 * @param {Api} api
 * @param {T} part
 * @returns {T}
 */
export function resolve(api, part) {
  if (!part.$ref) return part;
  /** @type {unknown} */
  let node = api;
  for (const name of part.$ref.slice(2).split("/")) node = /** @type {Record<string, unknown>} */ (node)?.[name];
  return /** @type {T} */ (node ?? {});
}

/** @param {Schema | undefined} schema */
const nameOf = (schema) => schema?.$ref?.split("/").pop();

/**
 * string, list of Host, map of integer, one of a, b
 *
 * @param {Schema | undefined} schema
 * @returns {string}
 */
export function typeName(schema) {
  if (!schema) return "";
  if (schema.$ref) return nameOf(schema) ?? "";
  if (schema.enum) return "text";
  const type = [schema.type].flat()[0];
  if (type === "array") return `list of ${typeName(schema.items)}`;
  if (type === "object" && typeof schema.additionalProperties === "object")
    return `map of ${typeName(schema.additionalProperties)}`;
  return (type === "string" ? schema.format : undefined) ?? PLAIN_TYPES[type ?? ""] ?? type ?? "any";
}

/**
 * The constraints of a value, in words.
 *
 * @param {Schema} schema
 * @returns {string[]}
 */
export function limits(schema = {}) {
  const { minLength, maxLength, minimum, maximum, pattern } = schema;
  return [
    schema.enum && `one of ${schema.enum.join(", ")}`,
    schema.items?.enum && `of ${schema.items.enum.join(", ")}`,
    pattern && (/^\^\w+\$$/.test(pattern) ? `only ${pattern.slice(1, -1)}` : `must match ${pattern}`),
    maxLength !== undefined && (minLength ? `${minLength} to ${maxLength} characters` : `at most ${maxLength} characters`),
    minimum !== undefined && (maximum !== undefined ? `${minimum} to ${maximum}` : `${minimum} or more`),
    schema.default !== undefined && `${schema.default} when left out`,
  ].filter((text) => typeof text === "string");
}

/** @typedef {(required: boolean) => string | false} Presence whether a field is required, as text, or false */

/**
 * The fields of a request body.
 *
 * @param {Api} api
 * @param {Schema} schema
 */
export const bodyFields = (api, schema) => fields(api, schema, (required) => required && "required");
/**
 * The fields of a response body.
 *
 * @param {Api} api
 * @param {Schema} schema
 */
export const answerFields = (api, schema) => fields(api, schema, (required) => !required && "may be missing");

/**
 * @param {Api} api
 * @param {Schema} schema
 * @param {Presence} presence
 * @param {Array<string | undefined>} ancestors
 * @returns {HTMLElement | null}
 */
function fields(api, schema, presence, depth = 0, ancestors = []) {
  const own = resolve(api, schema);
  const inside = contained(own);
  const target = inside ? resolve(api, inside) : own;
  const name = nameOf(inside ?? schema);
  if (!target?.properties || depth > MAX_DEPTH || ancestors.includes(name)) return null;
  const rows = Object.entries(target.properties).map(([field, value]) =>
    row(
      field,
      value,
      presence(target.required?.includes(field) ?? false),
      fields(api, value, presence, depth + 1, [...ancestors, name]),
    ),
  );
  return h("ul", { class: "doc-fields" }, rows);
}

/**
 * @param {Schema | undefined} schema
 * @returns {Schema | null}
 */
function contained(schema) {
  if (schema?.items) return contained(schema.items) ?? schema.items;
  return typeof schema?.additionalProperties === "object" ? schema.additionalProperties : null;
}

/**
 * One parameter or field.
 *
 * @param {string} name
 * @param {Schema | undefined} schema
 * @param {string | false | undefined} presence whether it is required, as text, or false
 * @param {Child} nested
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
