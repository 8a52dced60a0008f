import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { openPromise } from 'yauzl';

/** What the edge runs on, below one folder, laid out as Debian does. */
export interface NginxPrograms {
  /** Undefined: this machine can have none. */
  root: string | undefined;
  /** One line: what was taken, or what was missing. */
  reason: string;
}

const run = promisify(execFile);

/** Debian's packages: nginx, the modules that the edge loads, and the libraries of these that a system may lack. */
export const nginxPackages = [
  'nginx',
  'libnginx-mod-http-ndk',
  'libnginx-mod-http-lua',
  'libnginx-mod-http-modsecurity',
  'lua-resty-core',
  'lua-resty-lrucache',
  'lua-cjson',
  'libluajit2-5.1-2',
  'libmodsecurity3',
  'libfuzzy2',
  'libgeoip1',
  'liblua5.3-0',
  'libmaxminddb0',
  'libyajl2',
  'libcurl3-gnutls',
  'libpcre3',
] as const;

/** The OWASP Core Rule Set, which comes as files of a Go module. */
export const coreRuleSet = {
  path: 'github.com/corazawaf/coraza-coreruleset/v4/@v/v4.25.0.zip',
  sha256: 'ca9f35410c39be69d0b2cb9536c2b19212295886e9f5709fce0b4bbbb2c43981',
} as const;

const moduleProxy = 'https://proxy.golang.org';

/**
 * nginx with Lua and ModSecurity, and the Core Rule Set, fetched once into the cache of this user: no package is
 * installed, and no root is needed.
 */
export async function findNginx(onLine: (line: string) => void = () => undefined): Promise<NginxPrograms> {
  const key = createHash('sha256')
    .update(JSON.stringify([nginxPackages, coreRuleSet, 3]))
    .digest('hex')
    .slice(0, 12);
  const root = join(homedir(), '.cache', 'everchart', `nginx-${key}`);
  if (existsSync(root)) return { root, reason: `nginx from Debian's packages, in ${root}` };
  onLine('fetching nginx, its modules and the Core Rule Set, once …');
  const draft = `${root}.draft-${process.pid}`;
  try {
    mkdirSync(draft, { recursive: true });
    await unpackPackages(draft);
    await unpackRules(join(draft, 'usr/share/coreruleset'), draft);
    await checkThatItRuns(draft);
    try {
      renameSync(draft, root);
    } catch (error) {
      if (!existsSync(root)) throw error; // else another process was quicker
    }
    return { root, reason: `nginx from Debian's packages, in ${root}` };
  } catch (error) {
    return { root: undefined, reason: (error as Error).message.split('\n')[0]! };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function unpackPackages(root: string): Promise<void> {
  const folder = join(root, 'packages');
  mkdirSync(folder);
  const download = (options: readonly string[]) =>
    run('apt-get', [...options, 'download', ...nginxPackages], { cwd: folder, timeout: 180_000 });
  try {
    await download([]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error('there is no apt-get: not a Debian', { cause: error });
    // The system's lists of packages may be empty, or old: own ones need no root.
    const [lists, cache] = ['lists', 'cache'].map((name) => join(root, name));
    for (const each of [lists!, cache!]) mkdirSync(join(each, 'partial'), { recursive: true });
    const own = ['-o', `Dir::State::lists=${lists}`, '-o', `Dir::Cache=${cache}`, '-o', 'APT::Sandbox::User='];
    try {
      await run('apt-get', [...own, 'update'], { timeout: 180_000 });
      await download(own);
    } catch (cause) {
      throw new Error('the packages of nginx cannot be had from Debian', { cause });
    }
    for (const each of [lists!, cache!]) rmSync(each, { recursive: true });
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) await run('dpkg-deb', ['-x', join(folder, file), root]);
  rmSync(folder, { recursive: true });
}

async function unpackRules(target: string, scratch: string): Promise<void> {
  const proxy = (process.env.GOPROXY ?? '').split(/[,|]/).find((each) => each.startsWith('http')) ?? moduleProxy;
  let bytes: Buffer;
  try {
    const answer = await fetch(`${proxy.replace(/\/$/, '')}/${coreRuleSet.path}`, { signal: AbortSignal.timeout(120_000) });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    bytes = Buffer.from(await answer.arrayBuffer());
  } catch (cause) {
    throw new Error('the Core Rule Set cannot be had from the Go module proxy', { cause });
  }
  if (createHash('sha256').update(bytes).digest('hex') !== coreRuleSet.sha256)
    throw new Error('the Core Rule Set is another one than expected');
  const file = join(scratch, 'rules.zip');
  writeFileSync(file, bytes);
  mkdirSync(target, { recursive: true });
  const archive = await openPromise(file);
  for await (const entry of archive.eachEntry()) {
    const name = /\/rules\/(?:@owasp_crs\/[\w.-]+|LICENSE)$/.exec(entry.fileName)?.[0];
    if (name !== undefined) await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(join(target, basename(name))));
  }
  rmSync(file);
}

/** Environment in which the programs below a root find their libraries. */
export function nginxEnvironment(root: string): { LD_LIBRARY_PATH: string } {
  const architecture = readdirSync(join(root, 'usr/lib')).find((name) => name.endsWith('-linux-gnu'))!;
  return { LD_LIBRARY_PATH: [join(root, 'usr/lib', architecture), join(root, 'lib', architecture)].join(':') };
}

async function checkThatItRuns(root: string): Promise<void> {
  const folder = join(tmpdir(), `everchart-nginx-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const modules = readdirSync(join(root, 'usr/lib/nginx/modules')).sort(
    (one, other) => Number(other.startsWith('ndk')) - Number(one.startsWith('ndk')),
  );
  const conf = join(folder, 'nginx.conf');
  writeFileSync(
    conf,
    `${modules.map((name) => `load_module ${join(root, 'usr/lib/nginx/modules', name)};`).join('\n')}\npid ${folder}/pid;\nevents {}\n`,
  );
  try {
    await run(join(root, 'usr/sbin/nginx'), ['-t', '-e', 'stderr', '-p', folder, '-c', conf], {
      env: { ...process.env, ...nginxEnvironment(root) },
    });
  } catch (cause) {
    throw new Error('the nginx of the packages does not run on this system', { cause });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
