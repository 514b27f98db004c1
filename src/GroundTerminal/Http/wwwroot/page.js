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

function health(h) {
  if (!h) return '';
  if (!h.streams) return `; away: ${h.lastFault}`;
  const drift = h.sampleClockPpm == null ? '' : `, sample clock ${h.sampleClockPpm.toFixed(1)} ppm`;
  return drift + (h.faults ? `, ${h.faults} faults, all recovered` : '');
}

function showStatus(s) {
  latest = s;
  lastSeen = performance.now();
  const { stream, loop, store, kiss } = s;
  put('station', s.station);
  put('radio', `${s.radio.description}, ${(s.radio.centerFrequencyHz / 1e6).toFixed(4)} MHz, ${number.format(s.radio.sampleRateHz / 1e3)} kS/s${health(s.radio.health)}`);
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
