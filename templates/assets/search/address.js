// What is searched for stands in the page's address: it can be sent to others, and the browser's Back leads through it.

function readAddress() {
  const given = new URLSearchParams(location.search);
  return {
    query: given.get("q") ?? "",
    picked: Object.fromEntries(FACETS.map((facet) => [facet, new Set(given.getAll(facet))])),
    order: given.get("sort") ?? "",
  };
}

function isIdle(state) {
  return !state.query.trim() && !state.order && FACETS.every((facet) => !state.picked[facet].size);
}

// `step`: the reader can come back to what was before; else the address is only corrected, as while typing.
function writeAddress(state, step) {
  const given = new URLSearchParams();
  if (state.query.trim()) given.set("q", state.query.trim());
  for (const facet of FACETS) for (const key of state.picked[facet]) given.append(facet, key);
  if (state.order) given.set("sort", state.order);
  const search = `${given}` && `?${given}`;
  if (search === location.search) return;
  try {
    history[step ? "pushState" : "replaceState"](null, "", location.pathname + search);
  } catch {
    // a page opened from disk may not change its address, and browsers count how often it is changed
  }
}
