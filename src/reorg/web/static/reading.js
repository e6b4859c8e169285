// The parts of the report that belong to a finished study: page one, and all scenarios beside each other.
import { html, nothing } from './vendor/lit-html.js';
import * as api from './api.js';
import { S, draw } from './store.js';

// Page one brings its own style sheet; in a shadow tree neither touches the other.
class ReportPage extends HTMLElement {
  set page(text) {
    if (this.text === text) return;
    this.text = text;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    // Written by our own server from templates that escape every name.
    root.innerHTML = `<link rel="stylesheet" href="/api/report.css"><link rel="stylesheet" href="/static/report-page.css"><div class="page">${text}</div>`;
  }
}
customElements.define('report-page', ReportPage);

export function pageOne(id) {
  if (S.job.state !== 'done') return nothing;
  if (!S.isWide) return html`<p><button @click=${() => { S.isWide = true; draw(); }}>Read it on one page</button></p>`;
  if (S.page[id] === undefined) {
    S.page[id] = '';
    api.get(`/api/page/${encodeURIComponent(id)}`).then((found) => { S.page[id] = found.html ?? ''; S.pageFailure = found.error ?? ''; draw('panel'); });
  }
  return html`${S.pageFailure ? html`<p class="note worse">${S.pageFailure}</p>` : nothing}${S.page[id] ? html`<h2 class="unseen">Page one of the report</h2><report-page .page=${S.page[id]}></report-page>` : html`<p class="soft">One moment…</p>`}`;
}

// Rows are metrics, columns scenarios; sorted by a metric on request.
export function allScenarios() {
  const found = Object.entries(S.stats?.alternatives ?? {});
  if (found.length < 2 || !found[0][1].figures.length) return nothing;
  const value = ([, a], metric) => a.figures.find((f) => f.metric === metric);
  const by = S.sortBy ?? S.stats.leading;
  const sign = value(found[0], by)?.better === 'higher' ? -1 : 1;
  const columns = [...found].sort((a, b) => sign * ((value(a, by)?.mean ?? Infinity) - (value(b, by)?.mean ?? Infinity)));
  const names = (id) => S.scenarios.find((s) => s.id === id)?.name ?? id;
  const mark = (f) => ({ better: '○', worse: '●', same: '=', 'mostly same': '=' }[f.reading] ?? '?');
  return html`<h3>All scenarios, compared with ${S.scenarios.find((s) => s.is_baseline)?.name}</h3><div class="scroll" tabindex="0" role="region" aria-label="All scenarios"><table class="league"><thead><tr><th scope="col">Sort by a row</th>${columns.map(([id]) => html`<th scope="col">${names(id)}</th>`)}</tr></thead>
    <tbody>${found[0][1].figures.map((row) => html`<tr class=${row.metric === by ? 'sorted' : ''}><th scope="row"><button class="plain" aria-pressed=${row.metric === by} @click=${() => { S.sortBy = row.metric; draw('panel'); }}>${row.label.charAt(0).toUpperCase() + row.label.slice(1)}</button></th>
      ${columns.map((column) => { const f = value(column, row.metric); return html`<td>${f ? html`${f.said.replace('-', '\u2212')} <span class=${f.reading === 'worse' ? 'worse' : f.reading === 'better' ? 'better' : 'soft'} title=${f.reading}>${mark(f)}</span>` : '–'}</td>`; })}</tr>`)}</tbody></table></div>`;
}
