// A meeting that goes on: clocks run, and the page is read anew when something happened. Without this file one loads it anew.
(() => {
  "use strict";
  const page = document.querySelector("[data-live]");
  if (!page) return;
  const said = document.querySelector("[data-announce]");
  const EVERY = 4000, SLOWEST = 60000, HALF = 30;
  let skew = Date.parse(page.dataset.now) - Date.now(), seen = page.dataset.seen, pause = EVERY;

  // ── clocks: spoken of at half a minute and at the end, and only then ──
  const told = new Set();
  const words = (left) => `${left < 0 ? "−" : ""}${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
  const announce = (clock, left) => {
    const at = left <= 0 ? 0 : left <= HALF ? HALF : null;
    const key = `${clock.dataset.ends} ${at}`;
    if (at === null || told.has(key)) return;
    told.add(key);
    // what had run out before the page was opened is no news
    if (at - left < 3) said.textContent = at ? said.dataset.half : said.dataset.over;
  };
  const tick = () => {
    for (const clock of document.querySelectorAll("[data-ends]")) {
      const left = Math.ceil((Date.parse(clock.dataset.ends) - Date.now() - skew) / 1000);
      clock.querySelector("[data-left]").textContent = words(left);
      const part = Math.max(0, Math.min(100, (100 * left) / Number(clock.dataset.whole)));
      clock.querySelector("[data-ring]").setAttribute("stroke-dasharray", `${part} 100`);
      announce(clock, left);
    }
  };
  tick();
  setInterval(tick, 1000);

  // ── news: each part of the page is exchanged, except one in which somebody is writing ──
  const written = (part) => [...part.querySelectorAll("textarea, input:not([type=hidden])")].some(
    (field) => field === document.activeElement || field.value !== field.defaultValue
  );
  const exchange = (fresh) => {
    for (const part of document.querySelectorAll("[data-part]")) {
      const made = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!made || written(part)) continue;
      const open = [...part.querySelectorAll("details")].map((one) => one.open);
      const focused = part.contains(document.activeElement) ? [...part.querySelectorAll("a, button")].indexOf(document.activeElement) : -1;
      part.innerHTML = made.innerHTML;
      part.querySelectorAll("details").forEach((one, place) => { one.open = open[place] || false; });
      if (focused >= 0) [...part.querySelectorAll("a, button")][focused]?.focus({ preventScroll: true });
    }
  };
  const read = async () => {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = fresh.querySelector("[data-live]");
    // opened, ended, or signed out meanwhile: another page altogether
    const kin = now && document.querySelectorAll("[data-part]").length === fresh.querySelectorAll("[data-part]").length;
    if (!kin) { location.reload(); return; }
    exchange(fresh);
    page.firstElementChild.textContent = now.firstElementChild.textContent;
    skew = Date.parse(now.dataset.now) - Date.now();
    seen = now.dataset.seen;
    tick();
  };
  const look = async () => {
    try {
      if (!document.hidden) {
        const answer = await fetch(page.dataset.news, { credentials: "omit", cache: "no-store", headers: { "If-None-Match": seen } });
        if (answer.status !== 304) await read();
      }
      pause = EVERY;
    } catch {
      pause = Math.min(2 * pause, SLOWEST);
    }
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
})();
