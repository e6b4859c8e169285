// The start page: cases, models opened before, and the import of sheets.
import { html, nothing } from './vendor/lit-html.js';
import * as api from './api.js';
import { S, draw, load } from './store.js';
import { close } from './dialogs.js';
import { importPart } from './importing.js';
import { ago } from './words.js';

async function openModel(what) {
  S.opening = 'Opening…';
  draw();
  const found = await api.post('open', what);
  S.opening = found.error ?? '';
  if (found.error) { draw(); return; }
  await opened();
}

function reset() {
  Object.assign(S, { dialog: null, selected: [], focus: null, isFitted: false, job: null, dots: {}, stats: null, reading: null, film: null, page: {}, guesses: undefined, tab: 'facts', view: 'after' });
  S.listed.clear();
}

async function opened() {
  reset();
  await load();
}

function choices(start) {
  return html`
    <section><h2>Begin with a small lab</h2><ul class="cases"><li><button @click=${() => openModel({ new: true })}><b>Twelve people, to be made your own</b><small>writes a new folder my-lab</small></button></li></ul></section>
    <section><h2>Open a case</h2><ul class="cases">${start.cases.map((c) => html`<li><button @click=${() => openModel({ case: c.name })}><b>${c.title}</b><small>${c.name}</small></button></li>`)}</ul></section>
    ${start.recent.length ? html`<section><h2>Recent</h2><ul class="cases">${start.recent.map((r) => html`<li><button @click=${() => openModel({ recent: r.id })}><b>${r.name}</b><small>${r.file}, ${ago(r.at)}</small></button></li>`)}</ul></section>` : nothing}`;
}

export function startPage() {
  return html`<main class="start"><h1>What do you want to rehearse?</h1>
    ${S.opening ? html`<p class="note" role="alert">${S.opening}</p>` : nothing}
    ${choices(S.start)}${importPart(opened)}
    <p class="soft">Nothing leaves this computer.</p></main>`;
}

export function modelDialog(dialog) {
  if (!dialog.start) {
    api.get('/api/start').then((found) => { dialog.start = found; draw('dialog'); });
  }
  return html`<header><h2 id="dialog-title">${S.model.name}</h2><button class="close" aria-label="Close" @click=${close}>✕</button></header>
    <p class="soft">${S.model.is_case ? 'A bundled case' : S.model.source}; starts ${S.model.start}, ${S.model.horizon_weeks} weeks.</p>
    ${dialog.start ? html`${choices(dialog.start)}${importPart(opened)}` : nothing}`;
}
