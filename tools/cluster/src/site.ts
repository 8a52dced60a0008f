import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allLoginRoles, databases, ownerOf, type Database } from '@everchart/databases';
import type { Site as CheckedSite } from '@everchart/soak';
import { keysFor } from '@everchart/stream';
import { Kubernetes, runCommand } from './kubernetes.js';
import { stopMigration } from './migration.js';
import { publishedLogin, publishedOwner, type Outside } from './outside.js';

export const services = ['ingest', 'patient-timeline', 'integration', 'retention'] as const;
export type Service = (typeof services)[number];
type Chart = Service | 'databases' | 'edge';

/** Parts of each, as its chart names them. */
const partsOf: Readonly<Record<Service, readonly string[]>> = {
  ingest: ['api', 'relay'],
  'patient-timeline': ['api', 'projector', 'relay'],
  integration: ['api', 'exporter', 'sender', 'relay'],
  retention: ['api', 'sequencer', 'relay', 'destroyer'],
};

/** Roles of people, as their tokens name them. */
const people = {
  carer: ['carer'],
  nurse: ['nurse'],
  auditor: ['auditor'],
  operator: ['operator', 'integration-engineer'],
  administrator: ['administrator'],
} as const;
export type Person = keyof typeof people;

/** Values of a chart, over those that the site has for all. */
export type Values = Record<string, unknown>;

export interface SiteOptions {
  /** Tag of all images. */
  tag: string;
  /** All tags that are used. */
  tags: readonly string[];
  /** Runs for each image, which is the last argument: brings it to the nodes. Undefined: the nodes fetch it. */
  load?: string | undefined;
  /** Folder of what this tool writes. */
  directory: string;
}

const helm = fileURLToPath(new URL('../../../helm/', import.meta.url));
/** More than any trial sends: the limits of the edge are not what is tried. */
const noLimit = 60_000;

/** Everchart in a namespace, each service by its own chart. */
export class Site {
  readonly #tokens = new Map<string, Record<string, string>>();
  /** What each chart was given last, without what all are given. */
  readonly #values = new Map<Chart, Values>();

  constructor(
    readonly kubernetes: Kubernetes,
    readonly outside: Outside,
    readonly options: SiteOptions,
  ) {
    mkdirSync(options.directory, { recursive: true });
  }

  /** Into an empty namespace, which is made. @throws CommandError */
  async install(onLine: (line: string) => void): Promise<void> {
    await this.#load();
    for (const chart of ['databases', ...services, 'edge']) await this.kubernetes.helm(['dependency', 'build', join(helm, chart)]);
    const { kubernetes, outside } = this;
    await kubernetes.apply([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: kubernetes.namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      },
    ]);
    await kubernetes.apply(this.#secrets());
    await this.upgrade('databases');
    await kubernetes.kubectl([
      'wait',
      '--for=condition=complete',
      'job',
      '--selector',
      'app.kubernetes.io/name=databases',
      '--timeout=300s',
    ]);
    onLine('databases and logins are there');
    onLine(await stopMigration(this, 'ingest', 'ingest', () => this.upgrade('ingest')));
    for (const chart of [...services, 'edge'] as const) await this.upgrade(chart);
    await kubernetes.rolledOut(600);
    onLine(`${(await kubernetes.pods()).length} pods are ready, of ${outside.brokers.length} broker and one PostgreSQL outside`);
  }

  /** Installs or upgrades one chart. @param more values that stay until others are given */
  async upgrade(chart: Chart, more?: Values): Promise<void> {
    if (more) this.#values.set(chart, more);
    const file = join(this.options.directory, `${chart}.values.json`);
    const own = merged(this.#defaultsOf(chart), this.#values.get(chart) ?? {});
    writeFileSync(file, JSON.stringify(own, null, 2), { mode: 0o600 });
    await this.kubernetes.helm(['upgrade', '--install', chart, join(helm, chart), '--values', file]);
  }

  /** Routes of the Gateway API, of the chart of the edge. @param own values; undefined: none any more */
  async route(own: Values | undefined): Promise<void> {
    const name = 'routes';
    if (own === undefined) {
      await this.kubernetes.helm(['uninstall', name, '--ignore-not-found']);
      return;
    }
    const file = join(this.options.directory, `${name}.values.json`);
    writeFileSync(file, JSON.stringify(merged(this.#defaultsOf('edge'), own), null, 2), { mode: 0o600 });
    await this.kubernetes.helm(['upgrade', '--install', name, join(helm, 'edge'), '--values', file]);
  }

  /** To the release of the chart before. */
  async rollBack(chart: Chart): Promise<void> {
    this.#values.delete(chart);
    await this.kubernetes.helm(['rollback', chart]);
    await this.kubernetes.rolledOut();
  }

  /**
   * The charts as they are in operation: in three zones, with the pods that are lost to spare, on nodes of the label
   * `type=kwok`. Nothing runs there.
   */
  async inZones(namespace: string): Promise<Kubernetes> {
    const elsewhere = new Kubernetes(namespace);
    await elsewhere.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }]);
    const scheduling = {
      nodeSelector: { type: 'kwok' },
      tolerations: [{ key: 'kwok.x-k8s.io/node', operator: 'Exists', effect: 'NoSchedule' }],
    };
    for (const chart of [...services, 'edge'] as const) {
      const file = join(this.options.directory, `${chart}.zones.json`);
      const { roles: _roles, capacity: _capacity, ...own } = this.#defaultsOf(chart);
      writeFileSync(file, JSON.stringify(merged(own, { global: { exceptions: { singleReplica: '' }, scheduling } })), { mode: 0o600 });
      await elsewhere.helm(['upgrade', '--install', chart, join(helm, chart), '--values', file]);
    }
    return elsewhere;
  }

  /** Base URL of the edge, which this machine reaches. */
  async edgeUrl(): Promise<string> {
    const { spec } = await this.kubernetes.json<{ spec: { clusterIP: string } }>(['get', 'service', 'edge']);
    return `http://${spec.clusterIP}`;
  }

  async tokensOf(org: string): Promise<Record<Person, string>> {
    let tokens = this.#tokens.get(org);
    if (!tokens) {
      tokens = {};
      for (const [name, roles] of Object.entries(people))
        tokens[name] = await this.outside.identity.sign({ sub: `${name}-${org}`, org, roles });
      this.#tokens.set(org, tokens);
    }
    return tokens;
  }

  /** As the checks of the soak see it: all services behind the edge, databases and topics from this machine. */
  async checked(orgs: readonly string[]): Promise<CheckedSite> {
    const edge = await this.edgeUrl();
    const tokens = new Map<string, Record<string, string>>();
    for (const org of orgs) tokens.set(org, await this.tokensOf(org));
    const { outside } = this;
    const kekFile = join(this.options.directory, 'kek');
    const streamKeysFile = join(this.options.directory, 'stream-keys');
    writeFileSync(kekFile, outside.secrets.kek, { mode: 0o600 });
    writeFileSync(streamKeysFile, outside.secrets.streamKeys, { mode: 0o600 });
    return {
      run: {
        urls: {
          ingest: `${edge}/ingest`,
          timeline: `${edge}/patient-timeline`,
          integration: `${edge}/integration`,
          retention: `${edge}/retention`,
        },
        databases: Object.fromEntries(databases.map((database) => [database, outside.urlOf(database)])),
        stream: {
          kind: 'kafka',
          provider: 'java',
          why: `Kafka at ${outside.brokers.join(', ')}`,
          brokers: [...outside.brokers],
          topicPrefix: '',
        },
        streamKeysFile,
      },
      tokensOf: (org) => tokens.get(org)!,
      environmentOf: () => ({ KEYRING_DATABASE_URL: outside.urlOf('keyring'), KEYRING_KEK_FILE: kekFile }),
      hospitalHost: outside.host,
      showsHealth: false,
    };
  }

  /** @throws Error for an image that this machine has not built */
  async #load(): Promise<void> {
    const { load, tags } = this.options;
    if (load === undefined) return;
    for (const tag of tags) {
      for (const name of [...services, 'edge', 'tools']) await runCommand('sh', ['-c', `${load} everchart/${name}:${tag}`]);
    }
  }

  #defaultsOf(chart: Chart): Values {
    const { outside, options } = this;
    const here = [{ ipBlock: { cidr: `${outside.host}/32` } }];
    const global = {
      imagePullPolicy: options.load === undefined ? 'IfNotPresent' : 'Never',
      exceptions: { singleReplica: 'a cluster of one node, for a trial' },
      postgres: { host: outside.host, port: outside.postgres.port, parameters: '', caSecret: '' },
      kafka: { brokers: outside.brokers, tls: false, caSecret: '' },
      stream: { partitions: 4 },
      tokens: { issuer: outside.identity.issuer, audience: outside.identity.audience, jwksUrl: outside.identity.jwksUrl },
      network: { postgres: here, kafka: here, tokens: here },
    };
    const common = { global, image: { tag: options.tag } };
    // All of it has room on a small node.
    const small = { resources: { requests: { cpu: '10m', memory: '64Mi' } } };
    // Two of what answers requests: one is replaced while the other goes on.
    const two = { ...small, capacity: { peak: 2, perPod: 1, spare: 1 } };
    const roles = (service: Service): Values => Object.fromEntries(partsOf[service].map((part) => [part, part === 'api' ? two : small]));
    switch (chart) {
      case 'databases':
        return common;
      case 'edge':
        return {
          ...common,
          ...two,
          service: { type: 'ClusterIP' },
          tls: { secret: '' },
          limits: {
            organisationRequestsPerSecond: noLimit,
            clientRequestsPerSecond: noLimit,
            addressRequestsPerSecond: noLimit,
            organisationConcurrent: noLimit,
            clientConcurrent: noLimit,
            addressConcurrent: noLimit,
          },
        };
      case 'integration':
        return {
          ...common,
          roles: roles(chart),
          destinations: { allowed: [`${outside.host}/32`], peers: [{ to: here, ports: [] }] },
        };
      case 'retention':
        return { ...common, roles: roles(chart), log: { published: { kind: 'database', host: outside.host, peers: here } } };
      default:
        return { ...common, roles: roles(chart) };
    }
  }

  #secrets(): object[] {
    const { passwords, kek, streamKeys, releasesToken } = this.outside.secrets;
    const chosen = (roles: readonly string[]): Record<string, string> => Object.fromEntries(roles.map((role) => [role, passwords[role]!]));
    const owners = databases.map((database: Database) => ownerOf(database));
    const { privateKey } = generateKeyPairSync('ed25519');
    const secrets: Record<string, Record<string, string>> = {
      'everchart-database-admin': { url: this.outside.postgres.adminUrl },
      'everchart-database-logins': chosen(allLoginRoles.filter((role) => !owners.includes(role))),
      'everchart-database-owners': chosen(owners),
      'everchart-published-logins': chosen([publishedLogin, publishedOwner]),
      'everchart-kek': { kek },
      'everchart-releases-token': { token: releasesToken },
      'everchart-log-signing-key': { 'log-signing-key': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
      ...Object.fromEntries(
        services.map((service) => [`everchart-${service}-stream-keys`, { 'stream-keys': keysFor(service, streamKeys) }]),
      ),
    };
    const { namespace } = this.kubernetes;
    return Object.entries(secrets).map(([name, stringData]) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace },
      stringData,
    }));
  }
}

/** Values of the second over those of the first; lists take the place of lists. */
export function merged(first: Values, second: Values): Values {
  const made: Values = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const before = made[name];
    made[name] = isValues(before) && isValues(value) ? merged(before, value) : value;
  }
  return made;
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
