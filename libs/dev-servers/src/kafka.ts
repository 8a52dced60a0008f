import { execFile, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import { freePort } from './free-port.js';
import { HostedProcess } from './hosted-process.js';
import { endProcessLeftBehind } from './process-left-behind.js';

export interface KafkaOptions {
  /** Folder of the broker's data; kept between starts. */
  directory: string;
  /** Preferred port of a broker that is started. */
  port?: number;
  /** More settings of a broker that is started, by name. */
  settings?: Readonly<Record<string, string>>;
  /**
   * Clients need TLS, a certificate, a name and a right. Only a Kafka of this machine's Java is started so; `brokers`
   * are then those for such clients.
   */
  secure?: KafkaSecurity;
  onLine?: (line: string) => void;
}

export interface KafkaSecurity {
  /** Of the broker, for 127.0.0.1 (PEM). */
  certificate: string;
  /** PKCS #8 (PEM). */
  key: string;
  /** Who signs the certificates of clients (PEM). */
  authority: string;
  /** Passwords by name (SCRAM-SHA-512). `admin` may do everything, the others what rules say. */
  users: Readonly<Record<string, string>>;
}

export interface KafkaInstance {
  /** `none`: this machine can have no Kafka. */
  kind: 'given' | 'container' | 'java' | 'none';
  /** Empty for `none`. */
  brokers: readonly string[];
  /** One line: which was taken and why, or what was missing. */
  reason: string;
  /** Process of the broker, where it is one of this machine's. */
  pid?: number;
  /** Resolves when that process has ended, for any reason. */
  gone?: Promise<void>;
  /** Stops what was started; brokers that were given are left alone. */
  stop(): Promise<void>;
}

/** Brokers that were named do not answer. */
export class KafkaUnreachableError extends Error {
  override readonly name = 'KafkaUnreachableError';
  constructor(brokers: string, options?: ErrorOptions) {
    super(
      `KAFKA_BROKERS names ${brokers}, but no Kafka answers there. Start it, or unset KAFKA_BROKERS to have one started here.`,
      options,
    );
  }
}

const run = promisify(execFile);
const givenDeadlineMs = 10_000;
const startedDeadlineMs = 60_000;
const kafkaVersion = '4.3.1';
const image = `apache/kafka:${kafkaVersion}`;
const pomFile = fileURLToPath(new URL('../kafka.pom.xml', import.meta.url));
const log4jFile = fileURLToPath(new URL('../kafka.log4j2.properties', import.meta.url));

/**
 * A Kafka, from the first of: `KAFKA_BROKERS`; a container, when Docker answers and the image can be had; a real
 * single-node Apache Kafka from its Maven Central artefacts, when Java 17 and Maven are there. `reason` says in one
 * line which and why; `none` says what was missing.
 * @throws KafkaUnreachableError
 */
export async function startKafka(options: KafkaOptions): Promise<KafkaInstance> {
  if (options.secure) {
    const missing: string[] = [];
    const secure = await tryJava(options, missing);
    return secure ?? { kind: 'none', brokers: [], reason: missing.join(', '), stop: () => Promise.resolve() };
  }
  const given = process.env.KAFKA_BROKERS;
  if (given !== undefined && given !== '') {
    const brokers = given.split(',').map((broker) => broker.trim());
    try {
      await waitUntilReady(brokers, givenDeadlineMs);
    } catch (cause) {
      throw new KafkaUnreachableError(given, { cause });
    }
    return { kind: 'given', brokers, reason: 'KAFKA_BROKERS names them', stop: () => Promise.resolve() };
  }
  const missing: string[] = [];
  const container = await tryContainer(options, missing);
  if (container) return container;
  const java = await tryJava(options, missing);
  if (java) return java;
  return { kind: 'none', brokers: [], reason: `KAFKA_BROKERS is not set, ${missing.join(', ')}`, stop: () => Promise.resolve() };
}

async function tryContainer(options: KafkaOptions, missing: string[]): Promise<KafkaInstance | undefined> {
  try {
    await run('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: 10_000 });
  } catch {
    missing.push('Docker does not answer');
    return undefined;
  }
  try {
    await run('docker', ['image', 'inspect', image], { timeout: 10_000 });
  } catch {
    options.onLine?.(`fetching the image ${image}, once …`);
    try {
      await run('docker', ['pull', '--quiet', image], { timeout: 180_000 });
    } catch {
      missing.push(`the image ${image} cannot be had`);
      return undefined;
    }
  }
  const { GenericContainer, Wait } = await import('testcontainers');
  const port = await freePort(options.port ?? 9092);
  const brokers = [`127.0.0.1:${port}`];
  try {
    const container = await new GenericContainer(image)
      .withExposedPorts({ container: 9092, host: port })
      .withBindMounts([{ source: volumeOf(resolve(options.directory)), target: '/var/lib/kafka/data' }])
      .withEnvironment({
        KAFKA_NODE_ID: '1',
        KAFKA_PROCESS_ROLES: 'broker,controller',
        KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
        KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
        KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
        KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
        KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
        KAFKA_LOG_DIRS: '/var/lib/kafka/data',
        ...Object.fromEntries(
          Object.entries({ ...brokerSettings, ...options.settings }).map(([name, value]) => [
            `KAFKA_${name.replaceAll('.', '_').toUpperCase()}`,
            value,
          ]),
        ),
      })
      .withWaitStrategy(Wait.forListeningPorts())
      .start();
    await waitUntilReady(brokers, startedDeadlineMs);
    const stop = async (): Promise<void> => void (await container.stop({ timeout: 20_000 }));
    return { kind: 'container', brokers, reason: `a container of ${image}, because Docker answers`, stop };
  } catch (error) {
    missing.push(`the container of ${image} did not start (${(error as Error).message.split('\n')[0]})`);
    return undefined;
  }
}

/**
 * Name of the volume that keeps a folder's broker data: the image's user could not write into the folder itself. An
 * emptied folder gets a new one.
 */
function volumeOf(directory: string): string {
  const file = `${directory}.volume`;
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) writeFileSync(file, `everchart-kafka-${randomUUID()}`);
  return readFileSync(file, 'utf8').trim();
}

/** Settings of a single node that more than one broker would not need. */
const brokerSettings: Record<string, string> = {
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'group.initial.rebalance.delay.ms': '0',
  'auto.create.topics.enable': 'false',
  'offsets.topic.num.partitions': '4',
  'transaction.state.log.num.partitions': '4',
  // The topics are the feed of decades: nothing expires by default.
  'log.retention.ms': '-1',
};

/** The listener for clients, and who may do what. The plain listeners of this machine are those of an administrator. */
function secureSettings(
  { certificate, key, authority }: KafkaSecurity,
  { directory, port, plainPort, controllerPort }: { directory: string; port: number; plainPort: number; controllerPort: number },
): Record<string, string> {
  const keyStore = join(directory, 'broker.pem');
  const trustStore = join(directory, 'authority.pem');
  writeFileSync(keyStore, key + certificate, { mode: 0o600 });
  writeFileSync(trustStore, authority);
  const secure = (name: string): string => `listener.name.secure.${name}`;
  return {
    listeners: `SECURE://127.0.0.1:${port},PLAINTEXT://127.0.0.1:${plainPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `SECURE://127.0.0.1:${port},PLAINTEXT://127.0.0.1:${plainPort}`,
    'inter.broker.listener.name': 'PLAINTEXT',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:admin;User:ANONYMOUS',
    [secure('ssl.keystore.type')]: 'PEM',
    [secure('ssl.keystore.location')]: keyStore,
    [secure('ssl.truststore.type')]: 'PEM',
    [secure('ssl.truststore.location')]: trustStore,
    [secure('ssl.client.auth')]: 'required',
    [secure('sasl.enabled.mechanisms')]: 'SCRAM-SHA-512',
    [secure('scram-sha-512.sasl.jaas.config')]: 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  };
}

async function tryJava(options: KafkaOptions, missing: string[]): Promise<KafkaInstance | undefined> {
  const java = javaVersion();
  if (java === undefined || java < 17) {
    missing.push(java === undefined ? 'there is no Java' : `Java ${java} is older than 17`);
    return undefined;
  }
  const jars = await fetchJars(options, missing);
  if (jars === undefined) return undefined;
  const directory = resolve(options.directory);
  mkdirSync(directory, { recursive: true });
  const pidFile = join(directory, 'broker.pid');
  if (existsSync(pidFile)) await endProcessLeftBehind(Number(readFileSync(pidFile, 'utf8')), directory, 'SIGTERM');
  const port = await freePort(options.port ?? 9092);
  const controllerPort = await freePort();
  // Where this process looks whether a secured broker is ready.
  const plainPort = options.secure ? await freePort() : port;
  const properties = join(directory, 'server.properties');
  writeFileSync(
    properties,
    Object.entries({
      'process.roles': 'broker,controller',
      'node.id': '1',
      'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
      listeners: `PLAINTEXT://127.0.0.1:${plainPort},CONTROLLER://127.0.0.1:${controllerPort}`,
      'advertised.listeners': `PLAINTEXT://127.0.0.1:${plainPort}`,
      'controller.listener.names': 'CONTROLLER',
      'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL',
      'log.dirs': join(directory, 'log'),
      ...brokerSettings,
      ...(options.secure && secureSettings(options.secure, { directory, port, plainPort, controllerPort })),
      ...options.settings,
    })
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  const classPath = `${jars}/*`;
  const flags = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Dlog4j2.configurationFile=${log4jFile}`, '-cp', classPath];
  const formatted = join(directory, 'formatted');
  if (!existsSync(formatted)) {
    rmSync(join(directory, 'log'), { recursive: true, force: true }); // of a start that was cut off while it formatted
    const { stdout } = await run('java', [...flags, 'kafka.tools.StorageTool', 'random-uuid']);
    const users = Object.entries(options.secure?.users ?? {});
    const scram = users.flatMap(([name, password]) => ['--add-scram', `SCRAM-SHA-512=[name=${name},password=${password}]`]);
    const format = ['format', '--standalone', '-t', stdout.trim(), '-c', properties, ...scram];
    await run('java', [...flags, 'kafka.tools.StorageTool', ...format]);
    writeFileSync(formatted, '');
  }
  const logFile = `${directory}.log`;
  const server = await HostedProcess.start({
    command: 'java',
    args: [...flags, 'kafka.Kafka', properties],
    logFile,
    stopSignal: 'SIGTERM',
  });
  writeFileSync(pidFile, String(server.pid));
  const brokers = [`127.0.0.1:${port}`];
  try {
    await waitUntilReady([`127.0.0.1:${plainPort}`], startedDeadlineMs, server);
    // Another run's broker may have taken the port between the look and the start, and have answered for this one.
    if (server.ended) throw new Error(`port ${port} was taken`);
  } catch (cause) {
    await server.stop();
    throw new Error(`Kafka did not become ready; its log is ${logFile}`, { cause });
  }
  const reason = `Apache Kafka ${kafkaVersion} from Maven Central, because ${missing.join(' and ')}`;
  return { kind: 'java', brokers, reason, pid: server.pid, gone: server.gone, stop: () => server.stop() };
}

function javaVersion(): number | undefined {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' }); // undefined where there is no java
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1]) || undefined;
}

/** Folder of Kafka's jars, filled by Maven once per version. */
async function fetchJars(options: KafkaOptions, missing: string[]): Promise<string | undefined> {
  const key = createHash('sha256').update(readFileSync(pomFile)).digest('hex').slice(0, 12);
  const jars = join(homedir(), '.cache', 'everchart', `kafka-${kafkaVersion}-${key}`);
  if (existsSync(jars)) return jars;
  options.onLine?.(`fetching Apache Kafka ${kafkaVersion} by Maven, once …`);
  const draft = `${jars}.draft-${process.pid}`;
  const since = performance.now();
  const stillFetching = setInterval(() => {
    options.onLine?.(`still fetching Apache Kafka (about 100 MB), for ${Math.round((performance.now() - since) / 1000)} s …`);
  }, 10_000);
  try {
    await run('mvn', ['--batch-mode', '--quiet', '-f', pomFile, 'dependency:copy-dependencies', `-DoutputDirectory=${draft}`], {
      timeout: 300_000,
    });
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    missing.push((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no Maven' : 'Maven could not fetch Kafka');
    return undefined;
  } finally {
    clearInterval(stillFetching);
  }
  try {
    renameSync(draft, jars);
  } catch (error) {
    if (!existsSync(jars)) throw error;
    rmSync(draft, { recursive: true, force: true }); // another process was quicker
  }
  return jars;
}

/**
 * Ready means that a group coordinator answers: the port opens earlier, and groups are refused in between ("coordinator
 * is loading").
 */
async function waitUntilReady(brokers: readonly string[], deadlineMs: number, server?: HostedProcess): Promise<void> {
  const kafka = new Kafka({
    clientId: 'everchart-probe',
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2000,
    retry: { retries: 3, initialRetryTime: 50 },
  });
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const admin = kafka.admin();
    try {
      await admin.connect();
      const { groups } = await admin.describeGroups(['everchart-probe']);
      // The typing lacks the code; the answer has it.
      if ((groups[0] as { errorCode?: number } | undefined)?.errorCode === 0) return;
    } catch (cause) {
      if (server?.ended === true || Date.now() > deadline)
        throw new Error(`no Kafka group coordinator at ${brokers.join(', ')}`, { cause });
    } finally {
      await admin.disconnect();
    }
    await new Promise((resolvePause) => setTimeout(resolvePause, 100));
  }
}
