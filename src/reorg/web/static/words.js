// Numbers and counts in words, as the reports write them.
export const MINUS = '\u2212';

// Creating a formatter is slow, and there are thousands of counts.
const NUMBERS = new Intl.NumberFormat('en-US');
export const grouped = (n) => (Math.abs(n) < 1000 ? String(n) : NUMBERS.format(n));

export const count = (n, one, many = `${one}s`) => `${grouped(n)} ${n === 1 ? one : many}`;

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export function signed(value, places = 1) {
  const text = Math.abs(value).toFixed(places);
  if (Number(text) === 0) return text;
  return (value < 0 ? MINUS : '+') + text;
}

// An amount in the currency of the model; `before` is the text before it, a symbol or a code.
export function money(amount, before) {
  if (amount >= 1e9) return `${before}${(amount / 1e9).toFixed(1)}B`;
  if (amount >= 1e6) return `${before}${(amount / 1e6).toFixed(1)}M`;
  if (amount >= 1e3) return `${before}${Math.round(amount / 1e3)}k`;
  return `${before}${Math.round(amount)}`;
}

export function listed(names, most = 4) {
  const shown = names.slice(0, most);
  if (names.length > most) return `${shown.join(', ')} and ${names.length - most} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

export function lasting(seconds) {
  if (seconds === null || seconds === undefined) return '';
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}

export function ago(text) {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? '' : at.toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
}
