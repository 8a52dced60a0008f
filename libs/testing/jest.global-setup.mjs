/**
 * Once per test run, when a selected test needs it: one real PostgreSQL and one real Kafka for all test files. Servers
 * named by TEST_POSTGRES_URL and TEST_KAFKA_BROKERS are used as they are.
 */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'everchart-test-';

export default async function setUp() {
  process.env.TEST_RUN_ID ||= randomUUID();
  if (process.env.TEST_POSTGRES_URL && process.env.TEST_KAFKA_BROKERS) return;
  const compiled = new URL('../dev-servers/dist/index.js', import.meta.url);
  if (!existsSync(compiled)) throw new Error('the integration tests need a build: run "npm run build" first, or all by "npm test"');
  const { startKafka, startPostgres } = await import(compiled.href);
  removeLeftovers();
  const directory = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(directory, 0o711); // the user that PostgreSQL runs as must get through
  const started = [];
  globalThis.everchartTestRun = { directory, started };
  const begin = performance.now();
  await Promise.all([
    process.env.TEST_POSTGRES_URL ||
      startPostgres({ directory: join(directory, 'postgres'), fsync: false }).then((postgres) => {
        started.push(postgres);
        process.env.TEST_POSTGRES_URL = postgres.url;
      }),
    process.env.TEST_KAFKA_BROKERS ||
      startKafka({ directory: join(directory, 'kafka'), port: 0, onLine: say }).then((kafka) => {
        started.push(kafka);
        if (kafka.kind === 'none') process.env.TEST_KAFKA_MISSING = kafka.reason;
        else process.env.TEST_KAFKA_BROKERS = kafka.brokers.join(',');
        say(kafka.kind === 'none' ? `no Kafka: ${kafka.reason}` : `Kafka: ${kafka.reason}`);
      }),
  ]);
  say(`PostgreSQL and stream are ready after ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}

/** The servers of a run that was killed end by themselves; its folder stays. */
function removeLeftovers() {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (pid && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function say(line) {
  process.stderr.write(`test run: ${line}\n`);
}
