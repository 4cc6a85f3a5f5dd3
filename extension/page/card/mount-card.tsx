import { render } from 'preact';
import { useState } from 'preact/hooks';
import { messagesIn } from '#extension/locales/language.ts';
import base from '#extension/views/look/base.css?inline';
import call from '#extension/views/look/call.css?inline';
import control from '#extension/views/look/control.css?inline';
import controls from '#extension/views/look/controls.css?inline';
import fields from '#extension/views/look/fields.css?inline';
import idle from '#extension/views/look/idle.css?inline';
import popup from '#extension/views/look/popup.css?inline';
import tokens from '#extension/views/look/tokens.css?inline';
import wrapUp from '#extension/views/look/wrap-up.css?inline';
import { keepMeantOnce } from '#extension/views/meant-once.ts';
import { useSnapshot } from '#extension/views/use-snapshot.ts';
import { type View, ViewContext } from '#extension/views/view.ts';
import type { CommandOutput, Wire } from '#extension/wire/contract.ts';
import type { CardPlace } from '#extension/wire/page-contract.ts';
import type { Clock } from '#shared/time.ts';
import look from './card.css?inline';
import { Card } from './card.tsx';
import { createCardHost } from './card-host.ts';
import { CardPlaceContext, FIRST_PLACE } from './use-dock.ts';
import { usePrivateFields } from './use-private-fields.ts';

export interface MountCard {
  wire: Wire;
  clock: Clock;
  /** What the background said of this page: language, theme, the card's corner. */
  hello: CommandOutput<'page.hello'>;
  /** Takes the card out of the page. */
  signal: AbortSignal;
}

/** Puts the card into the page; it shows itself whenever there is a call, or one to finish. */
export function mountCard({ wire, clock, hello, signal }: MountCard): void {
  const { root, theme } = createCardHost(
    [tokens, base, controls, fields, call, control, idle, popup, wrapUp, look],
    signal,
  );
  theme(hello.theme);
  keepMeantOnce(root, signal);
  render(<CardOf wire={wire} clock={clock} hello={hello} keys={root} />, root);
  signal.addEventListener('abort', () => render(null, root), { once: true });
}

function CardOf({ wire, clock, hello, keys }: Omit<MountCard, 'signal'> & { keys: EventTarget }) {
  const phone = useSnapshot(wire, 'softphone');
  const wrapUps = useSnapshot(wire, 'wrapUps');
  const [place, setPlace] = useState(hello.card ?? FIRST_PLACE);
  const move = (to: CardPlace) => {
    setPlace(to);
    void wire.ask('page.placeCard', to);
  };
  const { language } = hello;
  usePrivateFields(wire, phone?.call ?? null);
  const view: View = {
    wire,
    clock,
    language,
    t: messagesIn(language),
    context: 'page',
    admin: phone?.agent?.role === 'admin',
    olderServer: phone?.agent != null && phone.contractMinor === null,
    timeZone: phone?.agent?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  return (
    <ViewContext.Provider value={view}>
      <CardPlaceContext.Provider value={{ place, move }}>
        <Card phone={phone} wrapUps={wrapUps} keys={keys} />
      </CardPlaceContext.Provider>
    </ViewContext.Provider>
  );
}
