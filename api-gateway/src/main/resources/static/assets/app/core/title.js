// @ts-check
// The title of the tab: the page, and before it how many things wait for a person.

let page = "";
let waiting = 0;

/**
 * (2) L40 · Spot Manager
 *
 * @param {string} page
 * @param {number} waiting
 */
export const titleOf = (page, waiting) =>
  `${waiting > 0 ? `(${waiting}) ` : ""}${[page, "Spot Manager"].filter(Boolean).join(" · ")}`;

const show = () => {
  document.title = titleOf(page, waiting);
};

/** @param {string} title of the page */
export function setTitle(title) {
  page = title;
  show();
}

/** @param {number} count of what waits for a person */
export function setWaiting(count) {
  waiting = count;
  show();
}
