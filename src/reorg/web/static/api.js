// Calls of the server. A refusal is returned, not thrown: {error, kind, ...}.
export const WINDOW = crypto.randomUUID();

async function call(method, path, data) {
  const headers = { 'x-reorg': '1', 'x-window': WINDOW };
  if (data !== undefined && !(data instanceof FormData)) headers['content-type'] = 'application/json';
  const body = data === undefined || data instanceof FormData ? data : JSON.stringify(data);
  let answer;
  try {
    answer = await fetch(path, { method, headers, body });
  } catch {
    return { error: 'The studio’s server does not answer. Your edits are kept; start reorg serve again.', kind: 'lost' };
  }
  const type = answer.headers.get('content-type') || '';
  const found = type.includes('json') ? await answer.json() : { text: await answer.text() };
  if (!answer.ok && !found.error) found.error = (found.text || answer.statusText).trim();
  return found;
}

// A file written on request: its content and name, or the refusal.
export async function file(path) {
  const answer = await fetch(path, { headers: { 'x-window': WINDOW } }).catch(() => null);
  if (!answer) return { error: 'The studio’s server does not answer.', kind: 'lost' };
  if (!answer.ok) return answer.json();
  const name = decodeURIComponent(answer.headers.get('content-disposition')?.split("UTF-8''")[1] ?? 'file');
  return { blob: await answer.blob(), name };
}

export const get = (path) => call('GET', path);
export const post = (path, data = {}) => call('POST', `/api/${path}`, data);
export const remove = (path, data = {}) => call('DELETE', `/api/${path}`, data);

// One stream for the tab; `onEvent` is called with the name and the data of each event.
const EVENTS = ['engine', 'job', 'dots', 'stats', 'weekly', 'reading', 'writer', 'opened'];
export function listen(onEvent, onLost) {
  const stream = new EventSource(`/api/events?window=${WINDOW}`);
  for (const name of EVENTS) stream.addEventListener(name, (event) => onEvent(name, JSON.parse(event.data)));
  stream.addEventListener('open', () => onLost(false));
  stream.addEventListener('error', () => onLost(true));
  return stream;
}
