// @ts-check
// Starts the board: opens the session, renders the view of the address, loads the open operations and follows the event stream.
import { withBase } from "./core/base.js";
import { withQuery, loggedOut, hasStatus } from "./core/api.js";
import { byId } from "./core/dom.js";
import { onKey } from "./core/keys.js";
import { startRouting } from "./core/router.js";
import { keepTimeMode } from "./core/zone.js";
import { openEventStream, connection } from "./core/stream.js";
import { createBackoff, isRetryable } from "./core/retry.js";
import { firstLoad } from "./first-load.js";
import { holdFleet, loadFleet, releaseFleet } from "./fleet/fleet.js";
import { loadSnapshot, snapshot } from "./fleet/snapshot.js";
import { applyEvent, loadOpen } from "./operations/operation-store.js";
import { loadLinks } from "./links/links.js";
import { loadStepStats } from "./operations/step-stats.js";
import { loadWorkflows } from "./operations/workflows.js";
import { applyApprovals } from "./approvals/approval-store.js";
import { tellApprovals } from "./approvals/approval-notices.js";
import { applyPlans } from "./plans/plan-store.js";
import { applyReservations, loadReservations } from "./reservations/reservation-store.js";
import { cart, openCart, undo } from "./cart/cart.js";
import { openStaged } from "./decisions/staged.js";
import { refreshPreviews, requestPreviews } from "./cart/previews.js";
import { renderPanel } from "./cart/panel.js";
import { applyFreeze } from "./shell/freeze.js";
import { renderDoubtBar } from "./shell/doubt-bar.js";
import { renderAddressBar } from "./shell/address-bar.js";
import { renderFreezeBar } from "./shell/freeze-bar.js";
import { watchAttention } from "./shell/attention.js";
import { renderTopBar } from "./shell/top-bar.js";
import { renderStatusBar } from "./shell/status-bar.js";
import { failureNote } from "./shell/failure.js";
import { promptLogin } from "./shell/logged-out.js";
import { eventHandler } from "./live-events.js";
import { canLaunch, openSession, session } from "./shell/session.js";
import { notifyInfo } from "./shell/notices.js";
import "./pages/overview-page.js";
import "./pages/board-page.js";
import "./pages/approvals-page.js";
import "./pages/approval-page.js";
import "./pages/plans-page.js";
import "./pages/plan-page.js";
import "./pages/policies-page.js";
import "./pages/webhooks-page.js";
import "./pages/reservations-page.js";
import "./pages/windows-page.js";
import "./pages/operations-page.js";
import "./pages/operation-page.js";
import "./pages/decisions-page.js";
import "./pages/commands-page.js";
import "./pages/analytics-page.js";
import "./pages/capacity-page.js";
import "./pages/contracts-page.js";
import "./pages/search-page.js";
import "./pages/docs-page.js";
import "./pages/account-page.js";
import "./pages/people-page.js";
import "./pages/tokens-page.js";
import "./pages/security-log-page.js";
import "./pages/reconciliation-page.js";
import "./pages/dependencies-page.js";
import "./pages/inventory-check-page.js";
import "./pages/system-page.js";
import "./pages/missing-page.js";

/** Interval of reads while the event stream is lost. */
const POLL_MS = 15_000;
/** Interval of reads while the page is hidden and has closed its event stream: for the title of the tab, and notifications. */
const HIDDEN_POLL_MS = 60_000;
const backoff = createBackoff();
const startBackoff = createBackoff();
/** @type {ReturnType<typeof openEventStream> | null} */
let stream = null;

async function start() {
  loadWorkflows();
  stream ??= openEventStream("/api/events", first.onEvent);
  try {
    await openSession();
    startBackoff.reset();
  } catch (problem) {
    if (isRetryable(problem)) startBackoff.schedule(start);
    return showStartProblem(problem);
  }
  document.body.dataset.role = session.value.role.toLowerCase();
  openCart(session.value.name);
  openStaged(session.value.name);
  renderTopBar(byId("top"));
  tellApprovals();
  watchAttention();
  renderFreezeBar(byId("freeze"));
  renderDoubtBar(byId("doubts"));
  renderAddressBar(byId("address"));
  renderPanel(byId("panel"));
  holdFleet();
  startRouting(byId("view"));
  renderStatusBar(byId("status"), { reconnect: stream.now });
  cart.subscribe(requestPreviews);
  if (canLaunch()) {
    requestPreviews();
    onKey("ctrl+z", () => (undo() ? notifyInfo("The last change of the cart was taken back.") : false));
  }
  loadStepStats().catch(() => null);
  loadLinks();
  first.begin();
  // The board also works without events; they make it faster.
  const unlessLive = () => connection.value.state === "lost" && first.withoutStream();
  connection.subscribe(unlessLive);
  unlessLive();
  setInterval(() => connection.value.state === "lost" && !document.hidden && loadAll(), POLL_MS);
  setInterval(() => document.hidden && !loggedOut.value && loadOpen().catch(() => null), HIDDEN_POLL_MS);
}

const handleEvent = eventHandler({
  loadAll: () => first.loadAll(),
  loadFleet,
  applyOperation: applyEvent,
  setFreeze: applyFreeze,
  setApprovals: applyApprovals,
  setPlans: applyPlans,
  setReservations: applyReservations,
  generation: () => snapshot.value?.generation,
  setSnapshot: snapshot.set,
  hostsChanged: (hosts) => canLaunch() && refreshPreviews(hosts),
});

const first = firstLoad({ loadAll, handle: handleEvent });

async function loadAll() {
  releaseFleet();
  try {
    await Promise.all([loadOpen(), loadSnapshot(), loadReservations()]);
    backoff.reset();
  } catch (problem) {
    if (isRetryable(problem)) backoff.schedule(loadAll);
  }
}

/** @param {unknown} problem */
function showStartProblem(problem) {
  if (hasStatus(problem, 401)) return location.assign(withBase(withQuery("/login", { next: location.href })));
  const what = hasStatus(problem, 403) ? "You may not see the board." : "The board cannot start.";
  byId("view").replaceChildren(failureNote(what, problem, () => location.reload()));
}

loggedOut.subscribe(promptLogin);
keepTimeMode();
start();
