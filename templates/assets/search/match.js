// Which papers a query finds. Each term gives a flag for every row, which is kept: a longer word is looked for only where
// its beginning was found, so that a keystroke costs little.

class Matcher {
  constructor(index) {
    this.index = index;
    this.known = new Map();
  }

  // Texts have arrived: what was found so far is less than there is.
  forget() {
    this.known.clear();
  }

  // Those of some rows that all terms allow.
  rows(terms, among) {
    if (!terms.length) return among;
    const wider = byInitials(terms, this);
    const allowed = new Uint8Array(this.index.rows.length).fill(1);
    for (const term of terms) {
      const found = this.flags(term);
      const more = wider.get(term);
      for (let place = 0; place < allowed.length; place++) {
        if (Boolean(found[place] || more?.has(place)) === term.not) allowed[place] = 0;
      }
    }
    return among.filter((row) => allowed[row.place]);
  }

  flags(term) {
    let found = this.known.get(term.key);
    if (!found) {
      if (this.known.size > 300) this.known.clear();
      this.known.set(term.key, (found = this.look(term)));
    }
    return found;
  }

  look(term) {
    const { rows } = this.index;
    const test = tests[term.field](term, this.index);
    const shorter = !term.field && !term.whole && this.shorter(term.text);
    const found = new Uint8Array(rows.length);
    for (let place = 0; place < rows.length; place++) {
      if ((!shorter || shorter[place]) && test(rows[place])) found[place] = 1;
    }
    return found;
  }

  shorter(text) {
    for (let end = text.length - 1; end > 0; end--) {
      const known = this.known.get(`:${text.slice(0, end)}`);
      if (known) return known;
    }
    return null;
  }
}

const numbers = (list, test) => {
  const found = new Set();
  list.forEach((each, number) => test(each) && found.add(number));
  return found;
};
const some = (list, found) => list.some((each) => found.has(each));

// For each field: of a term and the index, a test of a row.
const tests = {
  "": ({ text, whole }) => (row) =>
    find(row.text, text, whole) >= 0 || find(row.abstract, text, whole) >= 0 || find(row.more, text, whole) >= 0,
  title: ({ text, whole }) => (row) => find(row.plainTitle, text, whole) >= 0,
  abstract: ({ text, whole }) => (row) => find(row.abstract, text, whole) >= 0,
  venue: ({ text, whole }, { venues }) => {
    const found = numbers(venues, (venue) => find(venue, text, whole) >= 0);
    return (row) => found.has(row.venue);
  },
  keyword: ({ text, whole }, { keywords }) => {
    const found = numbers(keywords, (keyword) => find(keyword, text, whole) >= 0);
    return (row) => some(row.keywords, found);
  },
  author: ({ text }, { parts }) => {
    const meant = text.split(" ");
    const found = numbers(parts, (name) => isNamed(name, meant));
    return (row) => some(row.authors, found);
  },
  category: ({ text }, { head }) => {
    const found = numbers(head.categories, ([code, short, label]) => {
      const archive = plain(code);
      return archive === text || plain(short) === text || archive.startsWith(`${text} `) || find(plain(label), text) >= 0;
    });
    return (row) => some(row.categories, found);
  },
  type: ({ text }, { head }) => {
    const found = numbers(head.types, (type) => type.some((word) => plain(word).startsWith(text)));
    return (row) => found.has(row.type);
  },
  year: ({ raw }) => {
    const inside = years(raw);
    return (row) => inside(row.date.slice(0, 4));
  },
};

// Whether a name can be the one meant: every word of it begins one of the name's, or is shortened to an initial there.
function isNamed(name, meant) {
  const long = meant.length > 1 && meant.some((word) => word.length > 1 && name.some((part) => part.startsWith(word)));
  return meant.every((word) =>
    name.some((part) => find(part, word) >= 0 || (long && part.length === 1 && word.startsWith(part))),
  );
}

// "Zhen Chen" also means Z. Chen: for two words side by side, the papers of everybody whose name they can be, where the
// one that is shortened is no word of a title.
function byInitials(terms, matcher) {
  const { initialed, parts, papersOf } = matcher.index;
  const wider = new Map();
  const isWord = ({ field, whole, not, text }) => !field && !whole && !not && text.length > 1 && !text.includes(" ");
  const isOrdinary = ({ text }) => {
    const term = { field: "title", text, whole: true, key: `title:"${text}` };
    return matcher.flags(term).includes(1);
  };
  terms.forEach((term, place) => {
    const family = [terms[place + 1], terms[place - 1]].filter((other) => other && isWord(other));
    if (!isWord(term) || !family.length || isOrdinary(term)) return;
    const places = new Set();
    for (const author of initialed) {
      const name = parts[author];
      const shortened = name.includes(term.text[0]) && family.some((other) => name.includes(other.text));
      if (shortened) papersOf[author].forEach((each) => places.add(each));
    }
    wider.set(term, places);
  });
  return wider;
}
