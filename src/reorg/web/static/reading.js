// The parts of the report that belong to a finished study.
import { nothing } from './vendor/lit-html.js';

export function pageOne() { return nothing; }
