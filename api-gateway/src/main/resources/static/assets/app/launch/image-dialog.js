// Chooses the image for a RunPod VM on an empty host. The choice becomes a plan in the cart; nothing is sent.
import { h, renderList } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { withQuery, get } from "../core/api.js";
import { plan, undo } from "../cart/cart.js";
import { openPanel } from "../cart/panel-tab.js";
import { notifySuccess } from "../shell/notices.js";

export function openLaunch(host) {
  let images = [];
  let request = null;
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
  const list = h("ul", { class: "images", "aria-label": "Images" });
  const state = h("p", { class: "state-loading", role: "status" }, "Reading the images …");
  const handle = openDialog({
    title: `Launch a RunPod VM on ${host.hostname}`,
    size: "lg",
    body: h("div", {}, h("div", { class: "image-tools" }, region, search), state, list),
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-id]");
    if (button) choose(images.find((image) => String(image.id) === button.dataset.id));
  });
  start();

  async function start() {
    try {
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
    if (!region.value) return render();
    request = new AbortController();
    const { signal } = request;
    list.replaceChildren();
    showState("state-loading", "Reading the images …");
    try {
      const answer = await get(withQuery("/api/hyperstack/images", { region: region.value }), { signal });
      if (signal.aborted) return;
      images = answer.images;
      render();
    } catch (error) {
      if (error.name !== "AbortError") fail(error);
    }
  }

  function fail(error) {
    problem = error;
    render();
  }

  function showState(tone, text) {
    state.hidden = false;
    state.className = tone;
    state.textContent = text;
  }

  function render() {
    const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = images.filter((image) =>
      terms.every((word) => `${image.name} ${image.type} ${image.version} ${image.description}`.toLowerCase().includes(word)),
    );
    renderList(list, found, { key: (image) => image.id, create: row });
    state.hidden = true;
    if (problem) showState("state-note state-bad", problem.message);
    else if (!region.value) showState("state-note", `The region is not part of the name ${host.hostname}. Choose it.`);
    else if (images.length === 0) showState("state-note", "This region has no images.");
    else if (found.length === 0) showState("state-note", "No image matches.");
  }

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
