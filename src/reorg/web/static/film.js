// One world, watched: two structures on one clock.
import { html } from './vendor/lit-html.js';

export function watch() { return html`<p class="soft">Rehearse first; then a world can be watched here.</p>`; }
export function filmKey() { return false; }
export function worldDialog() { return html``; }
