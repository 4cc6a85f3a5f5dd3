import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { certificate } from '#test/support/certificate.ts';
import { foundBrowser } from './find-browser.ts';
import { writeToneFile } from './tone-file.ts';

export interface LaunchOptions {
  headless: boolean;
  /** Folder of the built extension. */
  extension: string;
  /** Ports on 127.0.0.1 that stand in for the outside world's names. */
  hosts: { zohoPort: number; twilioPort: number };
  /** What the agent "says": a steady tone, Hz. undefined: the machine's real microphone. */
  voiceHz?: number | undefined;
  /** Interface language, BCP 47. Default `en-US`. */
  language?: string;
  /** Kept between launches by the caller; default: a new one, removed at the end. */
  profile?: string;
  /** Default: light. */
  dark?: boolean;
}

export interface LaunchedBrowser {
  browser: Browser;
  extensionId: string;
  profile: string;
  close(): Promise<void>;
}

/** Chromium with the extension loaded, where crm.zoho.eu and Twilio's names lead to this machine. Nothing else can be reached. */
export async function launchBrowser(options: LaunchOptions): Promise<LaunchedBrowser> {
  const executablePath = await foundBrowser();
  const ownProfile = options.profile === undefined;
  const profile = options.profile ?? mkdtempSync(path.join(tmpdir(), 'sidetone-browser-'));
  const browser = await puppeteer.launch({
    executablePath,
    headless: options.headless,
    pipe: true,
    enableExtensions: [path.resolve(options.extension)],
    userDataDir: profile,
    defaultViewport: options.headless ? { width: 1280, height: 800 } : null,
    args: await argumentsFor(options, profile),
    env: { ...process.env, LANGUAGE: options.language ?? 'en-US' },
  });
  try {
    const worker = await browser.waitForTarget(
      (target) => target.type() === 'service_worker' && target.url().startsWith('chrome-extension://'),
      { timeout: 30_000 },
    );
    return {
      browser,
      extensionId: new URL(worker.url()).host,
      profile,
      async close() {
        await browser.close();
        if (ownProfile) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
      },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** What a Chromium is started with so that it finds this machine's world, and nothing else. */
export async function argumentsFor(
  options: Pick<LaunchOptions, 'dark' | 'headless' | 'hosts' | 'language' | 'voiceHz'>,
  profile: string,
): Promise<string[]> {
  const { zohoPort, twilioPort } = options.hosts;
  const { spki } = await certificate();
  const zoho = ['crm.zoho.eu', 'accounts.zoho.eu'].map((name) => `MAP ${name}:443 127.0.0.1:${zohoPort}`);
  const rules = [...zoho, `MAP *.twilio.com:443 127.0.0.1:${twilioPort}`];
  const voice =
    options.voiceHz === undefined
      ? []
      : [
          '--use-fake-device-for-media-stream',
          `--use-file-for-fake-audio-capture=${writeToneFile(profile, options.voiceHz)}`,
        ];
  return [
    `--host-resolver-rules=${rules.join(', ')}`,
    `--ignore-certificate-errors-spki-list=${spki}`,
    `--lang=${options.language ?? 'en-US'}`,
    `--accept-lang=${options.language ?? 'en-US'}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-gpu',
    ...(options.dark ? ['--force-dark-mode', '--blink-settings=preferredColorScheme=0'] : []),
    // Chrome's sandbox needs a user namespace, which root and most containers do not have.
    ...(process.getuid?.() === 0 || options.headless ? ['--no-sandbox'] : []),
    ...voice,
  ];
}
