// Draws what the line tells: state, transcript, network. Text only ever goes in as text.
import { icon } from '/handset/icons.js';

const STATES = {
  calling: ['phone-outgoing', 'Calling'],
  ringing: ['phone-incoming', 'Incoming call'],
  talking: ['phone-call', 'Connected'],
  ended: ['phone-off', 'Call ended'],
};

const TAGS = {
  talking: ['live', 'Talking'],
  'in-progress': ['live', 'Connected'],
  ringing: ['accent', 'Ringing'],
  queued: ['accent', 'Waiting'],
  initiated: ['accent', 'Calling'],
  completed: ['', 'Ended'],
  busy: ['bad', 'Busy'],
  'no-answer': ['bad', 'Missed'],
  canceled: ['bad', 'Cancelled'],
  failed: ['bad', 'Failed'],
};

const WITHHELD = /^\+?(266696687|7378742833|2562533|8566696|8656696|86282452253|464)$/;

/** A number as people read it, or a client's name. */
export function nameOf(address) {
  if (address.startsWith('client:')) return address.slice('client:'.length);
  if (address === '' || WITHHELD.test(address)) return 'Number withheld';
  const spanish = /^\+34(\d{3})(\d{3})(\d{3})$/.exec(address);
  return spanish ? `+34 ${spanish[1]} ${spanish[2]} ${spanish[3]}` : address;
}

export function clockOf(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

export function renderState(target, call) {
  target.dataset.state = call?.state ?? 'idle';
  if (!call) {
    target.replaceChildren();
    return;
  }
  const [symbol, word] = STATES[call.state];
  const time = call.state === 'talking' ? ` · ${clockOf(Date.now() - Date.parse(call.since))}` : '';
  target.replaceChildren(icon(symbol), `${word}${time}`);
}

export function renderTalk(target, transcript, company) {
  if (transcript.length === 0) {
    const hint = 'What the menu says is played and written here, with every key you press and everyone who rings.';
    target.replaceChildren(element('div', 'empty', element('b', '', 'Press the green button.'), hint));
    return;
  }
  const isAtEnd = target.scrollHeight - target.scrollTop - target.clientHeight < 40;
  target.replaceChildren(...transcript.map((entry) => lineOf(entry, company)));
  if (isAtEnd) target.scrollTop = target.scrollHeight;
}

function lineOf(entry, company) {
  switch (entry.what) {
    case 'said':
      return element('div', 'bubble', element('small', '', company), entry.text);
    case 'pressed':
      return element('div', 'bubble mine', element('small', '', 'You press'), entry.digit);
    case 'spoke':
      return element('div', 'bubble mine', element('small', '', 'You say'), entry.text);
    case 'played':
      return happening('music', `A recording plays: ${entry.url.split('/').at(-1)}`);
    case 'played-digits':
      return happening('music', `Tones: ${entry.digits}`);
    case 'rings':
      return happening('bell', `${nameOf(entry.who)} rings`);
    case 'answered':
      return happening('phone-call', `${nameOf(entry.who)} answered`);
    case 'bridged':
      return happening('phone-call', `You talk to ${nameOf(entry.who)}`);
    case 'left':
      return happening('phone-off', `${nameOf(entry.who)}: ${TAGS[entry.status]?.[1].toLowerCase() ?? entry.status}`);
    case 'beeped':
      return happening('music', 'Beep');
    case 'recorded':
      return happening('music', entry.url ? `Your message of ${entry.seconds} s is recorded` : 'You left no message');
    case 'queued':
      return happening('music', 'You wait in a queue');
    case 'joined':
      return happening('phone-call', 'You are in a conference');
    case 'left-conference':
      return happening('phone-call', 'You have left the conference');
    case 'dequeued':
      return happening('phone-call', 'You are out of the queue');
    default:
      return happening('phone-off', `Call ended: ${TAGS[entry.status]?.[1].toLowerCase() ?? entry.status}`);
  }
}

const happening = (symbol, text) => element('div', 'event', icon(symbol), text);

export function renderNetwork(list, count, calls) {
  const live = calls.filter((call) => call.isLive).length;
  count.textContent = live === 1 ? '1 call now' : `${live} calls now`;
  const rows = calls.map((call) => {
    const [tone, word] = TAGS[call.status] ?? ['', call.status];
    const who = element('div', 'who', element('b', '', `${nameOf(call.from)} → ${call.to.map(nameOf).join(', ')}`));
    who.firstChild.title = who.textContent;
    who.append(
      element(
        'span',
        'time',
        call.isLive ? clockOf(Date.now() - Date.parse(call.startedAt)) : clockOf(call.seconds * 1000),
      ),
    );
    return element('li', '', who, element('span', `tag ${tone}`, word));
  });
  list.replaceChildren(...rows);
}
