import type { Kubernetes } from './kubernetes.js';

interface Container {
  env: { name: string; value?: string }[];
}

interface PodSpec {
  containers: Container[];
  volumes: { name: string; projected?: { sources: object[] } }[];
  topologySpreadConstraints?: object[];
}

/** What a program that ends has no use for. */
const ofServers = new Set(['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle', 'ports']);
const job = 'rebuild-projection';
const projector = 'deployment/patient-timeline-projector-a';

/**
 * Builds another version of the projection beside the one that is read: a Job with what a projector has, and with the
 * owner's login.
 * @returns what it said last
 * @throws CommandError
 */
export async function rebuildProjection(kubernetes: Kubernetes): Promise<string> {
  type Deployment = { spec: { template: { spec: PodSpec } } };
  const { spec } = (await kubernetes.json<Deployment>(['get', projector])).spec.template;
  const [server] = spec.containers as [Container];
  const container = Object.fromEntries(Object.entries(server).filter(([name]) => !ofServers.has(name)));
  const worker = server.env.find(({ name }) => name === 'DATABASE_WORKER_URL')!.value!;
  const owner = { name: 'DATABASE_OWNER_URL', value: worker.replace('timeline_worker@', 'timeline_owner@') };
  const password = { secret: { name: 'everchart-database-owners', items: [{ key: 'timeline_owner', path: 'passwords/timeline_owner' }] } };
  const { topologySpreadConstraints: _spread, ...rest } = spec;
  const pod = {
    ...rest,
    restartPolicy: 'Never',
    containers: [{ ...container, args: ['dist/projections-main.js', 'rebuild'], env: [...server.env, owner] }],
    volumes: spec.volumes.map((volume) =>
      volume.projected ? { ...volume, projected: { ...volume.projected, sources: [...volume.projected.sources, password] } } : volume,
    ),
  };
  const labels = { 'app.kubernetes.io/name': 'patient-timeline', 'app.kubernetes.io/component': 'rebuild' };
  await kubernetes.apply([
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: job, namespace: kubernetes.namespace, labels },
      spec: { backoffLimit: 0, template: { metadata: { labels }, spec: pod } },
    },
  ]);
  await kubernetes.kubectl(['wait', '--for=condition=complete', `job/${job}`, '--timeout=300s']);
  return (await kubernetes.kubectl(['logs', `job/${job}`, '--tail=1'])).trim();
}
