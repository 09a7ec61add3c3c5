// Drawing one's name: what finger, pen or mouse draw becomes a path of whole numbers in a hidden field.
// Without this file the name is typed, which is as good.
const box = document.querySelector("[data-sign]");
if (box) {
  const pad = box.querySelector("[data-pad]"), ink = box.querySelector("[data-ink]");
  const field = document.querySelector('input[name="drawn"]'), full = box.querySelector("[data-full]");
  const [WIDE, HIGH, MOST] = [600, 200, 1500];
  let path = "", points = 0, last = "", drawing = false;
  const show = () => { ink.setAttribute("d", path); field.value = points > 1 ? path : ""; full.hidden = points < MOST; };
  const at = (event) => {
    const room = pad.getBoundingClientRect();
    const inside = (n, most) => Math.min(most, Math.max(0, Math.round(n)));
    return `${inside(((event.clientX - room.left) / room.width) * WIDE, WIDE)} ${inside(((event.clientY - room.top) / room.height) * HIGH, HIGH)}`;
  };
  const add = (sign, event) => {
    const here = at(event);
    if (points >= MOST || (sign === "L" && here === last)) return;
    path += sign + here; last = here; points += 1; show();
  };
  pad.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    drawing = true; pad.setPointerCapture(event.pointerId); add("M", event); event.preventDefault();
  });
  pad.addEventListener("pointermove", (event) => { if (drawing) add("L", event); });
  for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, () => { drawing = false; });
  box.querySelector("[data-clear]").addEventListener("click", () => { path = last = ""; points = 0; show(); });
  if (field.value) { path = field.value; points = path.split(/[ML]/).length - 1; show(); }
  box.hidden = false;
}
