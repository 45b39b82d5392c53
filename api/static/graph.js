/* The drawing of a view: Cytoscape over the links that the table below it holds too. */
import cytoscape from "./vendor/cytoscape.esm.min.mjs";

const canvas = document.getElementById("canvas");
const panel = document.getElementById("panel");
const chosen = document.getElementById("chosen");
const open = document.getElementById("open");
const grow = document.getElementById("grow");
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();
const shapes = { decision: "round-rectangle", instrument: "round-rectangle", doc: "rectangle", session: "diamond", meeting: "diamond", person: "triangle", post: "triangle", place: "hexagon" };
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/* Three short lines, ended between words where there are words. */
const brief = (label) => (label.length <= 42 ? label : `${label.slice(0, 40).replace(/ [^ ]*$/, "")}…`);

function elements(data) {
  return [
    ...data.nodes.map((n) => ({ group: "nodes", data: { ...n, short: n.short, text: brief(n.label) }, classes: /[\u4e00-\u9fff]/.test(n.label) ? `${n.kind} han` : n.kind })),
    ...data.edges.map((e) => ({ group: "edges", data: { ...e, id: `${e.source}|${e.relation}|${e.target}` } })),
  ];
}

async function ask(node) {
  const wanted = new URLSearchParams(canvas.dataset.query);
  wanted.set("lang", canvas.dataset.lang);
  if (node) {
    wanted.set("node", node);
    wanted.set("steps", "1");
  } else if (canvas.dataset.node) wanted.set("node", canvas.dataset.node);
  for (const name of ["until", "steps"]) if (wanted.get(name) === "") wanted.delete(name);
  const answer = await fetch(`${canvas.dataset.source}?${wanted}`);
  return answer.json();
}

/* Of the citations only the most frequent are drawn: more cannot be read. The table holds all. */
const most = canvas.dataset.node ? Infinity : 60;

canvas.hidden = false;
const first = await ask("");
first.edges = first.edges.slice(0, most);
const ends = new Set(first.edges.flatMap((e) => [e.source, e.target]));
first.nodes = first.nodes.filter((n) => ends.has(n.id) || n.id === first.center);
const view = cytoscape({
  container: canvas,
  elements: elements(first),
  style: [
    { selector: "node", style: { label: "data(text)", "font-size": 12, color: colour("--ink"), "background-color": colour("--bar"), width: 16, height: 16, "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "wrap", "text-max-width": 120, "font-family": "system-ui, Noto Sans, Noto Sans CJK SC, sans-serif", "text-outline-color": colour("--paper"), "text-outline-width": 2 } },
    ...Object.entries(shapes).map(([kind, shape]) => ({ selector: `node.${kind}`, style: { shape } })),
    { selector: "node.han", style: { "text-overflow-wrap": "anywhere" } },
    { selector: "node.decision, node.instrument", style: { "background-color": colour("--visited") } },
    { selector: "node.doc", style: { "background-color": colour("--soft") } },
    { selector: "node.crowded", style: { "text-opacity": 0, "text-events": "no" } },
    { selector: "edge", style: { width: 1.2, "line-color": colour("--rule"), "target-arrow-color": colour("--soft"), "target-arrow-shape": "triangle", "arrow-scale": 0.7, "curve-style": "bezier" } },
    { selector: "edge.told", style: { label: "data(label)", "font-size": 11, color: colour("--soft"), "text-rotation": "autorotate", "text-background-color": colour("--paper"), "text-background-opacity": 0.9 } },
    { selector: "node:selected", style: { "border-width": 3, "border-color": colour("--accent"), "text-opacity": 1, "font-weight": "bold", "z-index": 9 } },
    { selector: "edge:selected", style: { width: 2.5, "line-color": colour("--accent"), "target-arrow-color": colour("--accent") } },
  ],
});
const spread = { name: "cose", nodeDimensionsIncludeLabels: true, nodeRepulsion: 9000, nodeOverlap: 12, idealEdgeLength: 60, gravity: 1.2, padding: 24 };
const layout = (first) => {
  view.layout({ ...spread, numIter: view.nodes().length > 60 ? 400 : 1500, randomize: Boolean(first), animate: first || calm || view.nodes().length > 80 ? false : "end", animationDuration: 300 }).run();
  /* The layout makes a square; the place for it is wide. */
  const box = view.nodes().boundingBox();
  const stretch = (canvas.clientWidth / canvas.clientHeight) / (box.w / box.h);
  if (first && stretch > 1) view.nodes().positions((node) => ({ x: node.position("x") * Math.min(stretch, 2.2), y: node.position("y") }));
  if (first) view.fit(undefined, 24);
  /* The names grow and shrink with the view that is to hold them. */
  readable();
  if (first) view.fit(undefined, 24);
  if (view.zoom() > 1.3) view.zoom({ level: 1.3, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
  readable();
};

/* Words keep their size however far away the drawing is; a name that would cover another one, or
 * a thing, is left out until there is room: the best linked things are named first. */
function readable() {
  const zoom = view.zoom();
  const size = 12 / zoom;
  const dot = (view.nodes().length > 60 ? 10 : 15) / zoom;
  view.batch(() => {
    view.nodes().removeClass("crowded");
    view.nodes().style({ "font-size": size, "text-max-width": size * 10, "text-margin-y": 3 / zoom, width: dot, height: dot, "text-outline-width": 2 / zoom });
    view.edges(".told").style({ "font-size": 11 / zoom });
    view.edges().style({ width: 1.2 / zoom, "arrow-scale": 0.9 });
  });
  const covers = (a, b) => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
  const dots = view.nodes().map((node) => ({ id: node.id(), ...node.boundingBox({ includeLabels: false, includeOverlays: false }) }));
  const taken = [];
  const order = view.nodes().toArray().sort((a, b) => b.selected() - a.selected() || b.degree() - a.degree());
  for (const node of order) {
    const box = node.boundingBox({ includeNodes: false, includeLabels: true, includeOverlays: false });
    if (taken.some((t) => covers(t, box)) || (!node.selected() && dots.some((d) => d.id !== node.id() && covers(d, box)))) node.addClass("crowded");
    else taken.push(box);
  }
}
let drawn = 0;
const soon = (what) => {
  cancelAnimationFrame(drawn);
  drawn = requestAnimationFrame(what);
};
view.on("zoom", () => soon(readable));
/* In a window of another size, or a phone that is turned, the drawing fills its place again. */
let width = canvas.clientWidth;
view.on("resize", () => {
  if (canvas.clientWidth === width) return;
  width = canvas.clientWidth;
  soon(() => {
    view.fit(undefined, 24);
    readable();
  });
});
layout(true);
panel.hidden = false;
document.getElementById("legend").hidden = false;
if (first.center) select(view.getElementById(first.center));
else if (view.nodes().length) select(view.nodes()[0]);

function select(node) {
  if (!node || node.empty()) return;
  view.elements().unselect();
  node.select();
  chosen.textContent = node.data("label");
  open.href = node.data("page");
  /* What its links say, where they are few enough to be read. */
  view.edges().removeClass("told");
  const links = node.connectedEdges();
  if (links.length <= 8) links.addClass("told");
  readable();
}

/* A link is told in words, and leads to its facts. */
function tell(edge) {
  view.elements().unselect();
  edge.select();
  const [from, to] = [edge.source(), edge.target()];
  chosen.textContent = `${from.data("label")} — ${edge.data("label")} → ${to.data("label")}`;
  open.href = `${canvas.dataset.source.replace(/\/explore\/.*$/, "")}/facts?${new URLSearchParams({ subject: from.data("short"), object: to.data("short") })}`;
}
view.on("tap", "edge", (event) => tell(event.target));
view.on("tap", "node", (event) => select(event.target));
view.on("dbltap", "node", (event) => expand(event.target));
document.getElementById("fit").addEventListener("click", () => view.fit(undefined, 24));
if (grow) grow.addEventListener("click", () => expand(view.$("node:selected")[0]));

async function expand(node) {
  if (!node || !grow) return;
  const data = await ask(node.data("short"));
  const at = node.position();
  const fresh = elements(data).filter((e) => view.getElementById(e.data.id).empty());
  for (const e of fresh) if (e.group === "nodes") e.position = { x: at.x + (Math.random() - 0.5) * 160, y: at.y + (Math.random() - 0.5) * 160 };
  view.add(fresh.filter((e) => e.group === "nodes"));
  view.add(fresh.filter((e) => e.group === "edges"));
  if (fresh.length) {
    view.one("layoutstop", readable);
    layout();
  }
  canvas.dataset.nodes = view.nodes().length;
}

/* Keys: arrows go to the nearest node that way, Enter grows, + and - zoom. */
canvas.addEventListener("keydown", (event) => {
  const now = view.$("node:selected")[0];
  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (event.key === "Enter" && now) expand(now);
  else if (event.key === "+" || event.key === "-") view.zoom({ level: view.zoom() * (event.key === "+" ? 1.2 : 1 / 1.2), renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
  else if (ways[event.key] && now) {
    const [dx, dy] = ways[event.key];
    const from = now.position();
    let best = null;
    let least = Infinity;
    view.nodes().forEach((node) => {
      const to = node.position();
      const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      if (node.id() !== now.id() && along > 0 && along + 2 * aside < least) {
        least = along + 2 * aside;
        best = node;
      }
    });
    if (best) select(best);
  } else return;
  event.preventDefault();
});
canvas.dataset.nodes = view.nodes().length;
