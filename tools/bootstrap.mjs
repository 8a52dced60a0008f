/**
 * The way into the project from a fresh clone: installs what is missing, generates, builds, and runs one command on the
 * pinned Node. Runs on the system's Node, so it uses nothing but Node's own modules and only what Node 20 knows.
 *
 * node tools/bootstrap.mjs COMMAND [arguments …], where COMMAND is
 * start, test, test:all, import, verify, bench, soak, images, cluster, prober, everchart, release, mutants, charts,
 * build, generate
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const binaries = join(repository, 'node_modules', '.bin');
const pinnedNode = join(binaries, 'node');
const environment = {
  ...process.env,
  PATH: `${binaries}${delimiter}${process.env.PATH}`,
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
};

const entries = {
  start: 'tools/start/dist/main.js',
  import: 'tools/fhir-import/dist/main.js',
  verify: 'tools/verify/dist/main.js',
  bench: 'tools/bench/dist/main.js',
  soak: 'tools/soak/dist/main.js',
  cluster: 'tools/cluster/dist/main.js',
  prober: 'tools/prober/dist/main.js',
  everchart: 'tools/cli/dist/main.js',
  images: 'tools/images/dist/main.js',
  release: 'tools/images/dist/release-main.js',
  mutants: 'tools/mutants/run.mjs',
  charts: 'tools/charts/run.mjs',
};

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or newer is needed to begin; this is ${process.version}`);
const [command, ...argumentsGiven] = process.argv.slice(2);
process.chdir(repository);
await install();
await generate();
if (command === 'generate') {
  await generateContracts();
  await build();
  await run(pinnedNode, ['tools/generate-client-types.mjs', ...argumentsGiven]);
  await run(pinnedNode, ['tools/observability/dist/generate-main.js', ...argumentsGiven]);
  await run(pinnedNode, ['tools/generate-edge-routes.mjs', ...argumentsGiven]);
} else {
  await build();
  if (command === 'test:all') environment.TEST_ALL = 'true';
  if (command === 'test' || command === 'test:all')
    await become(pinnedNode, [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'tools/run-tests.mjs',
      ...argumentsGiven,
    ]);
  else if (command in entries) await become(pinnedNode, ['--enable-source-maps', join(repository, entries[command]), ...argumentsGiven]);
  else if (command !== 'build') fail(`unknown command: ${String(command)}`);
}

/**
 * `npm ci`, which also applies the patches, when the lock file or a patch is another than the one last installed from.
 */
async function install() {
  const stamp = join(repository, 'node_modules', '.everchart-installed');
  const patches = readdirSync('patches').map((name) => join('patches', name));
  const wanted = ['package-lock.json', ...patches].map(digestOf).join(' ');
  if (existsSync(pinnedNode) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('installing the packages (npm ci) …');
  await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], process.env);
  const version = await output(pinnedNode, ['--version']).catch(() => undefined);
  if (version === undefined) fail('the package "node" was installed without its binary: its install script must be allowed (allowScripts)');
  writeFileSync(stamp, wanted);
}

/** The database clients that Prisma makes from a service's schema; they are not kept in the repository. */
async function generate() {
  for (const service of readdirSync('services')) {
    const schema = join('services', service, 'prisma', 'schema.prisma');
    if (!existsSync(schema)) continue;
    const stamp = join('services', service, 'src', 'generated', 'prisma', '.schema');
    const wanted = `${digestOf(schema)} ${digestOf('package-lock.json')}`;
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue;
    say(`generating the database client of ${service} …`);
    // Only migrations need the schema engine, and ours are SQL: any executable keeps Prisma from downloading it.
    await run(pinnedNode, [join('node_modules', 'prisma', 'build', 'index.js'), 'generate', '--schema', schema], {
      ...environment,
      PRISMA_SCHEMA_ENGINE_BINARY: pinnedNode,
      PRISMA_HIDE_UPDATE_MESSAGE: 'true',
      CHECKPOINT_DISABLE: '1',
    });
    writeFileSync(stamp, wanted);
  }
}

async function generateContracts() {
  for (const [folder, name] of [
    ['libs/contracts-clinical', 'ClinicalEvent'],
    ['libs/contracts-access', 'AccessEvent'],
    ['libs/contracts-organisation', 'OrganisationEvent'],
    ['libs/contracts-retention', 'RetentionEvent'],
  ]) {
    await run(pinnedNode, ['tools/generate-contract-types.mjs', folder, name, ...argumentsGiven]);
  }
}

async function build() {
  const built = join(repository, '.nx', 'everchart-built');
  const wanted = sourcesDigest();
  if (existsSync(built) && readFileSync(built, 'utf8') === wanted) return;
  say('building …');
  await run(
    pinnedNode,
    [join('node_modules', 'nx', 'dist', 'bin', 'nx.js'), 'run-many', '-t', 'build', '--outputStyle=static'],
    environment,
    true,
  );
  // Computed again: the digest knows which projects are built.
  writeFileSync(built, sourcesDigest());
}

/** Ends as the program ends; signals are passed on to it, and it does not outlive the process that started this one. */
async function become(program, programArguments) {
  process.exitCode = await forward(program, programArguments, environment);
}

function forward(program, programArguments, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, { stdio: 'inherit', env });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** @param {boolean} quiet the output is only shown when it fails */
function run(program, programArguments, env = environment, quiet = false) {
  return new Promise((resolve) => {
    const child = spawn(program, programArguments, { stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'], env });
    let kept = '';
    child.stdout?.on('data', (text) => (kept += text));
    child.stderr?.on('data', (text) => (kept += text));
    child.once('error', (error) => fail(`${program} could not be run: ${error.message}`));
    child.once('exit', (code) => {
      if (code === 0) return resolve();
      if (quiet) process.stderr.write(kept);
      fail(`${[program, ...programArguments].join(' ')} ended with exit code ${code}`);
    });
  });
}

function output(program, programArguments) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, { stdio: ['ignore', 'pipe', 'ignore'], env: environment });
    let text = '';
    child.stdout.on('data', (part) => (text += part));
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve(text.trim()) : reject(new Error(`exit code ${code}`))));
  });
}

/** Names, sizes and times of all sources: asking Nx costs seconds, this costs milliseconds. */
function sourcesDigest() {
  const hash = createHash('sha256').update(digestOf('package-lock.json')).update(digestOf('nx.json')).update(digestOf('.swcrc'));
  for (const group of ['libs', 'services', 'tools']) {
    for (const project of readdirSync(group, { withFileTypes: true })) {
      const folder = join(group, project.name);
      if (!existsSync(join(folder, 'src'))) continue;
      hash.update(`${folder} ${existsSync(join(folder, 'dist'))}`);
      for (const file of readdirSync(join(folder, 'src'), { recursive: true })) {
        const { size, mtimeMs } = statSync(join(folder, 'src', file));
        hash.update(`${file} ${size} ${mtimeMs}\n`);
      }
    }
  }
  return hash.digest('hex');
}

function digestOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function say(line) {
  process.stderr.write(`everchart: ${line}\n`);
}

function fail(why) {
  process.stderr.write(`everchart: ${why}\n`);
  process.exit(1);
}
