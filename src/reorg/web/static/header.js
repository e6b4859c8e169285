// The top of the page: the model, its scenarios, undo and redo, and the facts before and after.
import { html, nothing } from './vendor/lit-html.js';
import { S, draw, isBaseline, keepView, show, step } from './store.js';
import { money } from './words.js';
import { rehearseReason, rehearse } from './rehearsal.js';

const VIEWS = [['today', 'Today'], ['after', 'After'], ['changes', 'Changes']];

export function setView(view) {
  S.view = view;
  S.message = '';
  draw();
}

export function header() {
  const { scenario } = S;
  return html`
    <div class="bar">
      <h1 class="brand">reorg<span class="unseen"> studio: ${S.model.name}</span></h1>
      <button class="model" title=${S.model.name} @click=${() => dialog({ kind: 'model' })}>${S.model.name} <span aria-hidden="true">▾</span></button>
      <div class="tabs" role="tablist" aria-label="Scenarios" @keydown=${arrowTabs}>
        ${S.scenarios.map((s) => html`
          <button role="tab" id="tab-${s.id}" aria-selected=${s.id === scenario.id} aria-controls="main" tabindex=${s.id === scenario.id ? 0 : -1}
            title=${s.name} @click=${() => show(s.id)}>${s.name}${s.is_baseline ? html` <small>baseline</small>` : nothing}</button>`)}
      </div>
      <button class="add" title="New scenario" aria-label="New scenario" @click=${() => dialog({ kind: 'scenario' })}>+</button>
      <div class="tools">
        <button ?disabled=${!scenario.undo} title="Undo (Ctrl+Z)" @click=${() => step('undo')}><span aria-hidden="true">↶</span> Undo</button>
        <button ?disabled=${!scenario.redo} title="Redo (Ctrl+Y)" @click=${() => step('redo')}><span aria-hidden="true">↷</span> Redo</button>
        <span class="saved wide">${S.isLost ? 'Not connected' : 'Saved'}</span>
        <button @click=${() => dialog({ kind: 'export' })}>Export <span aria-hidden="true">▾</span></button>
        <button class="round" aria-label="Keys and help" title="Keys (?)" @click=${() => dialog({ kind: 'help' })}>?</button>
      </div>
    </div>
    <div class="bar facts">
      <div class="switch" role="radiogroup" aria-label="What is shown">
        ${VIEWS.map(([view, text]) => html`
          <button role="radio" aria-checked=${S.view === view} ?disabled=${view === 'changes' && isBaseline()} @click=${() => setView(view)}>${text}</button>`)}
      </div>
      <ul class="strip" aria-label="Facts, today and after">${strip()}</ul>
      ${rehearseButton()}
    </div>`;
}

function dialog(what) {
  S.dialog = what;
  draw('dialog');
}

export function openFact(key) {
  S.tab = 'facts';
  S.openFact = key;
  keepView();
  draw('panel', 'header');
}

function strip() {
  const before = S.model.today.facts, after = S.scenario.facts;
  const widest = (facts) => Math.max(0, ...Object.values(facts.spans));
  const rails = (facts) => (facts.breaches.length ? `${facts.breaches.length} broken` : 'kept');
  const pair = (a, b) => (a === b ? html`<b>${b}</b>` : html`<span>${a} →</span> <b>${b}</b>`);
  const leads = Object.keys(S.scenario.leads_changed).length;
  const item = (key, name, value, worse = false) => html`
    <li><button class=${worse ? 'worse' : ''} @click=${() => openFact(key)}><small>${name}</small><span>${worse ? '▲ ' : ''}${value}</span></button></li>`;
  const hasRails = Object.keys(S.model.rails).length > 0;
  return [
    item('people', 'People', html`<b>${after.people.toLocaleString('en-US')}</b>${after.vacant ? html` <span>+ ${after.vacant} vacant</span>` : nothing}`),
    after.payroll_usd ? item('people', 'Payroll a year', html`<b>${money(after.payroll_usd, S.model.money)}</b>`) : nothing,
    item('layers', 'Layers', pair(before.layers, after.layers)),
    item('span', 'Widest span', pair(widest(before), widest(after))),
    before.coupled ? item('far', 'Coupled work apart', pair(before.far.length, after.far.length)) : nothing,
    item('leads', 'Another lead', html`<b>${leads}</b>`),
    hasRails ? item('rails', 'Guard-rails', pair(rails(before), rails(after)), after.breaches.length > before.breaches.length) : nothing,
  ];
}

function rehearseButton() {
  const why = rehearseReason();
  return html`<div class="go">
    <button class="primary rehearse" aria-disabled=${why ? 'true' : 'false'} title=${why || 'Rehearse (R)'} @click=${() => rehearse()}><span aria-hidden="true">▸</span> Rehearse</button>
    <button class="primary more" aria-label="How to rehearse" title="Worlds, seed, scenarios" @click=${() => dialog({ kind: 'rehearse' })}>▾</button></div>`;
}

function arrowTabs(event) {
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  if (!(event.key in steps)) return;
  const at = S.scenarios.findIndex((s) => s.id === S.scenario.id);
  const next = S.scenarios[(at + steps[event.key] + S.scenarios.length) % S.scenarios.length];
  event.preventDefault();
  show(next.id).then(() => setTimeout(() => document.getElementById(`tab-${next.id}`)?.focus(), 50));
}

const saved = () => (S.savedAt ? `Your edits up to ${S.savedAt.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })} are saved.` : 'Your edits are kept.');

export function banner() {
  if (S.isLost) return html`<p class="banner" role="alert">The studio’s server has stopped. ${saved()} Start <code>reorg serve</code> again.</p>`;
  if (!S.isWriter) return html`<p class="banner" role="alert">This model is open in another window; here it is read-only. <button @click=${claim}>Edit here instead</button></p>`;
  return nothing;
}

async function claim() {
  const { post } = await import('./api.js');
  await post('claim');
  S.isWriter = true;
  draw();
}

