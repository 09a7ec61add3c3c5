// A large map moves: sigma draws it from the same places as the picture that stands there without a script. Where it
// can't (no WebGL, no data), the picture stays.
(() => {
  "use strict";
  const figure = document.querySelector("[data-graph]");
  if (!figure || !window.Sigma || !window.graphology) return;
  const tools = document.querySelector("[data-map-tools]"), says = document.querySelector("[data-map-says]");
  const find = tools.querySelector("input"), keys = document.querySelector("[data-graph-keys]");
  const STEP = 1.35, PUSH = 0.08, WIDTHS = [0.4, 0.6, 0.9, 1.3, 2, 3];
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const say = (words) => { says.textContent = words; };
  let sigma = null, graph = null, near = null, hit = "";

  // ── colours: those of the page, in light and dark ──
  const colours = () => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), known = new Map();
    svg.setAttribute("class", "chart map hide");
    figure.append(svg);
    const probe = (css) => {
      if (!known.has(css)) {
        const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
        path.setAttribute("class", css);
        svg.append(path);
        known.set(css, hex(getComputedStyle(path).fill));
      }
      return known.get(css);
    };
    const root = getComputedStyle(document.documentElement);
    const own = (name) => hex(root.getPropertyValue(name).trim());
    return { probe, ink: own("--ink"), line: own("--edge"), faint: own("--line"), surface: own("--surface"), done: () => svg.remove() };
  };
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const hex = (colour) => { // any colour of CSS as sigma reads it
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour || "#888";
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  };

  // ── the graph ──
  const build = (data) => {
    const made = new graphology.Graph({ type: "undirected", multi: false });
    const base = Math.min(7, Math.max(2.5, figure.clientWidth / (Math.sqrt(data.nodes.length) * 5)));
    for (const [key, name, sector, css, x, y, scale, off] of data.nodes) {
      made.addNode(key, { label: name, x, y: -y, size: base * scale, css, off, sector: figure.dataset[`s${sector || "unknown"}`] || "" });
    }
    const ids = data.nodes.map(([key]) => key);
    for (const [a, b, level, half, off] of data.ties) {
      if (!made.hasEdge(ids[a], ids[b])) made.addEdge(ids[a], ids[b], { size: WIDTHS[level] || 1, half, off });
    }
    return made;
  };
  const paint = () => {
    const page = colours();
    graph.forEachNode((key, { css }) => graph.setNodeAttribute(key, "color", page.probe(css)));
    page.done();
    sigma?.setSetting("labelColor", { color: page.ink });
    return page;
  };
  let page;
  const nodeLook = (key, data) => {
    const off = near ? !near.has(key) : data.off;
    return { ...data, color: off ? page.faint : data.color, label: off ? "" : data.label, zIndex: off ? 0 : 1,
             forceLabel: key === hit || Boolean(near?.has(key) && near.size < 40) };
  };
  const edgeLook = (edge, data) => {
    const [a, b] = graph.extremities(edge), off = near ? !(a === hit || b === hit) : data.off;
    return { ...data, color: off || data.half ? page.faint : page.line, hidden: Boolean(near && off), zIndex: off ? 0 : 1 };
  };
  const hovered = (context, data, settings) => { // the name on a plate in the colours of the page
    const words = data.sector ? `${data.label} · ${data.sector}` : data.label, size = settings.labelSize;
    context.font = `${settings.labelWeight} ${size}px ${settings.labelFont}`;
    const wide = context.measureText(words).width + 12;
    context.fillStyle = page.surface;
    context.strokeStyle = page.ink;
    context.lineWidth = 1.5;
    context.beginPath();
    context.rect(data.x + data.size + 2, data.y - size, wide, size * 2);
    context.fill();
    context.stroke();
    context.fillStyle = page.ink;
    context.fillText(words, data.x + data.size + 8, data.y + size / 3);
  };

  // ── moving ──
  const camera = () => sigma.getCamera();
  const zoom = (by) => camera().animate({ ratio: camera().getState().ratio / by }, { duration: 150 });
  const push = (dx, dy) => {
    const { x, y, ratio } = camera().getState();
    camera().animate({ x: x + dx * ratio, y: y + dy * ratio }, { duration: 100 });
  };
  const whole = () => { select(""); camera().animatedReset({ duration: 200 }); say(tools.dataset.whole); };
  const select = (key) => {
    hit = key;
    near = key ? new Set([key, ...graph.neighbors(key)]) : null;
    sigma.refresh({ skipIndexation: true });
  };
  const centre = (key) => {
    const spot = sigma.getNodeDisplayData(key);
    camera().animate({ x: spot.x, y: spot.y, ratio: Math.min(camera().getState().ratio, 0.35) }, { duration: 250 });
    select(key);
    say(tools.dataset.centred.replace("{name}", graph.getNodeAttribute(key, "label")));
  };
  const search = () => {
    const words = fold(find.value).split(/\s+/).filter(Boolean);
    if (!words.length) return "";
    const hits = graph.filterNodes((_key, { label }) => words.every((word) => fold(label).includes(word)));
    const found = hits.find((key) => fold(graph.getNodeAttribute(key, "label")) === fold(find.value.trim())) || hits[0];
    if (found) centre(found); else say(tools.dataset.nobody);
    return found || "";
  };
  const open = (key) => location.assign(`${figure.dataset.towards}${key}`);

  const wake = (data) => {
    graph = build(data);
    page = paint();
    const place = document.createElement("div");
    place.className = "graph";
    figure.prepend(place);
    sigma = new window.Sigma(graph, place, {
      labelFont: getComputedStyle(document.body).fontFamily, labelSize: 13, labelWeight: "500", zIndex: true,
      labelColor: { color: page.ink }, nodeReducer: nodeLook, edgeReducer: edgeLook, defaultDrawNodeHover: hovered,
      labelRenderedSizeThreshold: 5, labelDensity: 0.7, hideEdgesOnMove: data.ties.length > 4000,
    });
    figure.querySelector("img").hidden = true;
    figure.classList.add("alive");
    figure.tabIndex = 0;
    keys.hidden = tools.hidden = false;
    if (data.ego && graph.hasNode(data.ego)) centre(data.ego);
    sigma.on("enterNode", ({ node }) => { if (!find.value && !data.ego) select(node); });
    sigma.on("leaveNode", () => { if (!find.value && !data.ego) select(""); });
    sigma.on("clickNode", ({ node }) => open(node));
    figure.dataset.awake = "1";
    performance.mark("map-awake");
  };
  tools.addEventListener("click", (event) => {
    const does = event.target.closest("[data-do]")?.dataset.do;
    if (does === "in") zoom(STEP);
    if (does === "out") zoom(1 / STEP);
    if (does === "whole") whole();
  });
  find.addEventListener("change", search);
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const found = search();
    if (found && fold(graph.getNodeAttribute(found, "label")) === fold(find.value.trim())) open(found);
  });
  find.addEventListener("focus", () => {
    const names = graph.mapNodes((_key, { label }) => new Option("", label));
    tools.querySelector("datalist").replaceChildren(...names);
  }, { once: true });
  figure.addEventListener("keydown", (event) => {
    const ways = { ArrowLeft: [-PUSH, 0], ArrowRight: [PUSH, 0], ArrowUp: [0, PUSH], ArrowDown: [0, -PUSH] };
    if (!sigma || event.ctrlKey || event.metaKey || event.altKey) return;
    if (ways[event.key]) push(...ways[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(STEP);
    else if (event.key === "-") zoom(1 / STEP);
    else if (event.key === "0" || event.key === "Escape") whole();
    else return;
    event.preventDefault();
  });
  // ── the picture as PNG, from the very file that stands there without a script ──
  const save = async (where) => {
    const picture = new Image();
    picture.src = where;
    await picture.decode();
    const sheet = document.createElement("canvas");
    const [width, height] = ["width", "height"].map((side) => Number(figure.querySelector("img").getAttribute(side)));
    const by = Math.min(2, 8000 / Math.max(width, height));
    [sheet.width, sheet.height] = [Math.round(width * by), Math.round((width * by * picture.naturalHeight) / picture.naturalWidth)];
    sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
    const blob = await new Promise((done) => { sheet.toBlob(done, "image/png"); });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: "network.png" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  for (const button of document.querySelectorAll("[data-map-png]")) {
    button.hidden = false;
    button.addEventListener("click", () => save(button.closest("ul").querySelector("a[href*='map.svg']").href));
  }
  const restyle = () => { if (sigma) { page = paint(); sigma.refresh(); } };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
  new MutationObserver(restyle).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  fetch(figure.dataset.graph, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then(wake)
    .catch(() => { document.querySelector(".graph")?.remove(); figure.querySelector("img").hidden = false; });
})();
