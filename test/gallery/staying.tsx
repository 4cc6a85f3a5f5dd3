import { Popup } from '#extension/views/popup/popup.tsx';
import { StayContext } from '#extension/views/popup/stay.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { type Picture, pictureOf } from '#test/gallery/picture.tsx';

/** The popup where it can be kept open; what was chosen stands in the page's title. */
export const stayingPicture = (phone: SoftphoneSnapshot): Picture =>
  pictureOf('popup', phone, (shown) => (
    <StayContext.Provider value={{ atSide: () => say('at the side'), asWindow: () => say('as a window') }}>
      <Popup phone={shown.phone} wrapUps={shown.wrapUps} serverOrigin={shown.serverOrigin} />
    </StayContext.Provider>
  ));

const say = (what: string) => {
  document.title = what;
};
