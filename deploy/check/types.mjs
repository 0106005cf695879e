// Rendered objects as literals of TypeScript with the types of their kinds: the compiler then refuses a field that the kind does not have.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { deploy, target } from "./helm.mjs";

const PROMETHEUS = "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1";
const OWN = "../check/operators.js";

/** Where the type of a kind is; a kind that is not here is not known, and refused. */
const MODULES = {
  "v1/Service": "kubernetes-models/v1/Service",
  "v1/ConfigMap": "kubernetes-models/v1/ConfigMap",
  "apps/v1/Deployment": "kubernetes-models/apps/v1/Deployment",
  "batch/v1/Job": "kubernetes-models/batch/v1/Job",
  "policy/v1/PodDisruptionBudget": "kubernetes-models/policy/v1/PodDisruptionBudget",
  "networking.k8s.io/v1/Ingress": "kubernetes-models/networking.k8s.io/v1/Ingress",
  "networking.k8s.io/v1/NetworkPolicy": "kubernetes-models/networking.k8s.io/v1/NetworkPolicy",
  "keda.sh/v1alpha1/ScaledObject": "@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject",
  "keda.sh/v1alpha1/TriggerAuthentication": "@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication",
  "monitoring.coreos.com/v1/ServiceMonitor": `${PROMETHEUS}/ServiceMonitor`,
  "monitoring.coreos.com/v1/PrometheusRule": `${PROMETHEUS}/PrometheusRule`,
  "rabbitmq.com/v1beta1/RabbitmqCluster": OWN,
  "rabbitmq.com/v1beta1/User": OWN,
  "rabbitmq.com/v1beta1/Permission": OWN,
  "postgresql.cnpg.io/v1/Cluster": OWN,
};

const kindOf = (object) => `${object.apiVersion}/${object.kind}`;

function literals(objects) {
  const used = [...new Set(objects.map(kindOf))];
  const imports = used.map((kind) => {
    if (!MODULES[kind]) {
      throw new Error(`${kind} has no type here: add its module to types.mjs`);
    }
    const type = kind.split("/").at(-1);
    return `import type { I${type} } from "${MODULES[kind]}";`;
  });
  const constants = objects.map(
    (object, number) => `// ${object.kind} ${object.metadata.name}
export const object${number}: I${object.kind} = ${JSON.stringify(object, null, 2)};`,
  );
  return [...imports, ...constants, ""].join("\n");
}

/**
 * Compares the values of an object with the schema of its kind, which knows ranges and forms that types do not.
 *
 * @returns what is wrong; empty if nothing is, or if its kind has a type alone
 */
export async function invalidities(object) {
  const module = MODULES[kindOf(object)];
  if (module === OWN) {
    return "";
  }
  const models = await import(module);
  try {
    new models[object.kind](object).validate();
    return "";
  } catch (invalid) {
    return `${object.kind} ${object.metadata.name}: ${invalid.message}`;
  }
}

/**
 * Compiles the objects of each set of values.
 *
 * @param sets names of sets with their objects
 * @returns what the compiler says; empty if every object has its type
 */
export function compiled(sets) {
  mkdirSync(target, { recursive: true });
  const files = Object.entries(sets).map(([name, objects]) => {
    const file = path.join(target, `${name}.ts`);
    writeFileSync(file, literals(objects));
    return file;
  });
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext"];
  const run = spawnSync(process.execPath, [compiler, ...options, ...files], { cwd: deploy, encoding: "utf8" });
  return run.stdout + run.stderr;
}
