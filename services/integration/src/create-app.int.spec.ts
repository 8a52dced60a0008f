import { recordOf } from '@everchart/event-store';
import { clinicalTopic, createTransport, topics, type StreamTransport } from '@everchart/stream';
import { describeWithKafka, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, registration } from '../test/clinical-source.js';
import { IntegrationSuite } from '../test/integration-suite.js';
import type { BootedService } from '@everchart/service-kit';
import { createApp } from './index.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function fromStreamToReceiver(kind: 'kafka' | 'postgres'): void {
  const suite = new IntegrationSuite(kind);
  let transport: StreamTransport;
  let app: BootedService;

  beforeAll(async () => {
    await suite.start();
    transport = createTransport(suite.streamOptions, silent);
    suite.onClose(() => transport.close());
    await transport.ensureTopics(topics);
    app = await createApp(suite.config());
  });
  afterAll(async () => {
    await app?.service.close();
    await suite.close();
  });

  it('what is recorded arrives at every destination of its organisation, and at no other', async () => {
    const [receiver, elsewhere] = [await suite.receiver(), await suite.receiver()];
    for (const [org, { port }] of [['home', receiver] as const, ['elsewhere', elsewhere] as const]) {
      const response = await fetch(`${app.service.url}/v1/orgs/${org}/destinations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await suite.token({ org })}`, 'content-type': 'application/json' },
        body: JSON.stringify({ id: 'city', host: '127.0.0.1', port, receivingApplication: 'EHR', receivingFacility: 'CITY' }),
      });
      expect(response.status).toBe(201);
    }
    const patients = Array.from({ length: 6 }, newPatient);
    for (const org of ['home', 'elsewhere']) {
      await suite.source.append(
        ...patients.map((patient) => ({ org, patient, type: 'patient.registered', data: registration })),
        ...[70, 71, 72].flatMap((value) => patients.map((patient) => ({ org, patient, type: 'observation.recorded', data: pulse(value) }))),
      );
      await suite.source.carry(transport, org);
    }
    await until(() => receiver.received.length >= 24 && elsewhere.received.length >= 24, { what: 'all messages', timeoutMs: 30_000 });
    for (const [org, { received }] of [['home', receiver] as const, ['elsewhere', elsewhere] as const]) {
      expect(received).toHaveLength(24);
      expect(new Set(received.map(({ message }) => message.header.value(4)))).toEqual(new Set([org]));
      for (const patient of patients) {
        const own = received.filter(({ message }) => message.first('PID')!.value(3) === patient);
        expect(own.map(({ message }) => message.first('OBX')?.value(5))).toEqual([undefined, '70', '71', '72']);
      }
    }
    await until(async () => (await suite.states('city')).every((state) => state === 'delivered'), { what: 'the answers to be settled' });
    const metrics = await (await fetch(`${app.service.url}/metrics`, suite.scrape)).text();
    expect(metrics).toContain(
      'everchart_integration_attempts_total{org="home",destination="city",outcome="delivered",service="integration"} 24',
    );
    expect(metrics).toContain(
      'everchart_integration_delivery_seconds_bucket{le="60",service="integration",org="home",destination="city"} 24',
    );
    expect((await fetch(`${app.service.url}/health/ready`)).status).toBe(200);
  }, 60_000);

  it('an event of which no message can be made holds up nothing; a person sees it, discards it, or has it made', async () => {
    const [patient, receiver] = [newPatient(), await suite.receiver()];
    await suite.connect('county', receiver);
    const operator = await suite.token({ roles: ['operator', 'integration-engineer'] });
    const call = async (path: string, method = 'GET') => {
      const response = await fetch(`${app.service.url}/v1/orgs/home/${path}`, { method, headers: { authorization: `Bearer ${operator}` } });
      return (await response.json()) as Record<string, unknown> & {
        deliveries: { controlId: string; reason: string; patientId: string }[];
      };
    };
    const [, id] = await suite.source.append(
      { patient, type: 'patient.registered', data: registration },
      ...[80, 81].map((value) => ({ patient, type: 'observation.recorded', data: pulse(value) })),
    );
    const events = await suite.source.take();
    const send = async (spoilt: boolean) => {
      const producer = await transport.createProducer();
      const changed = (payload: Buffer) => Buffer.concat([payload.subarray(0, -1), Buffer.of(payload.at(-1)! ^ 1)]);
      const sent = events.map((event) => (spoilt && event.header.id === id ? { ...event, payload: changed(event.payload) } : event));
      await producer.send(clinicalTopic, sent.map((event) => recordOf(event))); // prettier-ignore
      await producer.close();
    };
    await send(true);
    const ofPatient = () => receiver.received.filter(({ message }) => message.first('PID')!.value(3) === patient);
    const pulses = () => ofPatient().map(({ message }) => message.first('OBX')?.value(5));
    await until(() => ofPatient().length === 2, { what: 'the messages before and after it', timeoutMs: 30_000 });
    expect(pulses()).toEqual([undefined, '81']);
    const { deliveries } = await call('deliveries?state=unmade&destination=county');
    expect(deliveries).toMatchObject([{ patientId: patient, eventId: id, messageType: 'ORU^R01', reason: 'payload-not-authentic' }]);
    const decide = (decision: string) => call(`destinations/county/deliveries/${deliveries[0]!.controlId}/${decision}`, 'POST');
    expect(await decide('hold')).toMatchObject({ type: 'urn:everchart:problem:delivery-not-waiting', state: 'unmade' });
    expect(await decide('retry')).toMatchObject({ state: 'unmade' });
    expect(await decide('discard')).toMatchObject({ state: 'dead' });
    expect(await decide('retry')).toMatchObject({ state: 'unmade' });
    expect(await call('streams')).toMatchObject({ consumer: 'integration-v1', unreadable: [{ eventId: id, stream: patient }] });
    // Published again from the store.
    await send(false);
    await until(() => ofPatient().length === 3, { what: 'its message', timeoutMs: 30_000 });
    expect(pulses()).toEqual([undefined, '81', '80']);
    expect(await call('streams')).toMatchObject({ unreadable: [], unreadableEvents: 0 });
    expect(await suite.misplacedLanes()).toEqual([]);
    await suite.workerPool.query("DELETE FROM integration.deliveries WHERE destination = 'county'");
  }, 60_000);

  it('the same events once more change nothing', async () => {
    const before = await suite.deliveries('city');
    const producer = await transport.createProducer();
    const again = await suite.source.store.readShard('home', 0, 0, 100);
    await producer.send(clinicalTopic, again.map((event) => recordOf(event))); // prettier-ignore
    await producer.close();
    const patient = newPatient();
    await suite.source.append({ patient, type: 'patient.registered', data: registration });
    await suite.source.carry(transport);
    await until(async () => (await suite.deliveries('city')).some((row) => row.patient === patient), { what: 'the newest event' });
    expect(await suite.deliveries('city')).toHaveLength(before.length + 1);
  });
}

describe('from the stream to the receiver, postgres', () => fromStreamToReceiver('postgres'));
describeWithKafka('from the stream to the receiver, kafka', () => fromStreamToReceiver('kafka'));
