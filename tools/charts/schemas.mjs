/**
 * JSON schemas for kubeconform, made from Kubernetes' own OpenAPI documents and from the resource definitions of the
 * operators. Closed: a field that is not described is a fault, which `-strict` alone would not see.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kubernetes = 'k8s.io/kubernetes';
/** Files of resource definitions, by module. */
const definitions = {
  'sigs.k8s.io/gateway-api': ['config/crd/standard/gateway.networking.k8s.io_httproutes.yaml'],
  'github.com/prometheus-operator/prometheus-operator': [
    'example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml',
    'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml',
  ],
  'github.com/kedacore/keda/v2': ['config/crd/bases/keda.sh_scaledobjects.yaml'],
  'github.com/cloudnative-pg/cloudnative-pg': ['config/crd/bases/postgresql.cnpg.io_clusters.yaml'],
  'github.com/nginx/kubernetes-ingress': ['deployments/common/crds/k8s.nginx.org_virtualservers.yaml'],
};

const object = (properties, required = Object.keys(properties)) => ({ type: 'object', properties, required, additionalProperties: false });
const text = { type: 'string' };

/**
 * What the charts use of Strimzi's resources, after its API reference (`kafka.strimzi.io/v1`). Its definitions stand in
 * no Go module; a field that is not here yet is added first.
 */
const strimzi = {
  KafkaTopic: object({
    topicName: text,
    partitions: { type: 'integer', minimum: 1 },
    replicas: { type: 'integer', minimum: 1, maximum: 32767 },
    config: { type: 'object' },
  }),
  KafkaUser: object({
    authentication: object({ type: { enum: ['tls', 'tls-external', 'scram-sha-512'] } }),
    authorization: object({
      type: { const: 'simple' },
      acls: {
        type: 'array',
        items: object({
          resource: object(
            { type: { enum: ['topic', 'group', 'cluster', 'transactionalId'] }, name: text, patternType: { enum: ['literal', 'prefix'] } },
            ['type', 'name'],
          ),
          operations: {
            type: 'array',
            items: {
              enum: [
                ...['Read', 'Write', 'Create', 'Delete', 'Alter', 'Describe'],
                ...['ClusterAction', 'AlterConfigs', 'DescribeConfigs', 'IdempotentWrite', 'All'],
              ],
            },
          },
        }),
      },
    }),
  }),
};

/**
 * @param {{ descriptions: Record<string, string>, cache: string }} tools
 * @param {(file: string) => unknown} parseYaml
 * @returns the folder, as a location for kubeconform
 */
export function kubernetesSchemas({ descriptions, cache }, parseYaml) {
  // Made again when a module is another one, or when this file is.
  const made = createHash('sha256')
    .update(JSON.stringify(descriptions))
    .update(readFileSync(fileURLToPath(import.meta.url)));
  const key = made.digest('hex').slice(0, 12);
  const folder = join(cache, `kubernetes-schemas-${key}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.draft-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const { name, schema } of [
    ...nativeSchemas(descriptions[kubernetes]),
    ...customSchemas(descriptions, parseYaml),
    ...strimziSchemas(),
  ])
    writeFileSync(join(draft, `${name}.json`), JSON.stringify(schema));
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/** Where kubeconform looks for the schema of a resource. */
export const schemaLocation = (folder) => `${folder}/{{ .ResourceKind }}-{{ .Group }}-{{ .ResourceAPIVersion }}.json`;

function* nativeSchemas(module) {
  const folder = join(module, 'api', 'openapi-spec', 'v3');
  for (const file of readdirSync(folder).filter((name) =>
    /^(?:api|apis__(?:apps|autoscaling|batch|networking\.k8s\.io|policy))__v\d_openapi\.json$/.test(name),
  )) {
    const { schemas } = JSON.parse(readFileSync(join(folder, file), 'utf8')).components;
    for (const described of Object.values(schemas)) {
      for (const { group, version, kind } of described['x-kubernetes-group-version-kind'] ?? []) {
        if (kind.endsWith('List') || kind.endsWith('Options') || !described.properties?.metadata) continue;
        const schema = inlined(described, schemas);
        yield { name: nameOf(kind, group, version), schema };
      }
    }
  }
}

/** With what it refers to in its place, and closed. */
function inlined(schema, schemas) {
  if (schema === null || typeof schema !== 'object') return schema;
  if (Array.isArray(schema)) return schema.map((part) => inlined(part, schemas));
  const reference = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0].$ref : undefined);
  if (reference) return inlined(schemas[reference.split('/').at(-1)], schemas);
  if (schema.format === 'int-or-string') return { type: ['integer', 'string'] };
  const { type, properties, additionalProperties, items, required, oneOf, enum: values } = schema;
  if (oneOf) return { oneOf: inlined(oneOf, schemas) };
  return {
    ...(type && { type: properties || additionalProperties || items ? type : [type].flat() }),
    ...(values && { enum: values }),
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, inlined(part, schemas)])) }),
    ...(required && { required }),
    ...(items && { items: inlined(items, schemas) }),
    ...(properties
      ? { additionalProperties: false }
      : additionalProperties && { additionalProperties: inlined(additionalProperties, schemas) }),
  };
}

function* customSchemas(descriptions, parseYaml) {
  for (const [module, files] of Object.entries(definitions)) {
    for (const file of files) {
      const { group, names, versions } = parseYaml(join(descriptions[module], file)).spec;
      for (const { name: version, schema } of versions) {
        const whole = closed(schema.openAPIV3Schema);
        whole.properties.metadata = { type: 'object' };
        yield { name: nameOf(names.kind, group, version), schema: whole };
      }
    }
  }
}

function* strimziSchemas() {
  for (const [kind, spec] of Object.entries(strimzi)) {
    const schema = object({ apiVersion: text, kind: text, metadata: { type: 'object' }, spec });
    yield { name: nameOf(kind, 'kafka.strimzi.io', 'v1'), schema };
  }
}

/** A resource definition prunes what it does not describe: here that is a fault. Rules in CEL are not checked. */
function closed(schema) {
  if (schema === null || typeof schema !== 'object') return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const made = Object.fromEntries(
    Object.entries(schema)
      .filter(([name]) => !name.startsWith('x-') && name !== 'description' && name !== 'default')
      .map(([name, part]) => [
        name,
        name === 'properties' ? Object.fromEntries(Object.entries(part).map(([of, inner]) => [of, closed(inner)])) : closed(part),
      ]),
  );
  if (schema['x-kubernetes-int-or-string']) return { type: ['integer', 'string'] };
  if (made.properties && !schema['x-kubernetes-preserve-unknown-fields'] && made.additionalProperties === undefined)
    made.additionalProperties = false;
  return made;
}

/** As {@link schemaLocation} asks for it: the core group goes by its version. */
const nameOf = (kind, group, version) => `${kind.toLowerCase()}-${group === '' ? version : group}-${version}`;
