// Everything works without this file. It adds: a switch between light and dark that is remembered, a button to copy
// BibTeX, Escape for an open explanation, and the short address of a page on a server.
(function () {
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)");

  function store(theme) {
    try {
      if (theme === undefined) return localStorage.getItem("theme");
      if (theme) localStorage.setItem("theme", theme);
      else localStorage.removeItem("theme");
    } catch (refused) {}
  }
  function wear(theme) {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  }
  wear(store());

  if (/^http/.test(location.protocol) && /\/index\.html$/.test(location.pathname)) {
    history.replaceState(null, "", location.pathname.slice(0, -10) + location.search + location.hash);
  }

  function addSwitch(masthead) {
    var button = document.createElement("button");
    function isDark() {
      return (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
    }
    function label() {
      button.title = isDark() ? masthead.dataset.light : masthead.dataset.dark;
      button.setAttribute("aria-label", button.title);
    }
    button.type = "button";
    button.className = "switch";
    button.onclick = function () {
      var theme = isDark() ? "light" : "dark";
      if (theme === (dark.matches ? "dark" : "light")) theme = "";
      store(theme);
      wear(theme);
      label();
    };
    dark.addEventListener("change", label);
    label();
    masthead.append(button);
  }

  function addCopy(block, words) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.onclick = function () {
      navigator.clipboard.writeText(block.textContent).then(function () {
        button.textContent = words.copied;
        setTimeout(function () { button.textContent = words.copy; }, 2000);
      });
    };
    var frame = document.createElement("div");
    frame.className = "bib";
    block.replaceWith(frame);
    frame.append(block, button);
  }

  document.addEventListener("DOMContentLoaded", function () {
    var masthead = document.querySelector(".masthead");
    if (!masthead) return;
    addSwitch(masthead);
    if (navigator.clipboard) {
      document.querySelectorAll("pre.bibtex").forEach(function (block) { addCopy(block, masthead.dataset); });
    }
    document.addEventListener("keydown", function (event) {
      var open = event.key === "Escape" && document.querySelector(".metrics [open]");
      if (open) {
        open.open = false;
        open.firstElementChild.focus();
      }
    });
  });
})();
