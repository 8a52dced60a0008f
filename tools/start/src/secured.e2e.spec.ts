import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCareHome, planCareDay, replayCareDay } from '@everchart/care-day';
import { startKafka } from '@everchart/dev-servers';
import { applyKafkaRules, kafkaRules, streamAccess } from '@everchart/stream';
import { describeWithKafka, testCertificates, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSuite, type Suite } from './index.js';

const directory = mkdtempSync(join(tmpdir(), 'everchart-secured-'));
const { authority, receiver, sender } = testCertificates;
const users = Object.fromEntries(['admin', ...Object.keys(streamAccess)].map((name) => [name, `password-of-${name}`]));
const kafka = await startKafka({ directory: join(directory, 'kafka'), port: 0, secure: { ...receiver, authority, users } });
const describeSecured = kafka.kind === 'none' ? describe.skip : describeWithKafka;
if (kafka.kind === 'none') process.stderr.write(`\n!!! SKIPPED, because no Kafka can be secured here: ${kafka.reason}\n\n`);
const services = { ingest: 'ingest', timeline: 'patient-timeline', integration: 'integration', retention: 'retention' } as const;

describeSecured('the suite with a Kafka where each service has its own name and its own rights', () => {
  let suite: Suite;
  const get = async <T>(url: string, client?: string): Promise<T> => {
    const response = await fetch(url, { headers: client === undefined ? {} : { authorization: `Bearer ${suite.tokens[client]}` } });
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };
  const file = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text, { mode: 0o600 });
    return join(directory, name);
  };

  beforeAll(async () => {
    const [KAFKA_CA_FILE, KAFKA_CERTIFICATE_FILE, KAFKA_KEY_FILE] = [file('ca', authority), file('certificate', sender.certificate), file('key', sender.key)]; // prettier-ignore
    await applyKafkaRules(
      { brokers: kafka.brokers, clientId: 'test', tls: { authorities: authority, ...sender }, scram: { username: 'admin', password: users.admin! } }, // prettier-ignore
      kafkaRules(),
    );
    const environment = Object.fromEntries(
      Object.entries(services).map(([name, principal]) => {
        const KAFKA_PASSWORD_FILE = file(`password-of-${name}`, users[principal]!);
        const stream = { STREAM_KIND: 'kafka', KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_USERNAME: principal };
        return [name, { ...stream, KAFKA_PASSWORD_FILE, KAFKA_CA_FILE, KAFKA_CERTIFICATE_FILE, KAFKA_KEY_FILE }];
      }),
    );
    suite = await startSuite({ directory: join(directory, 'suite'), org: 'home', stream: 'postgres', fsync: false, anyPorts: true, ingestProcesses: 1, environment }); // prettier-ignore
  }, 300_000);

  afterAll(async () => {
    await suite?.stop();
    await kafka.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  it('records, shows and logs everything, the accesses of all services among it', async () => {
    const { tokens, run } = suite;
    const { urls } = run;
    const day = planCareDay(buildCareHome({ seed: 'secured', residents: 2, units: 1 }), { seed: 'secured', until: new Date() });
    const target = { ingestUrl: urls.ingest, timelineUrl: urls.timeline, org: 'home', tokens: { carer: tokens.carer!, nurse: tokens.nurse!, administrator: tokens.administrator! } }; // prettier-ignore
    await replayCareDay(day, target, {});
    const patient = day.opening[0]!.patientId;
    await until(async () => {
      const { entries } = await get<{ entries: unknown[] }>(`${urls.timeline}/v1/orgs/home/patients/${patient}/timeline`, 'nurse');
      return entries.length > 3;
    }, { what: 'the entries', timeoutMs: 60_000 }); // prettier-ignore
    for (const service of ['timeline', 'integration', 'retention'] as const)
      expect(await get(`${urls[service]}/v1/orgs/home/streams`, 'operator')).toMatchObject({
        stopped: [],
        unreadableEvents: 0,
        forged: [],
      });
    type Completeness = { complete: boolean; shards: { source?: string; service?: string }[] };
    await until(async () => {
      const report = await get<Completeness>(`${urls.retention}/v1/orgs/home/completeness`, 'auditor');
      const text = JSON.stringify(report.shards);
      return report.complete && Object.values(services).every((service) => text.includes(service));
    }, { what: 'the log of all services', timeoutMs: 60_000 }); // prettier-ignore
    for (const service of Object.keys(services) as (keyof typeof services)[])
      expect(await get(`${urls[service]}/health/ready`)).not.toHaveProperty('degraded');
  }, 200_000);
});
