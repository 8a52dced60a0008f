import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findNginx, freePort } from '@everchart/dev-servers';
import { startSuite, type Suite } from '@everchart/start';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildImages, localTag } from './build.js';
import { Engine } from './engine.js';
import { defaultBase, images, imageUser } from './images.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Names in the suite → images. */
const services = { ingest: 'ingest', timeline: 'patient-timeline', integration: 'integration', retention: 'retention' } as const;
type Service = keyof typeof services;
/** What this machine can build upon: `debian:bookworm-slim` where no registry of the default base can be reached. */
const base = process.env.TEST_IMAGES_BASE ?? defaultBase;

/** @returns why the images cannot be run here; undefined: they are built, and of today */
async function whyNot(): Promise<string | undefined> {
  if (process.env.TEST_ALL !== 'true') return 'it takes minutes: npm run test:all';
  try {
    const engine = new Engine();
    await engine.version();
    const { stdout } = await run('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']);
    if (!(process.env.DOCKER_HOST ?? stdout).startsWith('unix:')) return 'the Docker engine is on another machine';
    const { root: nginx } = await findNginx();
    const wanted = images.filter(({ name, nginx: holds }) => Object.values(services).includes(name as 'ingest') || (holds === true && nginx !== undefined)); // prettier-ignore
    await buildImages(engine, wanted, { root, base, prefix: 'everchart', force: false, say: () => undefined });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const reason = await whyNot();
if (reason !== undefined && process.env.TEST_ALL === 'true') process.stderr.write(`\n!!! THE IMAGES WERE NOT RUN: ${reason}\n\n`);

/** Services and edge from their images, as a cluster runs them, beside a suite whose databases and topics they use. */
(reason === undefined ? describe : describe.skip)('the images, by a Docker engine', () => {
  const org = 'sunrise-care';
  const directory = mkdtempSync(join(tmpdir(), 'everchart-images-'));
  const started: string[] = [];
  const ports = {} as Record<Service | 'edge' | 'edge-admin', number>;
  let suite: Suite;

  beforeAll(async () => {
    chmodSync(directory, 0o711);
    suite = await startSuite({
      directory: join(directory, 'suite'),
      org,
      stream: 'auto',
      fsync: false,
      anyPorts: true,
      ingestProcesses: 1,
    });
    for (const name of ['ingest', 'timeline', 'integration', 'retention', 'edge', 'edge-admin'] as const) ports[name] = await freePort(0);
  }, 400_000);
  afterAll(async () => {
    for (const container of started) await run('docker', ['rm', '--force', '--volumes', container]).catch(() => undefined);
    await suite?.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 120_000);

  /**
   * Starts an image with no more than a pod of the charts has.
   * @param more what is passed on as it is
   * @returns seconds until it is ready
   */
  async function start(
    image: string,
    environment: Readonly<Record<string, string>>,
    readyUrl: string,
    more: readonly string[] = [],
  ): Promise<number> {
    const secrets = join(directory, `secrets-${image}`);
    mkdirSync(secrets);
    // Files that the environment names come from a mounted folder, which the image's user reads and does not write.
    const given = Object.entries(environment).map(([name, value]) => {
      if (!name.endsWith('_FILE')) return [name, value] as const;
      const file = join(secrets, basename(value));
      copyFileSync(value, file);
      const [uid, gid] = imageUser.split(':').map(Number) as [number, number];
      if (process.getuid?.() === 0) chownSync(file, uid, gid);
      else chmodSync(file, 0o444);
      return [name, `/run/secrets/everchart/${basename(value)}`] as const;
    });
    const container = `everchart-test-${image}-${process.pid}`;
    started.push(container);
    const began = performance.now();
    await run('docker', [
      'run', '--detach', '--name', container, '--network', 'host', '--user', imageUser, '--read-only', '--tmpfs', '/tmp',
      '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--volume', `${secrets}:/run/secrets/everchart:ro`,
      ...more, ...given.flatMap(([name, value]) => ['--env', `${name}=${value}`]), `everchart/${image}:${localTag}`,
    ]); // prettier-ignore
    const isRunning = async (): Promise<boolean> =>
      (await run('docker', ['inspect', '--format', '{{.State.Running}}', container])).stdout.trim() === 'true';
    const isReady = () =>
      fetch(readyUrl).then(
        ({ ok }) => ok,
        () => false,
      );
    try {
      await until(async () => !(await isRunning()) || (await isReady()), { what: `${image} to be ready`, timeoutMs: 120_000 });
      expect(await isRunning()).toBe(true);
    } catch (error) {
      const { stdout, stderr } = await run('docker', ['logs', '--tail', '20', container]);
      throw new Error(`${image} did not become ready: ${stdout}${stderr}`, { cause: error });
    }
    return (performance.now() - began) / 1000;
  }

  /** Of the processes in a container, as the kernel sees them. */
  async function processes(image: string): Promise<{ name: string; uids: string[]; capabilities: string; noNewPrivileges: string; mb: number }[]> {
    const { stdout } = await run('docker', ['top', `everchart-test-${image}-${process.pid}`, '-eo', 'pid']);
    return stdout.trim().split('\n').slice(1).map((pid) => {
      const status = readFileSync(`/proc/${pid.trim()}/status`, 'utf8');
      const member = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
      return { name: member('Name'), uids: member('Uid').split('\t'), capabilities: member('CapEff'), noNewPrivileges: member('NoNewPrivs'), mb: Math.round(Number.parseInt(member('VmRSS'), 10) / 1024) };
    });
  } // prettier-ignore

  async function expectNoRights(image: string, seconds: number): Promise<void> {
    const found = await processes(image);
    expect(found.length).toBeGreaterThan(0);
    for (const { uids, capabilities, noNewPrivileges } of found) {
      expect(new Set(uids)).toEqual(new Set([imageUser.split(':')[0]]));
      expect([capabilities, noNewPrivileges]).toEqual(['0000000000000000', '1']);
    }
    const inspected = (await run('docker', ['inspect', '--format', '{{.HostConfig.ReadonlyRootfs}} {{json .Config.Entrypoint}}', `everchart-test-${image}-${process.pid}`])).stdout.trim(); // prettier-ignore
    expect(inspected).toBe('true ["/usr/local/bin/node"]');
    const size = await new Engine().size(`everchart/${image}:${localTag}`);
    const memory = found.map(({ name, mb }) => `${name} ${mb} MB`).join(', ');
    process.stderr.write(`image ${image}: ${Math.round(size / 1e6)} MB on ${base}, ready in ${seconds.toFixed(1)} s; ${memory}\n`);
  }

  it.each(Object.entries(services))('%s starts without rights on a root file system that is read-only', async (name, image) => {
    const environment: Record<string, string> = { ...suite.environmentOf(name), PORT: String(ports[name as Service]), INSTANCE_ID: `${image}-image`, SHARE_PORT: 'false' };
    // What was published of the log is remembered in a file, where no database is named for it.
    const writable = name === 'retention' ? ['--volume', '/var/lib/everchart', '--env', 'LOG_PUBLISHED_FILE=/var/lib/everchart/published'] : [];
    const seconds = await start(image, environment, `http://127.0.0.1:${ports[name as Service]}/health/ready`, writable);
    await expectNoRights(image, seconds);
  }, 180_000); // prettier-ignore

  const bearer = (client: string) => ({ authorization: `Bearer ${suite.tokens[client]}`, 'content-type': 'application/json' });
  const at = (name: Service, path: string): string => `http://127.0.0.1:${ports[name]}/v1/orgs/${org}/${path}`;

  it('answer as a suite: an entry is recorded by one, shown by the next, and proved by another', async () => {
    const patient = randomUUID();
    const id = randomUUID();
    const data = { identifiers: [], name: { family: 'Lovelace', given: ['Ada'] }, birthDate: '1935-12-10', gender: 'female' };
    const event = { id, type: 'patient.registered', occurredAt: new Date().toISOString(), data };
    const recorded = await fetch(at('ingest', `patients/${patient}/events`), { method: 'POST', headers: bearer('nurse'), body: JSON.stringify(event) });
    expect(recorded.status).toBe(201);
    const headers = { ...bearer('nurse'), 'everchart-at-least': recorded.headers.get('everchart-position')! };
    const shown = async () => fetch(at('timeline', `patients/${patient}/summary`), { headers });
    await until(async () => (await shown()).status === 200, { what: 'the record to be shown' });
    expect(JSON.stringify(await (await shown()).json())).toContain('Lovelace');
    await until(async () => (await fetch(at('retention', `proofs/inclusion?event=${id}`), { headers: bearer('auditor') })).status === 200, { what: 'its entry', timeoutMs: 60_000 });
    expect((await fetch(at('integration', 'destinations'), { headers: bearer('operator') })).status).toBe(200);
  }, 120_000); // prettier-ignore

  it('the edge starts in the same way, and leads to them', async () => {
    const { root: nginx, reason: why } = await findNginx();
    if (nginx === undefined) {
      process.stderr.write(`\n!!! THE IMAGE OF THE EDGE WAS NOT RUN: no nginx can be had here: ${why}\n\n`);
      return;
    }
    const upstreams = join(directory, 'upstreams.json');
    writeFileSync(upstreams, JSON.stringify(Object.fromEntries(Object.entries(services).map(([name, image]) => [image, { default: `http://127.0.0.1:${ports[name as Service]}` }])))); // prettier-ignore
    const { JWT_ISSUER = '', JWT_AUDIENCE = '', JWKS_URL = '' } = suite.environmentOf('ingest');
    const seconds = await start('edge', { EDGE_ADDRESS: '127.0.0.1', EDGE_PORT: String(ports.edge), EDGE_ADMIN_PORT: String(ports['edge-admin']), EDGE_UPSTREAMS_FILE: upstreams, JWT_ISSUER, JWT_AUDIENCE, JWKS_URL }, `http://127.0.0.1:${ports['edge-admin']}/edge/ready`); // prettier-ignore
    await expectNoRights('edge', seconds);
    const through = await fetch(`http://127.0.0.1:${ports.edge}/v1/orgs/${org}/directory`, { headers: bearer('nurse') });
    expect(through.status).toBe(200);
    const attack = await fetch(`http://127.0.0.1:${ports.edge}/v1/orgs/${org}/directory?a=<script>alert(1)</script>`, { headers: bearer('nurse') }); // prettier-ignore
    expect(attack.status).toBe(403);
  }, 180_000);
});
