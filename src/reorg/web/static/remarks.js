// What `reorg check` remarks on the plan: releases that have no room before they are due.
import { html, nothing } from './vendor/lit-html.js';
import { capital } from './words.js';

export function remarks(found) {
  if (!found.length) return nothing;
  return html`<h3>The plan</h3>${found.map((text) => html`<p class="note worse remark">▲ ${capital(text)}.</p>`)}`;
}
