// The page: its parts, and the handlers of keys and events.
import { html, nothing, render } from './vendor/lit-html.js';
import { listen } from './api.js';
import { S, draw, load, onDraw } from './store.js';
import { banner, header } from './header.js';
import { afterCanvas, canvas, fit } from './canvas.js';
import { panel } from './panel.js';
import { foot } from './drawer.js';
import { afterDialogs, dialogs } from './dialogs.js';
import { filmView } from './film.js';
import { handleEvent } from './rehearsal.js';
import { onKey } from './keys.js';
import { startPage } from './start.js';

const app = document.getElementById('app');

function frame() {
  if (S.failure && !S.model && !S.start) return html`<main class="start"><h1>reorg</h1><p class="note">${S.failure}</p></main>`;
  if (S.start) return startPage();
  if (!S.model) return html`<p class="loading">Opening…</p>`;
  return html`<div class=${`studio ${S.isWide ? 'is-wide' : ''} ${S.tab === 'watch' && (S.film || S.filmLoading) ? 'is-film' : ''}`}>
    <header id="header"></header><div id="banner"></div>
    <main id="main"><section id="canvas" aria-label="Organization"></section><aside id="panel" aria-label="Consequences and results"></aside></main>
    <footer id="foot"></footer><div id="dialog"></div></div>`;
}

const part = (id, template) => () => {
  const element = document.getElementById(id);
  if (element && S.model && !S.start) render(template(), element);
};

onDraw('frame', () => render(frame(), app));
let lastTab = '';
onDraw('header', () => {
  part('header', header)();
  // With many scenarios, the chosen one is scrolled into view.
  if (S.scenario && S.scenario.id !== lastTab) {
    lastTab = S.scenario.id;
    document.getElementById(`tab-${lastTab}`)?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }
});
onDraw('banner', part('banner', banner));
onDraw('panel', part('panel', panel));
onDraw('foot', part('foot', foot));
onDraw('canvas', () => {
  const isFilm = S.tab === 'watch' && (S.film || S.filmLoading);
  part('canvas', isFilm ? filmView : canvas)();
  if (!isFilm && S.model && !S.start) afterCanvas();
  if (!isFilm && !S.isFitted && S.model && !S.start) fit();
});
onDraw('dialog', () => {
  part('dialog', () => dialogs() ?? nothing)();
  afterDialogs();
});

window.addEventListener('keydown', onKey);
let width = window.innerWidth;
window.addEventListener('resize', () => {
  // The canvas has another shape on the other side of a breakpoint.
  if ([700, 1180].some((at) => (width < at) !== (window.innerWidth < at))) S.isFitted = false;
  width = window.innerWidth;
  draw();
});

listen((name, data) => {
  if (name === 'opened') load();
  else if (name === 'writer') load(S.scenario?.id);
  else handleEvent(name, data);
}, (isLost) => {
  if (S.isLost !== isLost) { S.isLost = isLost; draw(); }
});
load();
