import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { languageFor, messagesIn } from '#extension/locales/language.ts';
import { keepMeantOnce } from '#extension/views/meant-once.ts';
import { useSnapshot } from '#extension/views/use-snapshot.ts';
import { type View, ViewContext } from '#extension/views/view.ts';
import type { Wire } from '#extension/wire/contract.ts';
import type { Settings } from '#extension/wire/settings.ts';
import type { SoftphoneSnapshot, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import { type Clock, systemClock } from '#shared/time.ts';

/** What a page of ours shows from. */
export interface Shown {
  /** null until the softphone's first snapshot. */
  readonly phone: SoftphoneSnapshot | null;
  /** null until the background has published once. */
  readonly wrapUps: WrapUpsSnapshot | null;
  readonly settings: Settings;
  readonly serverOrigin: string | null;
}

const DEFAULTS: Settings = {
  language: 'auto',
  theme: 'auto',
  microphoneId: '',
  speakerId: '',
  ringerId: '',
  ringerVolume: 0.8,
};

export interface ShellProps {
  readonly wire: Wire;
  readonly context: View['context'];
  /** Called with what there is to show; nothing is shown before the settings (language, theme) are there. */
  readonly children: (shown: Shown) => ComponentChildren;
  readonly clock?: Clock;
  /** The browser's languages, first choice first. */
  readonly languages?: readonly string[];
}

/** A whole page: takes the snapshots, sets language and theme, and gives the views what they need. */
export function Shell({ wire, context, children, clock = systemClock, languages = navigator.languages }: ShellProps) {
  const phone = useSnapshot(wire, 'softphone');
  const wrapUps = useSnapshot(wire, 'wrapUps');
  const home = useSnapshot(wire, 'settings');
  const settings = home?.settings ?? DEFAULTS;
  const language = languageFor(settings.language, languages);
  useEffect(() => {
    const page = document.documentElement;
    page.lang = language;
    if (settings.theme === 'auto') delete page.dataset.theme;
    else page.dataset.theme = settings.theme;
  }, [language, settings.theme]);
  useLayoutEffect(() => {
    const gone = new AbortController();
    keepMeantOnce(document, gone.signal);
    return () => gone.abort();
  }, []);
  if (home === null) return null;
  const view: View = {
    wire,
    clock,
    language,
    t: messagesIn(language),
    context,
    admin: phone?.agent?.role === 'admin',
    olderServer: phone?.agent != null && phone.contractMinor === null,
    timeZone: phone?.agent?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  return (
    <ViewContext.Provider value={view}>
      {children({ phone, wrapUps, settings, serverOrigin: home.serverOrigin })}
    </ViewContext.Provider>
  );
}
