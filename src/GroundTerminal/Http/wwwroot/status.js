'use strict';

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
