// Texts as they are compared: without case, accents and signs, words divided by one space.

const LETTERS = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t", ı: "i", ŋ: "n", ĸ: "k", ƶ: "z",
  ɓ: "b", ɗ: "d", ƙ: "k", ς: "σ",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const MARKS = /[\u0300-\u036f]/g; // of Latin, Greek and Cyrillic; other scripts need theirs to be read

// Without case and accents, as oeuvre/text/folding.py has it.
function fold(text) {
  const small = text.toLowerCase();
  if (/^[\0-\x7f]*$/.test(small)) return small;
  return small.normalize("NFKD").replace(MARKS, "").replace(LETTER, (letter) => LETTERS[letter]).normalize("NFC");
}

// Letters and digits alone, the words with one space between them.
function plain(text) {
  const folded = fold(text);
  const others = /^[\0-\x7f]*$/.test(folded) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}\p{M}]+/gu;
  return folded.replace(others, " ").trim();
}

// Scripts that do not divide words by spaces (or, as Korean, add endings to them): there any place begins a word.
function isUnspaced(code) {
  return code >= 0x2e80 || (code >= 0x0e00 && code < 0x0f00) || (code >= 0x1000 && code < 0x10a0) ||
    (code >= 0x1780 && code < 0x1800);
}

function isEdge(text, at) {
  const code = text.charCodeAt(at);
  return !(code > 32) || isUnspaced(code); // past the end there is no code
}

// Where a term stands in a plain text at the beginning of a word, from a place on; -1 if nowhere.
function find(text, term, whole, from = 0) {
  const anywhere = isUnspaced(term.charCodeAt(0));
  const end = term.length;
  for (let at = text.indexOf(term, from); at >= 0; at = text.indexOf(term, at + 1)) {
    const begins = anywhere || at === 0 || isEdge(text, at - 1);
    if (begins && (!whole || isEdge(text, at + end) || isUnspaced(text.charCodeAt(at + end - 1)))) return at;
  }
  return -1;
}
