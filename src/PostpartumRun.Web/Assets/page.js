// All of the page works without this: it adds the reading under the pointer in a figure, and an import that tells file by file how far it
// is.
"use strict";

// --- the reading in an activity's figure
for (const svg of document.querySelectorAll(".figure svg")) {
  const panels = svg.querySelector(".panels"), reading = document.querySelector("[data-reading]");
  if (!panels || !reading)
    continue;
  const number = (element, name) => Number(element.dataset[name]);
  const [left, width, end, bottom] = ["left", "width", "end", "bottom"].map(name => number(panels, name));
  const traces = [...panels.querySelectorAll(".panel")].map(panel => ({
    panel,
    points: [...(panel.querySelector(".trace")?.getAttribute("d") ?? "").matchAll(/[ML]([\d.]+) ([\d.]+)/g)]
      .map(([, x, y]) => [Number(x), Number(y)]),
  }));
  const cursor = document.createElementNS("http://www.w3.org/2000/svg", "path");
  cursor.setAttribute("class", "cursor");
  svg.append(cursor);

  const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  const valueAt = ({ panel, points }, x) => {
    const near = points.reduce((best, point) => Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best, [-1e9, 0]);
    if (Math.abs(near[0] - x) > 6)
      return null;
    const [low, high, top, height] = ["low", "high", "top", "height"].map(name => number(panel, name));
    const value = low + (top + height - near[1]) / height * (high - low);
    if (panel.dataset.name === "pace")
      return value > 0.3 ? `${clock(1000 / value)} min/km` : "standing";
    return `${Math.round(value)} ${panel.dataset.unit}`;
  };
  const show = clientX => {
    const box = svg.getBoundingClientRect(), x = (clientX - box.left) / box.width * svg.viewBox.baseVal.width;
    if (x < left || x > left + width)
      return;
    cursor.setAttribute("d", `M${x} 0V${bottom}`);
    const values = traces.map(trace => valueAt(trace, x)).filter(value => value !== null);
    reading.textContent = [`at ${clock((x - left) / width * end)}`, ...values].join(" · ");
  };
  svg.addEventListener("pointermove", event => show(event.clientX));
  svg.addEventListener("pointerdown", event => show(event.clientX));
}

// --- "none of them" and a symptom exclude each other
for (const form of document.querySelectorAll(".checkin")) {
  const boxes = [...form.querySelectorAll("input[name=symptom]")];
  form.addEventListener("change", event => {
    if (event.target.name === "symptom" && event.target.checked) {
      for (const box of boxes.filter(box => (box.value === "none") !== (event.target.value === "none")))
        box.checked = false;
    }
  });
}

// --- import, file by file
for (const form of document.querySelectorAll("form[data-import]")) {
  const input = form.querySelector("input[type=file]"), drop = form.querySelector(".drop");
  const progress = form.querySelector("[data-progress]");
  const token = form.querySelector("input[name=__RequestVerificationToken]").value;
  const outcomes = document.querySelector("[data-outcomes]");
  const list = outcomes.querySelector("ul"), counts = outcomes.querySelector("[data-counts]");
  const names = { replaced: "better than before", duplicate: "known already", "not-an-activity": "not activities", rejected: "unreadable" };
  const tally = new Map();

  const add = ({ status, file, text, href }) => {
    const line = document.createElement("li"), name = document.createElement(href ? "a" : "span"), what = document.createElement("span");
    line.className = status;
    name.textContent = file;
    if (href)
      name.href = href;
    what.textContent = text;
    line.append(name, " ", what);
    list.append(line);
    tally.set(status, (tally.get(status) ?? 0) + 1);
    counts.textContent = [...tally].map(([key, count]) => `${count} ${names[key] ?? key}`).join(", ");
  };
  const send = async file => {
    const body = new FormData();
    body.append("__RequestVerificationToken", token);
    body.append("files", file);
    try {
      const response = await fetch(form.dataset.import, { method: "POST", body });
      if (!response.ok)
        throw new Error(response.status === 413 ? "it is too large" : `the page answered ${response.status}`);
      for (const line of await response.json())
        add(line);
    } catch (error) {
      add({ status: "rejected", file: file.name, text: `was not imported: ${error.message}`, href: null });
    }
  };
  const importAll = async files => {
    outcomes.hidden = false;
    form.setAttribute("aria-busy", "true");
    let next = 0, done = 0;
    // A few at a time: the server reads one while the next is on its way.
    const lane = async () => {
      while (next < files.length) {
        await send(files[next++]);
        progress.textContent = `${++done} of ${files.length}`;
      }
    };
    await Promise.all(Array.from({ length: Math.min(4, files.length) }, lane));
    progress.textContent = `${files.length} of ${files.length}: done`;
    form.removeAttribute("aria-busy");
    form.reset();
  };
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (input.files.length > 0 && !form.hasAttribute("aria-busy"))
      importAll([...input.files]);
  });
  for (const type of ["dragenter", "dragover"])
    drop.addEventListener(type, () => drop.classList.add("over"));
  for (const type of ["dragleave", "drop"])
    drop.addEventListener(type, () => drop.classList.remove("over"));
}
