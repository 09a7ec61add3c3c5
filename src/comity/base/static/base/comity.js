/* Small comforts. Every page works without them. */
(() => {
  "use strict";
  const openMenus = () => document.querySelectorAll("details.menu[open]");

  // A menu closes when one looks elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    if (location.hash === "#menu") {
      location.hash = "#main";
      document.querySelector(".dock [href='#menu']")?.focus();
    }
  });

  // What went wrong is read first.
  document.querySelector(".errors")?.focus();

  // A button that is disabled with a reason does nothing; its reason stays beside it.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[aria-disabled='true']")) event.preventDefault();
  });

  // Sent once: a second tap on the same form waits for the first, and the form says that it is busy.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.getAttribute("aria-busy") === "true") event.preventDefault();
    else form.setAttribute("aria-busy", "true");
  });
  // Coming back by the browser's own arrow: nothing is busy any more.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
  });

  // The first offer for a time zone is the device's own; what was answered already stays.
  for (const choice of document.querySelectorAll("select[data-zone]")) {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const answered = [...choice.form.querySelectorAll("[name='seen']")].some((one) => choice.name.startsWith(`${one.value}-`));
    const known = [...choice.options].some((option) => option.value === here);
    if (known && !answered && !choice.form.querySelector(".err")) choice.value = here;
  }

  // Printing needs a script, so its buttons appear only with one.
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
