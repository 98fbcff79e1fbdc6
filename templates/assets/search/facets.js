// Filters by what papers have in common: a button for each facet, and below them the open one's values with their counts.
// A facet's own choice does not count in its counts: they tell how many papers there would be with each value.

const MOST_VALUES = 40;

function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

// The rows with one of the picked values in every facet but `except`.
function passing(rows, picked, except) {
  const wanted = FACETS.filter((facet) => facet !== except && picked[facet]);
  if (!wanted.length) return rows;
  return rows.filter((row) => wanted.every((facet) => row.values[facet].some((value) => picked[facet].has(value))));
}

function count(rows, facet) {
  const counts = new Map();
  for (const row of rows) for (const value of row.values[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

// The values that most rows have. All of them are sorted as numbers alone: there may be 30,000 authors.
function top(counts, most) {
  const least = Uint32Array.from(counts.values()).sort().at(-most) ?? 0;
  const above = [...counts].filter(([, total]) => total > least);
  const equal = [...counts].filter(([, total]) => total === least).slice(0, most - above.length);
  return [...above, ...equal].map(([value]) => value);
}

class Facets {
  constructor(words, number, pick) {
    this.words = words;
    this.number = number;
    this.pick = pick;
    this.open = "";
    this.buttons = {};
    this.panel = make("fieldset", { class: "values", id: "search:values", hidden: "" });
    this.element = make("div", { class: "facets" }, this.panel);
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.leave(event));
  }

  // Offer the facets that tell papers apart.
  offer(rows) {
    for (const facet of FACETS) {
      if (count(rows, facet).size < 2) continue;
      const button = make("button", { type: "button", "aria-expanded": "false", "aria-controls": this.panel.id });
      button.textContent = this.words[facet];
      button.addEventListener("click", () => this.toggle(facet));
      this.buttons[facet] = button;
    }
    this.panel.before(...Object.values(this.buttons));
  }

  toggle(facet) {
    this.open = this.open === facet ? "" : facet;
    for (const [name, button] of Object.entries(this.buttons)) button.setAttribute("aria-expanded", name === this.open);
    this.show();
  }

  leave(event) {
    if (!this.open) return;
    event.stopPropagation();
    const button = this.buttons[this.open];
    this.toggle(this.open);
    button.focus();
  }

  // What is found but for a facet's own choice, and what is picked; `same`: the open facet's values are as they were.
  update(found, state, index, same) {
    Object.assign(this, { found, state, index });
    for (const [facet, button] of Object.entries(this.buttons)) button.classList.toggle("picked", state.picked[facet].size > 0);
    if (!same) this.show();
  }

  show() {
    this.panel.hidden = !this.open;
    if (!this.open) return;
    const held = this.panel.contains(document.activeElement) ? document.activeElement.value : null;
    const legend = make("legend", { class: "unseen" }, this.words[this.open]);
    const boxes = this.values(this.open).map((value) => this.box(value));
    this.panel.replaceChildren(legend, ...boxes);
    // the keyboard stays at the value where it was, whenever the counts come
    boxes.find((box) => box.firstChild.value === held)?.firstChild.focus();
  }

  values(facet) {
    const counts = count(this.found(facet), facet);
    const picked = this.state.picked[facet];
    const chosen = [...picked].map((key) => this.index.values[facet].get(key)).filter((value) => value !== undefined);
    const most = facet === "year" ? [...counts.keys()] : top(counts, MOST_VALUES);
    const shown = [...new Set([...chosen, ...most])].map((value) => {
      return { ...this.index.labels[facet][value], facet, total: counts.get(value) ?? 0 };
    });
    if (facet === "year") return shown.sort((a, b) => (a.key < b.key ? 1 : -1));
    return shown.sort((a, b) => picked.has(b.key) - picked.has(a.key) || b.total - a.total || (a.name < b.name ? -1 : 1));
  }

  box({ key, name, facet, total }) {
    const box = make("input", { type: "checkbox", value: key });
    box.checked = this.state.picked[facet].has(key);
    box.addEventListener("change", () => this.pick(facet, key, box.checked));
    return make("label", {}, box, make("span", { dir: "auto" }, name), " ", make("small", {}, this.number(total)));
  }
}
