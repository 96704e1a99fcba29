"use strict";
// Filter, sort and jump; the page says all it has to say without this script too.
(() => {
  const table = document.querySelector("#matrix table");
  const rows = [...table.tBodies[0].rows];
  const find = document.querySelector("#find");
  const only = document.querySelector("#only-differing");
  const lacking = document.querySelector("#only-lacking");
  const count = document.querySelector("#count");
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));

  const filter = () => {
    const wanted = plain(find.value.trim());
    let shown = 0;
    for (const row of rows) {
      row.hidden = !words.get(row).includes(wanted) || (only.checked && !row.classList.contains("differs")) ||
        (lacking.checked && !row.querySelector(".lacks"));
      shown += !row.hidden;
    }
    count.textContent = `${shown}/${rows.length} chủ đề`;
  };
  find.addEventListener("input", filter);
  only.addEventListener("change", filter);
  lacking.addEventListener("change", filter);

  document.querySelectorAll("#columns input").forEach((box) => {
    box.addEventListener("change", () => {
      for (const row of table.rows) row.cells[box.value].hidden = !box.checked;
    });
  });

  table.tHead.querySelectorAll("button").forEach((button, column) => {
    button.addEventListener("click", () => {
      const up = button.dataset.up !== "yes";
      button.dataset.up = up ? "yes" : "no";
      const key = (row) => row.cells[column].textContent.trim();
      const sorted = [...rows].sort((a, b) => key(a).localeCompare(key(b), "vi") * (up ? 1 : -1));
      table.tBodies[0].append(...sorted);
    });
  });

  document.querySelector("#short").addEventListener("change", (event) => {
    document.querySelectorAll(".cell p").forEach((words) => { words.hidden = event.target.checked; });
  });

  const open = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    const details = target.closest("details");
    if (details) details.open = true;
    target.querySelectorAll("details.chart").forEach((chart) => { chart.open = true; });
    document.querySelectorAll(".here").forEach((other) => other.classList.remove("here"));
    target.classList.add("here");
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", open);
  open();
  filter();
})();
