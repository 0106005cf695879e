// What the chart makes of each set of values in ci/, seen without a cluster.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { parse } from "yaml";
import { chart, deploy, helm, rendered } from "./helm.mjs";
import { compiled, invalidities } from "./types.mjs";

const PARTS = ["api-gateway", "migration-worker", "launch-worker", "inventory-worker"];
const values = readdirSync(path.join(chart, "ci")).map((file) => path.join(chart, "ci", file));
const sets = Object.fromEntries(values.map((file) => [path.basename(file, ".yaml"), rendered("--values", file)]));
const all = Object.values(sets).flat();
const ofKind = (objects, kind) => objects.filter((object) => object.kind === kind);
const pods = (objects) => [...ofKind(objects, "Deployment"), ...ofKind(objects, "Job")];
const named = (objects, kind, name) => ofKind(objects, kind).find((object) => object.metadata.name === name);
const copy = (objects) => JSON.parse(JSON.stringify(objects));

test("helm accepts every set of values", () => {
  for (const file of values) {
    const run = helm("lint", "--strict", chart, "--values", file);
    assert.equal(run.code, 0, run.said);
  }
});

test("every object has the fields of its kind and no others", () => {
  assert.equal(compiled(sets), "");
});

test("the compiler refuses a field that no kind has, deep within each kind", () => {
  const spoilt = copy(sets.production);
  named(spoilt, "Deployment", "spot-api-gateway").spec.template.spec.containers[0].securityContext.readOnlyRootFileSystem = true;
  named(spoilt, "ScaledObject", "spot-migration-worker").spec.triggers[0].metaData = {};
  named(spoilt, "ServiceMonitor", "spot-api-gateway").spec.endpoints[0].bearer = "x";
  named(spoilt, "Cluster", "spot-postgres").spec.postgresql.synchronous.dataDurabilty = "required";

  const said = compiled({ spoilt });

  for (const field of ["readOnlyRootFileSystem", "metaData", "bearer", "dataDurabilty"]) {
    assert.match(said, new RegExp(`'"?${field}"?'`));
  }
});

test("every object is valid by the schema of its kind, and one with a value of another form is not", async () => {
  const found = await Promise.all(all.map(invalidities));
  assert.deepEqual(found.filter(Boolean), []);

  const [port] = copy([named(sets.production, "Service", "spot-api-gateway")]);
  port.spec.ports[0].port = "http";
  assert.match(await invalidities(port), /port/);
  const [job] = copy([named(sets.production, "Job", "spot-schema-1")]);
  delete job.spec.template;
  assert.match(await invalidities(job), /template/);
});

test("a value that is not known is refused by its name", () => {
  for (const [value, name] of [
    ["gateway.replica=3", "replica"],
    ["schema.mode=later", "mode"],
    ["gateway.replicas=none", "replicas"],
    ["metrics.serviceMonitor.enable=true", "enable"],
  ]) {
    const run = helm("template", "spot", chart, "--set", value);
    assert.notEqual(run.code, 0, value);
    assert.match(run.said, new RegExp(name), value);
  }
});

test("no container may do more than its work", () => {
  for (const { spec } of pods(all)) {
    const pod = spec.template.spec;
    assert.equal(pod.automountServiceAccountToken, false);
    assert.equal(pod.securityContext.runAsNonRoot, true);
    assert.equal(pod.securityContext.seccompProfile.type, "RuntimeDefault");
    for (const container of pod.containers) {
      assert.equal(container.securityContext.readOnlyRootFilesystem, true);
      assert.equal(container.securityContext.allowPrivilegeEscalation, false);
      assert.deepEqual(container.securityContext.capabilities, { drop: ["ALL"] });
      assert.ok(container.resources.limits.memory, "the heap follows the memory limit");
      assert.ok(container.resources.requests.cpu);
    }
  }
});

test("start, life and readiness are told apart", () => {
  for (const part of PARTS) {
    const [container] = named(sets.production, "Deployment", `spot-${part}`).spec.template.spec.containers;
    const paths = ["startupProbe", "livenessProbe", "readinessProbe"].map((probe) => container[probe].httpGet.path);
    assert.equal(paths[0], paths[1], "it has started when it lives");
    assert.notEqual(paths[1], paths[2], "a part without its database is not restarted");
  }
});

test("each part survives the loss of one of its replicas by a drain, and they are spread", () => {
  for (const part of PARTS) {
    assert.equal(named(sets.production, "PodDisruptionBudget", `spot-${part}`).spec.maxUnavailable, 1);
    const { spec } = named(sets.production, "Deployment", `spot-${part}`);
    assert.deepEqual(
      spec.template.spec.topologySpreadConstraints.map((spread) => spread.topologyKey),
      ["topology.kubernetes.io/zone", "kubernetes.io/hostname"],
    );
    assert.equal(spec.strategy.rollingUpdate.maxUnavailable, 0);
  }
});

test("what KEDA scales has no number of replicas of its own", () => {
  const kinds = { "migration-worker": 4, "launch-worker": 6 };
  for (const part of Object.keys(kinds)) {
    assert.equal(named(sets.production, "Deployment", `spot-${part}`).spec.replicas, undefined);
    const { triggers } = named(sets.production, "ScaledObject", `spot-${part}`).spec;
    assert.equal(triggers.at(-1).type, "prometheus");
    assert.match(triggers.at(-1).metadata.query, /^max\(spot_operations_due_age_seconds\{kind=~"/);
    assert.equal(triggers.filter((trigger) => trigger.type === "rabbitmq").length, kinds[part]);
  }
  assert.equal(named(sets.minimal, "Deployment", "spot-migration-worker").spec.replicas, 2);
});

test("the chart contains no secret", () => {
  assert.deepEqual(ofKind(all, "Secret"), []);
  for (const { spec } of pods(all)) {
    for (const variable of spec.template.spec.containers.flatMap((container) => container.env)) {
      const secret = /PASSWORD|TOKEN|SECRET|API_KEY/.test(variable.name) && !variable.name.endsWith("_FILE");
      if (secret && variable.value !== undefined) {
        assert.equal(variable.value, "no-secret", `${variable.name} of the simulator alone`);
      }
    }
  }
});

test("the schema is migrated before an upgrade and never by a roll-back", () => {
  const job = named(sets.minimal, "Job", "spot-schema");
  assert.equal(job.metadata.annotations["helm.sh/hook"], "pre-install,pre-upgrade");
  assert.equal(named(sets.production, "Job", "spot-schema-1").metadata.annotations, undefined);
});

test("only the schema migration knows the owner of the tables, and each part has a role and a user of its own", () => {
  const logins = new Map();
  for (const object of pods(sets.production)) {
    const [container] = object.spec.template.spec.containers;
    const secrets = container.env
      .filter((variable) => /^SPRING_.*USERNAME$/.test(variable.name))
      .map((variable) => variable.valueFrom.secretKeyRef.name);
    logins.set(container.name, secrets);
  }
  assert.deepEqual(logins.get("schema"), ["spot-db-owner"]);
  assert.equal(new Set([...logins.values()].flat()).size, 9);
});

test("gateways reach no cloud", () => {
  const egress = named(sets.minimal, "NetworkPolicy", "spot-gateway").spec.egress;
  assert.ok(egress.every((rule) => rule.to.every((peer) => peer.podSelector)));
  assert.ok(named(sets.minimal, "NetworkPolicy", "spot-migration-worker").spec.egress.some((rule) => rule.to[0].ipBlock));
});

test("a stream through the ingress is neither kept back nor ended by a time-out", () => {
  const { annotations } = named(sets.production, "Ingress", "spot").metadata;
  assert.equal(annotations["nginx.ingress.kubernetes.io/proxy-buffering"], "off");
  assert.ok(Number(annotations["nginx.ingress.kubernetes.io/proxy-read-timeout"]) > 600);
  assert.equal(annotations["cert-manager.io/cluster-issuer"], "company");
});

test("the alert rules and dashboards are those of deploy/prometheus and deploy/grafana", () => {
  const rules = parse(readFileSync(path.join(deploy, "prometheus/spot.rules.yml"), "utf8"));
  assert.deepEqual(named(sets.production, "PrometheusRule", "spot").spec, rules);
  for (const name of ["operators", "service"]) {
    const { data } = named(sets.production, "ConfigMap", `spot-dashboard-${name}`);
    const delivered = readFileSync(path.join(deploy, `grafana/${name}.json`), "utf8");
    assert.deepEqual(JSON.parse(data[`spot-${name}.json`]), JSON.parse(delivered));
  }
});

test("users of the broker may do what those of the Compose file may", () => {
  const definitions = JSON.parse(readFileSync(path.join(deploy, "../compose/rabbitmq/definitions.json"), "utf8"));
  const wanted = definitions.permissions.filter(({ user }) => user !== "spot");
  for (const { user, vhost, configure, write, read } of wanted) {
    const { spec } = named(sets.production, "Permission", user.replaceAll("_", "-"));
    assert.deepEqual([spec.vhost, spec.permissions], [vhost, { configure, write, read }]);
  }
  assert.equal(ofKind(sets.production, "User").length, wanted.length);
});

test("three nodes keep the queues and a standby has each commit", () => {
  assert.equal(named(sets.production, "RabbitmqCluster", "spot-rabbitmq").spec.replicas, 3);
  const { synchronous } = named(sets.production, "Cluster", "spot-postgres").spec.postgresql;
  assert.deepEqual(synchronous, { method: "any", number: 1, dataDurability: "required" });
});

test("without its token a worker cannot be scraped, and the refusal says which value is missing", () => {
  const run = helm("template", "spot", chart, "--set", "metrics.serviceMonitor.enabled=true");
  assert.notEqual(run.code, 0);
  assert.match(run.said, /metrics\.tokenSecret/);
});
