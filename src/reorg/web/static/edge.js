// The edge between the canvas and the panel below it, on screens of medium width: dragged, or moved with the arrow keys.
import { html } from './vendor/lit-html.js';
import { S, draw } from './store.js';

const LEAST = 15, MOST = 80, USUAL = 38, STEP = 4;
const height = () => S.panelHeight ?? USUAL;

export function setPanelHeight(percent) {
  S.panelHeight = Math.min(MOST, Math.max(LEAST, percent));
  document.getElementById('main').style.setProperty('--panel', `${S.panelHeight}%`);
  S.isFitted = false;
  draw('canvas', 'panel');
}

function key(event) {
  const to = { ArrowUp: height() + STEP, ArrowDown: height() - STEP, Home: LEAST, End: MOST }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  setPanelHeight(to);
}

function drag(event) {
  event.preventDefault();
  const box = document.getElementById('main').getBoundingClientRect();
  const move = (e) => setPanelHeight((100 * (box.bottom - e.clientY)) / box.height);
  const end = () => {
    for (const name of ['pointerup', 'pointercancel']) window.removeEventListener(name, end);
    window.removeEventListener('pointermove', move);
  };
  window.addEventListener('pointermove', move);
  for (const name of ['pointerup', 'pointercancel']) window.addEventListener(name, end);
}

export const edge = () => html`<div class="edge" role="separator" aria-orientation="horizontal" aria-label="Height of the panel" tabindex="0"
  aria-valuemin=${LEAST} aria-valuemax=${MOST} aria-valuenow=${Math.round(height())} @pointerdown=${drag} @keydown=${key}></div>`;
