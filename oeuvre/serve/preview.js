// Shows over the page what is wrong with the site. Only the preview has this script; what is built never does.
(() => {
  "use strict";

  const CLOSED = "oeuvre-preview-closed";
  const STYLE = `
    :host { all: initial; color-scheme: light dark; --paper: #fff; --ink: #1c1c1c; --quiet: #595959; --line: #d0d0d0;
      --error: #b3130b; --warning: #7a5200; --note: #1c5a96; --link: #1c5a96 }
    @media (prefers-color-scheme: dark) { :host { --paper: #1e1f22; --ink: #ececec; --quiet: #b0b0b0; --line: #45474c;
      --error: #ff9a8f; --warning: #f0c060; --note: #8cc4ff; --link: #8cc4ff } }
    @media print { :host { display: none } }
    .panel, .badge { position: fixed; z-index: 2147483647; font: 15px/1.45 system-ui, sans-serif; color: var(--ink);
      background: var(--paper); border: 1px solid var(--line); box-shadow: 0 4px 24px #0005 }
    .panel { inset: auto 0 0 0; max-height: 60vh; overflow: auto; border-width: 3px 0 0; border-top-color: var(--error);
      padding: 14px max(16px, 50vw - 27rem) 18px }
    .bar { display: flex; align-items: baseline; justify-content: space-between; gap: 1em }
    .title { margin: 0; font-weight: 650; font-size: 17px }
    ol { list-style: none; margin: 8px 0 0; padding: 0 }
    li { padding: 9px 0; border-top: 1px solid var(--line) }
    li p { margin: 0 }
    .place, .rule { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; color: var(--quiet) }
    a.place { color: var(--link) }
    .error b { color: var(--error) } .warning b { color: var(--warning) } .note b { color: var(--note) }
    button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px;
      padding: 3px 10px; cursor: pointer }
    button:hover { border-color: currentColor }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
    .badge { inset: auto 14px 14px auto; border-radius: 99px; padding: 5px 14px }
    .badge.error { color: var(--error) }
    [hidden] { display: none }`;

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const host = element("oeuvre-preview", { lang: "en", dir: "ltr" });
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet(); // neither a style element nor an attribute: a strict policy allows it
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  // a page that looks alive while nobody renews it would be a lie
  const stopped = element("div", { class: "badge", role: "status" }, "The preview has stopped");
  stopped.hidden = true;
  root.append(stopped);
  let waiting = 0;
  document.addEventListener("LiveReloadDisconnect", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { stopped.hidden = false; }, 1500);
  });
  document.addEventListener("LiveReloadConnect", () => {
    clearTimeout(waiting);
    stopped.hidden = true;
  });

  const item = (finding) =>
    element("li", { class: finding.severity },
      finding.href
        ? element("a", { class: "place", href: finding.href, title: "Open in the editor" }, finding.place)
        : element("span", { class: "place" }, finding.place),
      element("p", {}, element("b", {}, `${finding.severity}: `), finding.message, " ",
        element("span", { class: "rule" }, `[${finding.rule}]`)));

  let shut = () => {};
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) shut();
  });

  const show = (report) => {
    const told = document.documentElement.hasAttribute("data-oeuvre-preview"); // a page that says it all itself
    root.replaceChildren(stopped);
    shut = () => {};
    if (told || !report.findings.length) return;
    const same = JSON.stringify(report.findings);
    const close = element("button", { type: "button", "aria-keyshortcuts": "Escape" }, "Close (Esc)");
    const panel = element("section", { class: "panel", role: "region", "aria-label": "Findings of the preview" },
      element("div", { class: "bar" }, element("p", { class: "title", role: "alert" }, report.title), close),
      element("ol", {}, ...report.findings.map(item)));
    if (report.more) panel.append(element("p", {}, `and ${report.more} more; the terminal lists all`));
    const badge = element("button", { class: `badge ${report.errors ? "error" : ""}`, type: "button" }, report.title);

    const open = (yes) => {
      panel.hidden = !yes;
      badge.hidden = yes;
      sessionStorage.setItem(CLOSED, yes ? "" : same);
    };
    close.addEventListener("click", () => { open(false); badge.focus(); });
    badge.addEventListener("click", () => { open(true); close.focus(); });
    shut = () => panel.hidden || open(false);
    panel.hidden = !report.errors || sessionStorage.getItem(CLOSED) === same;
    badge.hidden = !panel.hidden;
    root.append(panel, badge);
  };

  const ask = () => fetch("/__oeuvre__/findings.json").then((answer) => answer.json()).then(show).catch(() => {});
  document.addEventListener("oeuvre-renewed", ask);
  document.documentElement.append(host);
  ask();
})();
