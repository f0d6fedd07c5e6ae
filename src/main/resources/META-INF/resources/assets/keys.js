// Keys and acts: where the focus goes after an act, the toast, the sheet of keys and the palette.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const typing = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");

  /* Rows that are picked: how many, all of the page at once; they stay picked through an act on another row. */
  let kept = [];
  const picks = () => [...document.querySelectorAll("[data-select]")];
  const picked = () => {
    const all = picks(), some = all.filter((box) => box.checked).length, page = $("pick-page"), count = $("pick-count");
    if (!page || !count) return;
    page.checked = some > 0 && some === all.length;
    page.indeterminate = some > 0 && some < all.length;
    count.dataset.hint ??= count.textContent;
    count.textContent = $("pick-all")?.checked ? "" : some ? `${some} selected` : count.dataset.hint;
  };
  addEventListener("change", (event) => {
    if (event.target.id === "pick-page") picks().forEach((box) => { box.checked = event.target.checked; });
    picked();
  });
  addEventListener("pageshow", picked);

  /* With Shift, all between the last one and this one become as this one is. */
  let lastPick = null;
  addEventListener("click", (event) => {
    if (!event.target.matches?.("[data-select]")) return;
    const all = picks(), to = all.indexOf(event.target), from = event.shiftKey ? all.indexOf(lastPick) : -1;
    if (from >= 0) all.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((box) => { box.checked = event.target.checked; });
    lastPick = event.target;
  });

  const heading = () => document.querySelector("#main h1, #main h2");
  const focus = (to) => {
    if (to === heading()) to?.setAttribute("tabindex", "-1");
    to?.focus({ preventScroll: true });
  };

  /* After an act the focus is on the same button, else on the next row's, else on the heading. */
  let left = null;
  addEventListener("htmx:beforeRequest", (event) => {
    const button = document.activeElement;
    const next = button?.closest("tr")?.nextElementSibling ?? button?.closest("tr")?.previousElementSibling;
    kept = picks().filter((box) => box.checked).map((box) => box.id);
    left = { id: event.detail.requestConfig?.triggeringEvent?.submitter?.id || button?.id, next: next?.querySelector("button[id]")?.id };
  });
  addEventListener("htmx:afterSettle", () => {
    if (!left) return;
    kept.forEach((id) => { if ($(id)) $(id).checked = true; });
    picked();
    focus([left.id, left.next].map((id) => id && $(id)).find(Boolean) ?? heading());
    left = null;
  });

  /* A whole page that follows an act: its heading has the focus, unless a field asked for it. */
  if (document.querySelector("[data-toast]") && document.activeElement === document.body) focus(heading());

  /* A toast goes after 8 s unless somebody looks at it, or by Escape. */
  setInterval(() => {
    const toast = document.querySelector("[data-toast]");
    if (!toast) return;
    const looked = document.hidden || toast.matches(":hover, :focus-within");
    toast.dataset.age = looked ? 0 : +(toast.dataset.age ?? 0) + 1;
    if (toast.dataset.age >= 8) toast.remove();
  }, 1000);

  /* Copies the text of an element; in a command of a shell it stands within single quotes. */
  document.documentElement.classList.add("scripted");
  addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const { copy, before } = button.dataset, text = $(copy).textContent, label = button.textContent;
    const all = before ? before + text.replaceAll("'", "'\\''") + "}'" : text;
    button.textContent = await navigator.clipboard?.writeText(all).then(() => "Copied", () => null) ?? "Not allowed here";
    setTimeout(() => { button.textContent = label; }, 2000);
  });

  /* Rows of the page: j and k go, x selects, r retries. */
  const rows = () => [...document.querySelectorAll("#main tbody tr")].filter((row) => row.querySelector("a[href]"));
  const go = (step) => {
    const all = rows(), at = all.indexOf(document.activeElement?.closest("tr"));
    all[Math.min(Math.max(at + step, 0), all.length - 1)]?.querySelector("a[href]").focus();
  };
  const row = (selector) => document.activeElement?.closest("tr")?.querySelector(selector);

  /* The menu names the pages and their letters, for the sheet of keys and for the palette. */
  const pages = () => [...document.querySelectorAll("#nav a[data-go]")];
  const sheet = () => {
    document.querySelector("#keys [data-pages] dd").textContent = pages().map((page) => `${page.dataset.go} ${page.firstChild.textContent}`).join(", ");
    $("keys").showModal();
  };
  addEventListener("click", (event) => event.target.closest?.("[data-keys]") && sheet());

  /* The palette: one list made by the server, filtered here; an id of a job leads to it. */
  const palette = async () => {
    const dialog = $("palette"), list = dialog.querySelector("[data-list]");
    dialog.showModal();
    dialog.querySelector("input").select();
    if (!list.children.length) {
      list.innerHTML = await (await fetch(dialog.dataset.from)).text();
      list.prepend(...pages().map((page) => {
        const item = document.createElement("li"), link = item.appendChild(document.createElement("a"));
        link.href = page.href;
        link.textContent = page.firstChild.textContent + " ";
        link.appendChild(Object.assign(document.createElement("span"), { className: "quiet", textContent: "page" }));
        return item;
      }));
    }
    filter();
  };
  const filter = () => {
    const dialog = $("palette"), wanted = dialog.querySelector("input").value.trim().toLowerCase();
    const items = [...dialog.querySelectorAll("[data-list] li")];
    let shown = 0;
    items.forEach((item) => {
      const fits = item.textContent.toLowerCase().includes(wanted);
      item.hidden = !fits || ++shown > 12;
    });
    const job = dialog.querySelector("[data-job]");
    job.hidden = !/^[a-z0-9][a-z0-9._:-]*$/i.test(wanted);
    job.querySelector("a").href = dialog.dataset.jobs + encodeURIComponent(dialog.querySelector("input").value.trim());
    dialog.querySelector("[data-none]").hidden = shown > 0 || !job.hidden;
  };
  $("palette")?.addEventListener("input", filter);
  $("palette")?.addEventListener("keydown", (event) => {
    const links = [...$("palette").querySelectorAll("li:not([hidden]) a")], at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      links[(at + (event.key === "ArrowDown" ? 1 : -1) + links.length) % links.length]?.focus();
    } else if (event.key === "Enter" && at < 0) {
      event.preventDefault();
      links[0]?.click();
    }
  });

  /* g and a letter goes to a page; the menu names the letters. */
  let going = false;
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      return palette();
    }
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) document.querySelector("[data-toast]")?.remove();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    const page = going && document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    going = event.key === "g";
    if (page) return page.click();
    const act = {
      "/": () => $("find")?.focus(), "?": sheet, j: () => go(1), k: () => go(-1),
      x: () => row("input[type=checkbox]")?.click(), r: () => row("button[formaction*='/retry']")?.click(),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
