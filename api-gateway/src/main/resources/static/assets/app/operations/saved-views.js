// @ts-check
// Filters of the history under a name: one's own, and those that operators share.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { openMenu } from "../core/menu.js";
import { get, post, remove } from "../core/api.js";
import { wrongInQuery } from "../core/address.js";
import { navigate } from "../core/router.js";
import { errorLine } from "../shell/error-line.js";
import { canOperate, isAdmin } from "../shell/session.js";
import { notifyInfo, notifyProblem } from "../shell/notices.js";
import { choices } from "./chip-search.js";
import { FILTERS, wrongValues } from "./filter-query.js";
import { asText, chipsOf } from "./search-tokens.js";

/** @import { ViewOfOperations, ViewList } from "#api" */
/** @import { MenuItem } from "../core/menu.js" */

const KNOWN = Object.fromEntries(FILTERS.map((name) => [name, null]));

/**
 * Why a view cannot be opened: without a filter that is not known any more it would show more than it was saved for.
 *
 * @param {{ query: string }} view
 * @returns {string | null} a sentence
 */
export function whyOutdated({ query }) {
  const filters = new URLSearchParams(query);
  const wrong = [...wrongInQuery(filters, KNOWN), ...wrongValues(filters, choices())];
  return wrong.length > 0 ? wrong.map(({ text }) => text).join(" ") : null;
}

/** @param {() => URLSearchParams} current the filters that are shown */
export function savedViews(current) {
  const button = h("button", { type: "button", class: "btn-quiet", "aria-haspopup": "menu", onclick: open }, "Views");

  async function open() {
    /** @type {ViewOfOperations[]} */
    let views;
    try {
      /** @type {ViewList} */
      const list = await get("/api/views");
      views = list.items;
    } catch (problem) {
      notifyProblem(problem, "The saved views could not be read");
      return;
    }
    const mine = views.filter((view) => view.mine);
    const shared = views.filter((view) => !view.mine);
    /** @type {MenuItem[]} */
    const items = [
      ...group("Mine", mine),
      ...group("Shared", shared),
      {
        label: "Save what is shown …",
        note: chipsOf(current()).length > 0 ? "" : "set a filter first",
        disabled: chipsOf(current()).length === 0,
        action: () => openSaveDialog(current()),
      },
      ...(views.some(mayDelete) ? [{ label: "Delete a view …", action: () => openDeleteDialog(views.filter(mayDelete)) }] : []),
    ];
    openMenu(button, items, "Saved views");
  }

  return button;
}

/**
 * @param {string} heading
 * @param {ViewOfOperations[]} views
 * @returns {MenuItem[]}
 */
const group = (heading, views) => (views.length > 0 ? [{ heading }, ...views.map(entry), null] : []);

/**
 * @param {ViewOfOperations} view
 * @returns {MenuItem}
 */
function entry(view) {
  const outdated = whyOutdated(view);
  return {
    label: view.name,
    note: outdated ?? (view.mine ? (view.shared ? "shared" : "") : `by ${view.by}`),
    disabled: outdated !== null,
    action: () => navigate(`/operations?${view.query}`),
  };
}

/** @param {ViewOfOperations} view */
const mayDelete = (view) => view.mine || isAdmin();

/** The filters alone, in the order of the search. @param {URLSearchParams} query */
const filtersIn = (query) =>
  new URLSearchParams(
    FILTERS.flatMap((name) => {
      const value = query.get(name);
      return value ? [[name, value]] : [];
    }),
  ).toString();

/** @param {URLSearchParams} query */
function openSaveDialog(query) {
  const name = h("input", {
    class: "form-control",
    id: "view-name",
    required: true,
    maxlength: 80,
    autofocus: true,
    autocomplete: "off",
  });
  const shared = h("input", { type: "checkbox", class: "form-check-input", id: "view-shared" });
  const error = errorLine();
  const button = h("button", { type: "submit", form: "view-form", class: "btn btn-primary" }, "Save");
  const handle = openDialog({
    title: "Save a view",
    body: h(
      "form",
      {
        id: "view-form",
        onsubmit: async (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          button.disabled = true;
          try {
            await post("/api/views", { name: name.value.trim(), query: filtersIn(query), shared: shared.checked });
            handle.close();
            notifyInfo(`The view ${name.value.trim()} is saved.`);
          } catch (problem) {
            button.disabled = false;
            error.show(problem);
          }
        },
      },
      h("p", { class: "sheet-text" }, chipsOf(query).map(asText).join(" ")),
      h("label", { class: "field", for: "view-name" }, "Name", name),
      canOperate() ? h("label", { class: "tick" }, shared, "Share it with all who see the operations") : null,
      error.element,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), button],
  });
}

/** @param {ViewOfOperations[]} views */
function openDeleteDialog(views) {
  const error = errorLine();
  const list = h("ul", { class: "view-list" }, ...views.map(row));
  const handle = openDialog({ title: "Delete a view", body: h("div", {}, list, error.element) });

  /** @param {ViewOfOperations} view */
  function row(view) {
    /** @type {HTMLButtonElement} */
    const button = h(
      "button",
      {
        type: "button",
        class: "btn btn-sm btn-outline-secondary",
        "aria-label": `Delete ${view.name}`,
        onclick: async () => {
          button.disabled = true;
          try {
            await remove(`/api/views/${view.id}`);
            item.remove();
            if (list.childElementCount === 0) handle.close();
            notifyInfo(`The view ${view.name} is deleted.`);
          } catch (problem) {
            button.disabled = false;
            error.show(problem);
          }
        },
      },
      "Delete",
    );
    const item = h(
      "li",
      {},
      h(
        "span",
        {},
        h("b", {}, view.name),
        " ",
        h("span", { class: "dim" }, view.mine ? (view.shared ? "shared" : "") : `by ${view.by}`),
      ),
      button,
    );
    return item;
  }
}
