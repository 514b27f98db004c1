'use strict';

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
