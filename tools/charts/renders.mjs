/**
 * What is rendered, judged and kept: the suite for each profile, and what no profile has. `apis` are those that the
 * cluster has beside Kubernetes' own; of a render that is `like` another one, what differs is kept.
 */
import { chartValues } from './values.mjs';

const operators = ['monitoring.coreos.com/v1/ServiceMonitor', 'monitoring.coreos.com/v1/PrometheusRule', 'keda.sh/v1alpha1/ScaledObject'];

/** Organisations of which every second is on slot b: one more than a route has room for. */
const organisations = Array.from({ length: 129 }, (_, number) => `organisation-${String(number).padStart(3, '0')}`);
const manyOrganisations = {
  releases: { 'patient-timeline': { '1.1.0': 'b' } },
  routing: {
    hosts: Object.fromEntries(
      ['ingest', 'patient-timeline', 'integration', 'retention'].map((name) => [name, `${name}.everchart.example`]),
    ),
    assignments: Object.fromEntries(organisations.map((name) => [name, { 'patient-timeline': '1.1.0' }])),
    parentRefs: [{ name: 'everchart', sectionName: 'https' }],
  },
};

/** One of each limit: whether the edge knows its variable. */
const limits = Object.fromEntries(Object.keys(chartValues.edge.limits.properties).map((name, number) => [name, 100 + number]));

export const renders = [
  { name: 'bare', chart: 'suite', values: ['installation', 'bare'], apis: operators },
  ...['aks', 'eks', 'gke'].map((profile) => ({
    like: 'bare',
    name: profile,
    chart: 'suite',
    values: ['installation', profile],
    apis: operators,
  })),
  { name: 'small', chart: 'suite', values: ['small'], apis: [] },
  {
    name: 'two-releases',
    like: 'bare',
    chart: 'patient-timeline',
    values: ['installation'],
    set: { releases: { a: {}, b: { image: { tag: '1.1.0' } } } },
    apis: [],
  },
  {
    name: 'strimzi',
    like: 'bare',
    chart: 'retention',
    values: ['installation'],
    set: { global: { strimzi: { enabled: true } }, log: { published: { host: 'published.everchart.example' } } },
    apis: [],
  },
  {
    name: 'stream-in-postgres',
    like: 'small',
    chart: 'suite',
    values: ['small'],
    set: {
      global: { stream: { kind: 'postgres' } },
      ...Object.fromEntries(['databases', 'edge', 'observability'].map((name) => [name, { enabled: false }])),
    },
    apis: [],
  },
  {
    name: 'cloud-native-pg',
    like: 'bare',
    chart: 'databases',
    values: ['installation'],
    set: { cloudNativePg: { enabled: true } },
    apis: [],
  },
  {
    name: 'edge-limits',
    like: 'bare',
    chart: 'edge',
    values: ['installation'],
    set: { limits, trustedProxies: ['192.0.2.0/24'] },
    apis: [],
  },
  {
    name: 'gateway-api',
    chart: 'edge',
    values: ['installation'],
    set: { ...manyOrganisations, routing: { ...manyOrganisations.routing, provider: 'gatewayApi' } },
    apis: [],
  },
  {
    name: 'nginx-ingress',
    chart: 'edge',
    values: ['installation'],
    set: { ...manyOrganisations, routing: { ...manyOrganisations.routing, provider: 'nginxIngress' } },
    apis: [],
  },
];
