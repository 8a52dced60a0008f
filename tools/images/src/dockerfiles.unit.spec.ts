import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { defaultBase, images, imageUser } from './images.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Instruction {
  name: string;
  rest: string;
}

/** Instructions of a Dockerfile, continued lines joined, comments left out. */
const instructionsOf = (text: string): Instruction[] =>
  text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => ({ name: line.split(' ')[0]!, rest: line.slice(line.indexOf(' ') + 1) }));

const dockerfiles = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /(^|\/)(Dockerfile|[\w.-]+\.Dockerfile)$/.test(file) && !/(^|\/)(node_modules|dist|\.everchart|\.nx)\//.test(file),
);

describe('the Dockerfiles', () => {
  it('are there', () => expect(dockerfiles).toContain('docker/Dockerfile'));

  it.each(dockerfiles)('%s: no user with rights, no shell, no moving `latest`, a base that can be replaced', (file) => {
    const instructions = instructionsOf(read(file));
    const all = (name: string): string[] => instructions.filter((instruction) => instruction.name === name).map(({ rest }) => rest);
    expect(all('USER').at(-1)).toBe(imageUser);
    for (const command of [...all('ENTRYPOINT'), ...all('CMD')]) expect(JSON.parse(command)).toEqual(expect.any(Array));
    expect([...all('ENTRYPOINT'), ...all('CMD')].length).toBeGreaterThan(0);
    const bases = [...all('FROM').map((from) => from.split(' ')[0]!), ...all('ARG').flatMap((arg) => /^BASE=(.+)$/.exec(arg)?.[1] ?? [])];
    const stages = all('FROM').flatMap((from) => / AS (\S+)$/i.exec(from)?.[1] ?? []);
    for (const base of bases.filter((name) => !stages.includes(name) && name !== 'scratch')) {
      expect(base).toMatch(/^\$\{BASE\}$|^[^\s:]+(:\d+\/[^\s:]+)?(:[^\s:@]+|@sha256:)/);
      expect(base).not.toMatch(/:latest$/);
    }
    const labels = all('LABEL').join(' ');
    for (const label of ['title', 'version', 'revision', 'created']) expect(labels).toContain(`org.opencontainers.image.${label}=`);
  });

  it('docker/Dockerfile has the default base of `npm run images`, runs no command while it is built, and adds nothing from elsewhere', () => {
    const instructions = instructionsOf(read('docker/Dockerfile'));
    expect(instructions).toContainEqual({ name: 'ARG', rest: `BASE=${defaultBase}` });
    expect(instructions.map(({ name }) => name).filter((name) => ['RUN', 'ADD', 'SHELL'].includes(name))).toEqual([]);
  });
});

describe('docker compose', () => {
  interface Service {
    image: string;
    profiles?: string[];
    user?: string;
    read_only?: boolean;
    cap_drop?: string[];
    security_opt?: string[];
    command?: string | string[];
    environment?: Record<string, string>;
    healthcheck?: { test: string[] };
    restart?: string;
    ports?: string[];
    volumes?: string[];
    depends_on?: Record<string, { condition: string }>;
  }
  const compose = parse(read('docker-compose.yml'), { merge: true }) as {
    services: Record<string, Service>;
    volumes: Record<string, null>;
  };
  const all = Object.entries(compose.services);
  const suite = all.filter(([, { profiles }]) => profiles?.includes('suite'));
  const running = suite.filter(([, { restart }]) => restart !== undefined);

  it('brings PostgreSQL and Kafka alone without a profile', () => {
    expect(all.filter(([, { profiles }]) => profiles === undefined).map(([name]) => name)).toEqual(['postgres', 'kafka']);
  });

  it('runs every service of the suite, and migrates each of its databases before', () => {
    // The edge has no database, and comes before them by choice.
    const names = images.filter(({ name, project }) => project.startsWith('services/') && name !== 'edge').map(({ name }) => name);
    expect(running.map(([name]) => name).sort()).toEqual([...names, 'identity-provider'].sort());
    for (const name of names) {
      expect(compose.services[name]!.depends_on).toMatchObject({ [`${name}-migration`]: { condition: 'service_completed_successfully' } });
      expect(compose.services[`${name}-migration`]).toMatchObject({ image: `everchart/${name}:local`, command: ['dist/migrate-main.js'] });
    }
  });

  it('names no `latest`, and of the suite only images that there are', () => {
    const known = images.map(({ name }) => `everchart/${name}:local`);
    for (const [, { image }] of all) expect(image).toMatch(/^[^\s:]+:(?!latest$)[\w.-]+$/);
    expect(suite.map(([, { image }]) => image).filter((image) => !known.includes(image))).toEqual([]);
  });

  it('gives containers of the suite no rights, no writable root and a command without a shell', () => {
    for (const [, service] of suite) {
      expect(service).toMatchObject({ user: imageUser, read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
      expect(service.command ?? []).toEqual(expect.any(Array));
    }
  });

  it('knows when what runs is ready', () => {
    const served = all.filter(([name]) => !suite.some(([other]) => other === name) || running.some(([other]) => other === name));
    for (const [, { healthcheck }] of served) {
      expect(healthcheck?.test[0]).toBe('CMD');
      expect(healthcheck!.test.every((part) => typeof part === 'string')).toBe(true);
    }
  });

  it('keeps what PostgreSQL 18 writes: its image has its data below /var/lib/postgresql, not in …/data', () => {
    expect(compose.services.postgres!.volumes).toEqual(['postgres:/var/lib/postgresql']);
  });

  it('opens ports to this machine only, and uses volumes that it declares', () => {
    for (const [, { ports = [] }] of all) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    const used = all
      .flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]!))
      .filter((name) => !name.startsWith('.'));
    expect([...new Set(used)].sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('has no password of the suite in an environment', () => {
    const urls = suite.flatMap(([, { environment = {} }]) => Object.entries(environment)).filter(([name]) => name !== 'ADMIN_DATABASE_URL');
    for (const [, value] of urls) expect(value).not.toMatch(/:\/\/[^/@]*:[^/@]*@/);
  });
});
