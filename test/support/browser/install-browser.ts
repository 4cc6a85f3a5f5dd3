import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Browser, computeExecutablePath, detectBrowserPlatform, install, resolveBuildId } from '@puppeteer/browsers';
import { BROWSER_CACHE, findBrowser } from './find-browser.ts';

interface Way {
  /** What will be run, as a person would type it. */
  command: string;
  run(): Promise<void>;
}

/**
 * The browser to use, installing one when there is none: asks first, unless `yes`. As root on Debian by its package; without root
 * the same package is unpacked into our own cache folder; elsewhere by puppeteer's installer, also into the cache folder.
 */
export async function browserOrInstall(options: { yes: boolean; say: (line: string) => void }): Promise<string> {
  const found = await findBrowser();
  if (found) return found;
  const way = await wayToInstall();
  options.say('No Chrome or Chromium was found. It can be installed with:');
  options.say(`  ${way.command}`);
  if (!options.yes && !(await agreed())) {
    throw new Error('Nothing was installed. Install Chromium yourself, or name one with CHROME_PATH=/path/to/chrome.');
  }
  await way.run();
  const installed = await findBrowser();
  if (!installed)
    throw new Error(`The command ended, but no browser is there. Run it by hand to see why:\n  ${way.command}`);
  return installed;
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await ask.question('Run it now? [y/N] ');
  ask.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function wayToInstall(): Promise<Way> {
  const hasApt = await succeeds('apt-get', ['--version']);
  if (hasApt && process.getuid?.() === 0) return debianPackage();
  if (hasApt) return debianUnpacked();
  return puppeteersInstaller();
}

function debianPackage(): Way {
  return {
    command: 'apt-get update && apt-get install -y chromium',
    async run() {
      await must('apt-get', ['update']);
      await must('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
    },
  };
}

/**
 * Debian without root: apt keeps its lists and archives in our folder, and what is missing on this machine is unpacked there. A
 * small start script points the loader at the libraries.
 */
function debianUnpacked(): Way {
  const work = path.join(BROWSER_CACHE, 'apt');
  const root = path.join(BROWSER_CACHE, 'root');
  const ownFolders = ['-o', `Dir::State=${work}/state`, '-o', `Dir::Cache=${work}/cache`, '-o', 'Debug::NoLocking=1'];
  const system = ['-o', 'Dir::State::status=/var/lib/dpkg/status'];
  return {
    command: `apt-get update, download and dpkg -x chromium into ${BROWSER_CACHE} (no root needed)`,
    async run() {
      await rm(BROWSER_CACHE, { recursive: true, force: true });
      for (const folder of ['state/lists/partial', 'cache/archives/partial']) {
        await mkdir(path.join(work, folder), { recursive: true });
      }
      await mkdir(root, { recursive: true });
      await must('apt-get', [...ownFolders, ...system, 'update']);
      const fetching = ['install', '-y', '--download-only', '--no-install-recommends', 'chromium'];
      await must('apt-get', [...ownFolders, ...system, ...fetching]);
      const archives = path.join(work, 'cache/archives');
      for (const name of await readdir(archives)) {
        if (name.endsWith('.deb')) await must('dpkg', ['-x', path.join(archives, name), root]);
      }
      await rm(work, { recursive: true, force: true });
      await writeStartScript(root);
    },
  };
}

async function writeStartScript(root: string): Promise<void> {
  const script = [
    '#!/bin/sh',
    `root='${root}'`,
    'for lib in "$root"/usr/lib/*-linux-gnu "$root"/lib/*-linux-gnu; do LD_LIBRARY_PATH="$lib:$LD_LIBRARY_PATH"; done',
    'export LD_LIBRARY_PATH',
    '[ -f /etc/fonts/fonts.conf ] || { export FONTCONFIG_FILE="$root/etc/fonts/fonts.conf"; }',
    'exec "$root/usr/lib/chromium/chromium" "$@"',
    '',
  ].join('\n');
  const file = path.join(BROWSER_CACHE, 'chromium');
  await writeFile(file, script);
  await chmod(file, 0o755);
}

function puppeteersInstaller(): Way {
  const command = `npx @puppeteer/browsers install chrome@stable --path ${BROWSER_CACHE}`;
  return {
    command,
    async run() {
      const platform = detectBrowserPlatform();
      if (!platform)
        throw new Error('This system has no Chrome to install. Name one with CHROME_PATH=/path/to/chrome.');
      const buildId = await resolveBuildId(Browser.CHROME, platform, 'stable');
      await install({ browser: Browser.CHROME, buildId, cacheDir: BROWSER_CACHE });
      const executable = computeExecutablePath({ browser: Browser.CHROME, buildId, cacheDir: BROWSER_CACHE });
      await rm(path.join(BROWSER_CACHE, 'chromium'), { force: true });
      await symlink(executable, path.join(BROWSER_CACHE, 'chromium'));
    },
  };
}

function succeeds(command: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** Runs a command with its output on stderr, so that a person sees it work; throws unless it ends well. */
function must(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], env });
    child.on('error', (error) => reject(new Error(`${command} could not be run: ${error.message}`)));
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}.`)),
    );
  });
}
