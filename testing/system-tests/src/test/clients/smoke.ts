// Compiled with the client that is generated for TypeScript: reads, previews, moves a host there and back, plans, and is refused.
import { Configuration, FleetApi, MovesApi, OperationsApi, PlansApi, ResponseError } from "./index.js";
import type { MigrationBody } from "./index.js";

declare const process: { argv: string[] };

const [basePath, username, password, host, source, target] = process.argv.slice(2) as [string, string, string, string, string, string];
const configuration = new Configuration({ basePath, username, password });
const moves = new MovesApi(configuration);
const operations = new OperationsApi(configuration);
const migrationBody: MigrationBody = { host, sourceAggregate: source, targetAggregate: target, reason: "a generated client" };

console.log("types", (await new FleetApi(configuration).listGpuTypes()).gpuTypes.length);
console.log("preview", (await moves.previewMigration({ migrationBody })).allowed);
const plan = await new PlansApi(configuration).makePlan({ planBody: { name: "of a client", operations: [migrationBody] } });
console.log("planned", plan.items?.length);
const accepted = await moves.executeMigration({ migrationBody, idempotencyKey: crypto.randomUUID() });
let operation = await operations.getOperation({ id: accepted.id! });
for (let look = 0; look < 300 && operation.open; look++) {
  await new Promise((done) => setTimeout(done, 100));
  operation = await operations.getOperation({ id: accepted.id! });
}
console.log("moved", operation.state, "steps", operation.steps?.length);
const back = await moves.executeMigration({
  migrationBody: { ...migrationBody, sourceAggregate: target, targetAggregate: source },
  idempotencyKey: crypto.randomUUID(),
  prefer: "wait=60",
});
console.log("back", back.state, back.success, back.results?.length);
try {
  await operations.getOperation({ id: crypto.randomUUID() });
} catch (problem) {
  if (problem instanceof ResponseError) console.log("refused", problem.response.status, await problem.response.text());
}
