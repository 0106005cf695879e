// @ts-check
// The bar below the top bar while a list of a cloud is not believed, and the dialog that accepts it.
import { firstChildOf, h, lastChildOf, renderList, setText } from "../core/dom.js";
import { post } from "../core/api.js";
import { formatDateTime } from "../core/format.js";
import { loadSnapshot, snapshot, sourceName, sources } from "../fleet/snapshot.js";
import { openReasonDialog } from "./reason-dialog.js";
import { canOperateFleet } from "./session.js";

/** @import { SnapshotSource } from "#api" */

const doubted = () => sources().filter(({ doubt }) => doubt);

/** @param {SnapshotSource} source */
export const doubtText = (source) => {
  const { doubt } = source;
  if (!doubt) return "";
  const now = doubt.accepted_by
    ? `${doubt.accepted_by} accepted that; the next read takes it.`
    : "It is not believed, and the values of before are shown.";
  return `Since ${formatDateTime(doubt.since)} the list of ${sourceName(source)} shows ${doubt.shows}. ${now}`;
};

/** @param {HTMLElement} root */
export function renderDoubtBar(root) {
  const list = h("ul", { class: "doubts" });
  root.append(list);
  snapshot.subscribe(() => {
    const now = doubted();
    root.hidden = now.length === 0;
    renderList(list, now, { key: ({ name }) => name, create, update });
  });
}

/** @param {SnapshotSource} source */
const create = (source) =>
  h(
    "li",
    { class: "doubt" },
    h("p", { class: "doubt-text", role: "status" }),
    canOperateFleet() &&
      h(
        "button",
        { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: () => openAcceptDialog(source) },
        "Accept the list",
      ),
  );

/**
 * @param {HTMLElement} element
 * @param {SnapshotSource} source
 */
function update(element, source) {
  setText(firstChildOf(element), doubtText(source));
  if (canOperateFleet()) lastChildOf(element).hidden = !!source.doubt?.accepted_by;
}

/** @param {SnapshotSource} source */
const openAcceptDialog = (source) =>
  openReasonDialog({
    title: `Accept the list of ${sourceName(source)}`,
    text: `It shows ${source.doubt?.shows ?? "much less than before"}. The next read takes it, and hosts may seem free then. Check first that the cloud really has so few, and that its log-in still may read everything.`,
    button: "Accept",
    send: async (reason) => {
      await post("/api/snapshot/accept", { source: source.name, reason });
      await loadSnapshot();
    },
    done: "Accepted. The next read takes the list.",
  });
