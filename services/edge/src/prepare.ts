import { lookup } from 'node:dns/promises';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EdgeConfig } from './configuration.js';
import { attackClasses, firewallRules, jsonMediaTypes, ruleSets } from './firewall-rules.js';
import { bodyBytesMax, unstatedBodyBytes } from './limits.js';
import { nginxConf, type KeptUpstream } from './nginx-conf.js';
import { placesBelow } from './places.js';
import { edgeProblems } from './problems.js';
import { clientHeaders, routes } from './routes.js';

/** What is to be run, in place of this process. */
export interface Program {
  file: string;
  arguments: readonly string[];
  environment: Readonly<Record<string, string>>;
}

/** Where the releases of the services are reached, by the file `EDGE_UPSTREAMS_FILE`. */
type Upstreams = Record<string, { default?: string; releases?: Record<string, string> }>;

/**
 * Writes nginx.conf and all that it reads.
 * @throws Error when something is missing that the edge runs on
 */
export async function prepare(config: EdgeConfig, asRoot: boolean): Promise<Program> {
  const places = placesBelow(config.EDGE_ROOT);
  const directory = config.EDGE_DIRECTORY;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const kept = await keptUpstreams(config.EDGE_UPSTREAMS_FILE);
  for (const set of ruleSets) {
    // Of a process that was killed: nginx would not start beside it.
    rmSync(join(directory, `firewall-${set.name}.sock`), { force: true });
    writeFileSync(join(directory, `firewall-${set.name}.conf`), firewallRules(config, places.coreRuleSet, set));
  }
  writeFileSync(join(directory, 'settings.json'), JSON.stringify(settings(config, kept)));
  const conf = join(directory, 'nginx.conf');
  const upstreams = Object.entries(kept).map(([url, name]): KeptUpstream => ({ name, address: addressOf(url) }));
  writeFileSync(conf, nginxConf({ config, places, upstreams, resolvers: resolvers(), asRoot }));
  return {
    file: places.program,
    arguments: ['-p', directory, '-e', 'stderr', '-c', conf],
    environment: places.libraries.length > 0 ? { LD_LIBRARY_PATH: places.libraries.join(':') } : {},
  };
}

function settings(config: EdgeConfig, kept: Readonly<Record<string, string>>) {
  return {
    directory: config.EDGE_DIRECTORY,
    issuer: config.JWT_ISSUER,
    audience: config.JWT_AUDIENCE,
    jwksUrl: config.JWKS_URL,
    clockLeewaySeconds: config.JWT_CLOCK_LEEWAY_SECONDS,
    keysRefreshSeconds: config.EDGE_KEYS_REFRESH_SECONDS,
    releasesUrl: config.EDGE_RELEASES_URL,
    releasesTokenFile: config.EDGE_RELEASES_TOKEN_FILE,
    releasesWaitSeconds: config.EDGE_RELEASES_WAIT_SECONDS,
    upstreamsFile: config.EDGE_UPSTREAMS_FILE,
    kept,
    refusedTokensMax: config.EDGE_REFUSED_TOKENS,
    bodyGraceSeconds: config.EDGE_BODY_GRACE_SECONDS,
    bodyBytesPerSecondMin: config.EDGE_BODY_BYTES_PER_SECOND,
    unstatedBodyBytes,
    bodyBytesMax,
    drainSeconds: config.EDGE_DRAIN_SECONDS,
    firewall: config.EDGE_WAF,
    attackClasses: Object.fromEntries(attackClasses.map(({ status, name }) => [status, name])),
    mediaTypes: Object.fromEntries(jsonMediaTypes.map((type) => [type, true])),
    ruleSets: Object.fromEntries(ruleSets.flatMap(({ name, operations }) => operations.map((operation) => [operation, name]))),
    routes,
    clientHeaders: Object.fromEntries(clientHeaders.map((name) => [name, true])),
    problems: edgeProblems,
  };
}

/** By URL, a name for each address that can be resolved now: those have kept-alive connections. */
async function keptUpstreams(file: string): Promise<Record<string, string>> {
  if (!existsSync(file)) return {};
  const services = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Upstreams);
  const urls = new Set(
    services.flatMap(({ default: first, releases = {} }) => [...(first === undefined ? [] : [first]), ...Object.values(releases)]),
  );
  const kept: Record<string, string> = {};
  for (const url of urls) {
    if (!/^http:\/\/[^/]+$/.test(url)) throw new Error(`${file}: an address is not of the form http://host:port`);
    try {
      await lookup(new URL(url).hostname.replace(/^\[|\]$/g, ''));
      kept[url] = `kept_${Object.keys(kept).length}`;
    } catch {
      // Not there yet: it is resolved when a request is sent there.
    }
  }
  return kept;
}

function addressOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? '80' : port}`;
}

/** Name servers of this machine, for addresses that come later. */
function resolvers(): string[] {
  if (!existsSync('/etc/resolv.conf')) return [];
  const found = readFileSync('/etc/resolv.conf', 'utf8').matchAll(/^nameserver\s+([0-9a-fA-F.:]+)\s*$/gm);
  return [...found].map(([, address]) => (address!.includes(':') ? `[${address}]` : address!));
}
