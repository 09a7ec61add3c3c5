/* Passkeys: the one thing here that needs a script. Forms with data-passkey stay hidden where it can't work. */
(() => {
  "use strict";
  if (!window.PublicKeyCredential || !window.webauthnJSON) return;

  const options = async (form) => {
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    const answer = await fetch(form.dataset.options, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`No options: ${answer.status}`);
    return answer.json();
  };

  const ask = async (form) => {
    const trouble = form.querySelector("[data-trouble]");
    trouble.hidden = true;
    try {
      const credential = await window.webauthnJSON[form.dataset.passkey](await options(form));
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  };

  for (const words of document.querySelectorAll("[data-no-passkey]")) words.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
})();
