// Choosing the image for a RunPod VM on an empty host. The choice becomes a plan in the cart, nothing is sent.
import { h, keyed } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { address, get } from "../core/api.js";
import { plan, takeBack } from "../cart/cart.js";
import { openPanel } from "../cart/panel.js";
import { succeed } from "../shell/notices.js";

export function openLaunch(host) {
  let images = [];
  const region = h("select", { class: "form-select form-select-sm", "aria-label": "Region", onchange: read });
  const search = h("input", {
    class: "form-control form-control-sm",
    type: "search",
    placeholder: "Search images",
    "aria-label": "Search images",
    autofocus: true,
    spellcheck: "false",
    oninput: draw,
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
      region.append(...regions.map((one) => h("option", { value: one.region }, one.region)));
      const own = regions.find((one) => host.hostname.toUpperCase().startsWith(`${one.host_prefix.toUpperCase()}-`));
      if (own) region.value = own.region;
      await read();
    } catch (problem) {
      fail(problem);
    }
  }

  async function read() {
    state.hidden = false;
    state.className = "state-loading";
    state.textContent = "Reading the images …";
    try {
      ({ images } = await get(address("/api/hyperstack/images", { region: region.value })));
      draw();
    } catch (problem) {
      images = [];
      draw();
      fail(problem);
    }
  }

  function fail(problem) {
    state.hidden = false;
    state.className = "state-note state-bad";
    state.textContent = problem.message;
  }

  function draw() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = images.filter((image) =>
      words.every((word) => `${image.name} ${image.type} ${image.version} ${image.description}`.toLowerCase().includes(word)),
    );
    keyed(list, found, { key: (image) => image.id, create: row });
    state.hidden = found.length > 0;
    state.className = "state-note";
    state.textContent = images.length === 0 ? "This region has no images." : "No image fits.";
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
    succeed(`A launch on ${host.hostname} is planned.`, { label: "Undo", run: takeBack });
    openPanel("cart");
  }
}
