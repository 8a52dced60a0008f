/**
 * What the values of the charts are. The schemas (draft-07, closed) and the tables of docs/kubernetes.md come from it.
 * Defaults stand in the charts: `global` in helm/common/templates/_defaults.tpl, the others in their values.yaml.
 */
const text = (description, more = {}) => ({ type: 'string', description, ...more });
const whole = (description, more = {}) => ({ type: 'integer', minimum: 0, description, ...more });
const flag = (description) => ({ type: 'boolean', description });
const list = (items, description) => ({ type: 'array', items, description });
const map = (values, description) => ({ type: 'object', additionalProperties: values, description });
const choice = (values, description) => ({ enum: values, description });
/** A part of the API of Kubernetes, which judges it. */
const given = (description) => ({ type: 'object', description });
const parts = (properties, description, required) => ({
  type: 'object',
  additionalProperties: false,
  ...(description && { description }),
  ...(required && { required }),
  properties,
});

const secretName = { pattern: '^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?)?$' };
const secret = (description) => text(`Secret: ${description}`, secretName);
const serviceSecret = (description) => text(`Secret, \`{service}\` stands for the name of the service: ${description}`);
const peers = (description) => list(given(), `${description}: peers of a NetworkPolicy`);
const slot = { enum: ['a', 'b'] };
const version = { type: 'string', not: { const: 'latest' } };
const organisation = '^[a-z0-9][a-z0-9-]{0,62}$';

/** Of all charts. */
export const globalValues = parts(
  {
    imageRegistry: text('stands before every repository of an image'),
    imagePullPolicy: choice(['Always', 'IfNotPresent', 'Never'], 'when the kubelet fetches images'),
    imagePullSecrets: list({ type: 'string', ...secretName }, 'Secrets of the registry'),
    logLevel: choice(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], '`LOG_LEVEL`'),
    exceptions: parts({
      singleReplica: text(
        'a reason: every Deployment has the pods of its peak only (one, mostly) and no spread. It stands on each as an annotation, without which the policies refuse it',
      ),
    }),
    postgres: parts({
      host: text('the server of all databases; required'),
      port: whole('its port', { maximum: 65535 }),
      parameters: text('of each URL: TLS'),
      caSecret: secret('authorities of the server (key `ca.crt`); empty: none is mounted'),
      passwordsSecret: secret('a key for each login role, named like it ([databases](#secrets))'),
      ownersSecret: secret('a key for each `…_owner`: for the jobs only'),
    }),
    stream: parts({
      kind: choice(['kafka', 'postgres'], 'what carries the topics'),
      topicPrefix: text('before the names of topics and groups'),
      partitions: whole('of the topics; not more consumers are of use', { minimum: 1 }),
      keysSecret: serviceSecret('key `stream-keys`; empty: `everchart-{service}-stream-keys`'),
    }),
    kafka: parts({
      brokers: list({ type: 'string', pattern: '^[^:]+:[0-9]+$' }, '`host:port`; required with `stream.kind: kafka`'),
      tls: flag('connections are encrypted'),
      caSecret: secret('authorities of the brokers (key `ca.crt`); empty: those of the system'),
      certificateSecret: serviceSecret('a certificate for the brokers (`tls.crt`, `tls.key`); empty: none'),
      passwordSecret: serviceSecret('its password (key `password`; the user is the name of the service); empty: none'),
    }),
    keyring: parts({ kekSecret: secret('the key-encryption key (key `kek`)') }),
    tokens: parts({
      issuer: text('`JWT_ISSUER`; required'),
      audience: text('`JWT_AUDIENCE`'),
      jwksUrl: text('`JWKS_URL`; required'),
      clockLeewaySeconds: whole('`JWT_CLOCK_LEEWAY_SECONDS`', { maximum: 600 }),
    }),
    releases: parts({
      tokenSecret: secret('what services and edge ask the directory of releases with (key `token`); empty: services have no fence'),
    }),
    tracing: parts({ endpoint: text('`OTEL_EXPORTER_OTLP_ENDPOINT`') }),
    drain: parts({
      beforeSignalSeconds: whole('a pod that ends sleeps for so long first: until no endpoint names it'),
      answeringSeconds: whole(
        '`DRAIN_SECONDS`: then it answers for so long, and ends each connection with its answer; longer than the edge keeps an idle one (15)',
      ),
      endingSeconds: whole('then it ends what it has begun'),
    }),
    monitoring: parts({
      resources: choice([true, false, 'auto'], 'ServiceMonitor and PrometheusRule; `auto`: where the cluster has them'),
      interval: text('between two scrapes', { pattern: '^[0-9]+(ms|s|m)$' }),
      labels: map({ type: 'string' }, 'by which Prometheus selects them'),
      tokenSecret: secret('`METRICS_TOKEN` (key `token`): shows the series that name organisations'),
      prometheusUrl: text('consumers are scaled by what it says of their lag, where KEDA is; empty: they are not scaled'),
    }),
    network: parts({
      policies: flag('NetworkPolicies: nothing in and out but what is named'),
      clusterDomain: text('the domain of the cluster, in which the edge resolves the names of Services', {
        pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
      }),
      dns: peers('resolvers'),
      postgres: peers('the databases; required with policies'),
      kafka: peers('the brokers; required with policies'),
      tokens: peers('where the keys of tokens are fetched; required with policies'),
      tracing: peers('the collector; required with policies and `tracing.endpoint`'),
      scrapers: peers('who reads `/metrics`'),
      gateways: peers('who reaches services and edge in front of, or instead of, the edge'),
    }),
    scheduling: parts({
      zoneKey: text('label of nodes that names their zone'),
      zones: whole('over which the pods of a Deployment are spread at least', { minimum: 1 }),
      hostKey: text('label of nodes that names them'),
      nodeSelector: map({ type: 'string' }, 'of all pods'),
      tolerations: list(given(), 'of all pods'),
      priorityClassName: text('of all pods'),
    }),
    storage: parts({ className: text('StorageClass of what asks for a volume; empty: the default one') }),
    strimzi: parts({
      enabled: flag('KafkaTopic and KafkaUser for the Strimzi operator, with the rights of each service'),
      cluster: text('name of its Kafka'),
      replicas: whole('of each partition', { minimum: 1 }),
    }),
    loadBalancer: parts({
      className: text('`loadBalancerClass` of the edge'),
      annotations: map({ type: 'string' }, 'of its Service: what a provider wants'),
    }),
  },
  'Values that all charts share',
);

const image = (description) =>
  parts(
    {
      repository: text('without registry and tag'),
      tag: text('version; empty: that of the chart. `latest` is refused', version),
      digest: text('`sha256:…`: wins over the tag', { pattern: '^(sha256:[0-9a-f]{64})?$' }),
    },
    description,
  );
const resources = parts({ requests: given('requests'), limits: given('limits') }, 'of the container', ['requests', 'limits']);
const capacity = parts(
  {
    peak: { type: 'number', exclusiveMinimum: 0, description: 'what all pods together have to do at the peak' },
    perPod: { type: 'number', exclusiveMinimum: 0, description: 'what one pod does' },
    spare: whole('pods that are there beside', { minimum: 1 }),
  },
  'pods = peak / perPod, rounded up, + spare',
  ['peak', 'perPod', 'spare'],
);
const byProcessor = parts(
  {
    enabled: flag('by a HorizontalPodAutoscaler'),
    max: whole('pods at most', { minimum: 1 }),
    processorPercent: whole('of the processor that is requested', { minimum: 1, maximum: 100 }),
  },
  'more pods when they are busy',
);
const byLag = parts(
  {
    enabled: flag('by a ScaledObject, where KEDA is and `global.monitoring.prometheusUrl` is set'),
    max: whole('pods at most', { minimum: 1 }),
    lagRecords: whole('records per pod that are not applied yet', { minimum: 1 }),
  },
  'more pods when they lag',
);
const variables = (names) =>
  parts(Object.fromEntries(names.map((name) => [name, { type: ['string', 'number', 'boolean'] }])), 'variables of the service');

/** Variables of every service that have a default, and that the charts do not set by themselves. */
const ofEvery = [
  'API_POOL_MAX',
  'INSTALLATION_ORG',
  'KEYRING_PAUSE_MS',
  'KEYRING_TIMEOUT_MS',
  'REQUEST_COUNTS_SECONDS',
  'REQUEST_LOG',
  'SOURCE_HEADS_SECONDS',
  'WORKER_POOL_MAX',
];

/** Of each service: its roles, with what scales them; its variables; further values. */
const services = {
  ingest: {
    roles: { api: byProcessor, relay: undefined },
    settings: [
      'BODIES_IN_FLIGHT_MAX_BYTES',
      'BODY_GRACE_SECONDS',
      'FUTURE_TOLERANCE_SECONDS',
      'PAYLOAD_MAX_BYTES',
      'QUEUE_MAX',
      'RATE_LIMIT_BESIDE_OTHERS',
      'RATE_LIMIT_BURST_SECONDS',
      'RATE_LIMIT_CLIENT',
      'RATE_LIMIT_ORGANISATION',
      'RELEASES_STANDINGS',
      'SHARDS',
    ],
    values: {},
  },
  'patient-timeline': {
    roles: { api: byProcessor, projector: byLag, relay: undefined },
    settings: [
      'AT_LEAST_WAIT_MS',
      'LIVE_BUFFER_BYTES',
      'LIVE_HEARTBEAT_MS',
      'LIVE_STREAMS_MAX',
      'LIVE_STREAMS_OF_CLIENT_MAX',
      'LIVE_STREAMS_OF_ORGANISATION_MAX',
      'PROJECTION_VERSION',
      'PROJECTOR_BATCH_MAX',
      'STALE_AFTER_SECONDS',
    ],
    values: { replica: parts({ host: text('a streaming replica of the database, for the API') }) },
  },
  integration: {
    roles: { api: byProcessor, exporter: byLag, sender: undefined, relay: undefined },
    settings: [
      'ANSWER_TIMEOUT_MS',
      'CONNECT_TIMEOUT_MS',
      'EXPORTER_BATCH_MAX',
      'HL7_PROCESSING_ID',
      'REFUSALS_UNTIL_HELD',
      'RETRY_FIRST_MS',
      'RETRY_LONGEST_MS',
      'SENDER_LEASE_MS',
      'SENDER_POLL_MS',
      'UNANSWERED_UNTIL_HELD',
    ],
    values: {
      destinations: parts({
        allowed: list({ type: 'string' }, '`DESTINATIONS_ALLOWED`: where messages may go, as the service judges it'),
        peers: list(
          parts({ to: list(given(), 'peers of a NetworkPolicy'), ports: list(whole(), 'TCP') }, undefined, ['to', 'ports']),
          'where the network lets them go',
        ),
        certificateSecret: secret('what receivers are shown (`tls.crt`, `tls.key`); empty: none'),
      }),
    },
  },
  retention: {
    roles: { api: byProcessor, sequencer: byLag, relay: undefined, destroyer: undefined },
    settings: ['DESTRUCTION_CONFIRM_SECONDS', 'DESTRUCTION_HOLDERS', 'DESTRUCTION_QUIET_DAYS', 'SEQUENCER_BATCH_MAX'],
    values: {
      log: parts({
        origin: text('`LOG_ORIGIN`: a URL without scheme that you own'),
        signingKeySecret: secret('key of the log (key `log-signing-key`)'),
        published: parts(
          {
            kind: choice(['database', 'volume'], 'where what was signed is remembered, apart from the log'),
            host: text('server of that database'),
            database: text('its name'),
            owner: text('login that migrates it'),
            passwordsSecret: secret('a key for `retention_published` and one for the owner'),
            peers: peers('that server, where it is none of `global.network.postgres`'),
            claim: text('PersistentVolumeClaim that all sequencers can write to'),
          },
          undefined,
        ),
      }),
    },
  },
};

/** Variables that a chart lets through to its service. */
export const settingsOf = (service) => [...ofEvery, ...services[service].settings];

const serviceValues = ({ roles, values }, name) => ({
  image: image('of the service'),
  releases: {
    type: 'object',
    additionalProperties: false,
    description: 'releases that run side by side, by slot (`a`, `b`)',
    properties: Object.fromEntries(
      slot.enum.map((of) => [
        of,
        parts({
          enabled: flag('false: nothing of it is there'),
          image: parts({ repository: text('of this slot'), tag: text('of this slot', version), digest: text('of this slot') }),
          release: text('`RELEASE`: what organisations are assigned to; empty: the tag'),
          migrate: flag('false: no job for this slot'),
          settings: variables(settingsOf(name)),
        }),
      ]),
    ),
  },
  defaultRelease: choice(slot.enum, `slot that the Service \`${name}\` leads to`),
  settings: variables(settingsOf(name)),
  roles: parts(
    Object.fromEntries(
      Object.entries(roles).map(([role, autoscaling]) => [
        role,
        parts(
          { capacity, ...(autoscaling && { autoscaling }), resources, settings: variables(settingsOf(name)) },
          `processes with \`ROLES=${role}\``,
          ['capacity', 'resources'],
        ),
      ]),
    ),
  ),
  migration: parts({
    hook: flag('as a hook of Helm, before an upgrade'),
    backoffLimit: whole('attempts'),
    resources,
  }),
  ...values,
});

const routed = ['ingest', 'patient-timeline', 'integration', 'retention'];
const ofServices = (values, description) => parts(Object.fromEntries(routed.map((name) => [name, values])), description);

const edge = {
  image: image('of the edge'),
  releases: ofServices(map(slot), 'slot of each release, by service'),
  routing: parts({
    provider: choice(['edge', 'gatewayApi', 'nginxIngress', 'none'], 'who sends organisations to their releases'),
    hosts: ofServices({ type: 'string' }, 'host of each service (not for `edge`)'),
    header: text('names the organisation (not for `edge`)', { pattern: '^[A-Za-z0-9-]+$' }),
    assignments: {
      type: 'object',
      description: 'release of each organisation, by service or for the `suite` (not for `edge`)',
      propertyNames: { pattern: organisation },
      additionalProperties: ofServices({ type: 'string' }),
    },
    defaultSlots: ofServices(slot, 'slot of everyone else (not for `edge`)'),
    parentRefs: list(given(), 'the Gateway (gatewayApi)'),
    ingressClassName: text('of the controller (nginxIngress)'),
    tlsSecret: secret('certificate of the hosts (nginxIngress)'),
  }),
  service: parts({
    type: choice(['LoadBalancer', 'NodePort', 'ClusterIP'], 'of the Service'),
    externalTrafficPolicy: choice(['Local', 'Cluster'], '`Local` keeps the address of the client'),
  }),
  tls: parts({
    secret: secret('certificate of the edge (kubernetes.io/tls); empty: it answers without TLS'),
    clientAuthoritySecret: secret('authorities of machines (key `ca.crt`); empty: no port for them'),
  }),
  trustedProxies: list({ type: 'string' }, 'networks whose `X-Forwarded-For` counts'),
  clients: peers('who may connect; empty: everyone'),
  limits: parts(
    Object.fromEntries(
      [
        'organisationRequestsPerSecond',
        'clientRequestsPerSecond',
        'addressRequestsPerSecond',
        'organisationConcurrent',
        'clientConcurrent',
        'addressConcurrent',
      ].map((name) => [name, whole('limit of each pod', { minimum: 1 })]),
    ),
    '`organisation…`, `client…`, `addressRequestsPerSecond`, and the same with `Concurrent`: of each pod',
  ),
  workers: whole('processes of nginx', { minimum: 1 }),
  capacity,
  autoscaling: byProcessor,
  resources,
};
edge.routing.properties.assignments.additionalProperties.properties.suite = { type: 'string' };

const databases = {
  image: image('of the job'),
  job: parts({
    run: text('another value makes another job', { pattern: '^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$' }),
    adminSecret: secret('URL of a superuser (key `url`)'),
    backoffLimit: whole('attempts'),
    resources,
  }),
  cloudNativePg: parts({
    enabled: flag('a Cluster of the CloudNativePG operator'),
    name: text('of the Cluster: its address is `<name>-rw`'),
    instances: whole('of PostgreSQL', { minimum: 1 }),
    storageSize: text('of each instance'),
    walStorageSize: text('of each instance'),
    superuserSecret: secret('password of the superuser; empty: the operator makes one'),
    parameters: map({ type: 'string' }, 'of PostgreSQL'),
    resources,
  }),
};

const observability = {
  rules: parts({
    enabled: flag('rules and alerts'),
    runbookBase: text('URL of this repository, before the paths of runbooks'),
  }),
  dashboards: parts({
    enabled: flag('dashboards'),
    label: text('by which Grafana finds them'),
    labelValue: text('by which Grafana finds them'),
    folder: text('of Grafana'),
  }),
};

/** Values of each chart, without `global`. */
export const chartValues = {
  ...Object.fromEntries(Object.entries(services).map(([name, service]) => [name, serviceValues(service, name)])),
  edge,
  databases,
  observability,
};

export const serviceCharts = Object.keys(services);
export const charts = Object.keys(chartValues);

/** The schema of a chart, as values.schema.json. */
export function schemaOf(chart) {
  const ofDependency = { type: 'object' };
  const values =
    chart === 'suite'
      ? Object.fromEntries(
          charts.map((name) => [
            name,
            { type: 'object', description: `values of the chart ${name}, which judges them`, required: ['enabled'] },
          ]),
        )
      : { enabled: flag('of the suite: whether it is a part of it'), common: ofDependency, ...chartValues[chart] };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `Values of the chart ${chart}`,
    ...parts({ global: globalValues, ...values }),
  };
}

/** Rows of a table: path, default and description of everything that has no parts of its own. */
export function* rowsOf(schema, defaults, path = '') {
  for (const [name, part] of Object.entries(schema.properties)) {
    const at = path === '' ? name : `${path}.${name}`;
    const value = defaults?.[name];
    if (part.properties && !/^(?:settings|resources|hosts|releases|defaultSlots|limits|requests)$/.test(name))
      yield* rowsOf(part, value, at);
    else yield { path: at, value, description: part.description ?? '' };
  }
}
