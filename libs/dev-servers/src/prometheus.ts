import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { debianProgram, type FoundProgram, type MissingProgram } from './debian-programs.js';
import { freePort } from './free-port.js';
import { HostedProcess } from './hosted-process.js';

export interface PrometheusOptions {
  /** Folder of its configuration, data and log. */
  directory: string;
  /** `host:port` of each process whose `/metrics` is read. */
  targets: readonly string[];
  /** Shows the series that name organisations. */
  metricsToken: string;
  /** Files of rules; a pattern may be among them. */
  ruleFiles: readonly string[];
  /** `host:port` */
  alertmanager?: string | undefined;
  /** Preferred port; any free one when it is taken. */
  port?: number;
  scrapeSeconds?: number;
}

export interface AlertmanagerOptions {
  directory: string;
  configFile: string;
  port?: number;
  /** Where none is installed: a program of which it is known that it can be had. */
  instead?: () => Promise<FoundProgram | MissingProgram>;
}

export interface ObservingServer {
  url: string;
  /** One line: which program was taken and why. */
  reason: string;
  stop(): Promise<void>;
}

export interface NoServer {
  url?: undefined;
  /** One line: what was missing. */
  reason: string;
}

/** A Prometheus that reads the suite as in production: with the token, and the labels of the series before its own. */
export async function startPrometheus(options: PrometheusOptions): Promise<ObservingServer | NoServer> {
  const program = await debianProgram('prometheus', 'prometheus');
  if (program.path === undefined) return program;
  const directory = resolve(options.directory);
  mkdirSync(directory, { recursive: true });
  const tokenFile = join(directory, 'metrics-token');
  writeFileSync(tokenFile, options.metricsToken, { mode: 0o600 });
  chmodSync(tokenFile, 0o600);
  const interval = `${options.scrapeSeconds ?? 15}s`;
  const configuration = {
    global: { scrape_interval: interval, evaluation_interval: interval },
    rule_files: options.ruleFiles,
    ...(options.alertmanager === undefined ? {} : { alerting: { alertmanagers: [{ static_configs: [{ targets: [options.alertmanager] }] }] } }), // prettier-ignore
    scrape_configs: [
      {
        job_name: 'everchart',
        honor_labels: true,
        authorization: { credentials_file: tokenFile },
        static_configs: [{ targets: options.targets }],
      },
    ],
  };
  const configFile = join(directory, 'prometheus.yml'); // YAML takes JSON
  writeFileSync(configFile, JSON.stringify(configuration, null, 2));
  const address = `127.0.0.1:${await freePort(options.port)}`;
  const parameters = [`--config.file=${configFile}`, `--storage.tsdb.path=${join(directory, 'data')}`, `--web.listen-address=${address}`, '--log.level=warn']; // prettier-ignore
  return start({ command: program.path, args: parameters, address, readyPath: '/-/ready', logFile: `${directory}.log`, reason: program.reason }); // prettier-ignore
}

/** Where Debian's build looks for them, and nowhere else: unpacked without being installed it does not start. */
const debianTemplates = '/usr/share/prometheus/alertmanager/default.tmpl';

/** An Alertmanager that speaks to no other one. */
export async function startAlertmanager(options: AlertmanagerOptions): Promise<ObservingServer | NoServer> {
  // Debian calls it by the name of its package, others by its own.
  const byPackage = await debianProgram('prometheus-alertmanager', 'prometheus-alertmanager');
  let program = byPackage.path === undefined ? await debianProgram('alertmanager', 'prometheus-alertmanager') : byPackage;
  if (program.path !== undefined && program.path === byPackage.path && !existsSync(debianTemplates))
    program = { reason: `Debian's Alertmanager needs ${debianTemplates}: apt-get install prometheus-alertmanager` };
  if (program.path === undefined && options.instead) program = await options.instead();
  if (program.path === undefined) return program;
  const directory = resolve(options.directory);
  mkdirSync(directory, { recursive: true });
  const address = `127.0.0.1:${await freePort(options.port)}`;
  const parameters = [`--config.file=${options.configFile}`, `--storage.path=${join(directory, 'data')}`, `--web.listen-address=${address}`, '--cluster.listen-address=', '--log.level=warn']; // prettier-ignore
  return start({ command: program.path, args: parameters, address, readyPath: '/-/ready', logFile: `${directory}.log`, reason: program.reason }); // prettier-ignore
}

async function start(server: {
  command: string;
  args: readonly string[];
  address: string;
  readyPath: string;
  logFile: string;
  reason: string;
}): Promise<ObservingServer> {
  const { command, args, address, readyPath, logFile, reason } = server;
  const hosted = await HostedProcess.start({ command, args, logFile, stopSignal: 'SIGTERM' });
  const url = `http://${address}`;
  const deadline = Date.now() + 60_000;
  while (!(await isReady(url + readyPath))) {
    if (hosted.ended || Date.now() > deadline) {
      await hosted.stop();
      throw new Error(`${command} did not become ready; its log is ${logFile}`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  return { url, reason, stop: () => hosted.stop() };
}

const isReady = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false, // not listening yet
  );
