import '#extension/views/look/all.css';
import { render } from 'preact';
import { Popup } from '#extension/views/popup/popup.tsx';
import { StayContext } from '#extension/views/popup/stay.ts';
import { Shell } from '#extension/views/shell.tsx';
import { connectWire } from '#extension/wire/connect-wire.ts';
import { type Place, stayFrom } from './stay-from.ts';

/** The softphone's view, wherever it stands: below the toolbar, at the side, or in a window of its own. */
export function showPopup(place: Place): void {
  const root = document.querySelector('#root');
  if (root === null) return;
  document.documentElement.dataset.place = place;
  const wire = connectWire();
  render(
    <StayContext.Provider value={stayFrom(place, wire)}>
      <Shell wire={wire} context="popup">
        {(shown) => <Popup phone={shown.phone} wrapUps={shown.wrapUps} serverOrigin={shown.serverOrigin} />}
      </Shell>
    </StayContext.Provider>,
    root,
  );
}
