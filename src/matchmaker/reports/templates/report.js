"use strict";
(() => {
  const value = (row, column) => {
    const cell = row.cells[column];
    return "value" in cell.dataset ? (cell.dataset.value === "" ? null : Number(cell.dataset.value)) : cell.textContent.trim();
  };
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));
  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows].map((row) => [value(row, column), row]);
      const known = rows.filter(([v]) => v !== null && v !== "").sort(([a], [b]) => (down ? compare(b, a) : compare(a, b)));
      table.tBodies[0].append(...known.map(([, row]) => row), ...rows.filter(([v]) => v === null || v === "").map(([, row]) => row));
    }));
  }
  for (const table of document.querySelectorAll("table.findable")) {
    const field = document.createElement("input");
    field.type = "search";
    field.dir = "auto";
    field.placeholder = field.ariaLabel = JSON.parse(document.getElementById("summary-data").textContent).sought;
    field.addEventListener("input", () => {
      const sought = field.value.toLowerCase();
      for (const row of table.tBodies[0].rows) row.hidden = !row.textContent.toLowerCase().includes(sought);
    });
    table.parentElement.before(field);
  }
})();
