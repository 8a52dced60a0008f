import type { Hl7Receiver, ReceivedMessage } from '@everchart/hl7-receiver';
import { createTransport, topics, type StreamTransport } from '@everchart/stream';
import { describeWithKafka, until, ServiceProcess } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, registration } from '../test/clinical-source.js';
import { IntegrationSuite } from '../test/integration-suite.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function killedOn(kind: 'kafka' | 'postgres'): void {
  const suite = new IntegrationSuite(kind);
  const running = new Set<ServiceProcess>();
  let transport: StreamTransport;
  let receiver: Hl7Receiver;

  const start = async (): Promise<ServiceProcess> => {
    // A machine that stands still for a moment is not to be taken for a receiver that does not answer: that would be
    // repeated, too.
    const patient = { ANSWER_TIMEOUT_MS: '5000', SENDER_LEASE_MS: '9500' };
    const started = await ServiceProcess.start(new URL('../dist/main.js', import.meta.url), suite.environmentWith(patient));
    running.add(started);
    return started;
  };

  beforeAll(async () => {
    await suite.start();
    transport = createTransport(suite.streamOptions, silent);
    suite.onClose(() => transport.close());
    await transport.ensureTopics(topics);
    receiver = await suite.receiver();
    await suite.connect('city', receiver);
  });
  afterAll(async () => {
    for (const each of running) await each.kill();
    await suite.close();
  });

  const idsOf = (messages: readonly ReceivedMessage[]): string[] => messages.map(({ controlId }) => controlId);

  it('loses nothing, repeats only what may not have been answered, under the same control id and in order', async () => {
    const patients = Array.from({ length: 5 }, newPatient);
    await suite.source.append(...patients.map((patient) => ({ patient, type: 'patient.registered', data: registration })));
    const rounds = 4;
    const inFlight: string[] = [];
    let recorded = patients.length;
    for (let round = 0; round < rounds; round += 1) {
      for (let n = 0; n < 12; n += 1)
        await suite.source.append(...patients.map((patient) => ({ patient, type: 'observation.recorded', data: pulse(100 * round + n) })));
      recorded += 12 * patients.length;
      // The receiver takes some messages, and then one that it does not answer until the sender is dead.
      const before = receiver.received.length;
      const killed = Promise.withResolvers<void>();
      receiver.answerWith(async () => {
        if (receiver.received.length > before + 20) await killed.promise;
        return { code: 'AA' };
      });
      const sender = await start();
      await suite.source.carry(transport);
      await until(() => receiver.received.length > before + 20, { what: 'a message to be in flight', timeoutMs: 45_000 });
      inFlight.push(receiver.received.at(-1)!.controlId);
      await sender.kill();
      const row = (await suite.deliveries('city')).find(({ control_id }) => control_id === inFlight.at(-1));
      expect(row!.state).toBe('sending');
      killed.resolve();
    }
    receiver.answerWith(() => ({ code: 'AA' }));
    const last = await start();
    await until(
      async () => {
        const states = await suite.states('city');
        return states.length === recorded && states.every((state) => state === 'delivered');
      },
      { what: 'everything to be delivered', timeoutMs: 60_000 },
    );
    expect(await last.stop()).toBe(0);

    const ids = idsOf(receiver.received);
    expect(new Set(ids).size).toBe(recorded);
    // One repetition per kill: the message that was in flight.
    expect(ids.filter((id, index) => ids.indexOf(id) !== index).sort()).toEqual([...inFlight].sort());
    for (const id of inFlight)
      expect(new Set(receiver.received.filter(({ controlId }) => controlId === id).map(({ text }) => text)).size).toBe(1);
    for (const patient of patients) {
      const own = receiver.received.filter(({ message }) => message.first('PID')!.value(3) === patient);
      const values = own.map(({ message }) => Number(message.first('OBX')?.value(5) ?? -1));
      const distinct = values.filter((value, index) => value !== values[index - 1]);
      expect(distinct).toEqual([...distinct].sort((a, b) => a - b));
      expect(distinct).toHaveLength(1 + rounds * 12);
    }
    const logged = [...running].flatMap(({ lines }) => lines).join('\n');
    expect(logged).not.toContain('Keller-Secret');
    expect(logged).not.toContain('PID|');
  }, 240_000);
}

describe('a process that is killed while it sends', () => killedOn('postgres'));
describeWithKafka('a process that is killed while it sends, on Kafka', () => killedOn('kafka'));
