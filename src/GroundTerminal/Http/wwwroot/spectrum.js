'use strict';

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
