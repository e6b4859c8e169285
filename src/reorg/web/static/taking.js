// What can be taken away: the scenario as text that gives it again, files, and tables.
import { html, nothing } from './vendor/lit-html.js';
import * as api from './api.js';
import { S, draw, say } from './store.js';
import { close } from './dialogs.js';

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
      <button ?disabled=${!text.is_edited} title=${text.is_edited ? '' : 'Nothing is edited'} @click=${save}>Save the model as ${text.file ?? 'a file'}</button></footer>
    <h3>Tables and report</h3>
    <ul class="files">
      <li><a download href=${`/api/moves/${encodeURIComponent(S.scenario.id)}`}>Moves as CSV</a> <small>who changes lead or team, for those who carry it out</small></li>
      ${S.job?.state === 'done' ? html`<li><a download href="/api/report">Report of the last study</a> <small>one page that opens offline, to forward</small></li>` : html`<li class="soft">The report, once something is rehearsed</li>`}
    </ul>`;
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
