import { icon } from '/handset/icons.js';
import { openLine } from '/handset/line.js';
import { openLineSound } from '/handset/line-sound.js';
import { nameOf, renderNetwork, renderState, renderTalk } from '/handset/render.js';
import { toneLine } from '/handset/tone-line.js';

const DEFAULT_NUMBER = '+34612345678';
const E164 = /^\+[1-9]\d{2,14}$/;
const CROWD = 5;

const at = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const compact = (written) => written.replace(/[\s().-]/g, '');
if (query.has('theme')) document.documentElement.dataset.theme = query.get('theme');

let me = E164.test(compact(query.get('number') ?? '')) ? compact(query.get('number')) : DEFAULT_NUMBER;
let state = null;
let line;
const drawn = {};
const tone = toneLine(at('tone'));
const sound = openLineSound(
  (spoken) => line.speak(spoken),
  (levels) => tone.push(levels),
);

const isUp = () => state?.call && state.call.state !== 'ended';
const fill = (id, symbol) => at(id).replaceChildren(icon(symbol));

function connect() {
  line?.close();
  line = openLine(me, {
    onSound: (ulaw) => sound.hear(ulaw),
    onProblem: problem,
    onState(news) {
      state = news;
      render();
    },
  });
}

function problem(text) {
  at('problem').textContent = text;
  at('problem').hidden = false;
  setTimeout(() => {
    at('problem').hidden = true;
  }, 6000);
}

/** Draws a part again only when what it shows has changed, so that focus and selection stay. */
function whenChanged(name, value, draw) {
  const now = JSON.stringify(value);
  if (drawn[name] === now) return;
  drawn[name] = now;
  draw();
}

function render() {
  const { call, numbers, transcript, network } = state;
  const up = isUp();
  renderState(at('state'), call);
  tone.setLive(Boolean(up));
  whenChanged('numbers', [numbers, up, at('to').value], () => renderNumbers(numbers, up));
  whenChanged('talk', transcript, () => renderTalk(at('talk'), transcript, companyOf(call)));
  whenChanged('network', [network, up && Math.floor(Date.now() / 1000)], () =>
    renderNetwork(at('calls'), at('live-count'), network),
  );
  at('to').readOnly = Boolean(up);
  at('me').disabled = Boolean(up);
  at('other-label').textContent = up ? companyOf(call) : 'Number to call';
  if (up) at('to').value = nameOf(call.with);
  else if (at('to').value === '' && numbers.length > 0) at('to').value = nameOf(numbers[0].phoneNumber);
  at('hide').hidden = Boolean(up);
  at('tone').hidden = !up;
  const rings = call?.state === 'ringing';
  at('go').hidden = Boolean(up) && !rings;
  at('hang-up').hidden = !up;
  at('mute').hidden = at('speaker').hidden = !up || rings;
  at('go').parentElement.classList.toggle('alone', !up);
  name('go', rings ? 'Answer' : `Call ${at('to').value}`);
  name('hang-up', rings ? 'Decline' : 'Hang up');
}

function name(id, text) {
  at(id).setAttribute('aria-label', text);
  at(id).title = text;
}

function companyOf(call) {
  const known = state.numbers.find((number) => number.phoneNumber === call?.with);
  return known && known.friendlyName !== known.phoneNumber ? known.friendlyName : nameOf(call?.with ?? '');
}

function renderNumbers(numbers, up) {
  at('numbers').hidden = Boolean(up);
  const chips = numbers.map((number) => {
    const chip = document.createElement('button');
    chip.type = 'button';
    chip.className = 'chip';
    chip.textContent = number.friendlyName === number.phoneNumber ? nameOf(number.phoneNumber) : number.friendlyName;
    chip.title = nameOf(number.phoneNumber);
    chip.setAttribute('aria-pressed', String(compact(at('to').value) === number.phoneNumber));
    chip.addEventListener('click', () => {
      at('to').value = nameOf(number.phoneNumber);
      render();
    });
    return chip;
  });
  at('numbers').replaceChildren(...chips);
}

function press(digit) {
  if (state?.call?.state === 'talking') line.wish({ do: 'press', digits: digit });
  else if (!isUp()) at('to').value += digit;
}

function go() {
  void sound.start();
  if (state?.call?.state === 'ringing') line.wish({ do: 'answer' });
  else if (!isUp()) {
    const to = compact(at('to').value);
    if (E164.test(to)) line.wish({ do: 'dial', to, withheld: at('withheld').checked });
    else problem('Write the number to call with its country, such as +34 910 60 12 34.');
  }
}

for (const digit of '123456789*0#') {
  const key = document.createElement('button');
  key.type = 'button';
  key.textContent = digit;
  key.addEventListener('click', () => press(digit));
  at('keys').append(key);
}
fill('go', 'phone');
fill('hang-up', 'phone-off');
fill('mute', 'mic-off');
fill('speaker', 'speaker');

at('me').value = nameOf(me);
at('me').addEventListener('change', () => {
  const written = compact(at('me').value);
  at('me-help').hidden = E164.test(written);
  if (!E164.test(written)) return;
  me = written;
  query.set('number', me);
  history.replaceState(null, '', `?${query}`);
  connect();
});
at('phone').addEventListener('submit', (event) => {
  event.preventDefault();
  go();
});
at('hang-up').addEventListener('click', () => {
  line.wish({ do: state?.call?.state === 'ringing' ? 'decline' : 'hang-up' });
});
at('mute').addEventListener('click', async () => {
  const isUsed = at('mute').getAttribute('aria-pressed') === 'false';
  try {
    if (isUsed) sound.dropMicrophone();
    else await sound.useMicrophone();
  } catch {
    problem('The browser does not let this page use the microphone.');
    return;
  }
  at('mute').setAttribute('aria-pressed', String(isUsed));
  fill('mute', isUsed ? 'mic-off' : 'mic');
  name('mute', isUsed ? 'Use the microphone' : 'Mute');
});
at('speaker').addEventListener('click', () => {
  const isOff = at('speaker').getAttribute('aria-pressed') === 'false';
  sound.setOff(isOff);
  at('speaker').setAttribute('aria-pressed', String(isOff));
  fill('speaker', isOff ? 'speaker-off' : 'speaker');
});
at('say-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = at('say').value.trim();
  if (text === '') return;
  if (state?.call?.state !== 'talking') {
    problem('You can say something once the call is connected.');
    return;
  }
  line.wish({ do: 'say', text, language: query.get('language') ?? 'es-ES' });
  at('say').value = '';
});
at('when-rung').addEventListener('change', ({ target }) => line.wish({ do: 'when-rung', what: target.value }));
at('crowd').addEventListener('click', async () => {
  const to = compact(at('to').value);
  for (let caller = 0; caller < CROWD; caller++) {
    const from = `+346${String(10_000_000 + Math.floor(Math.random() * 89_999_999))}`;
    const reply = await fetch('/control/calls', {
      method: 'POST',
      body: JSON.stringify({ from, to, toneHz: 400 + 100 * caller }),
    });
    if (!reply.ok) return problem((await reply.json()).message);
  }
});
document.addEventListener('keydown', (event) => {
  if (event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^[0-9*#]$/.test(event.key)) press(event.key);
});
setInterval(() => state && render(), 500);
connect();
