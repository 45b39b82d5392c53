/* The editor: YASQE over the plain text field, results below it. Without it the form asks /sparql by itself. */
const form = document.getElementById("editor");
const area = document.getElementById("query");
const shown = document.getElementById("result");
const told = document.getElementById("told");
const words = JSON.parse(form.dataset.words);
const MOST = 1000;
const say = (text, ...slots) => text.replace(/\{(\d)\}/g, (_, n) => slots[n]);
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

let known = { prefixes: {}, words: {} };
const editor = start();

function start() {
  if (!window.Yasqe) return null;
  const place = document.getElementById("yasqe");
  place.hidden = false;
  const { Yasqe } = window;
  Yasqe.registerAutocompleter({
    name: "graph", bulk: false, autoShow: true,
    isValidCompletionPosition: (y) => {
      const token = y.getCompleteToken();
      return token.type !== "comment" && token.type !== "string" && /^[A-Za-z][\w-]*:?[\w-]*$/.test(token.string);
    },
    get: (_, token) => {
      const wanted = (token ? token.string : "").toLowerCase();
      if (wanted.length < 2) return [];
      const names = Object.keys(known.words);
      const begins = names.filter((n) => n.toLowerCase().startsWith(wanted) && n.toLowerCase() !== wanted);
      const holds = names.filter((n) => !begins.includes(n) && wanted.length > 2 &&
        (n.toLowerCase().split(":")[1].startsWith(wanted) || known.words[n].toLowerCase().startsWith(wanted)));
      return [...begins, ...holds].slice(0, 40);
    },
    postprocessHints: (_, hints) => hints.map((h) => ({ ...h, displayText: `${h.text}   ${known.words[h.text] || ""}` })),
  }, false);
  const y = new Yasqe(place, {
    value: area.value, autocompleters: ["graph", "variables"], persistenceId: null, consumeShareLink: null, showQueryButton: false,
    resizeable: false, editorHeight: "auto", viewportMargin: Infinity, requestConfig: { endpoint: `${form.dataset.root}/sparql` },
    extraKeys: { ...Yasqe.defaults.extraKeys, "Ctrl-Enter": () => run(), "Cmd-Enter": () => run(), Tab: false, "Shift-Tab": false },
  });
  y.getInputField().setAttribute("aria-label", words.query);
  let waiting = 0;
  y.on("change", () => {
    area.value = y.getValue();
    clearTimeout(waiting);
    waiting = setTimeout(() => declare(y), 500);
  });
  area.hidden = true;
  area.removeAttribute("required");
  document.getElementById("download").hidden = false;
  fetch(`${form.dataset.root}/query/words.json?lang=${form.dataset.lang}`).then((r) => r.json()).then((found) => { known = found; });
  return y;
}

/* Known prefixes are declared as they are used: the server knows them, other servers and the checker do not. */
function declare(y) {
  const there = y.getPrefixesFromQuery();
  const bare = y.getValue().replace(/<[^>\s]*>|"[^"]*"|'[^']*'|#.*/g, " ");
  const used = new Set([...bare.matchAll(/(?<![\w?$@])([a-z][\w-]*):/g)].map((m) => m[1]));
  const missing = [...used].filter((name) => known.prefixes[name] && !there[name]);
  if (missing.length) y.addPrefixes(Object.fromEntries(missing.map((name) => [name, known.prefixes[name]])));
}

form.addEventListener("submit", (event) => {
  if (event.submitter && event.submitter.id === "download") return;
  event.preventDefault();
  run();
});

async function run() {
  // First, so that the lines of an error are those that are seen.
  if (editor) declare(editor);
  const query = editor ? editor.getValue() : area.value;
  told.textContent = "…";
  mark(null);
  const began = performance.now();
  const accept = "application/sparql-results+json, text/turtle;q=0.9, application/problem+json;q=0.1";
  let answer;
  try {
    answer = await fetch(`${form.dataset.root}/sparql`, { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: accept }, body: query });
  } catch (error) {
    return fail({ detail: String(error) });
  }
  if (!answer.ok) return fail(await answer.json().catch(() => ({ detail: answer.statusText })));
  history.replaceState(null, "", `${form.dataset.root}/query?query=${encodeURIComponent(query)}`);
  if (!(answer.headers.get("Content-Type") || "").includes("json")) {
    const text = await answer.text();
    shown.replaceChildren(make("pre", { tabindex: "0" }, text.slice(0, 200000)));
    shown.hidden = false;
    told.textContent = "";
    return undefined;
  }
  const found = await answer.json();
  const spent = Math.round(performance.now() - began);
  if ("boolean" in found) {
    shown.replaceChildren(make("p", { class: "answer" }, String(found.boolean)));
    told.textContent = say(words.row, 1, spent);
  } else {
    const rows = found.results.bindings;
    told.textContent = say(rows.length === 1 ? words.row : words.rows, rows.length, spent);
    shown.replaceChildren(...chart(found.head.vars, rows), table(found.head.vars, rows));
    if (rows.length > MOST) shown.prepend(make("p", { class: "note" }, say(words.first, MOST)));
  }
  shown.hidden = false;
  return undefined;
}

function table(names, rows) {
  const head = make("tr", {}, ...names.map((n) => make("th", { scope: "col" }, n)));
  const body = rows.slice(0, MOST).map((row) => make("tr", {}, ...names.map((n) => make("td", { class: width(row[n]) }, ...cell(row[n])))));
  const box = make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.result });
  box.append(make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
  return box;
}

/* Long texts get room, numbers stand under each other. */
function width(term) {
  if (!term) return "";
  if (term.type === "literal" && /XMLSchema#(integer|decimal|double)$/.test(term.datatype || "")) return "n";
  return term.type === "literal" && term.value.length > 40 ? "long" : term.type === "literal" && term.value.length < 20 ? "brief" : "";
}

function cell(term) {
  if (!term) return [];
  if (term.type !== "uri") return term["xml:lang"] ? [make("span", { lang: term["xml:lang"] }, term.value)] : [term.value];
  if (!/^https?:\/\//.test(term.value)) return [term.value];
  const fits = Object.entries(known.prefixes).filter(([, base]) => term.value.startsWith(base)).sort((a, b) => b[1].length - a[1].length)[0];
  const base = "https://w3id.org/mandate-graph/";
  const local = term.value.match(/^https?:\/\/[^?#]*?\/((?:id|concept)\/[^?#]+)$/);
  const own = term.value.startsWith(base) || (known.prefixes.doc && local && Object.values(known.prefixes).some((p) => term.value.startsWith(p)));
  const text = fits ? `${fits[0]}:${term.value.slice(fits[1].length)}` : own && local ? local[1] : term.value;
  return [make("a", { href: own && local ? `${form.dataset.root}/${local[1]}` : term.value, rel: "noopener" }, text)];
}

/* One column of names and one of numbers make bars. */
function chart(names, rows) {
  const isNumber = (n) => rows.every((r) => !r[n] || (r[n].type === "literal" && r[n].value !== "" && !Number.isNaN(Number(r[n].value)) && /XMLSchema#(integer|decimal|double|float|int|long|nonNegativeInteger)$/.test(r[n].datatype || "")));
  const figure = names.find((n) => rows.some((r) => r[n]) && isNumber(n));
  const label = names.find((n) => n !== figure && rows.some((r) => r[n]));
  if (!figure || !label || rows.length < 2) return [];
  const some = rows.filter((r) => r[figure]).slice(0, 30);
  const most = Math.max(...some.map((r) => Number(r[figure].value)), 1e-9);
  const space = "http://www.w3.org/2000/svg";
  const draw = (tag, attributes) => {
    const node = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };
  const body = make("tbody");
  for (const row of some) {
    const value = Number(row[figure].value);
    const name = row[label] ? row[label].value.replace(/^https?:.*[/#]/, "") : "";
    const bar = draw("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
    bar.append(draw("rect", { width: Math.max(0, (value / most) * 100), height: 10 }));
    body.append(make("tr", {}, make("th", { scope: "row" }, name), make("td", { class: "n" }, value.toLocaleString()), make("td", { class: "bar" }, bar)));
  }
  const drawn = make("figure", { class: "chart" }, make("figcaption", {}, `${label}, ${figure}`), make("table", { class: "bars" }, body));
  return [make("details", {}, make("summary", {}, words.chart), drawn)];
}

function fail(problem) {
  const box = make("div", { class: "error", role: "alert" }, make("strong", {}, words.error), " ");
  if (problem.line) box.append(say(words.line, problem.line, problem.column), " ");
  box.append(make("pre", { tabindex: "0" }, problem.detail || problem.title || ""));
  shown.replaceChildren(box);
  shown.hidden = false;
  told.textContent = "";
  mark(problem);
}

let marked = null;
function mark(problem) {
  if (!editor) return;
  if (marked) marked.clear();
  marked = null;
  editor.getDoc().eachLine((line) => editor.removeLineClass(line, "background", "bad-line"));
  if (problem && problem.line) {
    const line = Math.min(problem.line, editor.lineCount()) - 1;
    const column = Math.max(0, (problem.column || 1) - 1);
    editor.addLineClass(line, "background", "bad-line");
    marked = editor.markText({ line, ch: column }, { line, ch: column + 1 }, { className: "bad-mark" });
    editor.getDoc().setCursor({ line, ch: column });
    editor.focus();
  }
}
