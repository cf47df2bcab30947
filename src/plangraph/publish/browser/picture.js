// Makes the picture of the whole plan live: nearer and farther, one department's part, one branch.
// The picture and its links are in the page already, and work without this.
import { select } from "d3-selection";
import "d3-transition";
import { zoom, zoomIdentity } from "d3-zoom";

const MOST = 12;
const STEP = 1.6;
const PACE = 250;
const find = (id) => document.getElementById(id);
const figure = find("living");
const svg = select(figure.querySelector("svg"));
const told = find("told");
const office = find("office");
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

const box = svg.node().viewBox.baseVal;
const corners = [[box.x, box.y], [box.x + box.width, box.y + box.height]];
const inside = svg.append("g");
for (const part of [...svg.node().children]) {
  if (!["title", "desc"].includes(part.tagName) && part !== inside.node()) inside.node().append(part);
}
const parts = [...figure.querySelectorAll("[data-node]")];
const links = parts.filter((part) => part.tagName === "a");

const zooming = zoom()
  .extent(corners)
  .translateExtent(corners)
  .scaleExtent([1, MOST])
  // One finger and the wheel alone move the page, as everywhere.
  .filter((event) => {
    if (event.type === "wheel") return event.ctrlKey;
    return event.touches ? event.touches.length > 1 : !event.button && !event.ctrlKey;
  })
  .on("zoom", ({ transform }) => inside.attr("transform", transform));
svg.call(zooming).on("dblclick.zoom", null);

function moving() {
  return still.matches ? svg : svg.transition().duration(PACE);
}

function tell(text) {
  told.textContent = text;
}

// A part is named by its way from the middle: 0.2.1 stands on 0.2.
function isOnWay(one, other) {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

function choose(names) {
  svg.classed("choosing", names.length > 0);
  for (const part of parts) {
    const own = part.dataset.node;
    part.classList.toggle("chosen", names.some((name) => own === name || name.startsWith(`${own}.`)));
  }
}

function showOffice() {
  const names = office.value ? office.value.split(" ") : [];
  choose(names);
  const shown = office.selectedOptions[0];
  tell(names.length ? `${shown.textContent}：${names.length} 件 / ${names.length} projects` : "");
}

function showBranch(link) {
  const name = link.dataset.node;
  const below = links.filter((other) => other.dataset.node.startsWith(`${name}.`)).length;
  choose(parts.map((part) => part.dataset.node).filter((other) => isOnWay(other, name) && other.length >= name.length));
  tell(link.querySelector("title").textContent + (below ? `（下に ${below} / ${below} beneath）` : ""));
}

function follow(event) {
  const link = event.target.closest("a[data-node]");
  if (!link) return;
  showBranch(link);
  if (event.type !== "focusin" || !link.matches(":focus-visible")) return;
  const dot = link.querySelector("circle");
  zooming.translateTo(svg, Number(dot.getAttribute("cx")), Number(dot.getAttribute("cy")));
}

function leave(event) {
  if (!figure.contains(event.relatedTarget)) showOffice();
}

const acts = {
  closer: () => moving().call(zooming.scaleBy, STEP),
  farther: () => moving().call(zooming.scaleBy, 1 / STEP),
  whole: () => moving().call(zooming.transform, zoomIdentity),
};
const keys = { "+": acts.closer, ";": acts.closer, "-": acts.farther, 0: acts.whole };

for (const [name, act] of Object.entries(acts)) find(name).addEventListener("click", act);
figure.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
figure.addEventListener("focusin", follow);
figure.addEventListener("mouseover", follow);
figure.addEventListener("focusout", leave);
figure.addEventListener("mouseleave", leave);
office.addEventListener("change", showOffice);
// Paper has the whole of it.
window.addEventListener("beforeprint", () => {
  svg.call(zooming.transform, zoomIdentity);
  choose([]);
});
find("controls").hidden = false;
