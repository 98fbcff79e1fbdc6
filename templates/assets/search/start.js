// The search of one page: it listens to the box, and shows what is found in place of the page's list.

const ORDERS = {
  date: (a, b) => Number((a.date || "~") < (b.date || "~")) - Number((a.date || "~") > (b.date || "~")) || a.place - b.place,
  citations: (a, b) => b.citations - a.citations || a.place - b.place,
  title: (a, b) => a.rank - b.rank || a.place - b.place,
};

class Search {
  constructor(box, root, index, entry) {
    this.box = box;
    this.words = entry.words;
    const format = new Intl.NumberFormat(document.documentElement.lang || "en", { numberingSystem: "latn" });
    this.number = (value) => format.format(value);
    this.index = index;
    this.matcher = new Matcher(index);
    this.list = [...box.parentNode.children].slice([...box.parentNode.children].indexOf(box) + 1);
    this.usual = entry.words.orders[0][0];
    this.scope(new URLSearchParams(box.dataset.within));
    this.results = new Results(root, index, entry, this.all, this.number);
    this.build();
    const given = readAddress();
    this.restore({ ...given, query: this.input.value || given.query });
    this.listen();
  }

  // The papers of this page: its filter is part of every search, and no facet of its own.
  scope(within) {
    const fixed = [...within].map(([facet, key]) => [facet, this.valuesOf(facet, [key])]);
    this.all = passing(this.index.rows, Object.fromEntries(fixed));
  }

  build() {
    this.input = this.box.querySelector("input");
    Object.assign(this.input, { autocomplete: "off", spellcheck: false, maxLength: 500 });
    this.input.setAttribute("aria-keyshortcuts", "/");
    this.facets = new Facets(this.words, this.number, (facet, key, on) => this.pick(facet, key, on));
    this.facets.offer(this.all);
    const orders = this.words.orders.map(([value, label]) => make("option", { value }, label));
    this.order = make("select", { "aria-label": this.words.order }, ...orders);
    this.facets.panel.before(this.order);
    this.status = make("p", { role: "status", class: "count" });
    this.chips = make("div", { class: "chips" });
    this.box.append(this.facets.element, make("div", { class: "told" }, this.status, this.chips));
    this.box.after(this.results.element);
  }

  listen() {
    this.input.addEventListener("input", () => this.typed());
    this.order.addEventListener("change", () => this.change({ order: this.order.value === this.usual ? "" : this.order.value }));
    this.box.addEventListener("keydown", (event) => this.pressed(event));
    addEventListener("popstate", () => {
      clearTimeout(this.writing);
      this.restore(readAddress());
    });
  }

  typed() {
    this.begins ||= isIdle(this.state); // Back leads to before the first letter
    this.state = { ...this.state, query: this.input.value };
    this.draw(true);
    clearTimeout(this.counting);
    this.counting = setTimeout(() => this.facets.show(), 150); // the open facet's counts can wait, the results cannot
    clearTimeout(this.writing);
    this.writing = setTimeout(() => this.write(this.begins), 300);
  }

  write(step) {
    clearTimeout(this.writing);
    this.begins = false;
    writeAddress(this.state, step);
  }

  pressed(event) {
    if (event.key === "Enter" && event.target === this.input) this.write(true);
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    if (!isIdle(this.state)) this.clear();
    else document.activeElement.blur();
  }

  clear() {
    this.change({ query: "", order: "", picked: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])) });
    this.input.focus();
  }

  pick(facet, key, on, same = true) {
    const keys = new Set(this.state.picked[facet]);
    if (on) keys.add(key);
    else keys.delete(key);
    this.change({ picked: { ...this.state.picked, [facet]: keys } }, same);
  }

  change(changes, same) {
    this.state = { ...this.state, ...changes };
    this.write(true);
    this.restore(this.state, same);
  }

  // Show a state as it is: in the box, in the order, and in the results.
  restore(state, same) {
    this.state = state;
    if (this.input.value.trim() !== state.query.trim()) this.input.value = state.query;
    if (!(state.order in ORDERS)) state.order = "";
    this.order.value = state.order || this.usual;
    this.draw(same);
  }

  // Texts have come: what is shown may have become more.
  arrived() {
    this.matcher.forget();
    cancelAnimationFrame(this.drawing);
    this.drawing = requestAnimationFrame(() => parse(this.state.query).length && this.draw());
  }

  draw(same) {
    const terms = parse(this.state.query);
    const within = this.matcher.rows(terms, this.all);
    const wanted = FACETS.filter((facet) => this.state.picked[facet].size);
    const picked = Object.fromEntries(wanted.map((facet) => [facet, this.valuesOf(facet, this.state.picked[facet])]));
    const found = passing(within, picked);
    this.facets.update((facet) => passing(within, picked, facet), this.state, this.index, same);
    this.tell(found.length, terms);
    this.showChips();
    const idle = isIdle(this.state);
    this.list.forEach((element) => element.classList.toggle("away", !idle));
    this.results.element.hidden = idle;
    if (idle) this.results.leave();
    else this.results.show(this.sorted(found), this.isByYear(), terms, this.state.order === "citations");
  }

  tell(found, terms) {
    const number = found ? said(this.words.papers, found, this.number) : this.words.none;
    const text = isIdle(this.state) ? "" : terms.length && this.pending ? `${number} · ${this.words.loading}` : number;
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  showChips() {
    const chips = FACETS.flatMap((facet) => [...this.state.picked[facet]].map((key) => this.chip(facet, key)));
    if (!isIdle(this.state)) {
      const clear = make("button", { type: "button", class: "clear" }, this.words.clear);
      clear.addEventListener("click", () => this.clear());
      chips.push(clear);
    }
    this.chips.replaceChildren(...chips);
  }

  chip(facet, key) {
    const name = this.index.labels[facet][this.index.values[facet].get(key)]?.name ?? key;
    const chip = make("button", { type: "button", class: "chip", "aria-label": this.words.remove.replace("{name}", () => name) });
    chip.append(make("span", { dir: "auto" }, name));
    chip.addEventListener("click", () => {
      this.pick(facet, key, false, false);
      (this.chips.querySelector("button") ?? this.input).focus();
    });
    return chip;
  }

  sorted(rows) {
    const order = this.state.order || this.usual;
    if (!ORDERS[order] || (order === this.usual && order !== "date")) return rows; // as the site has them
    if (order === "title" && this.index.rows[0].rank === undefined) this.rank();
    return [...rows].sort(ORDERS[order]);
  }

  rank() {
    const { compare } = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
    [...this.index.rows].sort((a, b) => compare(a.title, b.title)).forEach((row, rank) => (row.rank = rank));
  }

  isByYear() {
    return (this.state.order || this.usual) === "date";
  }

  // The values of a facet that have these keys.
  valuesOf(facet, keys) {
    return new Set([...keys].map((key) => this.index.values[facet].get(key)));
  }
}

async function start() {
  const box = document.querySelector(".search");
  const [root] = box.dataset.code.split("assets/search.", 1);
  const { entry, head } = await loadIndex(root);
  const index = readHead(head, entry.words);
  const search = new Search(box, root, index, entry);
  await fillTexts(root, index, entry, search);
}

// Abstracts come after all else; what is found without them is shown until then.
async function fillTexts(root, index, entry, search) {
  const rows = entry.texts.map(() => []);
  for (const row of index.rows) rows[row.piece][row.number] = row;
  search.pending = true;
  await loadTexts(root, entry.texts, (piece, texts) => {
    texts.forEach((text, place) => addText(rows[piece][place], text));
    search.arrived();
  });
  search.pending = false;
  search.arrived();
}

start().catch(() => {
  const box = document.querySelector(".search");
  box.replaceChildren(make("p", { role: "status" }, box.dataset.failed));
});
