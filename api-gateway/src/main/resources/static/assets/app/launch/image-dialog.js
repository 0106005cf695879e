// @ts-check
// Chooses the image for a RunPod VM on an empty host. The choice becomes a plan in the cart; nothing is sent.
import { asError, get, isAborted, withQuery } from "../core/api.js";
import { closestTo, h, renderList, setText } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { formatDateTime } from "../core/format.js";
import { containsAll, wordsOf } from "../core/words.js";
import { plan, undo } from "../cart/cart.js";
import { openPanel } from "../cart/panel-tab.js";
import { notifySuccess } from "../shell/notices.js";

/** @import { Host, Image, Images, Regions } from "#api" */

/** @param {Host} host */
export function openLaunch(host) {
  /** @type {Image[]} */
  let images = [];
  /** @type {AbortController | null} */
  let request = null;
  /** @type {Error | null} */
  let problem = null;
  const region = h("select", { class: "form-select form-select-sm", "aria-label": "Region", onchange: loadImages });
  const search = h("input", {
    class: "form-control form-control-sm",
    type: "search",
    placeholder: "Search images",
    "aria-label": "Search images",
    autofocus: true,
    spellcheck: "false",
    oninput: render,
  });
  const stale = h("p", { class: "banner", role: "status", hidden: true });
  const list = h("ul", { class: "images", "aria-label": "Images" });
  const state = h("p", { class: "state-loading", role: "status" }, "Reading the images …");
  const handle = openDialog({
    title: `Launch a RunPod VM on ${host.hostname}`,
    size: "lg",
    body: h("div", {}, h("div", { class: "image-tools" }, region, search), stale, state, list),
  });
  search.addEventListener("keydown", (event) => {
    const buttons = list.querySelectorAll("button");
    if (event.key === "ArrowDown") buttons[0]?.focus();
    else if (event.key === "Enter" && buttons.length === 1) buttons[0].click();
    else return;
    event.preventDefault();
  });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp" && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const buttons = [...list.querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    (buttons[next] ?? (next < 0 ? search : buttons[at])).focus();
  });
  list.addEventListener("click", (event) => {
    const id = closestTo(event, "button[data-id]")?.dataset.id;
    const image = images.find((one) => String(one.id) === id);
    if (image) choose(image);
  });
  start();

  async function start() {
    try {
      /** @type {Regions} */
      const { regions } = await get("/api/hyperstack/regions");
      const own = regions.find((one) => host.hostname.toUpperCase().startsWith(`${one.host_prefix.toUpperCase()}-`));
      region.append(
        ...(own ? [] : [h("option", { value: "" }, "Choose a region")]),
        ...regions.map((one) => h("option", { value: one.region }, one.region)),
      );
      region.value = own?.region ?? "";
      await loadImages();
    } catch (error) {
      fail(error);
    }
  }

  async function loadImages() {
    request?.abort();
    images = [];
    problem = null;
    stale.hidden = true;
    if (!region.value) return render();
    request = new AbortController();
    const { signal } = request;
    list.replaceChildren();
    showState("state-loading", "Reading the images …");
    try {
      /** @type {Images} */
      const answer = await get(withQuery("/api/hyperstack/images", { region: region.value }), { signal });
      if (signal.aborted) return;
      images = answer.images;
      showAge(answer);
      render();
    } catch (error) {
      if (!isAborted(error)) fail(error);
    }
  }

  /**
   * A launch with an image that is gone by now would be refused.
   *
   * @param {Images} answer
   */
  function showAge({ stale: unread, fetched_at: readAt }) {
    stale.hidden = !unread;
    if (!unread) return;
    const why = unread.why ? ` (${unread.why})` : "";
    setText(
      stale,
      `These images were read at ${formatDateTime(readAt)}. Since ${formatDateTime(unread.since)} they cannot be read${why}.`,
    );
  }

  /** @param {unknown} error */
  function fail(error) {
    problem = asError(error);
    render();
  }

  /**
   * @param {string} tone
   * @param {string} text
   */
  function showState(tone, text) {
    state.hidden = false;
    state.className = tone;
    state.textContent = text;
  }

  function render() {
    const words = wordsOf(search.value);
    const found = images.filter(({ name, type, version, description }) => containsAll(words, [name, type, version, description]));
    renderList(list, found, { key: (image) => image.id, create: row });
    state.hidden = true;
    if (problem) showState("state-note state-bad", problem.message);
    else if (!region.value) showState("state-note", `The region is not part of the name ${host.hostname}. Choose it.`);
    else if (images.length === 0) showState("state-note", "This region has no images.");
    else if (found.length === 0) showState("state-note", "No image matches.");
  }

  /** @param {Image} image */
  function row(image) {
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "image", data: { id: image.id } },
        h("span", { class: "image-name" }, image.name),
        h(
          "span",
          { class: "image-facts" },
          [image.type, image.version, image.display_size, image.is_public ? "public" : "private"].filter(Boolean).join(" · "),
        ),
        image.description ? h("span", { class: "image-text" }, image.description) : null,
      ),
    );
  }

  /** @param {Image} image */
  function choose(image) {
    plan([
      {
        kind: "launch",
        host: host.hostname,
        source: host.aggregate,
        image_name: image.name,
        image_id: image.id,
        gpu_type: host.gpu_type,
      },
    ]);
    handle.close();
    notifySuccess(`A launch on ${host.hostname} is planned.`, { label: "Undo", run: undo });
    openPanel("cart");
  }
}
