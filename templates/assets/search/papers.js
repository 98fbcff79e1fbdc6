// The head of the index as rows that can be searched and counted.

const FACETS = ["category", "year", "type", "author", "keyword"];

function readHead(head, words) {
  const people = persons(head.names);
  const names = head.names.map((name) => plain(typeof name === "string" ? name : name[0]));
  const venues = head.venues.map(plain);
  const keywords = head.keywords.map(plain);
  const rows = head.papers.map((paper, place) => {
    const [slug, title, date, authors, categories, type, venue, citations, words, piece, number, kind, fate = ""] = paper;
    const row = { place, slug, title, date, authors, categories, type, venue, citations, keywords: words, piece, number, kind, fate };
    row.plainTitle = plain(title);
    const where = venue < 0 ? "" : venues[venue];
    const topics = words.map((each) => keywords[each]).join("\n");
    const by = authors.map((each) => names[each]).join("\n");
    row.text = [row.plainTitle, by, where, topics, plain(fate)].join("\n");
    row.abstract = row.more = row.raw = ""; // they come later
    row.values = {
      category: categories,
      year: [date.slice(0, 4)],
      type: type < 0 ? [] : [type],
      author: [...new Set(authors.map((each) => people.of[each]))],
      keyword: words,
    };
    return row;
  });
  const index = { rows, venues, keywords, head, labels: labels(head, people.list, words) };
  index.parts = names.map((name) => name.split(" "));
  index.initialed = [...names.keys()].filter((author) => index.parts[author].some((part) => part.length === 1));
  index.papersOf = inverted(rows, names.length);
  index.values = Object.fromEntries(FACETS.map((facet) => [facet, byKey(index.labels[facet])]));
  return index;
}

// A facet's values: for each its key in addresses and what it is called. Values are numbers, and years.
function labels(head, people, words) {
  const values = (list, key, name) => list.map((each) => ({ key: key(each), name: name(each) }));
  const years = [...new Set(head.papers.map((paper) => paper[2].slice(0, 4)))];
  const category = ([, short, label]) => (label && label !== short ? `${short} · ${label}` : short);
  return {
    category: values(head.categories, ([code]) => code, category),
    year: Object.fromEntries(years.map((year) => [year, { key: year || "forthcoming", name: year || words.forthcoming }])),
    type: values(head.types, ([type]) => type, ([, label]) => label),
    author: people,
    keyword: values(head.keywords, (word) => word, (word) => word),
  };
}

// Whose names they are: several can be one person's.
function persons(names) {
  const numbers = new Map();
  const list = [];
  const of = names.map((entry) => {
    const [, key, name] = typeof entry === "string" ? [entry, entry, entry] : entry;
    if (!numbers.has(key)) numbers.set(key, list.push({ key, name }) - 1);
    return numbers.get(key);
  });
  return { of, list };
}

// The values by their keys.
function byKey(named) {
  return new Map(Object.entries(named).map(([value, { key }]) => [key, Array.isArray(named) ? Number(value) : value]));
}

function inverted(rows, size) {
  const found = Array.from({ length: size }, () => []);
  for (const row of rows) for (const author of row.authors) found[author].push(row.place);
  return found;
}

function addText(row, [abstract, more]) {
  row.raw = abstract;
  row.abstract = plain(abstract);
  row.more = more.split("\n").map(plain).join("\n");
}
