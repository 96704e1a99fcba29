"use strict";
// Filter, sort and jump; the page says all it has to say without this script too.
(() => {
  const $ = (query) => document.querySelector(query);
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  const rows = [...document.querySelectorAll("table.themes tbody tr")];
  const themes = new Set(rows.map((row) => row.cells[0].firstChild.textContent)).size;
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const whole = document.querySelectorAll(".overview tbody tr").length;
  const [find, field, state, where] = ["#find", "#field", "#state", "#where"].map($);

  const wanted = {
    find: (row) => words.get(row).includes(plain(find.value.trim())),
    field: (row) => !field.value || (field.value === "*" ? row.dataset.fields : row.dataset.fields.split(" ").includes(field.value)),
    state: (row) => !state.value || (row.dataset.has.split(" ").length === whole) === (state.value === "all"),
    where: (row) => {
      const [is, number] = where.value.split("=");
      return !where.value || row.dataset.has.split(" ").includes(number) === (is === "has");
    },
  };
  const filter = () => {
    for (const row of rows) row.hidden = !Object.values(wanted).every((fits) => fits(row));
    const shown = new Set(rows.filter((row) => !row.hidden).map((row) => row.cells[0].firstChild.textContent)).size;
    $("#count").textContent = `${shown}/${themes} chủ đề`;
  };
  const clear = () => { for (const each of [find, field, state, where]) each.value = ""; };
  find.addEventListener("input", filter);
  for (const each of [field, state, where]) each.addEventListener("change", filter);
  $("#clear").addEventListener("click", () => { clear(); filter(); });

  // Duties of the superior: all, those that somebody has not taken up, those that one plan has not.
  const onlyOpen = $("#only-open");
  const duties = (number) => {
    for (const row of document.querySelectorAll("#cap-tren tbody tr")) {
      const open = row.dataset.open.trim().split(" ").filter(Boolean);
      row.hidden = onlyOpen.checked && !(number === undefined ? open.length : open.includes(number));
    }
  };
  if (onlyOpen) onlyOpen.addEventListener("change", () => duties());

  // A number leads to what it counts: it sets the filter, then the browser goes to the part.
  const shows = {
    field: (value) => { field.value = value; },
    state: (value) => { if (value === "open") { onlyOpen.checked = true; duties(); } else state.value = value; },
    has: (value) => { where.value = `has=${value}`; },
    open: (value) => { onlyOpen.checked = true; duties(value); },
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-show], a[href='#matrix']");
    if (!link) return;
    clear();
    const [kind, value] = (link.dataset.show || "").split("=");
    if (shows[kind]) shows[kind](value);
    filter();
  });

  document.querySelectorAll("#columns input").forEach((box) => box.addEventListener("change", () => {
    for (const row of $("table.full").rows) row.cells[box.value].hidden = !box.checked;
  }));
  document.querySelectorAll("#columns button").forEach((button) => button.addEventListener("click", () => {
    const checked = button.dataset.all === "yes";
    document.querySelectorAll("#columns input").forEach((box) => { box.checked = checked; });
    for (const row of $("table.full").rows) for (const cell of [...row.cells].slice(1)) cell.hidden = !checked;
  }));

  document.querySelectorAll("table.sortable").forEach((table) => {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = head.querySelector("button");
      if (!button) return;
      button.title = "Sắp xếp";
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const order = new Intl.Collator("vi", { numeric: true });
        const key = new Map([...table.tBodies[0].rows].map((row) => [row, row.cells[column].textContent.trim()]));
        table.tBodies[0].append(...[...key.keys()].sort((a, b) => order.compare(key.get(a), key.get(b)) * (up ? 1 : -1)));
      });
    });
  });

  const short = $("#short");
  if (short) short.addEventListener("change", () => {
    document.querySelectorAll(".cell p").forEach((each) => { each.hidden = short.checked; });
  });

  // "/" goes to the search, as in other pages; not while one types.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.matches("input, select, textarea")) return;
    event.preventDefault();
    find.focus();
  });

  // On paper nothing can be unfolded; the texts of the plans are left out, and so is what many plans would make too long.
  addEventListener("beforeprint", () => {
    if (whole > 20) return;
    document.querySelectorAll("main details:not(.text, .tools)").forEach((each) => { each.open = true; });
  });

  // Texts of very many plans are packed; one is unpacked when a reader goes to it. Its HTML was escaped when written.
  const texts = document.querySelectorAll("#nguyen-van .source");
  const inflate = async (text) => {
    const bytes = Uint8Array.from(atob(text.dataset.packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    text.innerHTML = await new Response(stream).text();
  };
  const sorry = "Trình duyệt này không giải nén được nguyên văn; đề nghị mở trang bằng Chrome, Edge hoặc Firefox bản mới.";
  const unpack = (text) => (text.ready ??= inflate(text).catch(() => { text.textContent = sorry; }));
  texts.forEach((text) => {
    if (text.dataset.packed) text.parentElement.addEventListener("toggle", () => unpack(text));
  });

  const open = async () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { return; } // an address cut short leads nowhere
    const plan = name.match(/^n(\d+)-/);
    const text = plan && texts[plan[1]]; // none for a link kept from another comparison
    if (text && text.dataset.packed) await unpack(text);
    const target = name && document.getElementById(name);
    if (!target) return;
    for (let each = target.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    target.querySelectorAll(":scope > details.chart").forEach((chart) => { chart.open = true; });
    document.querySelectorAll(".here").forEach((other) => other.classList.remove("here"));
    target.classList.add("here");
    target.scrollIntoView({ block: target.closest(".source") ? "center" : "start" });
  };
  addEventListener("hashchange", open);
  open();
  filter();
})();
