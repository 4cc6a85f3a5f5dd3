import { FakeEvent } from './places.ts';

interface FakeTab {
  id: number;
  windowId: number;
  url: string;
  active: boolean;
}

interface NewWindow {
  url?: string;
  left?: number;
  top?: number;
  width?: number;
  height?: number;
}

/** What a person sees of the browser: tabs, windows, the toolbar icon's badge, system notifications. */
export class FakeScreen {
  tabs: FakeTab[] = [];
  windows: NewWindow[] = [];
  focusedWindow = 1;
  /** The browser is in front of the other programs. */
  isInFront = true;
  /** Windows that show the side panel. */
  sidePanels: number[] = [];
  /** Chrome opens no window there. */
  refusesPlace = false;
  readonly onBoundsChanged = new FakeEvent<[NewWindow & { id: number; state?: string }]>();
  badge = { text: '', colour: '' };
  popupIsOpen = false;
  popupsOpened = 0;
  /** Chrome refuses to open the popup, for want of a focused window. */
  refusesPopup = false;
  /** The popup never comes, nor a refusal. */
  popupHangs = false;
  readonly notifications = new Map<string, Record<string, unknown>>();
  notificationsRaised = 0;
  readonly injected: { tabId: number; files: string[] }[] = [];
  readonly onButtonClicked = new FakeEvent<[string, number]>();
  readonly onNotificationClicked = new FakeEvent<[string]>();
  readonly #own: string;

  constructor(own: string) {
    this.#own = own;
  }

  openTab(url: string, { active = false, windowId = 1 } = {}): FakeTab {
    const tab = { id: this.tabs.length + 1, windowId, url, active };
    this.tabs.push(tab);
    return tab;
  }

  api(toTab: (tabId: number, message: unknown) => Promise<unknown>) {
    return {
      action: {
        setBadgeText: async ({ text }: { text: string }) => void Object.assign(this.badge, { text }),
        setBadgeBackgroundColor: async ({ color }: { color: string }) =>
          void Object.assign(this.badge, { colour: color }),
        setBadgeTextColor: async () => undefined,
        openPopup: async () => this.#openPopup(),
      },
      notifications: {
        create: async (id: string, options: Record<string, unknown>) => this.#notify(id, options),
        update: async (id: string, options: Record<string, unknown>) => this.#renotify(id, options),
        clear: async (id: string) => this.notifications.delete(id),
        onButtonClicked: this.onButtonClicked,
        onClicked: this.onNotificationClicked,
      },
      tabs: {
        query: async (filter: { url?: string | string[]; active?: boolean }) => this.#find(filter),
        create: async ({ url }: { url: string }) => this.openTab(url, { active: true }),
        update: async (id: number, { url, active }: { url?: string; active?: boolean }) => {
          const tab = this.tabs.find((one) => one.id === id);
          if (tab) Object.assign(tab, url === undefined ? {} : { url }, active === undefined ? {} : { active });
        },
        sendMessage: async (tabId: number, message: unknown) => toTab(tabId, message),
      },
      windows: {
        create: async (window: NewWindow) => this.#openWindow(window),
        getLastFocused: async () => ({ id: this.focusedWindow, focused: this.isInFront }),
        onBoundsChanged: this.onBoundsChanged,
        update: async (id: number) => void Object.assign(this, { focusedWindow: id }),
        get: async (id: number) => ({ id, focused: this.focusedWindow === id }),
        remove: async (id: number) => this.#closeWindow(id),
      },
      scripting: {
        executeScript: async ({ target, files }: { target: { tabId: number }; files: string[] }) =>
          void this.injected.push({ tabId: target.tabId, files }),
      },
    };
  }

  #openPopup(): Promise<void> | undefined {
    if (this.popupHangs) return new Promise(() => undefined);
    if (this.refusesPopup || this.popupIsOpen) throw new Error('Failed to open popup.');
    this.popupIsOpen = true;
    this.popupsOpened++;
    return undefined;
  }

  #openWindow(window: NewWindow): void {
    if (this.refusesPlace && window.left !== undefined) throw new Error('Invalid value for bounds.');
    this.windows.push(window);
    this.focusedWindow = this.windows.length + 1;
    this.openTab(window.url ?? '', { active: true, windowId: this.focusedWindow });
  }

  #closeWindow(id: number): void {
    this.tabs = this.tabs.filter(({ windowId }) => windowId !== id);
    this.focusedWindow = 1;
  }

  #notify(id: string, options: Record<string, unknown>): void {
    this.notifications.set(id, options);
    this.notificationsRaised++;
  }

  #renotify(id: string, options: Record<string, unknown>): boolean {
    if (!this.notifications.has(id)) return false;
    this.notifications.set(id, options);
    return true;
  }

  /** Patterns as Chrome's: `*` at the end, no fragment; another extension's or no host's tabs are not told with their address. */
  #find({ url, active }: { url?: string | string[]; active?: boolean }): FakeTab[] {
    const patterns = url === undefined ? undefined : [url].flat();
    return this.tabs.filter((tab) => {
      if (active !== undefined && tab.active !== active) return false;
      const address = tab.url.replace(/#.*$/, '');
      return patterns === undefined || patterns.some((pattern) => matchesPattern(address, pattern));
    });
  }

  get ownPages(): string[] {
    return this.tabs.filter(({ url }) => url.startsWith(this.#own)).map(({ url }) => url.slice(this.#own.length + 1));
  }
}

const matchesPattern = (address: string, pattern: string): boolean =>
  pattern.endsWith('*') ? address.startsWith(pattern.slice(0, -1)) : address === pattern;
