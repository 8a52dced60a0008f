import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { assignRelease } from './assignments.js';
import { readWhile, type Reader } from './flips.js';
import { CommandError, type Kubernetes } from './kubernetes.js';
import { skipped, type Outcome, type Scene } from './scenario.js';
import { services, type Service, type Site } from './site.js';

/** One more than the matches that an HTTPRoute may have: the chart makes several routes of them. */
const organisations = Array.from({ length: 129 }, (_, index) => `home-${String(index + 1).padStart(3, '0')}`);
/** In no list of the routes: the default slot answers. */
const unlisted = 'unlisted';
/** The directory of releases says that it has the present release; its routes are changed to say otherwise. */
const fenced = 'fenced';

const hosts: Readonly<Record<Service, string>> = {
  ingest: 'ingest.everchart.test',
  'patient-timeline': 'patient-timeline.everchart.test',
  integration: 'integration.everchart.test',
  retention: 'retention.everchart.test',
};
const organisationHeader = 'everchart-organisation';
const gatewayName = 'everchart';
/** How long a controller may take until its proxy does what its objects say. */
const patienceMs = 120_000;

interface Conditions {
  conditions?: { type: string; status: string; message?: string }[];
}

/** Routes of the Gateway API beside the suite's edge. Runs where a controller of it is. */
export async function gateway({ site, say, options }: Scene): Promise<Outcome> {
  const { kubernetes } = site;
  const controller = await gatewayClassOf(kubernetes);
  if (controller === undefined) return skipped('no GatewayClass is accepted: install a controller of the Gateway API');
  const { tag } = site.options;
  await site.upgrade('patient-timeline', { releases: { a: {}, b: { release: 'next', image: { tag: options.next ?? tag } } } });
  await kubernetes.rolledOut();
  try {
    const { ingest } = (await site.checked([fenced])).run.urls;
    const { operator } = await site.tokensOf(fenced);
    await assignRelease({ url: `${ingest}/v1/orgs/${fenced}/releases`, token: operator, release: tag });
    const outcome = await routed(site, { controller, port: options.gatewayPort, say });
    for (const line of outcome.lines) say(line);
    return outcome;
  } finally {
    await site.route(undefined);
    await kubernetes.kubectl(['delete', 'gateway', gatewayName, '--ignore-not-found']);
    await site.upgrade('patient-timeline', {});
    await kubernetes.rolledOut();
  }
}

async function routed(
  site: Site,
  { controller, port, say }: { controller: string; port: number; say: (line: string) => void },
): Promise<Outcome> {
  const { kubernetes } = site;
  const { tag } = site.options;
  await kubernetes.apply([
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: gatewayName, namespace: kubernetes.namespace },
      spec: {
        gatewayClassName: controller,
        listeners: [{ name: 'http', port, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } }],
      },
    },
  ]);
  await routeTo(site, organisations);
  const url = await addressOf(kubernetes, port);
  const routes = await acceptedRoutes(kubernetes);
  say(`${routes} routes of ${controller} are accepted, at ${url}`);

  const readerOf = async (org: string, more: Record<string, string> = {}): Promise<Reader> => ({
    org,
    url: `${url}/v1/orgs/${org}/directory`,
    token: (await site.tokensOf(org)).carer,
    headers: { host: hosts['patient-timeline'], [organisationHeader]: org, ...more },
  });
  const found: string[] = [];
  const expects = async (org: string, release: string, what: string): Promise<void> => {
    const seen = await answerOf(await readerOf(org));
    if (seen !== `200 ${release}`) found.push(`${what} ${org}: ${seen}, and not 200 ${release}`);
  };
  // The proxy may not have all routes yet that its controller has accepted.
  const [first, last] = [organisations[0]!, organisations.at(-1)!];
  for (const org of [first, last]) await until(async () => (await answerOf(await readerOf(org))) === '200 next', `a route of ${org}`);
  for (const org of organisations) await expects(org, 'next', 'listed');
  await expects(unlisted, tag, 'unlisted');
  const wrong = await answerOf(await readerOf(fenced, { [organisationHeader]: first }));
  if (!wrong.startsWith('421')) found.push(`${fenced}, by the header of ${first}: ${wrong}, and not 421`);

  const changed = await changeWhileRead(site, await readerOf(last), tag);
  return {
    lines: [
      `${controller}: ${organisations.length} organisations in ${routes} routes answered by the release of each, one that names another organisation ${wrong.slice(0, 3)}`,
      `an organisation moved to the other release and back by its routes: ${changed.answers} answers, ${changed.failed} failed; ${changed.toMs} and ${changed.backMs} ms from the upgrade of the chart to the last answer of the release before`,
      ...found,
    ],
    failed: found.length + changed.failed,
  };
}

/** The routes of one organisation are changed while it is read by connections that are kept. */
async function changeWhileRead(
  site: Site,
  reader: Reader,
  present: string,
): Promise<{ answers: number; failed: number; toMs: number; backMs: number }> {
  let goesOn = true;
  const reading = readWhile(reader, () => goesOn);
  const times: { fromMs: number; untilMs: number; before: string }[] = [];
  for (const [listed, release, before] of [
    [organisations.filter((org) => org !== reader.org), present, 'next'],
    [organisations, 'next', present],
  ] as const) {
    await routeTo(site, listed);
    const fromMs = performance.now();
    await until(async () => (await answerOf(reader)) === `200 ${release}`, `the route of ${reader.org} to ${release}`);
    await pause(2000);
    times.push({ fromMs, untilMs: performance.now(), before });
  }
  goesOn = false;
  const answers = await reading;
  const [toMs, backMs] = times.map(({ fromMs, untilMs, before }) => {
    const late = answers.filter(({ atMs, release }) => atMs > fromMs && atMs < untilMs && release === before);
    return Math.round((late.at(-1)?.atMs ?? fromMs) - fromMs);
  });
  return { answers: answers.length, failed: answers.filter(({ status }) => status !== 200).length, toMs: toMs!, backMs: backMs! };
}

/** The listed organisations have the release `next` of patient-timeline, all others the present one. */
function routeTo(site: Site, listed: readonly string[]): Promise<void> {
  return site.route({
    routing: {
      provider: 'gatewayApi',
      hosts,
      header: organisationHeader,
      parentRefs: [{ name: gatewayName }],
      assignments: Object.fromEntries(listed.map((org) => [org, { 'patient-timeline': 'next' }])),
    },
    releases: { 'patient-timeline': { [site.options.tag]: 'a', next: 'b' } },
  });
}

async function gatewayClassOf(kubernetes: Kubernetes): Promise<string | undefined> {
  try {
    const { items } = await kubernetes.json<{ items: { metadata: { name: string }; status?: Conditions }[] }>(['get', 'gatewayclasses']);
    return items.find(({ status }) => isTrue(status, 'Accepted'))?.metadata.name;
  } catch (error) {
    if (error instanceof CommandError && /the server doesn't have a resource type/.test(error.message)) return undefined;
    throw error;
  }
}

/** URL of the Gateway, as soon as its controller has programmed it. @throws Error */
async function addressOf(kubernetes: Kubernetes, port: number): Promise<string> {
  type Gateway = { status?: Conditions & { addresses?: { value: string }[] } };
  let address: string | undefined;
  await until(async () => {
    const { status } = await kubernetes.json<Gateway>(['get', 'gateway', gatewayName]);
    address = status?.addresses?.[0]?.value;
    return isTrue(status, 'Programmed') && address !== undefined;
  }, 'the Gateway');
  return `http://${address}:${port}`;
}

/** Waits until every route of the chart is accepted. @returns how many there are @throws Error */
async function acceptedRoutes(kubernetes: Kubernetes): Promise<number> {
  type Route = { status?: { parents?: Conditions[] } };
  let count = 0;
  await until(async () => {
    const { items } = await kubernetes.json<{ items: Route[] }>(['get', 'httproutes']);
    count = items.length;
    const accepted = ({ status }: Route): boolean =>
      status?.parents?.some((parent) => isTrue(parent, 'Accepted') && isTrue(parent, 'ResolvedRefs')) ?? false;
    return count >= services.length && items.every(accepted);
  }, 'the routes');
  return count;
}

/** Status and release. */
async function answerOf({ url, token, headers = {} }: Reader): Promise<string> {
  const answer = await request(url, { headers: { ...headers, authorization: `Bearer ${token}` } });
  await answer.body.dump();
  return `${answer.statusCode} ${String(answer.headers['everchart-release'])}`;
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await holds()); await pause(100))
    if (Date.now() > end) throw new Error(`${what} did not come within ${patienceMs / 1000} s`);
}

function isTrue(status: Conditions | undefined, type: string): boolean {
  return status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false;
}
