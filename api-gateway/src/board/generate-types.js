// Writes types/api.js: the JSON of the API as JSDoc types, from docs/openapi.json. `npm run types:generate` after a change of the API.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DESCRIPTION = new URL("../../../docs/openapi.json", import.meta.url);
export const TYPES = new URL("types/api.js", import.meta.url);

const HEAD = `// Generated from docs/openapi.json by \`npm run types:generate\`. The JSON of the API; docs/openapi.json describes the fields.
// A field that may be missing is optional: the gateway leaves out what is null.
`;

/** The type of a schema, as TypeScript writes it. */
function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.oneOf) return schema.oneOf.map(typeOf).join(" | ");
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  return [schema.type]
    .flat()
    .map((type) => plainType(type, schema))
    .join(" | ");
}

function plainType(type, schema) {
  switch (type) {
    case "integer":
    case "number":
      return "number";
    case "array":
      return `Array<${typeOf(schema.items)}>`;
    case "object":
      return objectType(schema);
    default:
      return type;
  }
}

function objectType({ properties, required = [], additionalProperties }) {
  if (properties) {
    const fields = Object.entries(properties).map(
      ([name, field]) => `${name}${required.includes(name) ? "" : "?"}: ${typeOf(field)}`,
    );
    return `{ ${fields.join(", ")} }`;
  }
  return `Record<string, ${typeof additionalProperties === "object" ? typeOf(additionalProperties) : "unknown"}>`;
}

function typedef([name, schema]) {
  if (!schema.properties) return `/** @typedef {${typeOf(schema)}} ${name} */\n`;
  const required = schema.required ?? [];
  const fields = Object.entries(schema.properties).map(
    ([field, value]) => ` * @property {${typeOf(value)}} ${required.includes(field) ? field : `[${field}]`}\n`,
  );
  return `/**\n * @typedef {object} ${name}\n${fields.join("")} */\n`;
}

/** @returns the text of types/api.js for a description */
export function typesOf(description) {
  return [HEAD, ...Object.entries(description.components.schemas).map(typedef), "export {};\n"].join("\n");
}

export const readDescription = () => JSON.parse(readFileSync(DESCRIPTION, "utf8"));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TYPES, typesOf(readDescription()));
