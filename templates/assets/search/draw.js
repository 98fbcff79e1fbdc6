// The papers that were found, in place of the page's list: where the page shows them whole, its own entries; else lines
// from the index, with the place in the abstract where a word stands.

const FIRST = 8; // as a keystroke must be quick
const SOON = 30; // when nothing more was typed for a moment
const FURTHER = 50;

class Results {
  constructor(root, index, entry, rows, number) {
    Object.assign(this, { root, index, entry, number });
    this.words = entry.words;
    this.pieces = new Map();
    this.homes = new Map(); // what stands in the place of an entry that was taken from the page's list
    this.whole = rows.every((row) => document.getElementById(row.slug)?.matches("article.entry"));
    this.element = make("div", { class: "found" });
    this.more = make("button", { type: "button", class: "more" });
    this.more.addEventListener("click", () => this.further());
  }

  show(rows, byYear, terms, cited) {
    Object.assign(this, { rows, byYear, terms, cited, shown: FIRST });
    this.draw();
    clearTimeout(this.growing);
    if (rows.length > FIRST) this.growing = setTimeout(() => this.grow(), 150);
  }

  grow() {
    this.shown = SOON;
    this.draw();
  }

  further() {
    clearTimeout(this.growing);
    const next = this.shown;
    this.shown += FURTHER;
    this.draw();
    this.node(this.rows[next]).querySelector("h3 a")?.focus();
  }

  draw() {
    const rows = this.rows.slice(0, this.shown);
    const groups = [];
    for (const row of rows) {
      const year = this.byYear ? row.date.slice(0, 4) : "";
      if (!groups.length || (this.byYear && groups.at(-1).year !== year)) groups.push({ year, nodes: [] });
      const node = this.node(row);
      this.addFacts(row, node);
      groups.at(-1).nodes.push(node);
    }
    const rest = this.rows.length - rows.length;
    this.more.textContent = rest ? said(this.words.more, rest, this.number) : "";
    this.element.replaceChildren(...groups.map((group) => this.group(group)), ...(rest ? [this.more] : []));
    markAll(rows.map((row) => this.node(row)), this.terms);
  }

  group({ year, nodes }) {
    const list = this.whole ? make("div", {}, ...nodes) : make("ul", { class: "lines" }, ...nodes);
    if (!this.byYear) return make("div", { class: "year" }, list);
    return make("section", { class: "year" }, make("h2", {}, year || this.words.forthcoming), list);
  }

  // What shows a row: taken from the page, or a line with the title until the rest of it is there.
  node(row) {
    row.node ??= this.whole ? this.taken(row) : this.line(row);
    return row.node;
  }

  taken(row) {
    const node = document.getElementById(row.slug);
    this.homes.set(row, document.createComment(""));
    node.replaceWith(this.homes.get(row));
    return node;
  }

  line(row) {
    const href = `${this.root}papers/${encodeURIComponent(row.slug)}/index.html`;
    const line = make("li", { class: `line ${row.kind ?? ""}` }, make("h3", {}, make("a", { href }, row.title)));
    if (row.kind) line.append(make("p", { class: "status" }, make("strong", {}, row.fate)));
    this.piece(row.piece).then((lines) => this.fill(row, lines[row.number]), () => {});
    return line;
  }

  piece(number) {
    if (!this.pieces.has(number)) this.pieces.set(number, script(this.root + this.entry.lists[number]));
    return this.pieces.get(number);
  }

  fill(row, html) {
    const template = document.createElement("template");
    template.innerHTML = html.replaceAll("\0", this.root);
    const line = template.content.firstElementChild;
    const before = row.node;
    row.node = line;
    this.addFacts(row, line);
    if (!before.isConnected) return;
    const focused = before.contains(document.activeElement);
    before.replaceWith(line);
    if (focused) line.querySelector("h3 a")?.focus();
    cancelAnimationFrame(this.marking);
    this.marking = requestAnimationFrame(() => markAll([...this.element.querySelectorAll(".line")], this.terms));
  }

  // How often it is cited, where that orders the papers, and where in its abstract the words stand.
  addFacts(row, node) {
    node.querySelectorAll(".snippet, .cited").forEach((each) => each.remove());
    if (this.cited && row.citations >= 0) {
      const text = `${this.words.citations}: ${this.number(row.citations)}`;
      node.querySelector(".meta")?.append(make("span", { class: "cited" }, text));
    }
    const terms = this.terms.filter(({ field, not }) => !not && (!field || field === "abstract"));
    const hidden = this.whole ? [] : terms.filter(({ text, whole, field }) => field || find(row.text, text, whole) < 0);
    const found = hidden.length && row.raw ? spots(row.raw, hidden) : [];
    if (found.length) node.append(make("p", { class: "snippet", dir: "auto" }, around(row.raw, found[0])));
  }

  // Give the page its entries back.
  leave() {
    clearTimeout(this.growing);
    for (const [row, home] of this.homes) {
      home.replaceWith(row.node);
      row.node = undefined;
    }
    this.homes.clear();
    this.element.replaceChildren();
    this.more.remove();
    window.CSS?.highlights?.delete("found");
  }
}

function around(text, [start, end]) {
  const from = start < 90 ? 0 : text.indexOf(" ", start - 80) + 1;
  const to = text.length - end < 110 ? text.length : text.lastIndexOf(" ", end + 100);
  return `${from ? "… " : ""}${text.slice(from, Math.max(to, end))}${to < text.length ? " …" : ""}`;
}

// Words with a number, in the form that it takes.
function said([forms, which], count, number) {
  return forms[which[count < which.length ? count : 100 + (count % 100)]].replace("{n}", number(count));
}
