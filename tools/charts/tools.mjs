/**
 * The programs that render and judge the charts, built from their Go modules into a cache folder, once for each
 * version. What is built is pinned by the go.sum beside each go.mod: no other source is taken.
 */
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const modules = join(dirname(fileURLToPath(import.meta.url)), 'go');
const cache = join(homedir(), '.cache', 'everchart');
const names = ['helm', 'helm-unittest', 'kubeconform', 'conftest'];

/** The programs cannot be had on this machine; the message says why. */
export class NoTools extends Error {
  name = 'NoTools';
}

/**
 * Paths of the programs by name, and the folders of the modules that hold Kubernetes' own descriptions.
 * @param {(line: string) => void} say for what takes long
 * @returns {Promise<{ programs: Record<string, string>, descriptions: Record<string, string>, cache: string }>}
 * @throws {NoTools}
 */
export async function chartTools(say) {
  const go = spawnSync('go', ['version'], { encoding: 'utf8' });
  const programs = {};
  for (const name of names) {
    const path = join(cache, `${name}-${digestOf(name)}`);
    if (!existsSync(path)) {
      if (go.error) throw new NoTools('there is no Go');
      await build(name, path, say);
    }
    programs[name] = path;
  }
  return { programs, cache, descriptions: go.error ? {} : await descriptions() };
}

async function build(name, path, say) {
  say(`building ${name} from its Go module, once (minutes) …`);
  const began = performance.now();
  mkdirSync(cache, { recursive: true });
  const draft = `${path}.draft-${process.pid}`;
  try {
    await run('go', ['build', '-mod=readonly', '-trimpath', '-ldflags', '-s -w', '-o', draft, packageOf(name)], {
      cwd: join(modules, name),
      env: { ...process.env, GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local', GOWORK: 'off', CGO_ENABLED: '0' },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    rmSync(draft, { force: true });
    throw new NoTools(
      `${name} could not be built: ${String(error.stderr ?? error.message)
        .trim()
        .split('\n')
        .at(-1)}`,
    );
  }
  renameSync(draft, path);
  say(`built ${name} in ${Math.round((performance.now() - began) / 1000)} s`);
}

/** Folders of the modules in go/schemas, by module. */
async function descriptions() {
  const required = [...readFileSync(join(modules, 'schemas', 'go.mod'), 'utf8').matchAll(/^\t(\S+) (v\S+)$/gm)];
  const found = {};
  for (const [, module, version] of required) {
    try {
      const { stdout } = await run('go', ['mod', 'download', '-json', `${module}@${version}`], {
        cwd: join(modules, 'schemas'),
        env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local' },
      });
      found[module] = JSON.parse(stdout).Dir;
    } catch {
      throw new NoTools(`the Go module ${module}@${version} could not be fetched`);
    }
  }
  return found;
}

const packageOf = (name) => /^tool (\S+)$/m.exec(readFileSync(join(modules, name, 'go.mod'), 'utf8'))[1];

function digestOf(name) {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(modules, name, file)));
  return hash.digest('hex').slice(0, 12);
}
