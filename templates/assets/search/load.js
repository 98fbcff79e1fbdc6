// The pieces of the index: scripts that hand over one value each. A page opened from disk may load scripts, but no JSON.

function script(address) {
  return new Promise((done, failed) => {
    const element = document.createElement("script");
    element.addEventListener("load", () => (element.remove(), done(element.shard)));
    element.addEventListener("error", () => (element.remove(), failed(new Error(address))));
    element.src = address;
    document.head.append(element);
  });
}

window.oeuvreShard = (value) => {
  document.currentScript.shard = value;
};

function style(address) {
  return new Promise((done) => {
    const element = make("link", { rel: "stylesheet", href: address });
    element.addEventListener("load", done);
    element.addEventListener("error", done);
    document.head.append(element);
  });
}

// What names the other pieces; asked for anew where what it names is not there any more, since the site has changed.
async function loadIndex(root) {
  const address = `${root}assets/search/index.js`;
  let entry = await script(address);
  let head;
  try {
    [head] = await Promise.all([script(root + entry.head), style(root + entry.style)]);
  } catch {
    entry = await script(`${address}?${Date.now()}`);
    head = await script(root + entry.head);
  }
  return { entry, head };
}

// Every text, a few pieces at a time; `arrived` is told of each.
async function loadTexts(root, addresses, arrived) {
  const waiting = [...addresses.entries()].reverse(); // the newest papers first
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      arrived(next[0], await script(root + next[1]));
    }
  };
  await Promise.all([work(), work(), work()]);
}
