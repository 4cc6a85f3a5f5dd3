import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import '#extension/page/card/card.css';
import { Card } from '#extension/page/card/card.tsx';
import { CardPlaceContext, FIRST_PLACE } from '#extension/page/card/use-dock.ts';
import { Popup } from '#extension/views/popup/popup.tsx';
import type { Shown } from '#extension/views/shell.tsx';
import type { Settings } from '#extension/wire/settings.ts';
import type { SoftphoneSnapshot, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import { type FakeWire, fakeWire, type Replies } from '#test/gallery/fake-wire.ts';
import { settings } from '#test/gallery/phones.ts';

/** One picture of the gallery: what the other contexts say, and which view shows it. */
export interface Picture {
  readonly context: 'popup' | 'options' | 'page';
  /** With the settings that the gallery's address asks for. */
  readonly wire: (more: Partial<Settings>) => FakeWire;
  /** The page address's `#…` that this view stands at. */
  readonly hash?: string;
  readonly show: (shown: Shown) => ComponentChildren;
}

interface More {
  readonly replies?: Replies;
  readonly serverOrigin?: string | null;
  readonly settings?: Partial<Settings>;
  readonly wrapUps?: WrapUpsSnapshot;
}

export const SERVER = 'https://sidetone.zillum.example';

export const pictureOf = (
  context: Picture['context'],
  phone: SoftphoneSnapshot | null,
  show: Picture['show'],
  { replies = {}, serverOrigin = SERVER, settings: chosen = {}, wrapUps }: More = {},
): Picture => ({
  context,
  show,
  wire: (more) =>
    fakeWire(
      {
        ...(phone === null ? {} : { softphone: phone }),
        ...(wrapUps === undefined ? {} : { wrapUps }),
        settings: { settings: { ...settings, ...chosen, ...more }, serverOrigin },
      },
      replies,
    ),
});

export const popupPicture = (phone: SoftphoneSnapshot | null, more?: More): Picture =>
  pictureOf(
    'popup',
    phone,
    (shown) => <Popup phone={shown.phone} wrapUps={shown.wrapUps} serverOrigin={shown.serverOrigin} />,
    more,
  );

/** The card in a page, with its place as the page knows it. */
function Placed({ shown }: { shown: Shown }) {
  const [place, move] = useState(FIRST_PLACE);
  return (
    <CardPlaceContext.Provider value={{ place, move }}>
      <Card phone={shown.phone} wrapUps={shown.wrapUps} keys={document} />
    </CardPlaceContext.Provider>
  );
}

/** The card over a page of the CRM. */
export const cardPicture = (phone: SoftphoneSnapshot | null, more?: More): Picture =>
  pictureOf(
    'page',
    phone,
    (shown) => (
      <main class="card-root" data-theme={shown.settings.theme === 'auto' ? undefined : shown.settings.theme}>
        <Placed shown={shown} />
      </main>
    ),
    more,
  );
