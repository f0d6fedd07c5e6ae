// The crosshair of charts: values of a step by pointer, touch and arrow keys; a click opens the jobs that ended then.
(() => {
  "use strict";
  let at = -1, all = null, pressedAt = -1;
  const steps = (chart) => chart.dataset.steps.split("|");
  const figures = () => [...all.querySelectorAll("figure")];

  const words = (chart) => {
    const [time, ...values] = steps(chart)[at].split(";"), names = chart.dataset.names.split(";");
    const title = chart.dataset.title ? chart.dataset.title + " " : "";
    return [time, title + names.map((name, i) => `${name} ${values[i]}`).join(", ")];
  };
  const draw = () => figures().forEach((figure) => {
    const charts = [...figure.querySelectorAll(".chart")], last = steps(charts[0]).length - 1;
    charts.forEach((chart) => {
      const line = chart.querySelector(".cross"), x = 100 * at / Math.max(last, 1) + "%";
      Object.entries({ x1: x, x2: x, visibility: "visible" }).forEach(([name, value]) => line.setAttribute(name, value));
    });
    const told = charts.map(words);
    figure.querySelector("output").textContent =
      `${told[0][0]}${at === last ? ", not over" : ""}: ${told.map((one) => one[1]).join(" · ")}`;
    figure.classList.add("crossed");
  });
  const hide = () => {
    if (!all) return;
    figures().forEach((figure) => {
      figure.classList.remove("crossed");
      figure.querySelector("output").textContent = "";
      figure.querySelectorAll(".cross").forEach((line) => line.setAttribute("visibility", "hidden"));
    });
    [all, at] = [null, -1];
  };
  const go = (plot, to) => {
    all = plot.closest("#charts");
    at = Math.min(Math.max(to, 0), steps(plot.closest(".chart")).length - 1);
    draw();
  };
  const jobs = () => { location.href = all.dataset.jobs + new Date(+all.dataset.from + (at + 1) * all.dataset.step).toISOString(); };
  const under = (event) => {
    const plot = event.target.closest?.(".plot[tabindex]");
    if (!plot) return event.target.closest?.("#charts figure") ? null : hide();
    const box = plot.getBoundingClientRect();
    go(plot, Math.round((event.clientX - box.left) / box.width * (steps(plot.closest(".chart")).length - 1)));
    return plot;
  };
  addEventListener("pointermove", under, { passive: true });
  addEventListener("pointerdown", (event) => { pressedAt = at; under(event); });
  addEventListener("click", (event) => {
    if (event.target.closest?.(".plot[tabindex]") && all && (event.pointerType !== "touch" || pressedAt === at)) jobs();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hide();
    const plot = event.target.closest?.(".plot[tabindex]");
    if (!plot) return;
    const end = steps(plot.closest(".chart")).length - 1;
    const to = { ArrowLeft: at < 0 ? end : at - 1, ArrowRight: at < 0 ? end : at + 1, Home: 0, End: end }[event.key];
    if (event.key === "Enter" && all) return jobs();
    if (to === undefined) return;
    event.preventDefault();
    go(plot, to);
  });
  addEventListener("focusout", (event) => { if (event.target.matches?.(".plot")) hide(); });
})();
