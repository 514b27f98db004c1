'use strict';

const $ = id => document.getElementById(id);
const number = new Intl.NumberFormat('en-US');
const percent = x => (100 * x).toFixed(x < 0.0995 ? 1 : 0) + ' %';
const clock = t => t ? t.slice(11, 19) : 'none';
const shownFrames = 40;
let latest = null, lastSeen = 0;

function say(node, text) { if (node.textContent !== text) node.textContent = text; }
function dress(node, className) { if (node.className !== className) node.className = className; }
function put(id, text) { say($(id), text); }

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function short(n) {
  return n >= 1e12 ? (n / 1e12).toFixed(2) + ' T' : n >= 1e9 ? (n / 1e9).toFixed(2) + ' G' : n >= 1e6 ? (n / 1e6).toFixed(1) + ' M' : number.format(n);
}

function bar(name, now, worst) {
  $(name + 'Bar').style.width = Math.min(100, 100 * now) + '%';
  $(name + 'Mark').style.left = `calc(${Math.min(100, 100 * worst)}% - 2px)`;
}

function showStatus(s) {
  latest = s;
  lastSeen = performance.now();
  const { stream, loop, store, kiss } = s;
  put('station', s.station);
  put('radio', `${s.radio.description}, ${(s.radio.centerFrequencyHz / 1e6).toFixed(4)} MHz, ${number.format(s.radio.sampleRateHz / 1e3)} kS/s`);
  put('utc', clock(s.time) + ' UTC');
  put('samples', short(stream.samples));
  put('rate', `${short(stream.samplesPerSecond)} per second`);
  put('gaps', number.format(stream.gaps));
  put('lost', stream.lostByRadio + stream.droppedSamples ? `${short(stream.lostByRadio)} lost by radio, ${short(stream.droppedSamples)} dropped` : 'no sample lost');
  $('gapsTile').classList.toggle('bad', stream.gaps > 0);
  put('ring', percent(stream.ringFill / stream.ringBlocks));
  put('ringText', `highest ${stream.ringHighWater} of ${stream.ringBlocks} blocks`);
  bar('ring', stream.ringFill / stream.ringBlocks, stream.ringHighWater / stream.ringBlocks);
  put('budget', percent(loop.budgetUsed));
  put('budgetText', `longest ${(loop.worstIterationMicroseconds / 1000).toFixed(1)} of ${(1000 * stream.blockLength / s.radio.sampleRateHz).toFixed(1)} ms`);
  bar('budget', loop.budgetUsed, loop.worstBudgetUsed);
  put('stored', number.format(store.stored));
  put('storeText', store.error ? store.error : store.dropped ? `${store.dropped} lost` : 'none lost');
  $('storeTile').classList.toggle('bad', Boolean(store.error) || store.dropped > 0);
  put('kiss', kiss ? String(kiss.clients) : 'off');
  put('kissText', kiss ? `${kiss.endpoint}, ${number.format(kiss.framesSent)} sent` : '');
  put('version', `GroundTerminal ${s.version}`);
  put('store', store.path);
  $('notes').hidden = s.notes.length === 0;
  put('notes', s.notes.join('\n'));
  showClock(s.clock);
  showChannels(s.channels);
  showAntenna(s.antenna, s.contacts);
  showContacts(s);
}

function showState() {
  const alive = latest && performance.now() - lastSeen < 3000;
  const good = alive && !latest.store.error && latest.stream.samplesPerSecond > 0;
  put('state', !alive ? 'no connection' : latest.store.error ? 'store refuses' : good ? 'receiving' : 'no samples');
  dress($('state'), 'pill ' + (good ? 'good' : 'bad'));
  $('tracking').classList.toggle('stale', !alive);
}

function showChannels(channels) {
  const body = $('channels');
  while (body.children.length < channels.length) body.append(newChannelRow());
  while (body.children.length > channels.length) body.lastChild.remove();
  channels.forEach((c, i) => {
    const row = body.children[i], cell = row.children;
    dress(row, c.listening ? 'listening' : 'resting');
    [c.name, c.satellite, c.listening ? 'listening' : 'resting', `${c.modulation} ${number.format(c.baudRate)} Bd, ${c.framing}`, (c.frequencyHz / 1e6).toFixed(4), signed(c.dopplerHz), signed(c.offsetHz)]
      .forEach((text, k) => say(cell[k], text));
    const [label, meter] = cell[7].firstChild.children;
    say(label, c.snrDb === null ? '·' : c.snrDb.toFixed(1));
    meter.firstChild.style.width = Math.max(0, Math.min(100, (c.snrDb ?? 0) / 30 * 100)) + '%';
    say(cell[8], number.format(c.frames));
    say(cell[9], clock(c.lastFrame));
  });
}

function signed(hz) {
  const whole = Math.round(hz);
  return hz === null ? '·' : (whole > 0 ? '+' : whole < 0 ? '−' : '') + number.format(Math.abs(whole));
}

function newChannelRow() {
  const row = document.createElement('tr');
  ['', '', 'state', '', 'n', 'n', 'n', 'snr', 'n', 'n'].forEach(name => row.append(element('td', name)));
  const box = element('div'), meter = element('div', 'bar');
  meter.append(element('i'));
  box.append(element('span'), meter);
  row.children[7].append(box);
  return row;
}

function showClock(c) {
  $('clockTile').hidden = !c;
  if (!c) return;
  $('clockTile').classList.toggle('bad', !c.isSynchronised);
  put('clock', c.uncertaintySeconds === null ? 'unknown' : `± ${c.uncertaintySeconds < 1 ? (1e3 * c.uncertaintySeconds).toFixed(1) + ' ms' : c.uncertaintySeconds.toFixed(1) + ' s'}`);
  put('clockText', c.isSynchronised ? c.source : `${c.source}, not synchronised`);
}

const sky = { trail: [], contact: null, last: null, lastAt: 0 };
const trailPoints = 600;
const underWay = c => c && ['PrePass', 'Pass', 'PostPass'].includes(c.state);
const angle = (degrees, digits) => degrees === null ? '·' : degrees.toFixed(digits) + '°';

// Azimuthal equidistant, the zenith in the middle, the horizon at 100, east to the right.
function skyPoint(azimuthDegrees, elevationDegrees) {
  const r = 100 * (90 - Math.max(0, Math.min(90, elevationDegrees))) / 90, a = azimuthDegrees * Math.PI / 180;
  return [r * Math.sin(a), -r * Math.cos(a)];
}

function showAntenna(a, contacts) {
  $('antenna').hidden = !a;
  if (!a) return;
  const faulty = a.fault !== '' || a.mode === 'Fault', stowed = a.mode.startsWith('Stowed');
  put('rotator', a.rotator);
  put('mode', a.mode.replace('PrePositioning', 'Pre-positioning'));
  put('alarms', a.alarms ? `${number.format(a.alarms)} alarm${a.alarms === 1 ? '' : 's'}` : 'no alarms');
  put('azimuth', angle(a.azimuthDegrees, 1));
  put('elevation', angle(a.elevationDegrees, 1));
  put('beamError', angle(a.beamErrorDegrees, 2));
  put('fault', a.fault || 'fault');
  $('fault').hidden = !faulty;
  dress($('mode'), faulty ? 'bad' : '');
  $('clearFault').hidden = !faulty;
  $('stow').hidden = stowed;
  $('unstow').hidden = !stowed;
  drawSky(a, contacts[0], faulty);
}

function drawSky(a, contact, faulty) {
  markHorizon('rise', contact?.startAzimuthDegrees);
  markHorizon('set', contact?.endAzimuthDegrees);
  put('horizon', contact ? `${contact.satellite} ● rises ${angle(contact.startAzimuthDegrees, 0)} ○ sets ${angle(contact.endAzimuthDegrees, 0)}` : '\u00a0');
  const known = a.azimuthDegrees !== null && a.elevationDegrees !== null, beam = $('beam');
  beam.setAttribute('visibility', known ? 'visible' : 'hidden');
  if (!known) return;
  const [x, y] = skyPoint(a.azimuthDegrees, a.elevationDegrees);
  const follows = a.mode === 'Following' && a.beamErrorDegrees !== null;
  beam.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  beam.classList.toggle('bad', faulty);
  $('satellite').setAttribute('visibility', follows ? 'inherit' : 'hidden');
  $('satellite').setAttribute('r', Math.max(8, (a.beamErrorDegrees ?? 0) / 0.9).toFixed(1));
  put('satelliteName', follows && contact ? contact.satellite : '');
  $('satelliteName').setAttribute('y', y < 0 ? 24 : -17);
  drawTrail(x, y, underWay(contact) ? contact.id : null);
}

function markHorizon(id, azimuthDegrees) {
  const mark = $(id), [x, y] = skyPoint(azimuthDegrees ?? 0, 0);
  mark.setAttribute('visibility', azimuthDegrees === undefined ? 'hidden' : 'visible');
  mark.setAttribute('cx', x.toFixed(1));
  mark.setAttribute('cy', y.toFixed(1));
}

// Each contact begins a new trail; where the page did not look for a while, the line is broken.
function drawTrail(x, y, contact) {
  const now = performance.now(), broken = now - sky.lastAt > 5000;
  sky.lastAt = now;
  if (contact !== null && contact !== sky.contact) [sky.trail, sky.last, sky.contact] = [[], null, contact];
  if (sky.last && !broken && Math.hypot(x - sky.last[0], y - sky.last[1]) < 0.3) return;
  sky.trail.push((sky.last && !broken ? 'L' : 'M') + `${x.toFixed(1)} ${y.toFixed(1)}`);
  if (sky.trail.length > trailPoints) sky.trail = ['M' + sky.trail[1].slice(1), ...sky.trail.slice(2)];
  sky.last = [x, y];
  $('trail').setAttribute('d', sky.trail.join(''));
}

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

function showFrame(f, isNew) {
  const list = $('frames'), item = element('li', isNew ? 'new' : '');
  const facts = [`${f.length} bytes`];
  if (f.snrDb !== null) facts.push(`${f.snrDb.toFixed(1)} dB`);
  if (f.correctedBits) facts.push(`${f.correctedBits} bits corrected`);
  if (!f.headerPlausible) facts.push('implausible header');
  if (!f.checked) facts.push('no check');
  item.append(
    element('span', 'time', clock(f.time)),
    element('span', 'name', f.transmitter),
    element('span', 'path', pathText(f)),
    element('span', 'facts', facts.join('  ')));
  item.append(payloadText(f));
  list.querySelector('.empty')?.remove();
  list.prepend(item);
  while (list.children.length > shownFrames) list.lastChild.remove();
}

// From whom to whom, where a header says so.
function pathText(f) {
  if (f.ax25) return `${f.ax25.source} → ${f.ax25.destination}`;
  return f.csp ? `CSP ${f.csp.source}:${f.csp.sourcePort} → ${f.csp.destination}:${f.csp.destinationPort}` : '';
}

// The information field as text where it is text, as hex where it is not.
function payloadText(f) {
  const bytes = f.payload.match(/../g)?.map(h => parseInt(h, 16)) ?? [];
  const shown = f.ax25 ? bytes.slice(14 + 7 * f.ax25.digipeaters.length + (f.ax25.pid === null ? 1 : 2)) : bytes;
  const printable = shown.filter(b => b >= 32 && b < 127).length;
  const box = element('div', 'text');
  if (shown.length > 0 && printable >= 0.9 * shown.length)
    box.append(element('em', '', shown.map(b => b >= 32 && b < 127 ? String.fromCharCode(b) : '·').join('')));
  else
    box.textContent = (f.payload.match(/../g) ?? []).slice(0, 96).join(' ') + (bytes.length > 96 ? ' …' : '');
  return box;
}

const plot = { low: -110, high: -30, average: null, cursor: null };

function sized(canvas) {
  const scale = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(canvas.clientWidth * scale), Math.round(canvas.clientHeight * scale)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  return [canvas.getContext('2d'), w, h, scale];
}

function fitScale(power) {
  const sorted = [...power].sort((a, b) => a - b);
  const floor = sorted[sorted.length >> 2], top = sorted[sorted.length - 1];
  plot.low += (floor - 8 - plot.low) * (plot.average ? 0.08 : 1);
  plot.high += (Math.max(top, floor + 30) + 6 - plot.high) * (plot.average ? 0.08 : 1);
}

function drawSpectrum(s) {
  const [g, w, h, scale] = sized($('spectrum'));
  const y = p => h * (plot.high - p) / (plot.high - plot.low);
  g.clearRect(0, 0, w, h);
  drawGrid(g, w, h, scale, s, y);
  g.beginPath();
  plot.average.forEach((p, i) => g.lineTo((i + 0.5) * w / plot.average.length, y(p)));
  g.strokeStyle = '#5fd0c4';
  g.lineWidth = 1.25 * scale;
  g.stroke();
  g.lineTo(w, h);
  g.lineTo(0, h);
  g.closePath();
  g.fillStyle = 'rgba(95,208,196,.13)';
  g.fill();
  drawMarks(g, w, h, scale, s);
}

function drawGrid(g, w, h, scale, s, y) {
  g.font = `${11 * scale}px ui-monospace, "DejaVu Sans Mono", monospace`;
  g.lineWidth = 1;
  for (let p = Math.ceil(plot.low / 10) * 10; p < plot.high; p += 10) {
    g.fillStyle = '#18242a';
    g.fillRect(0, Math.round(y(p)), w, 1);
    g.fillStyle = '#637982';
    if (y(p) > 12 * scale && y(p) < h - 24 * scale) g.fillText(`${p} dB`, 6 * scale, y(p) - 4 * scale);
  }
  const step = niceStep(s.sampleRateHz / Math.max(3, w / scale / 130));
  const [from, to] = [s.centerFrequencyHz - s.sampleRateHz / 2, s.centerFrequencyHz + s.sampleRateHz / 2];
  for (let f = Math.ceil(from / step) * step; f < to; f += step) {
    const x = w * (f - from) / s.sampleRateHz;
    g.fillStyle = '#18242a';
    g.fillRect(Math.round(x), 0, 1, h);
    g.fillStyle = '#637982';
    if (x < w - 60 * scale) g.fillText((f / 1e6).toFixed(3), x + 4 * scale, h - 6 * scale);
  }
}

function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * [1, 2, 5, 10].find(n => n * power >= least);
}

// Where each channel is expected, and where its carrier is now.
function drawMarks(g, w, h, scale, s) {
  const x = f => w * (0.5 + (f - s.centerFrequencyHz) / s.sampleRateHz), named = [];
  for (const c of latest?.channels ?? []) {
    g.fillStyle = 'rgba(255,180,84,.45)';
    g.fillRect(x(c.frequencyHz), 20 * scale, 1, h);
    if (c.listening && c.offsetHz !== null && Math.abs(c.offsetHz) < s.sampleRateHz / 4) {
      const at = x(c.frequencyHz + (c.dopplerHz ?? 0) + c.offsetHz);
      g.fillStyle = '#ffb454';
      g.beginPath();
      g.moveTo(at - 4 * scale, 20 * scale);
      g.lineTo(at + 4 * scale, 20 * scale);
      g.lineTo(at, 27 * scale);
      g.fill();
    }
    g.fillStyle = '#ffb454';
    const width = g.measureText(c.name).width, left = Math.max(2, Math.min(w - width - 2, x(c.frequencyHz) - width / 2));
    if (named.some(n => left < n.right && left + width > n.left)) continue;
    named.push({ left, right: left + width + 8 * scale });
    g.fillText(c.name, left, 14 * scale);
  }
}

// Dark blue over teal and amber to white.
const colours = [[7, 11, 13], [12, 44, 66], [22, 104, 116], [95, 208, 196], [255, 210, 120], [255, 250, 235]];
function colour(t) {
  const at = Math.max(0, Math.min(0.9999, t)) * (colours.length - 1), i = Math.floor(at), part = at - i;
  return colours[i].map((c, k) => c + (colours[i + 1][k] - c) * part);
}

function drawWaterfall(power) {
  const canvas = $('waterfall');
  const [g, w, h, scale] = sized(canvas);
  const step = Math.max(1, Math.round(scale));
  g.drawImage(canvas, 0, 0, w, h - step, 0, step, w, h - step);
  const line = g.createImageData(w, 1);
  for (let x = 0; x < w; x++) {
    const [from, to] = [Math.floor(x * power.length / w), Math.max(Math.floor(x * power.length / w) + 1, Math.floor((x + 1) * power.length / w))];
    let top = -300;
    for (let i = from; i < to; i++) top = Math.max(top, power[i]);
    const [r, green, b] = colour((top - plot.low - 4) / (plot.high - plot.low - 4));
    line.data.set([r, green, b, 255], 4 * x);
  }
  for (let y = 0; y < step; y++) g.putImageData(line, 0, y);
}

function showSpectrum(s) {
  if (s.powerDb.length === 0 || s.sample === plot.sample) return;
  plot.sample = s.sample;
  fitScale(s.powerDb);
  plot.average = plot.average?.length === s.powerDb.length ? plot.average.map((p, i) => p + 0.35 * (s.powerDb[i] - p)) : s.powerDb;
  put('band', `${(s.centerFrequencyHz / 1e6).toFixed(4)} MHz ± ${(s.sampleRateHz / 2e3).toFixed(0)} kHz`);
  if (plot.cursor !== null) put('cursor', `${((s.centerFrequencyHz + (plot.cursor - 0.5) * s.sampleRateHz) / 1e6).toFixed(4)} MHz  ${plot.average[Math.floor(plot.cursor * plot.average.length)].toFixed(1)} dB`);
  drawSpectrum(s);
  drawWaterfall(s.powerDb);
}

async function poll(path, everyMs, show) {
  for (;;) {
    try {
      if (!document.hidden) show(await (await fetch(path)).json());
    } catch {
      await new Promise(done => setTimeout(done, 1000));
    }
    showState();
    await new Promise(done => setTimeout(done, everyMs));
  }
}

async function followFrames() {
  const before = await fetch('/api/v1/frames?limit=' + shownFrames).then(r => r.json()).catch(() => []);
  before.reverse().forEach(f => showFrame(f, false));
  const stream = new EventSource('/api/v1/frames/stream?since=' + (before.at(-1)?.id ?? 0));
  stream.onmessage = event => showFrame(JSON.parse(event.data), true);
}

document.querySelector('.plot').addEventListener('pointermove', e => {
  const box = $('spectrum').getBoundingClientRect();
  plot.cursor = Math.max(0, Math.min(0.9999, (e.clientX - box.left) / box.width));
});
document.querySelector('.plot').addEventListener('pointerleave', () => { plot.cursor = null; put('cursor', ''); });

document.querySelectorAll('[data-post]').forEach(b => b.addEventListener('click', () => order('antennaAnswer', 'POST', b.dataset.post)));
$('point').addEventListener('submit', e => {
  e.preventDefault();
  order('antennaAnswer', 'POST', '/api/v1/antenna/point', { azimuthDegrees: $('pointAzimuth').valueAsNumber, elevationDegrees: $('pointElevation').valueAsNumber });
});
$('track').addEventListener('submit', e => {
  e.preventDefault();
  track($('trackSatellite').value);
});

poll('/api/v1/status', 1000, showStatus);
poll('/api/v1/spectrum', 80, showSpectrum);
followFrames();
