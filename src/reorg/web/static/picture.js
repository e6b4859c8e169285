// The chart as a picture: one page where it fits, else the top and a page for each branch, all of it vector.
import { html, nothing, render, svg } from './vendor/lit-html.js';
import { S, markOn, roleOf, seatsInWords, seatsOf, shownTeams } from './store.js';
import { heightOf, layout, WIDTH } from './layout.js';
import { seated, treeOf } from './tree.js';
import { count } from './words.js';

const ON_A_PAGE = 40;
const INK = '#18212a', SOFT = '#56626d', LINE = '#88949e', MARK = '#0b5d7a', FONT = 'system-ui, Helvetica, Arial, sans-serif';
const LETTERS = 27;

const cut = (text, most = LETTERS) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

function under(tree, id) {
  const below = (tree.kids.get(id) ?? []).flatMap((team) => under(tree, team.id));
  return [tree.by.get(id), ...below];
}

// The pages: {title, teams, folded}, where `folded` describes what is below a team with its own page.
export function pagesOf(teams) {
  const tree = treeOf(teams);
  const roots = tree.kids.get(null) ?? [];
  if (teams.length <= ON_A_PAGE || roots.length !== 1) return [{ title: '', teams, folded: new Map() }];
  const tops = tree.kids.get(roots[0].id) ?? [];
  const branches = tops.filter((team) => (tree.kids.get(team.id) ?? []).length);
  const folded = new Map(branches.map((team) => [team.id, `${count(under(tree, team.id).length - 1, 'team')} below, ${seatsInWords(under(tree, team.id).flatMap(seatsOf))}`]));
  return [{ title: 'The top', teams: [roots[0], ...tops], folded },
    ...branches.map((team) => ({ title: team.name, teams: under(tree, team.id).map((each) => (each.id === team.id ? { ...each, parent: null } : each)), folded: new Map() }))];
}

function box({ team, x, y, h }, folded) {
  const people = seated(team, S.view === 'today' ? {} : S.scenario.fates).length + (team.lead ? 1 : 0);
  const mark = markOn(S.scenario.teams.find((each) => each.id === team.id) ?? team);
  const more = folded.get(team.id);
  return svg`<g transform="translate(${x} ${y})"><rect width=${WIDTH} height=${h} rx="5" fill="#ffffff" stroke=${mark ? MARK : LINE} stroke-width=${mark ? 2 : 1}></rect>
    <text x="8" y="17" font-size="12.5" font-weight="bold" fill=${INK}>${cut(team.name, 21)}</text><text x=${WIDTH - 8} y="17" font-size="12" text-anchor="end" fill=${SOFT}>${people}</text>
    <text x="8" y="33" font-size="11" fill=${SOFT}>${cut(team.lead ? roleOf(team.lead) : 'no lead', mark ? 18 : LETTERS)}</text>
    ${mark ? svg`<text x=${WIDTH - 8} y="33" font-size="11" font-weight="bold" text-anchor="end" fill=${MARK}>${mark.text}</text>` : nothing}
    ${more ? svg`<text x="8" y="48" font-size="10.5" fill=${SOFT}>${more}</text>` : nothing}</g>`;
}

function drawn(page) {
  const plan = layout(treeOf(page.teams), (team) => (page.folded.has(team.id) ? 56 : heightOf(0)));
  const title = [page.title, S.view === 'today' ? 'today' : S.scenario.name, S.model.name].filter(Boolean).join(' · ');
  const top = 34, width = Math.max(plan.width, title.length * 8.5) + 24, height = plan.height + top + 14;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width=${width} height=${height} font-family=${FONT} role="img" aria-label=${title}>
    <rect width=${width} height=${height} fill="#ffffff"></rect><text x="12" y="20" font-size="14" font-weight="bold" fill=${INK}>${title}</text>
    <g transform="translate(12 ${top})"><path d=${plan.lines} fill="none" stroke=${LINE}></path>${plan.cards.map((card) => box(card, page.folded))}</g></svg>`;
}

// Draws pages out of sight and returns their elements.
function elementsOf(pages) {
  const place = document.createElement('div');
  render(html`${pages.map((page) => html`<div class="page-of-chart">${drawn(page)}</div>`)}`, place);
  return place;
}

const fileName = (kind) => `${(S.view === 'today' ? S.model.baseline : S.scenario.id)}.${kind}`;

export function asSvg() {
  const element = elementsOf([{ title: '', teams: shownTeams(), folded: new Map() }]).querySelector('svg');
  return new Blob([new XMLSerializer().serializeToString(element)], { type: 'image/svg+xml' });
}

// A bitmap of twice the size, up to the limit of browsers.
export async function asPng() {
  const text = await asSvg().text();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(2, 12000 / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(image.naturalWidth * scale);
  canvas.height = Math.ceil(image.naturalHeight * scale);
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, 'image/png'); });
}

export function keep(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const keepSvg = () => keep(asSvg(), fileName('svg'));
export const keepPng = async () => keep(await asPng(), fileName('png'));

// Prints the chart, a branch a page, and nothing else of the page.
export function printChart() {
  const place = elementsOf(pagesOf(shownTeams()));
  place.id = 'printed';
  document.body.append(place);
  window.addEventListener('afterprint', () => place.remove(), { once: true });
  window.print();
}
