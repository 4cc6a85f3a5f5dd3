import '#extension/views/look/all.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { watchTyping } from '#extension/page/typing.ts';
import { browserAudio } from '#extension/views/device/browser-audio.ts';
import { canCarryVoices } from '#extension/views/diagnosis/network.ts';
import { OptionsPage } from '#extension/views/options/options-page.tsx';
import { Shell } from '#extension/views/shell.tsx';
import { connectWire } from '#extension/wire/connect-wire.ts';

/** The server that the organisation's policy presets (`public/managed-storage.json`). Without a policy some browsers reject the question. */
const managed = await browser.storage.managed.get('serverAddress').catch(() => ({}));
const preset = 'serverAddress' in managed && typeof managed.serverAddress === 'string' ? managed.serverAddress : null;

/** Only a tab of its own can show the browser's settings of one site. */
const openMicrophoneSettings = () => {
  const site = encodeURIComponent(`${location.origin}/`);
  void browser.tabs.create({ url: `chrome://settings/content/siteDetails?site=${site}` });
};

const carriesVoices = () => canCarryVoices();
const wire = connectWire();
// As long as the page: what she types is nothing for a popup to take.
watchTyping((typing) => void wire.ask('page.typing', { typing }), new AbortController().signal);

const root = document.querySelector('#root');
if (root !== null) {
  render(
    <Shell wire={wire} context="options">
      {(shown) => (
        <OptionsPage
          {...shown}
          audio={browserAudio}
          carriesVoices={carriesVoices}
          version={browser.runtime.getManifest().version}
          presetServer={preset}
          onOpenMicrophoneSettings={openMicrophoneSettings}
        />
      )}
    </Shell>,
    root,
  );
}
