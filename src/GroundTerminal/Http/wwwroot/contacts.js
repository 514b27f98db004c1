'use strict';

const book = { signature: null, readAt: -Infinity, orbitsAt: -Infinity, coming: [], past: [] };
const shownContacts = 8, shownPast = 10;
const isOver = c => ['Completed', 'Failed', 'Cancelled'].includes(c.state);
const states = {
  Scheduled: ['scheduled', ''], PrePass: ['pre-pass', 'warm'], Pass: ['pass', 'good'], PostPass: ['post-pass', 'warm'],
  Completed: ['completed', 'good'], Failed: ['failed', 'bad'], Cancelled: ['cancelled', ''],
};

// The status has what is under way and next; what was cancelled or is over is asked for when something has changed.
function showContacts(s) {
  const signature = s.contacts.map(c => c.id + c.state).join();
  if (signature !== book.signature || performance.now() - book.readAt > 60000) readContacts(signature);
  if (performance.now() - book.orbitsAt > 300000 || (s.contacts.length > 0 && $('track').hidden && performance.now() - book.orbitsAt > 10000)) readOrbits();
  $('tracking').hidden = !s.antenna && s.contacts.length === 0 && $('track').hidden;
  const now = Date.parse(s.time), fresh = new Map(s.contacts.map(c => [c.id, c]));
  const rest = book.coming.filter(c => !fresh.has(c.id) && c.state !== 'Completed' && Date.parse(c.end) > now);
  const coming = [...fresh.values(), ...rest].sort((a, b) => Date.parse(a.start) - Date.parse(b.start)).slice(0, shownContacts);
  syncRows($('contacts'), coming, 'No contact to come.', (row, c) => fillComing(row, c, now, coming.find(o => o.satellite === c.satellite) === c));
}

async function readContacts(signature) {
  [book.signature, book.readAt] = [signature, performance.now()];
  try {
    [book.coming, book.past] = await Promise.all([ask('/api/v1/contacts'), ask('/api/v1/contacts?past=' + shownPast)]);
  } catch {
    book.signature = null;
    return;
  }
  $('pastPanel').hidden = book.past.length === 0;
  syncRows($('past'), book.past, '', (row, c) => fillRow(row, c, ''));
}

async function readOrbits() {
  book.orbitsAt = performance.now();
  const orbits = await ask('/api/v1/orbits').catch(() => null), list = $('trackSatellite');
  $('track').hidden = !orbits;
  const names = orbits?.satellites.map(o => o.satellite) ?? [];
  if (names.join('\n') !== [...list.options].map(o => o.value).join('\n')) list.replaceChildren(...names.map(n => new Option(n)));
  const refused = orbits?.satellites.filter(o => o.refusal).map(o => `${o.satellite}: ${o.refusal}`) ?? [];
  $('orbits').hidden = refused.length === 0;
  put('orbits', refused.join('\n'));
}

async function ask(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

// A row stays with its contact, so that a button never becomes another contact's under the pointer.
function syncRows(list, contacts, none, fill) {
  const wanted = new Set(contacts.map(c => String(c.id)));
  [...list.children].forEach(row => { if (!wanted.has(row.dataset.id)) row.remove(); });
  const rows = new Map([...list.children].map(row => [row.dataset.id, row]));
  contacts.forEach((c, i) => {
    const row = rows.get(String(c.id)) ?? newContactRow(c);
    if (list.children[i] !== row) list.insertBefore(row, list.children[i] ?? null);
    fill(row, c);
  });
  if (contacts.length === 0 && none) list.append(element('li', 'empty', none));
}

function newContactRow(c) {
  const row = element('li'), controls = element('span', 'controls');
  row.dataset.id = c.id;
  controls.append(control('track', `Track ${c.satellite}`, () => track(c.satellite)), control('cancel', `Cancel the contact with ${c.satellite}`, () => cancel(row, c)));
  row.append(element('span', 'pill'), element('span', 'name', c.satellite), element('span', 'span'), element('span', 'left'), controls, element('span', 'facts'), element('span', 'reason'));
  return row;
}

function control(text, label, act) {
  const made = element('button', '', text);
  made.type = 'button';
  made.setAttribute('aria-label', label);
  made.addEventListener('click', act);
  return made;
}

function fillComing(row, c, now, isFirst) {
  const start = Date.parse(c.start), end = Date.parse(c.end);
  fillRow(row, c, isOver(c) ? '' : now < start ? 'in ' + lasting(start - now) : now < end ? 'ends in ' + lasting(end - now) : 'ended');
  const [trackButton, cancelButton] = row.children[4].children;
  trackButton.hidden = !isFirst || underWay(c) || c.byOperator;
  cancelButton.hidden = isOver(c);
}

function fillRow(row, c, left) {
  const [pill, , span, countdown, controls, facts, reason] = row.children, [word, kind] = states[c.state] ?? [c.state, ''];
  const day = c.start.slice(0, 10) === latest.time.slice(0, 10) ? '' : c.start.slice(5, 10) + ' ';
  dress(row, underWay(c) ? 'now' : isOver(c) ? 'over' : '');
  if (row.dataset.state !== c.state) row.dataset.state = c.state;
  say(pill, word);
  dress(pill, kind ? 'pill ' + kind : 'pill');
  say(span, `${day}${clock(c.start)} – ${clock(c.end)}`);
  say(countdown, left);
  controls.hidden = countdown.hidden = row.parentNode.id === 'past';
  say(facts, contactFacts(c));
  say(reason, c.reason);
  reason.hidden = !c.reason;
  dress(reason, c.state === 'Failed' ? 'reason bad' : 'reason');
}

function contactFacts(c) {
  const facts = [`max ${angle(c.maxElevationDegrees, 0)}`];
  if (c.measured) facts.push(`off target ${c.measured.offTargetSeconds.toFixed(1)} s, worst ${angle(c.measured.worstErrorDegrees, 1)}`);
  if (c.predicted) facts.push(`predicted${c.measured ? '' : ' off target'} ${c.predicted.offTargetSeconds.toFixed(1)} s`);
  const expected = `${number.format(Math.round(c.expectedFrames))} expected`;
  facts.push(c.state === 'Scheduled' ? `frames ${expected}` : `frames ${number.format(c.frames)}, ${expected}`);
  if (c.byOperator && !c.reason) facts.push('by operator');
  return facts.join(' · ');
}

function lasting(ms) {
  const s = Math.max(0, Math.round(ms / 1000)), two = n => String(n).padStart(2, '0');
  return s >= 3600 ? `${Math.floor(s / 3600)} h ${two(Math.floor(s % 3600 / 60))} min` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

async function track(satellite) {
  const contact = await order('contactsAnswer', 'POST', '/api/v1/contacts', { satellite });
  if (contact) answerWith('contactsAnswer', `${contact.satellite}: contact from ${contact.start.slice(5, 10)} ${clock(contact.start)} to ${clock(contact.end)}`, true);
}

function cancel(row, c) {
  const underWayNow = row.dataset.state !== 'Scheduled';
  if (confirm(underWayNow ? `End the contact with ${c.satellite} that is under way?` : `Cancel the contact with ${c.satellite} at ${clock(c.start)}?`)) order('contactsAnswer', 'DELETE', `/api/v1/contacts/${c.id}`);
}

// What the station answers; null where it refuses, and then its reason is shown until the next order.
async function order(answerId, method, path, body) {
  let result = null, refusal = '';
  try {
    const answer = await fetch(path, { method, body: body && JSON.stringify(body) });
    const said = await answer.json().catch(() => null);
    if (answer.ok) result = said;
    else refusal = said?.error ?? `refused: ${answer.status}`;
  } catch {
    refusal = 'The order did not reach the station.';
  }
  answerWith(answerId, refusal, false);
  book.signature = null;
  await ask('/api/v1/status').then(showStatus).catch(() => {});
  return result;
}

function answerWith(id, text, good) {
  put(id, text);
  $(id).hidden = !text;
  $(id).classList.toggle('good', good);
}
