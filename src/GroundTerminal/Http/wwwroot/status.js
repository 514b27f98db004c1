'use strict';

const $ = id => document.getElementById(id);
const number = new Intl.NumberFormat('en-US');
const percent = x => (100 * x).toFixed(x < 0.0995 ? 1 : 0) + ' %';
const clock = t => t ? t.slice(11, 19) : 'none';
const shownFrames = 40;
let latest = null, lastSeen = 0;

function put(id, text) { if ($(id).textContent !== text) $(id).textContent = text; }

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
  showChannels(s.channels);
}

function showState() {
  const alive = latest && performance.now() - lastSeen < 3000;
  const good = alive && !latest.store.error && latest.stream.samplesPerSecond > 0;
  put('state', !alive ? 'no connection' : latest.store.error ? 'store refuses' : good ? 'receiving' : 'no samples');
  $('state').className = 'pill ' + (good ? 'good' : 'bad');
}

function showChannels(channels) {
  const body = $('channels');
  while (body.children.length < channels.length) body.append(newChannelRow());
  while (body.children.length > channels.length) body.lastChild.remove();
  channels.forEach((c, i) => {
    const cell = body.children[i].children;
    cell[0].textContent = c.name;
    cell[1].textContent = c.satellite;
    cell[2].textContent = `${c.modulation} ${number.format(c.baudRate)} Bd, ${c.framing}`;
    cell[3].textContent = (c.frequencyHz / 1e6).toFixed(4);
    cell[4].textContent = c.offsetHz === null ? '·' : (c.offsetHz > 0 ? '+' : c.offsetHz < 0 ? '−' : '') + number.format(Math.abs(Math.round(c.offsetHz)));
    const [label, meter] = cell[5].firstChild.children;
    label.textContent = c.snrDb === null ? '·' : c.snrDb.toFixed(1);
    meter.firstChild.style.width = Math.max(0, Math.min(100, (c.snrDb ?? 0) / 30 * 100)) + '%';
    cell[6].textContent = number.format(c.frames);
    cell[7].textContent = clock(c.lastFrame);
  });
}

function newChannelRow() {
  const row = document.createElement('tr');
  ['', '', '', 'n', 'n', 'snr', 'n', 'n'].forEach(name => row.append(element('td', name)));
  const box = element('div'), meter = element('div', 'bar');
  meter.append(element('i'));
  box.append(element('span'), meter);
  row.children[5].append(box);
  return row;
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
  const x = f => w * (0.5 + (f - s.centerFrequencyHz) / s.sampleRateHz);
  for (const c of latest?.channels ?? []) {
    g.fillStyle = 'rgba(255,180,84,.45)';
    g.fillRect(x(c.frequencyHz), 20 * scale, 1, h);
    if (c.offsetHz !== null && Math.abs(c.offsetHz) < s.sampleRateHz / 4) {
      const at = x(c.frequencyHz + c.offsetHz);
      g.fillStyle = '#ffb454';
      g.beginPath();
      g.moveTo(at - 4 * scale, 20 * scale);
      g.lineTo(at + 4 * scale, 20 * scale);
      g.lineTo(at, 27 * scale);
      g.fill();
    }
    g.fillStyle = '#ffb454';
    const width = g.measureText(c.name).width;
    g.fillText(c.name, Math.max(2, Math.min(w - width - 2, x(c.frequencyHz) - width / 2)), 14 * scale);
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

poll('/api/v1/status', 500, showStatus);
poll('/api/v1/spectrum', 80, showSpectrum);
followFrames();
