import '#extension/views/look/all.css';
import { render } from 'preact';
import { Popup } from '#extension/views/popup/popup.tsx';
import { Shell } from '#extension/views/shell.tsx';
import { connectWire } from '#extension/wire/connect-wire.ts';

const root = document.querySelector('#root');
if (root !== null) {
  render(
    <Shell wire={connectWire()} context="popup">
      {(shown) => <Popup phone={shown.phone} wrapUps={shown.wrapUps} serverOrigin={shown.serverOrigin} />}
    </Shell>,
    root,
  );
}
