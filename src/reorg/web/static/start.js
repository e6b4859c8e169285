// The start page: cases, models opened before, and the import of sheets.
import { html, nothing } from './vendor/lit-html.js';
import * as api from './api.js';
import { S, draw, load } from './store.js';
import { close } from './dialogs.js';
import { ago, count } from './words.js';

async function openModel(what) {
  S.opening = 'Opening…';
  draw();
  const found = await api.post('open', what);
  S.opening = found.error ?? '';
  if (found.error) { draw(); return; }
  reset();
  await load();
}

function reset() {
  Object.assign(S, { dialog: null, selected: [], focus: null, isFitted: false, job: null, dots: {}, stats: null, reading: null, film: null, page: {}, guesses: undefined, tab: 'facts', view: 'after' });
  S.listed.clear();
}

function choices(start) {
  return html`
    <section><h2>Open a case</h2><ul class="cases">${start.cases.map((c) => html`<li><button @click=${() => openModel({ case: c.name })}><b>${c.title}</b><small>${c.name}</small></button></li>`)}</ul></section>
    ${start.recent.length ? html`<section><h2>Recent</h2><ul class="cases">${start.recent.map((r) => html`<li><button @click=${() => openModel({ recent: r.id })}><b>${r.name}</b><small>${r.file}, ${ago(r.at)}</small></button></li>`)}</ul></section>` : nothing}`;
}

// Sheets are read here and sent to our own server on this computer, which shows what they say.
async function readFiles(list) {
  const files = await Promise.all([...list].map(async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    return { name: file.name, content: btoa(text) };
  }));
  S.importing = { files, answers: { managers: {}, files: {} }, name: '' };
  await preview();
}

async function preview() {
  const it = S.importing;
  it.failure = '';
  it.isReading = true;
  redraw();
  const answers = { managers: it.answers.managers, files: Object.fromEntries(Object.entries(it.answers.files).filter(([, f]) => Object.keys(f.columns).length)) };
  const found = await api.post('import', { files: it.files, answers, name: it.name });
  it.isReading = false;
  if (found.error) it.failure = found.error; else it.found = found;
  redraw();
}

async function acceptImport() {
  const found = await api.post('import/accept');
  if (found.error) { S.importing.failure = found.error; redraw(); return; }
  S.importing = null;
  reset();
  await load();
}

const redraw = () => draw('frame', 'dialog');

function mean(label, header, meaning) {
  const files = S.importing.answers.files;
  files[label] ??= { columns: {} };
  files[label].columns[header] = meaning;
  preview();
}

function importPart() {
  const it = S.importing;
  const chooser = html`<label class="file"><span>${it ? 'Other files' : 'Choose spreadsheets'}</span><input type="file" multiple accept=".csv,.tsv,.txt,.xlsx,.json,.yaml,.yml" @change=${(e) => readFiles(e.target.files)}></label>`;
  return html`<section @dragover=${(e) => e.preventDefault()} @drop=${(e) => { e.preventDefault(); if (e.dataTransfer.files.length) readFiles(e.dataTransfer.files); }}>
    <h2>Import spreadsheets</h2><p class="soft">People, and if you have them a plan and tickets, as they are exported: CSV or XLSX. They stay on this computer.</p>${chooser}
    ${it?.isReading ? html`<p class="soft">Reading…</p>` : nothing}${it?.failure ? html`<p class="note worse" role="alert">${it.failure}</p>` : nothing}${it?.found ? preview1(it.found) : nothing}</section>`;
}

function preview1(found) {
  const known = [...new Set(found.tables.flatMap((t) => Object.values(t.columns)))].sort();
  return html`<h3>What the files say</h3>
    <p><b>${count(found.people, 'person', 'people')}</b>${found.vacancies ? `, ${count(found.vacancies, 'vacancy', 'vacancies')}` : ''}, ${count(found.teams, 'team')}${found.leaderless ? `, ${found.leaderless} without a lead` : ''}, ${count(found.work, 'piece')} of work; starts ${found.start}.</p>
    ${found.tables.map((t) => html`<details><summary>${t.label}: ${t.kind}, ${count(t.rows, 'row')}, header in row ${t.header_row}</summary>
      <table class="columns"><thead><tr><th scope="col">Your column</th><th scope="col">means</th></tr></thead><tbody>${Object.entries(t.columns).map(([header, meaning]) => html`<tr><td>${header}</td><td><select aria-label=${`${header} means`} @change=${(e) => mean(t.label, header, e.target.value)}>
        ${[...new Set([meaning, 'ignore', ...known])].map((m) => html`<option value=${m} ?selected=${m === meaning}>${m}</option>`)}</select></td></tr>`)}</tbody></table></details>`)}
    <label class="field">Name of the organization<input type="text" maxlength="200" .value=${S.importing.name || found.organization} @change=${(e) => { S.importing.name = e.target.value.trim(); preview(); }}></label>
    <h3>Findings (${found.findings.length})</h3>
    ${found.findings.length ? html`<ul class="findings">${found.findings.map((f) => html`<li class=${f.is_question ? 'worse' : ''}><b>${f.is_question ? '? ' : ''}${[f.file, f.rows.length ? `row${f.rows.length > 1 ? 's' : ''} ${f.rows.join(', ')}${f.more_rows ? ` and ${f.more_rows} more` : ''}` : '', f.column].filter(Boolean).join(', ')}</b> ${f.message}${f.details.length ? ` (${f.details.join('; ')})` : ''}<small>${f.hint}</small>
      ${f.kind === 'manager' || f.is_question ? manager(f) : nothing}</li>`)}</ul>` : html`<p class="soft">Every row was understood.</p>`}
    ${found.guesses.length ? html`<details><summary>Missing values are proposed with a range and marked as guesses</summary><ul>${found.guesses.map((g) => html`<li>${g.count} × ${g.field} of ${g.table}</li>`)}</ul></details>` : nothing}
    <p><button class="primary" @click=${acceptImport}>Use it</button></p>`;
}

// A manager who is in no sheet: who is meant may be said here.
function manager(finding) {
  const written = finding.message.match(/the manager '([^']+)'/)?.[1];
  if (!written) return nothing;
  return html`<label class="answer">Who is ${written}? <input type="text" placeholder="id, e-mail or name" .value=${S.importing.answers.managers[written] ?? ''} @change=${(e) => { const said = e.target.value.trim(); if (said) S.importing.answers.managers[written] = said; else delete S.importing.answers.managers[written]; preview(); }}></label>`;
}

export function startPage() {
  return html`<main class="start"><h1>What do you want to rehearse?</h1>
    ${S.opening ? html`<p class="note" role="alert">${S.opening}</p>` : nothing}
    ${choices(S.start)}${importPart()}
    <p class="soft">Nothing leaves this computer.</p></main>`;
}

export function modelDialog(dialog) {
  if (!dialog.start) {
    api.get('/api/start').then((found) => { dialog.start = found; draw('dialog'); });
  }
  return html`<header><h2 id="dialog-title">${S.model.name}</h2><button class="close" aria-label="Close" @click=${close}>✕</button></header>
    <p class="soft">${S.model.is_case ? 'A bundled case' : S.model.source}; starts ${S.model.start}, ${S.model.horizon_weeks} weeks.</p>
    ${dialog.start ? html`${choices(dialog.start)}${importPart()}` : nothing}`;
}
