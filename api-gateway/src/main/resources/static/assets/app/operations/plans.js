// The steps that a kind of operation takes when all goes well, in order, and what each state is called while it lasts.
const PLANS = {
  migration: [
    ["REQUESTED", "validate", "checking the rules"],
    ["VALIDATED", "remove host", "removing from the source"],
    ["HOST_REMOVED", "add host", "adding to the target"],
    ["HOST_ADDED", "verify", "verifying"],
  ],
  launch: [
    ["REQUESTED", "validate", "checking the rules"],
    ["VALIDATED", "register machine", "registering at RunPod"],
    ["REGISTERED", "create VM", "creating the VM"],
    ["VM_CREATED", "wait until active", "waiting for the VM"],
    ["VM_ACTIVE", "check host", "checking the host"],
    ["PLACED", "attach network", "attaching the network"],
    ["NETWORK_ATTACHED", "attach firewall", "attaching the firewall"],
    ["FIREWALL_ATTACHED", "verify", "verifying"],
    ["VERIFIED", "wait until registered", "waiting for RunPod to take the host"],
  ],
  "attach-network": [
    ["REQUESTED", "validate", "checking the rules"],
    ["VALIDATED", "attach network", "attaching the network"],
  ],
};
/** What is done beside the straight way. */
const OTHERWISE = {
  RESTORING: ["restore host", "going back"],
  CANCELLING: ["restore host", "cancelling"],
  WITHOUT_RUNPOD: ["verify without RunPod", "looking once more, without RunPod's word"],
  TURNING_BACK: ["keep or undo", "turning back"],
  DELETING_VM: ["delete VM", "going back: deleting the VM"],
  VM_DELETED: ["remove machine", "going back: removing the machine"],
  ADOPTING: ["adopt what is there", "adopting what the cloud shows"],
  KEPT: ["a person decides", "kept for a look"],
  NEEDS_OPERATOR: ["a person decides", "needs a decision"],
};
/** Steps beside the straight way that are called otherwise in one kind. */
const OWN_NAMES = { "migration/ADOPTING": "adopt placement", "attach-network/ADOPTING": "adopt interfaces" };
const WAITS_FOR_A_PERSON = new Set(["NEEDS_OPERATOR", "KEPT"]);
const GOOD = new Set(["SUCCEEDED", "ADOPTED"]);
const CALM = new Set(["ROLLED_BACK", "CANCELLED"]);

export const planOf = (kind) => (PLANS[kind] ?? []).map(([state, step]) => ({ state, step }));

/** What is being done in this state, in a few words. */
export function doing(operation) {
  const step = (PLANS[operation.kind] ?? []).find(([state]) => state === operation.state);
  return step?.[2] ?? OTHERWISE[operation.state]?.[1] ?? operation.state.replaceAll("_", " ").toLowerCase();
}

/** Whether nothing goes on until somebody says how. */
export const waitsForPerson = (operation) => operation.open && WAITS_FOR_A_PERSON.has(operation.state);

/** The step beside the straight way that this state runs, or undefined. */
export const stepBeside = (kind, state) => OWN_NAMES[`${kind}/${state}`] ?? OTHERWISE[state]?.[0];

const isStraight = (kind, state) => (PLANS[kind] ?? []).some(([one]) => one === state);

/** Whether it is on the straight way now. */
export const onPlan = ({ kind, state }) => isStraight(kind, state);

/** Whether operations in this state go on, for counts that do not say so. */
export const isOpenState = (kind, state) => isStraight(kind, state) || OTHERWISE[state] !== undefined;

/** The last state on the straight way that its history shows, or undefined. */
export function straightState({ kind, state }, steps) {
  const states = [...steps.flatMap((entry) => [entry.from_state, entry.to_state]), state];
  return states.findLast((one) => isStraight(kind, one));
}

/** How far it is on the straight way, also when it has left it: the steps done, and how many there are. */
export function progress({ kind, state, straight = state }) {
  const plan = PLANS[kind] ?? [];
  const at = plan.findIndex(([one]) => one === straight);
  return { done: state === "SUCCEEDED" ? plan.length : Math.max(0, at), of: plan.length };
}

/** The colour of a state: busy, attention, good, calm (undone as it should be) or bad. */
export function tone({ state, open }) {
  if (WAITS_FOR_A_PERSON.has(state)) return "attention";
  if (open) return OTHERWISE[state] ? "warn" : "busy";
  if (GOOD.has(state)) return "good";
  return CALM.has(state) ? "calm" : "bad";
}

/** From where to where, or what is launched. */
export function routeOf({ kind, request = {} }) {
  if (kind === "migration") return { from: request.source_aggregate, to: request.target_aggregate };
  if (kind === "launch") return { to: request.image_name };
  return { to: request.network ?? "" };
}
