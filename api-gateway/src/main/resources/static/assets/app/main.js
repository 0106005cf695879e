// Starts the board: who is here, what is open, then the view that the address names; from then on events keep it up to date.
import { address, loggedOut, Problem } from "./core/api.js";
import { onKey } from "./core/keys.js";
import { startRouting } from "./core/router.js";
import { follow, link } from "./core/stream.js";
import { backOff, mayPass } from "./core/retry.js";
import { readFleet } from "./fleet/fleet.js";
import { readSnapshot, snapshot } from "./fleet/snapshot.js";
import { changed, readOpen } from "./operations/live.js";
import { readUsual } from "./operations/usual.js";
import { readWorkflows } from "./operations/workflows.js";
import { cart, openCart, takeBack } from "./cart/cart.js";
import { askAgain, askPreviews } from "./cart/previews.js";
import { drawPanel } from "./cart/panel.js";
import { drawTopBar } from "./shell/top-bar.js";
import { drawStatusBar } from "./shell/status-bar.js";
import { failureNote } from "./shell/failure.js";
import { askToLogIn } from "./shell/logged-out.js";
import { mayAct, openSession, session } from "./shell/session.js";
import { inform } from "./shell/notices.js";
import "./pages/types-page.js";
import "./pages/board-page.js";
import "./pages/operations-page.js";
import "./pages/operation-page.js";
import "./pages/commands-page.js";
import "./pages/analytics-page.js";
import "./pages/contracts-page.js";
import "./pages/search-page.js";
import "./pages/docs-page.js";

/** Without the stream of events, what is open is asked for as often as this. */
const POLL_MS = 15_000;
const retry = backOff();
const starting = backOff();
const element = (id) => document.getElementById(id);

async function start() {
  readWorkflows();
  try {
    await openSession();
    starting.reset();
  } catch (problem) {
    if (mayPass(problem)) starting.later(start);
    return showStart(problem);
  }
  document.body.dataset.role = session.value.role.toLowerCase();
  openCart(session.value.name);
  drawTopBar(element("top"));
  drawPanel(element("panel"));
  startRouting(element("view"));
  const stream = follow("/api/events", hear);
  drawStatusBar(element("status"), { reconnect: stream.now });
  cart.watch(askPreviews);
  if (mayAct()) {
    askPreviews();
    onKey("ctrl+z", () => (takeBack() ? inform("The last change of the cart was taken back.") : false));
  }
  readUsual().catch(() => null);
  // Events make the board quick. What is under way is read also where they never come.
  readAll();
  setInterval(() => link.value.state === "lost" && !document.hidden && readAll(), POLL_MS);
}

/** Events tell what changed; after a gap, or at the start, all is read. */
function hear(type, event) {
  if (type === "hello" && !event.resumed) readAll();
  else if (type === "operation") {
    changed(event);
    // A move that ends may leave the cloud as it was last read: then no new picture of it tells so.
    if (!event.open && event.kind === "migration") readFleet();
  }
  else if (type === "snapshot") {
    const newer = event.generation !== snapshot.value?.generation;
    snapshot.set(event);
    if (newer && mayAct()) askAgain(event.changed_hosts);
  }
}

async function readAll() {
  readFleet();
  try {
    await Promise.all([readOpen(), readSnapshot()]);
    retry.reset();
  } catch (problem) {
    if (mayPass(problem)) retry.later(readAll);
  }
}

function showStart(problem) {
  if (problem instanceof Problem && problem.status === 401) return location.assign(address("/login", { next: location.href }));
  const what = problem.status === 403 ? "You may not see the board." : "The board cannot start.";
  element("view").replaceChildren(failureNote(what, problem, () => location.reload()));
}

loggedOut.watch(askToLogIn);
start();
