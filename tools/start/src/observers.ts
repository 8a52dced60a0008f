import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startAlertmanager, startPrometheus } from '@everchart/dev-servers';
import { startProber } from './prober.js';
import type { Suite } from './suite.js';

const files = fileURLToPath(new URL('../../../helm/observability/files/', import.meta.url));

/** Shows the series of `/metrics` that name organisations; another one for each start. */
export const newMetricsToken = (): string => randomBytes(24).toString('base64url');

export interface Observers {
  /** Where they are, and what could not be had: to be shown. */
  lines: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts the prober, and what this machine can have of Prometheus and Alertmanager, with the rules and routes of the
 * chart.
 * @param suite has the prober's organisation
 * @throws StartError; then nothing of it is left running
 */
export async function startObservers(
  suite: Suite,
  directory: string,
  metricsToken: string,
  say: (line: string) => void,
): Promise<Observers> {
  const { run } = suite;
  const place = resolve(directory, 'observers');
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const alertmanager = await startAlertmanager({
      directory: join(place, 'alertmanager'),
      configFile: join(files, 'alertmanager', 'alertmanager.yaml'),
      port: 9093,
    });
    if (alertmanager.url !== undefined) undo.push(() => alertmanager.stop());
    const prober = await startProber(suite, { directory: join(place, 'prober'), port: await freePort(8087), say });
    undo.push(() => prober.stop());
    const services = ['ingest', 'timeline', 'integration', 'retention'] as const;
    const prometheus = await startPrometheus({
      directory: join(place, 'prometheus'),
      // Not `urls`: those lead through the edge, where it is.
      targets: [
        ...[...services, 'edge-admin'].flatMap((name) => (name in run.ports ? [`127.0.0.1:${run.ports[name]}`] : [])),
        new URL(prober.url).host,
      ],
      metricsToken,
      ruleFiles: [join(files, 'rules', '*.yaml')],
      alertmanager: alertmanager.url && new URL(alertmanager.url).host,
      port: 9090,
      scrapeSeconds: 5,
    });
    if (prometheus.url !== undefined) undo.push(() => prometheus.stop());
    const lines = [
      `prober       ${prober.url}/metrics`,
      `Prometheus   ${prometheus.url ?? 'not started'}: ${prometheus.reason}`,
      `Alertmanager ${alertmanager.url ?? 'not started'}: ${alertmanager.reason}`,
      `Grafana      ${prometheus.url === undefined ? 'needs a Prometheus' : grafana(place, prometheus.url)}`,
    ];
    return { lines, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Writes what a Grafana has to be given. @returns how to start one with it */
function grafana(place: string, prometheusUrl: string): string {
  const provisioning = join(place, 'grafana');
  const put = (folder: string, content: object): void => {
    mkdirSync(join(provisioning, folder), { recursive: true });
    writeFileSync(join(provisioning, folder, 'everchart.yaml'), JSON.stringify(content, null, 2)); // YAML takes JSON
  };
  put('datasources', {
    apiVersion: 1,
    datasources: [{ name: 'Prometheus', uid: 'prometheus', type: 'prometheus', access: 'proxy', url: prometheusUrl, isDefault: true }],
  });
  put('dashboards', {
    apiVersion: 1,
    providers: [{ name: 'everchart', folder: 'Everchart', type: 'file', options: { path: join(files, 'dashboards') } }],
  });
  const command = `GF_PATHS_PROVISIONING=${provisioning} grafana server --homepath <folder of Grafana>`;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const isInstalled = folders.some((folder) => existsSync(join(folder, 'grafana')));
  return isInstalled ? `start it with ${command}` : `is not installed; where it is, start it with ${command}`;
}
