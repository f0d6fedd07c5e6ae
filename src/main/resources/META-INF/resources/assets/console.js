// All of our own script: the viewer's zone, and the live stream. Without it every page still works.
(() => {
  "use strict";
  const SILENCE = 15000, CATCH_UP = 5000, AFTER_ACT = 2000, STREAMS = 4;
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
  const OPEN = CSS.supports("selector(:popover-open)") ? "dialog[open], :popover-open" : "dialog[open]";
  const path = () => document.getElementById("main")?.dataset.live; // an act may lead to another page
  const held = new Map();
  let source = null, heard = 0, lost = null, release = null, alone = true, opening = false, pressed = false, timer = 0;

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = () => document.cookie.split("; ").includes("zone=" + zone);
  if (zone && !known()) {
    document.cookie = `zone=${zone}; path=${document.body.dataset.root.replace(/(.)\/$/, "$1")}; max-age=31536000; samesite=lax`;
    if (known() && path() && zone !== "UTC") location.reload();
  }

  /* A viewer who selects, types, presses or has something open must not lose it: parts wait meanwhile. */
  const holds = () => {
    if (document.querySelector(OPEN)) return "Held while it is open";
    if (document.querySelector("[data-select]:checked")) return "Held while you select";
    if (getSelection().type === "Range") return "Held while you select";
    if (document.querySelector(".crossed")) return "Held while you read values";
    if (document.querySelector(".htmx-request")) return "Held while you act";
    return pressed || document.activeElement?.matches("main :is(input, textarea, select)") ? "Held while you act" : "";
  };

  const show = (state, glyph, words) => document.querySelectorAll(".mark").forEach((mark) => {
    if (mark.dataset.state === state && mark.lastChild.textContent === words) return;
    mark.dataset.state = state;
    mark.querySelector("use").setAttribute("href", "#g-" + glyph);
    mark.lastChild.textContent = words;
  });
  const mark = () => {
    const why = holds(), away = document.getElementById("store-away")?.dataset.since;
    if (!path()) show("still", "still", "Not live");
    else if (lost) show("lost", "lost", "Reconnecting since " + lost);
    else if (why) show("held", "paused", why);
    else if (away) show("lost", "lost", "Store away since " + away);
    else if (!heard) show("still", "still", "Connecting");
    else show("live", "live", alone ? "Live" : "Live every 5 s");
  };
  const miss = () => { lost ??= new Date().toTimeString().slice(0, 8); mark(); };

  const place = (fresh) => {
    const old = document.getElementById(fresh.id);
    if (fresh.hasAttribute("data-gone")) return old?.remove();
    if (!old) return document.getElementById(fresh.dataset.in)?.append(fresh);
    if (old.isEqualNode(fresh)) return;
    const open = [...old.querySelectorAll("details")].map((one) => one.open);
    fresh.querySelectorAll("details").forEach((one, i) => { one.open = open[i] ?? one.open; });
    const { activeElement } = document, had = old.contains(activeElement);
    const at = [...old.querySelectorAll(FOCUSABLE)].indexOf(activeElement);
    old.replaceWith(fresh);
    window.htmx?.process(fresh);
    const same = activeElement.id ? document.getElementById(activeElement.id) : fresh.querySelectorAll(FOCUSABLE)[at];
    if (had) same?.focus({ preventScroll: true });
  };
  const flush = () => {
    if (!holds()) { held.forEach(place); held.clear(); }
    mark(); tab(); newer();
  };
  /* A list is as of its time: how many came since is said beside it. */
  const newer = () => {
    const link = document.querySelector("#newest[data-counted]"), total = document.querySelector("[data-total]")?.dataset.total;
    if (link && performance.now() < 3000) link.dataset.counted = total; // what was counted may be older than the list
    else if (link && total - link.dataset.counted > 0) link.textContent = `${total - link.dataset.counted} newer: show`;
  };
  /* The title and the icon of the tab carry the number of problems. */
  const tab = () => {
    const wrong = +document.getElementById("store-away")?.dataset.problems, icon = document.querySelector("link[rel=icon]");
    const title = (wrong ? `(${wrong}) ` : "") + document.title.replace(/^\(\d+\) /, "");
    if (document.title !== title) document.title = title;
    const href = wrong ? icon.dataset.alarm : icon.dataset.calm;
    if (icon.getAttribute("href") !== href) icon.setAttribute("href", href);
  };

  const close = () => { source?.close(); source = null; clearTimeout(timer); release?.(); release = null; };
  const again = (ms) => { close(); timer = setTimeout(open, ms); };

  /* A browser allows six connections a host: four tabs keep a stream, further ones look in every few seconds. */
  const slot = async () => {
    for (let i = 0; navigator.locks && i < STREAMS; i++) {
      const got = await new Promise((tell) => navigator.locks.request("live-" + i, { ifAvailable: true },
        (lock) => { tell(!!lock); return lock && new Promise((done) => { release = done; }); }));
      if (got) return true;
    }
    return !navigator.locks;
  };
  const open = async () => {
    if (!path() || document.hidden || source || opening) return;
    close();
    opening = true;
    alone = await slot();
    opening = false;
    if (!path() || document.hidden) return close();
    heard = performance.now();
    source = new EventSource(path());
    source.onmessage = (event) => {
      const box = Object.assign(document.createElement("template"), { innerHTML: event.data });
      const fresh = box.content.firstElementChild;
      heard = performance.now();
      lost = null;
      held.set(fresh.id, fresh);
      if (fresh.id !== "clock") return; // the clock ends every batch
      flush();
      if (!alone) again(CATCH_UP);
    };
    source.onerror = () => { miss(); if (source?.readyState === EventSource.CLOSED) again(3000); };
  };

  /* What an act puts on the page is newer than what was sent, or another page: when all nodes have looked again, the stream begins anew. */
  const reload = () => document.querySelector("[data-toast], .htmx-request") ? setTimeout(reload, 1000)
    : document.querySelector("#main [data-reload]") && location.reload();
  addEventListener("htmx:afterSwap", ({ target }) => {
    if (target.id !== "main") return;
    if (target.querySelector("[data-reload]")) setTimeout(reload, 4000);
    held.clear();
    heard = 0;
    again(AFTER_ACT);
    mark();
  });
  document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  addEventListener("pointerdown", () => { pressed = true; });
  ["pointerup", "pointercancel"].forEach((end) => addEventListener(end, () => setTimeout(() => { pressed = false; }, 300)));
  setInterval(() => {
    if (source && performance.now() - heard > SILENCE) { miss(); again(0); }
    flush();
  }, 1000);
  open();
})();
