import { connectPorts, deliver, type FakePort } from './fake-messages.ts';
import { FakeScreen } from './fake-screen.ts';
import { FakeStorage } from './fake-storage.ts';
import { FakeEvent, inPlace, type Place } from './places.ts';

export const OWN_ID = 'fbalfmcjnjcnmjkefakijanlpcclhpcl';
const OWN = `chrome-extension://${OWN_ID}`;

const standing = {};
Object.assign(globalThis, { chrome: standing });

/**
 * As much of Chrome as the extension's contexts use, all of them in one process: the worker, its offscreen document, pages of ours,
 * content scripts and strangers, each with the sender that Chrome would tell of it. Made before the extension's code is imported.
 */
export class FakeChrome {
  readonly screen = new FakeScreen(OWN);
  readonly local = new FakeStorage({ openToPages: true });
  readonly session = new FakeStorage({ openToPages: false });
  readonly managed = new FakeStorage({ openToPages: true });
  readonly alarms = new Map<string, { periodInMinutes?: number; when?: number }>();
  readonly onMessage = new FakeEvent<[unknown, Place['sender'], (answer?: unknown) => void]>();
  readonly onConnect = new FakeEvent<[FakePort]>();
  readonly onAlarm = new FakeEvent<[{ name: string }]>();
  readonly onCommand = new FakeEvent<[string]>();
  readonly onInstalled = new FakeEvent<[{ reason: string }]>();
  readonly onStartup = new FakeEvent<[]>();
  /** How often an offscreen document was made. */
  offscreenMade = 0;
  /** What the offscreen document does once it has loaded. */
  offscreenRuns: () => void = () => undefined;
  /** What becomes of the sign-in window; rejecting, as Chrome does, when it is closed. */
  signInWindow: (url: string) => Promise<string> = () => Promise.reject(new Error('The user did not approve access.'));
  #places: Place[] = [];

  constructor() {
    // One object for the whole process: modules keep what they found when they were first loaded.
    Object.assign(standing, this.#api());
  }

  worker(): Place {
    return this.#open('worker', { id: OWN_ID, url: `${OWN}/background.js`, origin: OWN });
  }

  /** `popup.html`, `options.html#…`; in this tab, or in none. */
  ownPage(path: string, tabId?: number): Place {
    const tab = tabId === undefined ? {} : { tab: { id: tabId }, frameId: 0 };
    return this.#open('own-page', { id: OWN_ID, url: `${OWN}/${path}`, origin: OWN, ...tab });
  }

  contentScript(url: string, { tabId = 1, frameId = 0, origin = new URL(url).origin } = {}): Place {
    return this.#open('content-script', { id: OWN_ID, url, origin, frameId, tab: { id: tabId } });
  }

  foreignExtension(): Place {
    return this.#open('foreign', { id: 'abcdefghijklmnopabcdefghijklmnop' });
  }

  /** As Chrome stops an idle worker, or a page is closed. */
  kill(place: Place): void {
    place.alive = false;
    for (const end of place.endings) end();
  }

  get offscreen(): Place | undefined {
    return this.#places.find(({ alive, sender }) => alive && sender.url === `${OWN}/offscreen.html`);
  }

  #open(kind: Place['kind'], sender: Place['sender']): Place {
    const place = { kind, sender, alive: true, endings: new Set<() => void>() };
    this.#places.push(place);
    return place;
  }

  async #makeOffscreen(): Promise<void> {
    if (this.offscreen) throw new Error('Only a single offscreen document may be created.');
    this.offscreenMade++;
    const place = this.ownPage('offscreen.html');
    try {
      inPlace(place, this.offscreenRuns);
    } catch (error) {
      this.kill(place);
      throw error;
    }
  }

  #contexts({ contextTypes }: { contextTypes: string[] }): object[] {
    const offscreen = contextTypes.includes('OFFSCREEN_DOCUMENT') && this.offscreen ? [{}] : [];
    const panels = contextTypes.includes('SIDE_PANEL') ? this.screen.sidePanels : [];
    const popup = contextTypes.includes('POPUP') && this.screen.popupIsOpen ? [{}] : [];
    return [...offscreen, ...popup, ...panels.map((windowId) => ({ windowId }))];
  }

  #api() {
    const isOurs = ({ kind }: Place) => kind === 'worker' || kind === 'own-page';
    return {
      runtime: {
        id: OWN_ID,
        lastError: undefined,
        getURL: (path: string) => `${OWN}/${path.replace(/^\//, '')}`,
        sendMessage: async (message: unknown) => deliver(this.onMessage, message, isOurs),
        connect: ({ name }: { name: string }) => connectPorts(this.onConnect, name),
        getContexts: async (filter: { contextTypes: string[] }) => this.#contexts(filter),
        onMessage: this.onMessage,
        onConnect: this.onConnect,
        onInstalled: this.onInstalled,
        onStartup: this.onStartup,
      },
      storage: { local: this.local, session: this.session, managed: this.managed },
      alarms: {
        onAlarm: this.onAlarm,
        get: async (name: string) => this.alarms.get(name),
        create: async (name: string, alarm: { periodInMinutes?: number; when?: number }) =>
          void this.alarms.set(name, alarm),
        clear: async (name: string) => this.alarms.delete(name),
      },
      commands: { onCommand: this.onCommand },
      identity: {
        getRedirectURL: (path: string) => `https://${OWN_ID}.chromiumapp.org/${path}`,
        launchWebAuthFlow: ({ url }: { url: string }) => this.signInWindow(url),
      },
      offscreen: { createDocument: () => this.#makeOffscreen() },
      ...this.screen.api((tabId, message) =>
        deliver(this.onMessage, message, ({ kind, sender }) => kind === 'content-script' && sender.tab?.id === tabId),
      ),
    };
  }
}
