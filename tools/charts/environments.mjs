/**
 * Every process that a chart starts gets an environment with which its service starts, and nothing that it does not
 * know.
 */
import { ConfigError, loadConfig } from '@everchart/platform';
import { serviceCharts, settingsOf } from './values.mjs';

/** Variables that no chart sets, and why. */
const neverSet = {
  SHARE_PORT: 'a pod has one process',
  KAFKA_PASSWORD: 'secrets are files',
  STREAM_KEYS: 'secrets are files',
  DATABASE_CLUSTERS: 'holds passwords: not in the charts',
  DATABASE_CLUSTER_OWNERS: 'for the migration only',
  DATABASE_OWNER_URL: 'for the migration only',
  ACCESS_DATABASE_OWNER_URL: 'for the migration only',
  EVENTS_DATABASE_OWNER_URL: 'for the migration only',
  LOG_PUBLISHED_DATABASE_OWNER_URL: 'for the migration only',
  KEYRING_COPIES_DATABASE_URLS: 'holds passwords: not in the charts',
  ACCESS_SPOOL_DIRECTORY: 'needs a disk that outlives the pod',
  ACCESS_SPOOL_MAX_BYTES: 'of ACCESS_SPOOL_DIRECTORY',
};

/** Read before the variables are checked, see `loadConfig`. */
const passwords = 'PASSWORDS_DIRECTORY';

/** Files that only one role has, though every process has to name them. */
const otherKeys = new Set(['LOG_SIGNING_KEY_FILE']);

/** @param {{ name: string, resources: object[] }[]} renders @returns {Promise<string[]>} */
export async function faultsOfEnvironments(renders) {
  const faults = [];
  for (const service of serviceCharts) {
    const { configSchema } = await import(`../../services/${service}/dist/configuration.js`);
    const known = new Set(Object.keys(configSchema.shape));
    const set = new Set(settingsOf(service));
    for (const name of set)
      if (!known.has(name)) faults.push(`${service}: the chart lets ${name} through, which the service does not know`);
    for (const { name: render, resources } of renders) {
      for (const { kind, metadata, spec } of resources) {
        if (kind !== 'Deployment' || metadata.labels['app.kubernetes.io/name'] !== service) continue;
        const pod = spec.template.spec;
        const { [passwords]: directory, ...environment } = environmentOf(pod.containers[0].env);
        const files = filesOf(pod);
        for (const login of loginsOf(environment))
          if (!files.has(`${directory}/${login}`)) faults.push(`${render}: ${metadata.name} has no file with the password of ${login}`);
        for (const [name, value] of Object.entries(environment))
          if (name.endsWith('_FILE') && value.startsWith('/run/secrets/') && !files.has(value) && !otherKeys.has(name))
            faults.push(`${render}: ${metadata.name}: there is no file ${name}`);
        for (const name of Object.keys(environment)) {
          set.add(name);
          if (!known.has(name)) faults.push(`${render}: ${metadata.name} has ${name}, which the service does not know`);
        }
        try {
          loadConfig(configSchema, environment);
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error;
          faults.push(...error.faults.map((fault) => `${render}: ${metadata.name} would not start: ${fault}`));
        }
      }
    }
    for (const name of known) {
      if (!set.has(name) && !(name in neverSet)) faults.push(`${service}: no render sets ${name}, and the values do not let it through`);
    }
  }
  return [...faults, ...(await faultsOfEdge(renders))];
}

/** The same of the edge; what it has a default for need not be set. */
async function faultsOfEdge(renders) {
  const { edgeConfig } = await import('../../services/edge/dist/configuration.js');
  const faults = [];
  for (const { name: render, resources } of renders) {
    for (const { metadata, spec } of resources.filter(({ kind, metadata: { name } }) => kind === 'Deployment' && name === 'edge')) {
      const environment = environmentOf(spec.template.spec.containers[0].env);
      for (const name of Object.keys(environment))
        if (!(name in edgeConfig.shape)) faults.push(`${render}: ${metadata.name} has ${name}, which it does not know`);
      try {
        loadConfig(edgeConfig, environment);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        faults.push(...error.faults.map((fault) => `${render}: ${metadata.name} would not start: ${fault}`));
      }
    }
  }
  return faults;
}

/** References stand for a value that no one knows here. */
const environmentOf = (variables) =>
  Object.fromEntries(variables.map(({ name, value }) => [name, value ?? `from-a-reference-of-${name.toLowerCase()}`]));

/** Paths of the secrets that are mounted. */
function filesOf({ containers: [{ volumeMounts }], volumes }) {
  const files = volumeMounts.flatMap(({ name, mountPath }) =>
    (volumes.find((volume) => volume.name === name).projected?.sources ?? []).flatMap(({ secret }) =>
      secret.items.map(({ path }) => `${mountPath}/${path}`),
    ),
  );
  return new Set(files);
}

/** Logins of the URLs of PostgreSQL in an environment. */
const loginsOf = (environment) => Object.values(environment).flatMap((value) => /^postgres:\/\/(\w+)@/.exec(value)?.[1] ?? []);
