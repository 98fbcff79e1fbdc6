// What was found is marked in the results by the browser's own highlights, which leave the page's elements alone.

const MARKED = { "": "h3, .by, .venue, .abstract, .snippet", title: "h3", author: ".by", venue: ".venue", abstract: ".abstract, .snippet" };

// Where terms stand in a text, as [start, end].
function spots(text, terms) {
  const { letters, places } = mapped(text);
  const found = [];
  for (const term of terms) {
    const end = term.text.length;
    for (let at = find(letters, term.text, term.whole); at >= 0; at = find(letters, term.text, term.whole, at + end)) {
      found.push([places[at], places[at + end - 1] + 1]);
    }
  }
  return found;
}

// A text as `plain` makes it, and for each of its letters the place in the text.
function mapped(text) {
  let letters = "";
  const places = [];
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at) < 128 ? text[at].toLowerCase() : fold(text[at]);
    const kept = text.charCodeAt(at) < 128 ? /[a-z0-9]/.test(letter) : /^[\p{L}\p{N}\p{M}]+$/u.test(letter);
    if (!kept && (letter === "" || letters.endsWith(" "))) continue;
    letters += kept ? letter : " ";
    for (let each = kept ? letter.length : 1; each; each--) places.push(at);
  }
  return { letters, places };
}

function markAll(elements, terms) {
  if (!window.CSS?.highlights) return;
  const highlight = new Highlight();
  for (const [field, selector] of Object.entries(MARKED)) {
    const wanted = terms.filter((term) => term.field === field && !term.not);
    if (!wanted.length) continue;
    for (const element of elements) {
      for (const part of element.querySelectorAll(selector)) markIn(part, wanted, highlight);
    }
  }
  CSS.highlights.set("found", highlight);
}

function markIn(element, terms, highlight) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (const [start, end] of spots(node.data, terms)) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, end);
      highlight.add(range);
    }
  }
}
