// The foot of the page: the list of changes with "take back", the bench, and the scenario as text.
import { html, nothing } from './vendor/lit-html.js';
import { S, draw, edit, isBaseline, personName } from './store.js';
import { openLeave, openMove, open } from './dialogs.js';
import { ago } from './words.js';

const onBench = () => Object.entries(S.scenario.fates).filter(([, [fate]]) => fate === 'bench').map(([id]) => id);
const held = () => S.scenario.edits.slice(0, S.scenario.cursor).filter((e) => e.kind !== 'take_back' && !e.is_taken_back && !e.struck);

export function foot() {
  const bench = onBench();
  return html`
    ${S.drawer ? html`<section class="drawer" aria-label=${S.drawer === 'bench' ? 'Bench' : 'Changes'}>${S.drawer === 'bench' ? benchList(bench) : changes()}</section>` : nothing}
    <div class="bar bottom">
      <button aria-expanded=${S.drawer === 'changes'} @click=${() => toggle('changes')}>Changes (${held().length})</button>
      <button data-drop="bench" class=${bench.length ? 'waiting' : ''} aria-expanded=${S.drawer === 'bench'} @click=${() => toggle('bench')}>Bench (${bench.length})</button>
      <span data-drop="leaves" class="leaves">Leaves…</span>
      <span class="push"></span>
      <span class="soft wide">This scenario as</span>
      ${['YAML', 'CLI', 'Python'].map((kind) => html`<button class="wide" @click=${() => open({ kind: 'export', part: kind })}>${kind}</button>`)}
    </div>`;
}

function toggle(which) {
  S.drawer = S.drawer === which ? null : which;
  draw('foot');
}

// The subjects of edits, for finding one among many.
const KINDS = {
  move_team: 'teams', new_team: 'teams', end_team: 'teams', rename: 'teams', move_person: 'people', bench: 'people', stay: 'people', leave: 'people leaving',
  close: 'people leaving', join: 'new positions', set_lead: 'leads', own: 'work', integrator: 'integrators', decides: 'decisions', week: 'dates', take_back: 'taken back',
};

function changes() {
  const { edits, cursor } = S.scenario;
  if (isBaseline()) return html`<h2>Changes</h2><p class="soft">This is the baseline: your organization today. Drag a team to try something.</p>`;
  if (!edits.length) return html`<h2>Changes</h2><p class="soft">Nothing was changed here${S.scenarios.find((s) => s.id === S.scenario.id)?.is_new ? '' : ' beyond what the model’s file says'}. Drag a team to try something.</p>`;
  const kinds = [...new Set(edits.map((e) => KINDS[e.kind] ?? 'other'))];
  const only = kinds.includes(S.changesOf) ? S.changesOf : '';
  const all = edits.map((e, i) => ({ ...e, undone: i >= cursor })).reverse();
  return html`<h2>Changes, newest first</h2>${kinds.length > 1 ? html`<label class="filter">Show <select @change=${(event) => { S.changesOf = event.target.value; draw('foot'); }}><option value="" ?selected=${!only}>all kinds</option>
    ${kinds.map((kind) => html`<option value=${kind} ?selected=${kind === only}>${kind}</option>`)}</select></label>` : nothing}
    <ol class="history" reversed>${all.filter((e) => !only || (KINDS[e.kind] ?? 'other') === only).map((e) => html`
    <li class=${e.undone ? 'undone' : e.is_taken_back || e.struck ? 'struck' : ''}>
      <span class="what">${e.text}</span> <small>${ago(e.at)}${e.undone ? ', undone' : e.is_taken_back ? ', taken back' : ''}${e.struck ? html`, no longer fits: ${e.struck}` : nothing}</small>
      ${e.can_take_back && !e.undone && !e.struck ? html`<button class="plain" aria-label=${`Take back: ${e.text}`} @click=${() => edit({ kind: 'take_back', n: e.n }, `Taken back: ${e.text}.`)}>Take back</button>` : nothing}
    </li>`)}</ol>`;
}

function benchList(bench) {
  if (!bench.length) return html`<h2>Bench</h2><p class="soft">Nobody. Drag people here, or press B, to decide later where they go.</p>`;
  return html`<h2>On the bench</h2><ul class="bench">${bench.map((id) => html`<li><span>${personName(id)}</span>
    <button @click=${() => openMove({ kind: 'person', id })}>Place…</button><button @click=${() => openLeave(id)}>Leaves…</button>
    <button @click=${() => edit({ kind: 'stay', person: id }, `${personName(id)} stays.`)}>Back to the team</button></li>`)}</ul>`;
}
