// Brings a saved page into the browser without loading it again: no flash, what was open stays open, and where the
// reader was stays in sight. Where that might show something else than the page itself, the page is loaded again.
(() => {
  "use strict";

  const OURS = 'script[src^="/livereload.js"], script[src^="/__oeuvre__/"]';
  const FOCUSABLE = "a[href], button, input, select, summary, [tabindex]";
  const all = (page, selector) => [...page.querySelectorAll(selector)];

  const scripts = (page) =>
    [...page.scripts].filter((script) => script.type !== "application/ld+json" && !script.matches(OURS));

  // what a new body cannot bring along: policy, styles, scripts, language, and a page that reports trouble
  const frame = (page) => {
    const root = page.documentElement;
    const parts = [...all(page, "meta[http-equiv], style, link[rel=stylesheet]"), ...scripts(page)];
    return [root.lang, root.dir, root.dataset.oeuvrePreview, ...parts.map((part) => part.outerHTML)].join("\n");
  };

  const told = (page) => all(page.head, "title, meta:not([http-equiv]), link:not([rel=stylesheet]), script[type]");

  const opened = (next) => {
    const before = all(document.body, "details");
    const after = all(next.body, "details");
    if (before.length === after.length) after.forEach((part, number) => (part.open = before[number].open));
  };

  const exchange = (next) => {
    const focused = all(document, FOCUSABLE).indexOf(document.activeElement);
    const [left, top] = [scrollX, scrollY];
    all(next, "noscript").forEach((part) => part.remove()); // it was parsed as if there were no script
    opened(next);
    told(document).forEach((part) => part.remove());
    document.head.prepend(...told(next).map((part) => document.adoptNode(part)));
    document.body.replaceWith(document.adoptNode(next.body));
    // the theme's script starts anew, and says so; one that does not know of this needs the whole page
    const answered = !document.dispatchEvent(new Event("renew", { bubbles: true, cancelable: true }));
    if (scripts(document).length > (answered ? 1 : 0)) return location.reload();
    all(document, FOCUSABLE)[focused]?.focus({ preventScroll: true });
    scrollTo({ left, top, behavior: "instant" });
    document.dispatchEvent(new Event("oeuvre-renewed"));
  };

  const renew = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = next.querySelector('script[src^="/livereload.js"]');
    if (!answer.ok || answer.redirected || !script || frame(next) !== frame(document)) return location.reload();
    LiveReload.options.snipver = new URL(script.src).searchParams.get("snipver");
    exchange(next);
  };

  let work = null; // the renewal under way, and whether another has to follow it
  let again = false;
  const follow = () => {
    again = false;
    work = renew().catch(() => location.reload()).then(() => (again ? follow() : (work = null)));
  };

  LiveReload.addPlugin(class {
    static identifier = "oeuvre";
    static version = "1";

    reload(path) {
      // a style sheet is livereload's own affair; a filter or a target in the address is the browser's
      if (path || location.search || location.hash) return false;
      if (work) again = true;
      else follow();
      return true;
    }
  });
})();
