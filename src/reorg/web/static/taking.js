// Exports: the scenario as text that reproduces it, files, and tables.
import { html, nothing } from './vendor/lit-html.js';
import * as api from './api.js';
import { S, draw, say } from './store.js';
import { close } from './dialogs.js';
import { keep, keepPng, keepSvg, printChart } from './picture.js';

const NOTES = {
  YAML: 'The model with your scenarios: a file that every command of reorg reads.',
  CLI: 'The same comparison on the command line.',
  Python: 'The same comparison in Python.',
};

export function exportDialog(dialog) {
  dialog.part ??= 'YAML';
  if (!dialog.text) {
    dialog.text = { loading: true };
    api.get(`/api/text/${encodeURIComponent(S.scenario.id)}`).then((found) => { dialog.text = found; draw('dialog'); });
  }
  const { text, part } = dialog;
  const shown = { YAML: text.yaml, CLI: text.cli, Python: text.python }[part];
  return html`<header><h2 id="dialog-title">${S.scenario.name}, to take away</h2><button class="close" aria-label="Close" @click=${close}>✕</button></header>
    <div class="switch" role="radiogroup" aria-label="As">${Object.keys(NOTES).map((kind) => html`<button role="radio" aria-checked=${part === kind} @click=${() => { dialog.part = kind; draw('dialog'); }}>${kind}</button>`)}</div>
    <p class="soft">${NOTES[part]}</p>
    ${text.error ? html`<p class="note worse">${text.error}</p>` : html`<pre class="text" tabindex="0" aria-label=${part}>${shown ?? 'One moment…'}</pre>`}
    ${part !== 'YAML' && text.is_edited ? html`<p class="soft">It reads <code>${text.file}</code>: save the model first, and run it in that folder.</p>` : nothing}
    <footer><button class="primary" data-first ?disabled=${!shown} @click=${() => copy(shown)}>Copy</button>
      ${text.is_edited ? html`<button @click=${save}>Save the model as ${text.file}</button>` : nothing}${text.is_edited === false ? html`<span class="soft">Nothing has been edited: there is nothing to save.</span>` : nothing}</footer>
    ${files(dialog)}`;
}

function files(dialog) {
  const isDone = S.job?.state === 'done';
  const entry = (does, name, note) => html`<li><button class="plain" @click=${does}>${name}</button> <small>${note}</small></li>`;
  const named = dialog.names ?? 'roles';
  return html`<h3>The chart and the moves</h3>
    <ul class="files">
      ${entry(printChart, 'Print the chart', 'on paper or as PDF, one page for each branch if one page is too small')}
      ${entry(keepPng, 'Picture (PNG)', 'for a document or a chat')}
      ${entry(keepSvg, 'Drawing (SVG)', 'stays sharp at any size')}
      <li><a download href=${`/api/moves/${encodeURIComponent(S.scenario.id)}`}>Moves as CSV</a> <small>who changes lead or team, for those who carry it out</small></li>
    </ul>
    <h3>The last study</h3>
    ${isDone ? html`<ul class="files">
      <li><a download href="/api/report">Report</a> <small>one page that opens offline, to forward</small></li>
      ${entry(() => fetchFile(`pptx?names=${named}`), 'Slides (PPTX)', 'six slides with charts that can be edited')}
      ${entry(() => fetchFile(`xlsx?names=${named}`), 'Workbook (XLSX)', 'verdict, differences, moves, dates, weeks, people, assumptions, worlds')}
    </ul>
    <fieldset class="inline"><legend>People in them</legend>${[['roles', 'by role'], ['model', 'as in the model']].map(([value, text]) => html`<label><input type="radio" name="names" .checked=${named === value} @change=${() => { dialog.names = value; draw('dialog'); }}> ${text}</label>`)}</fieldset>
    ${dialog.failure ? html`<p class="note worse" role="alert">${dialog.failure}</p>` : nothing}${dialog.isWriting ? html`<p class="soft">Writing…</p>` : nothing}` : html`<p class="soft">Report, slides and workbook are there once something is rehearsed.</p>`}`;
}

// A file that the server writes; refusals are shown here.
async function fetchFile(what) {
  const { dialog } = S;
  Object.assign(dialog, { failure: '', isWriting: true });
  draw('dialog');
  const found = await api.file(`/api/study-file/${what}`);
  Object.assign(dialog, { failure: found.error ?? '', isWriting: false });
  if (!found.error) keep(found.blob, found.name);
  draw('dialog');
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say('Copied.');
  } catch {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('dialog .text'));
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    say('Selected; copy it with Control C.');
  }
}

async function save() {
  const found = await api.post('save');
  close();
  say(found.error ?? `Saved as ${found.path}.`);
}
