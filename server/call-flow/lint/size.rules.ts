import { menuWords, prompted } from '#server/call-flow/prompts.ts';
import type { Part, Step } from '#server/call-flow/turn.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { Language } from '#shared/call-flow/voices.ts';
import { menusOf, type Place, part } from './places.ts';
import type { Rule } from './rule.ts';

/** A fault: Twilio refuses the document, and the caller hears of a technical problem (11750). */
export const twimlTooLarge: Rule = (flow, world) => {
  const found = flow.languages
    .flatMap((language) => largest(flow, language))
    .filter(({ step }) => !world.fits(step))
    .map(({ place }) => place);
  // Once for each place, whatever the languages.
  return found
    .filter((place, i) => found.findIndex((other) => JSON.stringify(other) === JSON.stringify(place)) === i)
    .map((place) => ({ ...place, level: 'fault' }));
};

/** The longest document of each place: a menu with all that can be said before it, and the longest way to hear that nobody is there. */
function largest(flow: CallFlow, language: Language): { step: Step; place: Place }[] {
  const said = { flow, language };
  const welcome = prompted(said, flow.welcome, null);
  const menus = menusOf(flow).map(({ menu, path, place }) => {
    const wrong = prompted(said, menu.wrongKey, 'wrong-key');
    const parts = [...(path.length === 0 ? welcome : []), ...wrong, ...menuWords(said, menu)];
    return { step: { do: 'ask' as const, parts, seconds: menu.keySeconds }, place };
  });
  const causes: [Part[], Place][] = [
    [prompted(said, flow.busy, 'busy'), part('busy')],
    [prompted(said, flow.unavailable, 'unavailable'), part('unavailable')],
    [prompted(said, flow.nobodyAnswered, 'nobody-answered'), part('nobodyAnswered')],
    [prompted(said, flow.hours.closed, 'closed'), part('hours')],
  ];
  const endings = causes.map(([cause, place]) => {
    const parts = [...welcome, ...cause, ...prompted(said, flow.voicemail.greeting, 'voicemail')];
    return { step: { do: 'voicemail' as const, parts, longestSeconds: flow.voicemail.longestSeconds }, place };
  });
  return [...menus, ...endings];
}
