// The import of sheets: the contents of the files, column by column, and the questions that only a person can answer.
import { html, nothing } from './vendor/lit-html.js';
import * as api from './api.js';
import { S, draw } from './store.js';
import { remarks } from './remarks.js';
import { count } from './words.js';

const NOT_USED = 'ignore';
const KINDS = [['people', 'a people sheet'], ['plan', 'a plan'], ['tickets', 'tickets'], [NOT_USED, 'left out']];
const CHOICES = {
  dates: [['day-first', 'the day comes first'], ['month-first', 'the month comes first']],
  effort_unit: ['person-days', 'person-weeks', 'person-months', 'hours', 'points'].map((unit) => [unit, unit]),
  encoding: ['utf-8', 'cp1252', 'iso-8859-15', 'mac_roman', 'cp437', 'cp1250', 'cp1251', 'utf-16', 'gb18030', 'shift_jis'].map((name) => [name, name]),
  kind: KINDS,
  namesakes: [['one', 'one person'], ['several', 'several people']],
};
const QUESTIONS = { dates: 'In dates like 03/04/2026', effort_unit: 'The efforts are in', encoding: 'The text is in', kind: 'This is' };

const redraw = () => draw('frame', 'dialog');
const inWords = (meaning) => meaning.replaceAll('_', ' ').replace('chain:', 'manager, level ');

// Sheets are read here and sent to the local server, which interprets them.
async function readFiles(list) {
  const chosen = [...list];
  if (!chosen.length) return;
  const files = await Promise.all(chosen.map(async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    return { name: file.name, content: btoa(text) };
  }));
  S.importing = { files, answers: { managers: {}, rates: {}, namesakes: {}, files: {} }, name: '' };
  await preview();
}

// Only the answer to the last request is shown: an earlier one may arrive later.
let request = 0;
async function preview() {
  const it = S.importing;
  request += 1;
  const mine = request;
  it.isReading = true;
  redraw();
  const found = await api.post('import', { files: it.files, answers: givenAnswers(it.answers), name: it.name });
  if (mine !== request || S.importing !== it) return;
  it.isReading = false;
  it.failure = found.error ?? '';
  it.found = found.error ? null : found;
  redraw();
}

// The answers without the questions left open.
function givenAnswers({ managers, rates, namesakes, files }) {
  const kept = Object.entries(files).map(([label, { columns, ...rest }]) => [label, { ...rest, ...(columns && Object.keys(columns).length ? { columns } : {}) }]);
  return { managers, rates, namesakes, files: Object.fromEntries(kept.filter(([, file]) => Object.keys(file).length)) };
}

async function accept(opened) {
  const it = S.importing;
  if (it.isAccepting) return;
  it.isAccepting = true;
  redraw();
  const found = await api.post('import/accept');
  it.isAccepting = false;
  if (found.error) { it.failure = found.error; redraw(); return; }
  S.importing = null;
  await opened();
}

function answer(finding, value) {
  const { answers } = S.importing;
  const { asks, about, file } = finding;
  if (asks === 'managers' || asks === 'rates') put(answers[asks], about, asks === 'rates' ? Number(value) || '' : value.trim());
  else if (asks === 'namesakes') put(answers.namesakes, about, value);
  else if (asks === 'columns') put(fileOf(file).columns, about, value);
  else put(fileOf(about), asks, value);
  preview();
}

function fileOf(label) {
  const { files } = S.importing.answers;
  files[label] ??= { columns: {} };
  return files[label];
}

function put(into, key, value) {
  if (value) into[key] = value; else delete into[key];
}

export function importPart(opened) {
  const it = S.importing;
  const drop = (event) => { event.preventDefault(); readFiles(event.dataTransfer.files); };
  return html`<section class="importing" @dragover=${(event) => event.preventDefault()} @drop=${drop}>
    <h2>Import spreadsheets</h2>
    <p class="soft">People, and if you have them a plan and tickets, as they are exported: CSV or XLSX. They stay on this computer.</p>
    <label class="file"><span>${it ? 'Other files' : 'Choose spreadsheets'}</span><input type="file" multiple accept=".csv,.tsv,.txt,.xlsx,.json,.yaml,.yml" @change=${(event) => readFiles(event.target.files)}></label>
    ${it ? html`<p class="soft" role="status">${it.isReading ? 'Reading…' : it.files.map((file) => file.name).join(', ')}</p>` : nothing}
    ${it?.failure ? failed(it) : nothing}${it?.found ? shown(it.found, opened) : nothing}</section>`;
}

// The files were not understood: the user can state here what each of them is.
function failed(it) {
  return html`<p class="note worse" role="alert">${it.failure}</p>
    ${it.files.map(({ name }) => html`<p class="answer">${name} ${pick(`${name} is`, 'kind', it.answers.files[name]?.kind, (value) => { put(fileOf(name), 'kind', value); preview(); })}
      ${headerRow(name, it.answers.files[name]?.header_row ?? '')}</p>`)}${given(it.answers)}`;
}

function shown(found, opened) {
  const it = S.importing;
  if (found.failure) {
    return html`<p class="note worse" role="alert">${found.failure}</p>${found.tables.map((table) => sheet(table, true))}${findings(found)}${given(it.answers)}`;
  }
  return html`<h3>What the files say</h3>
    <p><b>${count(found.people, 'person', 'people')}</b>${found.vacancies ? `, ${count(found.vacancies, 'vacancy', 'vacancies')}` : ''}, ${count(found.teams, 'team')}${found.leaderless ? `, ${found.leaderless} without a lead` : ''}, ${count(found.work, 'piece')} of work; amounts in ${found.currency}; starts ${found.start}.</p>
    ${found.tables.map((table, i) => sheet(table, i === 0))}
    <label class="field">Name of the organization<input type="text" maxlength="200" .value=${it.name || found.organization} @change=${(event) => { it.name = event.target.value.trim(); preview(); }}></label>
    ${findings(found)}${given(it.answers)}
    ${remarks(found.remarks)}
    ${found.guesses.length ? html`<details><summary>Missing values are proposed with a range and marked as guesses</summary><ul>${found.guesses.map((guess) => html`<li>${guess.count} × ${inWords(guess.field)} of ${guess.table}</li>`)}</ul></details>` : nothing}
    <p><button class="primary" ?disabled=${it.isReading || it.isAccepting} @click=${() => accept(opened)}>${it.isAccepting ? 'Writing…' : 'Use it'}</button></p>`;
}

function findings(found) {
  return html`<h3>Findings (${found.findings.length})</h3>
    ${found.findings.length ? html`<ul class="findings">${found.findings.map((finding) => html`<li class=${finding.is_question ? 'worse' : ''}><b>${finding.is_question ? '? ' : ''}${place(finding)}</b> ${finding.message}${finding.details.length ? ` (${finding.details.join('; ')})` : ''}
      ${finding.hint ? html`<small>${finding.hint}</small>` : nothing}${question(finding, found)}</li>`)}</ul>` : html`<p class="soft">Every row was understood.</p>`}`;
}

function place({ file, rows, more_rows: more, column }) {
  const where = rows.length ? `row${rows.length > 1 ? 's' : ''} ${rows.join(', ')}${more ? ` and ${more} more` : ''}` : '';
  return [file, where, column].filter(Boolean).join(', ');
}

function sheet(table, isFirst) {
  const kind = KINDS.find(([name]) => name === table.kind)[1];
  return html`<details ?open=${isFirst}><summary>${table.label}: ${kind}, ${count(table.rows, 'row')}, header in row ${table.header_row}</summary>
    <p class="answer">${pick(`${table.label} is`, 'kind', table.kind, (value) => { put(fileOf(table.label), 'kind', value); preview(); }, 'This is')} ${headerRow(table.label, table.header_row)}</p>
    <div class="scrolls" tabindex="0" role="region" aria-label=${`Columns of ${table.label}`}><table class="columns"><thead><tr><th scope="col">Your column</th><th scope="col">means</th><th scope="col">first values</th></tr></thead>
      <tbody>${table.columns.map((column) => html`<tr class=${column.means ? '' : 'unused'}><td>${column.name}</td>
        <td>${meaning(table, column.name, column.means)}</td><td>${column.values.join(', ')}</td></tr>`)}</tbody></table></div></details>`;
}

function meaning(table, name, means) {
  const change = (event) => { put(fileOf(table.label).columns, name, event.target.value || NOT_USED); preview(); };
  const all = means && !table.meanings.includes(means) ? [means, ...table.meanings] : table.meanings;
  return html`<select aria-label=${`${name} means`} @change=${change}><option value="" ?selected=${!means}>not used</option>
    ${all.map((each) => html`<option value=${each} ?selected=${each === means}>${inWords(each)}</option>`)}</select>`;
}

function headerRow(label, row) {
  const change = (event) => { put(fileOf(label), 'header_row', Math.max(0, Math.trunc(Number(event.target.value)) || 0)); preview(); };
  return html`<label>Header in row <input type="number" min="1" max="1000" .value=${String(row)} @change=${change}></label>`;
}

function pick(label, asks, value, choose, text = '') {
  return html`<label>${text || QUESTIONS[asks]} <select aria-label=${label} @change=${(event) => choose(event.target.value)}><option value="" ?selected=${!value}>…</option>
    ${CHOICES[asks].map(([each, words]) => html`<option value=${each} ?selected=${each === value}>${words}</option>`)}</select></label>`;
}

// The control that answers a finding: the answer is the same as in a map file.
function question(finding, found) {
  const { asks, about, file } = finding;
  const { answers } = S.importing;
  if (asks === 'managers') return html`<label class="answer">Who is ${about}? <input type="text" placeholder="number, e-mail, name or row 12" .value=${answers.managers[about] ?? ''} @change=${(event) => answer(finding, event.target.value)}></label>`;
  if (asks === 'rates') return html`<label class="answer">1 ${about} is <input type="number" min="0" step="any" .value=${String(answers.rates[about] ?? '')} @change=${(event) => answer(finding, event.target.value)}> ${found.currency}</label>`;
  if (asks === 'namesakes') {
    const label = `The rows of ${about} are`;
    return html`<span class="answer">${pick(label, asks, answers.namesakes[about], (value) => answer(finding, value), label)}</span>`;
  }
  if (asks === 'columns') {
    const table = found.tables.find((each) => each.label === file);
    const column = table?.columns.find((each) => each.name === about);
    return column ? html`<span class="answer">It means ${meaning(table, about, column.means)}</span>` : nothing;
  }
  if (!(asks in CHOICES)) return nothing;
  const row = asks === 'kind' ? headerRow(about, answers.files[about]?.header_row ?? '') : nothing;
  return html`<span class="answer">${pick(`${QUESTIONS[asks]}: ${about}`, asks, answers.files[about]?.[asks], (value) => answer(finding, value))} ${row}</span>`;
}

// The answers given, so that they can be withdrawn.
function given({ managers, rates, namesakes, files }) {
  const entries = [
    ...Object.entries(managers).map(([name, who]) => [`${name} is ${who}`, () => delete managers[name]]),
    ...Object.entries(rates).map(([currency, rate]) => [`1 ${currency} is ${rate}`, () => delete rates[currency]]),
    ...Object.entries(namesakes).map(([name, people]) => [`${name}: ${people === 'one' ? 'one person' : 'several people'}`, () => delete namesakes[name]]),
    ...Object.entries(files).flatMap(([label, { columns, ...rest }]) => [
      ...Object.entries(rest).map(([key, value]) => [`${label}: ${key.replaceAll('_', ' ')} ${value}`, () => delete files[label][key]]),
      ...Object.entries(columns).map(([name, means]) => [`${label}: ${name} is ${means === NOT_USED ? 'not used' : inWords(means)}`, () => delete columns[name]]),
    ]),
  ];
  if (!entries.length) return nothing;
  return html`<h3>Your answers</h3><ul class="answers">${entries.map(([text, undo]) => html`<li>${text} <button @click=${() => { undo(); preview(); }} aria-label=${`Take back: ${text}`}>Take back</button></li>`)}</ul>`;
}
