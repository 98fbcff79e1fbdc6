// What the reader types, as terms: words, "phrases", field:value, and each of these excluded by a hyphen before it.

const FIELDS = new Set(["title", "author", "venue", "keyword", "abstract", "category", "type", "year"]);
const TERM = /(-?)(?:([a-z]+):)?(?:["“„]([^"“”]*)["“”]?|(\S+))/giu;

function parse(query) {
  const terms = [];
  for (const [all, minus, name = "", quoted, bare = ""] of query.slice(0, 1000).matchAll(TERM)) {
    if (FIELDS.has(bare.toLowerCase().replace(/:$/, "")) && bare.endsWith(":")) continue; // its value is yet to be typed
    const field = FIELDS.has(name.toLowerCase()) ? name.toLowerCase() : "";
    const known = field || !name;
    const raw = quoted ?? (known ? bare : all.slice(minus.length));
    const text = plain(raw);
    const whole = quoted !== undefined && known;
    const key = `${field}:${whole ? '"' : ""}${field === "year" ? raw : text}`;
    if (text) terms.push({ field, raw, text, whole, not: Boolean(minus), key });
  }
  return terms;
}

// 2022, 2019..2023, 2019.., ..2023; while it is being typed, 20 is all years that begin so.
function years(text) {
  const [, from, dots, to] = /^(\d*)(\.\.|[-–—])?(\d*)$/u.exec(text.trim()) ?? [];
  if (from === undefined) return (year) => year === "" && "forthcoming".startsWith(text.toLowerCase());
  if (!dots) return (year) => year !== "" && year.startsWith(from);
  return (year) => year !== "" && Number(year) >= Number(from || 0) && Number(year) <= Number(to || 9999);
}
