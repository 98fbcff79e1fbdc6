// Everything works without this file. It adds a switch between light and dark that is remembered, buttons that copy
// BibTeX, Escape for an open explanation, the short address of a page on a server, and the search, whose own script is
// loaded when it is first used.
{
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const memory = (act) => {
    try {
      return act(localStorage);
    } catch {
      return null; // storage is refused: the switch works, and forgets
    }
  };
  const wear = (theme) => (theme ? (root.dataset.theme = theme) : delete root.dataset.theme);
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

  root.dataset.script = ""; // the search is shown
  wear(memory((kept) => kept.getItem("theme"))); // before anything is painted

  if (location.protocol.startsWith("http") && location.pathname.endsWith("/index.html")) {
    history.replaceState(null, "", location.pathname.slice(0, -10) + location.search + location.hash);
  }

  const button = (name, press) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: name });
    made.addEventListener("click", () => press(made));
    return made;
  };

  const addSwitch = (masthead) => {
    const label = (made) => made.setAttribute("aria-label", (made.title = masthead.dataset[isDark() ? "light" : "dark"]));
    const made = button("switch", () => {
      const dark = !isDark();
      const theme = dark === system.matches ? "" : dark ? "dark" : "light";
      memory((kept) => (theme ? kept.setItem("theme", theme) : kept.removeItem("theme")));
      wear(theme);
      label(made);
    });
    system.addEventListener("change", () => label(made));
    label(made);
    masthead.append(made);
  };

  const addCopy = (block, words) => {
    const made = button("copy", async () => {
      await navigator.clipboard.writeText(block.textContent);
      made.textContent = words.copied;
      setTimeout(() => (made.textContent = words.copy), 2000);
    });
    const frame = document.createElement("div");
    frame.className = "bib";
    made.textContent = words.copy;
    block.replaceWith(frame);
    frame.append(block, made);
  };

  const addSearch = (box) => {
    const load = () => document.head.append(Object.assign(document.createElement("script"), { src: box.dataset.code }));
    if (location.search) load();
    else box.addEventListener("focusin", load, { once: true });
  };

  const start = () => {
    const masthead = document.querySelector(".masthead");
    addSwitch(masthead);
    document.querySelectorAll(".search").forEach(addSearch);
    if (navigator.clipboard) document.querySelectorAll(".bibtex").forEach((block) => addCopy(block, masthead.dataset));
  };

  addEventListener("DOMContentLoaded", start);
  addEventListener("renew", (event) => {
    event.preventDefault(); // the preview's word for: the page's body is another one
    start();
  });

  addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".metrics [open]");
    if (open) {
      open.open = false;
      open.firstElementChild.focus();
    }
    const box = event.key === "/" && document.querySelector(".search input");
    if (box && !event.target.matches("select, textarea, input:not([type=checkbox])")) {
      event.preventDefault();
      box.focus();
    }
  });
}
