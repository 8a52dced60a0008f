import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createHl7Receiver, type Hl7Receiver, type ReceivedMessage, type ReceiverAnswer } from '@everchart/hl7-receiver';
import { buildAcknowledgement, decodeMessage, encodeFrame, FrameDecoder, serialiseMessage } from '@everchart/hl7v2';
import { startTelemetry, type RequestContext } from '@everchart/platform';
import { decodePositionToken } from '@everchart/envelope';
import { freePort } from '@everchart/dev-servers';
import { until } from '@everchart/testing';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, registration } from '../../test/clinical-source.js';
import { IntegrationSuite } from '../../test/integration-suite.js';
import { DeliveryRepository, type Decision } from '../infrastructure/delivery.repository.js';
import { DestinationRepository } from '../infrastructure/destination.repository.js';

describe('delivering', () => {
  const suite = new IntegrationSuite();
  let destination: string;
  let receiver: Hl7Receiver;

  let deliveries: DeliveryRepository;
  let destinations: DestinationRepository;
  const home = { org: 'home' } as RequestContext;

  beforeAll(async () => {
    await suite.start();
    const database = suite.apiDatabase();
    deliveries = new DeliveryRepository(database);
    destinations = new DestinationRepository(database);
  });
  afterAll(() => suite.close());
  beforeEach(async () => ({ destination, receiver } = await suite.newDestination()));
  afterEach(() => suite.endDelivering());

  /** Registers patients and records so many pulses of each, round by round. */
  async function record(patients: readonly string[], rounds: number): Promise<void> {
    await suite.source.append(...patients.map((patient) => ({ patient, type: 'patient.registered', data: registration })));
    for (let round = 0; round < rounds; round += 1)
      await suite.source.append(...patients.map((patient) => ({ patient, type: 'observation.recorded', data: pulse(60 + round) })));
    await suite.export();
  }

  const decide = (controlId: string, decision: Decision) => deliveries.decide(home, { destination, controlId, decision });
  const allIn = (state: string) => async () => (await suite.states(destination)).every((each) => each === state);
  const patientOf = ({ message }: ReceivedMessage): string => message.first('PID')!.text(3);
  const pulseOf = ({ message }: ReceivedMessage): number => Number(message.first('OBX')?.text(5) ?? 0);

  it('sends everything once, in order, and keeps no message that is acknowledged', async () => {
    await suite.startSender();
    await record([newPatient(), newPatient()], 3);
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    const rows = await suite.deliveries(destination);
    expect(receiver.received.map(({ controlId }) => controlId)).toEqual(rows.map(({ control_id }) => control_id));
    expect(rows).toHaveLength(8);
    for (const row of rows) expect(row).toMatchObject({ attempts: 1, answer_code: 'AA', reason: null, message: null });
    expect(receiver.stats()).toMatchObject({ repeated: 0, connections: 1 });
  });

  it('puts every attempt on record before it leaves: who got what of whom, as of when', async () => {
    const patients = [newPatient(), newPatient(), newPatient()];
    const before = (await suite.accesses()).length;
    const attempts = new Map<string, number>();
    const notOnRecord: string[] = [];
    receiver.answerWith(async ({ controlId }) => {
      const attempt = (attempts.get(controlId) ?? 0) + 1;
      attempts.set(controlId, attempt);
      const onRecord = (await suite.accesses()).slice(before);
      if (!onRecord.some(({ detail }) => detail!.controlId === controlId && detail!.attempt === attempt)) notOnRecord.push(controlId);
      return attempt === 1 && attempts.size % 4 === 0 ? 'no-answer' : { code: 'AA' };
    });
    await record(patients, 5);
    await suite.startSender();
    await until(allIn('delivered'), { what: 'everything to be delivered', timeoutMs: 30_000 });
    expect(notOnRecord).toEqual([]);
    const rows = await suite.deliveries(destination);
    const accesses = (await suite.accesses()).slice(before);
    // Each attempt once, several in one event: what is recorded ahead is what is sent.
    const expected = rows.flatMap(({ control_id: controlId, attempts: made, patient }) =>
      Array.from({ length: made }, (_, index) => ({ controlId, patient, attempt: index + 1 })),
    );
    expect(expected.length).toBeGreaterThan(rows.length);
    const said = Map.groupBy(accesses, ({ detail }) => `${String(detail!.controlId)}/${String(detail!.attempt)}`);
    expect(said.size).toBe(expected.length);
    // One that could not leave within ten seconds is recorded again when it leaves.
    for (const [, ...again] of said.values())
      for (const { at, detail } of again) {
        const first = said.get(`${String(detail!.controlId)}/${String(detail!.attempt)}`)![0]!;
        expect(Date.parse(at) - Date.parse(first.at)).toBeGreaterThan(9000);
      }
    for (const { controlId, patient, attempt } of expected)
      expect(accesses).toContainEqual(
        expect.objectContaining({
          operation: 'hl7-message.sent',
          outcome: 'granted',
          actor: destination,
          role: 'destination',
          patient,
          detail: expect.objectContaining({ controlId, attempt }),
        }),
      );
    const ofOne = rows.filter(({ patient }) => patient === patients[0]).map(({ control_id }) => control_id);
    const served = ofOne.map((id) => accesses.find(({ detail }) => detail!.controlId === id)!.served!);
    expect(served.map(({ streamVersion }) => streamVersion)).toEqual([1, 2, 3, 4, 5, 6]);
    const tokens = served.map(({ position }) => decodePositionToken(position!));
    expect(tokens[0]).toMatchObject({ ...(await suite.source.store.identity()), org: 'home' });
    expect(tokens[1]!.positions[0]).toBe(tokens[0]!.positions[0]! + patients.length);
  });

  it('sends nothing that cannot be put on record, and goes on as soon as it can', async () => {
    const owner = suite.pool(suite.database.ownerUrl);
    const sender = await suite.startSender();
    await owner.query('REVOKE USAGE ON SCHEMA event_store FROM integration_api');
    try {
      await record([newPatient()], 1);
      const reason = async () => (await suite.deliveries(destination))[0]!.reason;
      await until(async () => (await reason()) === 'access-not-recorded', { what: 'the fault to be known' });
      // Between two attempts: during one the first is claimed.
      await until(async () => (await suite.states(destination)).join() === 'queued,queued', { what: 'the message to wait' });
      expect(receiver.received).toEqual([]);
    } finally {
      await owner.query('GRANT USAGE ON SCHEMA event_store TO integration_api');
    }
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    expect(receiver.received).toHaveLength(2);
    await sender.stop();
  });

  it('misses nothing that is queued in the moment in which a patient has no more', async () => {
    await suite.startSender();
    const patient = newPatient();
    await record([patient], 0);
    // Each is queued while the one before may just be settled.
    for (let n = 1; n <= 150; n += 1) {
      await suite.source.append({ patient, type: 'observation.recorded', data: pulse(n) });
      await suite.export();
    }
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    expect(receiver.received.map(pulseOf)).toEqual(Array.from({ length: 151 }, (_, n) => n));
  });

  it('AE: the message is held with its code, later ones of the patient wait, others go on', async () => {
    const [bad, good] = [newPatient(), newPatient()];
    receiver.answerWith((received) =>
      patientOf(received) === bad && pulseOf(received) === 60 ? { code: 'AE', errorCode: '101' } : { code: 'AA' },
    );
    await suite.startSender();
    await record([bad, good], 3);
    await until(async () => (await suite.deliveries(destination)).filter(({ state }) => state === 'delivered').length === 5, { what: 'the others to be delivered' }); // prettier-ignore
    const ofBad = (await suite.deliveries(destination)).filter(({ patient }) => patient === bad);
    expect(ofBad.map(({ state }) => state)).toEqual(['delivered', 'held', 'queued', 'queued']);
    expect(ofBad[1]).toMatchObject({ answer_code: 'AE', reason: 'refused-AE-101', attempts: 1 });
    expect(ofBad[1]!.message).toContain('|ORU^R01^ORU_R01|');
  });

  it('what is held goes when an engineer says so, or lets the later ones go', async () => {
    const [retried, discarded] = [newPatient(), newPatient()];
    receiver.answerWith((received) => (pulseOf(received) === 60 ? { code: 'AE' } : { code: 'AA' }));
    await suite.startSender();
    await record([retried, discarded], 2);
    const count = async (state: string) => (await suite.states(destination)).filter((each) => each === state).length;
    await until(async () => (await count('held')) === 2, { what: 'two messages to be held' });
    const held = (await suite.deliveries(destination)).filter(({ state }) => state === 'held');
    const decideFor = (patient: string, decision: 'retry' | 'discard') =>
      decide(held.find((row) => row.patient === patient)!.control_id, decision);
    expect(await decideFor(discarded, 'discard')).toMatchObject({ done: true, state: 'dead' });
    receiver.answerWith(() => ({ code: 'AA' }));
    expect(await decideFor(retried, 'retry')).toMatchObject({ done: true, state: 'queued' });
    await until(async () => (await count('delivered')) === 5, { what: 'all but the discarded one to be delivered' });
    const pulses = (patient: string) => receiver.received.filter((received) => patientOf(received) === patient).map(pulseOf);
    expect(pulses(retried)).toEqual([0, 60, 60, 61]);
    expect(pulses(discarded)).toEqual([0, 60, 61]);
    expect(await decideFor(discarded, 'retry')).toMatchObject({ done: true, state: 'queued' });
    await until(allIn('delivered'), { what: 'the discarded one to be delivered after all' });
    expect(pulses(discarded)).toEqual([0, 60, 61, 60]);
  });

  it('AR: tried again, then held; "takes no such messages": dead, the patient goes on', async () => {
    const [refused, unsupported] = [newPatient(), newPatient()];
    receiver.answerWith((received): ReceiverAnswer => {
      if (pulseOf(received) !== 60) return { code: 'AA' };
      return patientOf(received) === refused ? { code: 'AR' } : { code: 'AR', errorCode: '200' };
    });
    await suite.startSender();
    await record([refused, unsupported], 2);
    const statesOf = async (patient: string) =>
      (await suite.deliveries(destination)).filter((row) => row.patient === patient).map(({ state }) => state);
    await until(async () => (await statesOf(refused))[1] === 'held', { what: 'the refused message to be held' });
    await until(async () => (await statesOf(unsupported))[2] === 'delivered', { what: 'the other patient to go on' });
    expect(await statesOf(refused)).toEqual(['delivered', 'held', 'queued']);
    expect(await statesOf(unsupported)).toEqual(['delivered', 'dead', 'delivered']);
    expect((await suite.deliveries(destination)).find(({ state }) => state === 'held')).toMatchObject({
      attempts: 4,
      reason: 'refused-AR',
    });
  });

  it.each<[ReceiverAnswer, string]>([
    ['wrong-control-id', 'answer-for-another-message'],
    ['garbage', 'answer-unreadable'],
    ['no-answer', 'no-answer'],
    ['drop', 'no-answer'],
  ])('%s: the answer is unknown; sent again with the same control id and the same bytes', async (first, reason) => {
    const seen: string[] = [];
    receiver.answerWith(async () => {
      seen.push(first as string);
      return seen.length === 1 ? first : { code: 'AA' };
    });
    // A pause long enough to look at the state in between.
    await suite.startSender({ RETRY_FIRST_MS: '1200', RETRY_LONGEST_MS: '1200' });
    await record([newPatient()], 1);
    await until(async () => (await suite.states(destination))[0] === 'sent-answer-unknown', { what: 'the answer to be unknown' });
    expect((await suite.deliveries(destination))[0]).toMatchObject({ attempts: 1, reason });
    expect(await suite.states(destination)).toEqual(['sent-answer-unknown', 'queued']);
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    const [one, two, three] = receiver.received;
    expect(receiver.received).toHaveLength(3);
    expect(two!.text).toBe(one!.text);
    expect(two!.controlId).toBe(one!.controlId);
    expect(three!.controlId).not.toBe(one!.controlId);
  });

  it.each<[string, ReceiverAnswer, { attempts: number; reason: string; answer_code: string | null }]>([
    ['AE with 207', { code: 'AE', errorCode: '207' }, { attempts: 4, reason: 'refused-AE-207', answer_code: 'AE' }],
    ['AR with 206', { code: 'AR', errorCode: '206' }, { attempts: 4, reason: 'refused-AR-206', answer_code: 'AR' }],
    ['CE', { code: 'CE' }, { attempts: 4, reason: 'refused-CE', answer_code: 'CE' }],
    ['what cannot be read', 'garbage', { attempts: 4, reason: 'answer-unreadable', answer_code: null }],
    ['another MSA-2', 'wrong-control-id', { attempts: 4, reason: 'answer-for-another-message', answer_code: null }],
    ['nothing', 'no-answer', { attempts: 5, reason: 'no-answer', answer_code: null }],
    ['a connection that is closed', 'drop', { attempts: 5, reason: 'no-answer', answer_code: null }],
  ])('a message that is answered with %s again and again is held, others go on, and a person lets it go', async (_what, answer, held) => {
    const [bad, good] = [newPatient(), newPatient()];
    receiver.answerWith((received) => (patientOf(received) === bad && pulseOf(received) === 60 ? answer : { code: 'AA' }));
    await suite.startSender({ UNANSWERED_UNTIL_HELD: '5', ANSWER_TIMEOUT_MS: '100' });
    await record([bad, good], 2);
    const ofBad = async () => (await suite.deliveries(destination)).filter(({ patient }) => patient === bad);
    await until(async () => (await suite.states(destination)).filter((state) => state === 'delivered').length === 4, {
      what: 'the others to be delivered',
    });
    await until(async () => (await ofBad())[1]!.state === 'held', { what: 'the message to be held' });
    expect((await ofBad()).map(({ state }) => state)).toEqual(['delivered', 'held', 'queued']);
    expect((await ofBad())[1]).toMatchObject(held);
    const sentSoFar = receiver.received.length;
    receiver.answerWith(() => ({ code: 'AA' }));
    expect(await decide((await ofBad())[1]!.control_id, 'retry')).toMatchObject({ done: true, state: 'queued' });
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    // Nothing was sent while it was held.
    expect(receiver.received).toHaveLength(sentSoFar + 2);
    expect((await ofBad())[1]).toMatchObject({ attempts: held.attempts + 1, reason: null, answer_code: 'AA' });
  });

  it.each<['hold' | 'discard' | 'retry', ReceiverAnswer, string, string | null]>([
    ['hold', { code: 'AA' }, 'delivered', null],
    ['hold', { code: 'AR' }, 'held', 'held-by-person'],
    ['hold', 'drop', 'held', 'held-by-person'],
    ['discard', { code: 'AA' }, 'delivered', null],
    ['discard', { code: 'AE' }, 'dead', 'discarded'],
    ['discard', 'garbage', 'dead', 'discarded'],
    ['retry', { code: 'AE' }, 'held', 'refused-AE'],
  ])('%s while it is being sent is done when the attempt ends: %j', async (decision, answer, state, reason) => {
    const answerNow = Promise.withResolvers<void>();
    receiver.answerWith(async (received) => {
      if (pulseOf(received) !== 60) return { code: 'AA' };
      await answerNow.promise;
      return answer;
    });
    await suite.startSender({ ANSWER_TIMEOUT_MS: '10000', SENDER_LEASE_MS: '20000', RETRY_FIRST_MS: '5000', RETRY_LONGEST_MS: '5000' });
    await record([newPatient()], 1);
    await until(() => receiver.received.length === 2, { what: 'the message to be under way' });
    const { control_id: controlId } = (await suite.deliveries(destination))[1]!;
    expect(await decide(controlId, decision)).toMatchObject({ done: true, state: 'sending' });
    answerNow.resolve();
    await until(async () => (await suite.states(destination))[1] !== 'sending', { what: 'the attempt to end' });
    expect((await suite.deliveries(destination))[1]).toMatchObject({ state, reason });
  });

  it.each<['hold' | 'discard', string]>([
    ['hold', 'held'],
    ['discard', 'dead'],
  ])('%s of a message whose sender was lost meanwhile is done when another takes over', async (decision, state) => {
    receiver.answerWith(() => 'no-answer');
    await suite.startSender({ ANSWER_TIMEOUT_MS: '10000', SENDER_LEASE_MS: '20000' });
    await record([newPatient()], 1);
    await until(() => receiver.received.length === 1, { what: 'the first to be sent' });
    expect(await decide(receiver.received[0]!.controlId, decision)).toMatchObject({ done: true, state: 'sending' });
    await suite.workerPool.query("UPDATE integration.sender_leases SET expires_at = '-infinity', owner = 'lost' WHERE destination = $1", [
      destination,
    ]);
    await suite.workerPool.query("SELECT * FROM integration.claim_destinations('other', 60000)");
    expect(await suite.states(destination)).toEqual([state, 'queued']);
    expect(await suite.misplacedLanes()).toEqual([]);
    await receiver.close();
  });

  it('a paused destination gets nothing more, from the next message on, and everything in order when it is resumed', async () => {
    const answerNow = Promise.withResolvers<void>();
    receiver.answerWith(async () => {
      if (receiver.received.length === 2) await answerNow.promise;
      return { code: 'AA' };
    });
    await suite.startSender({ ANSWER_TIMEOUT_MS: '10000', SENDER_LEASE_MS: '20000' });
    await record([newPatient(), newPatient()], 3);
    await until(() => receiver.received.length === 2, { what: 'the second message to be under way' });
    expect(await destinations.pause(home, destination, true)).toBe(true);
    answerNow.resolve();
    const delivered = async () => (await suite.states(destination)).filter((state) => state === 'delivered').length;
    await until(async () => (await delivered()) === 2, { what: 'the message under way to be settled' });
    // Another destination of the same process is woken by the same messages, and gets them.
    const other = await suite.receiver();
    await suite.connect(`${destination}-other`, other);
    await record([newPatient()], 1);
    await until(() => other.received.length === 2, { what: 'the other destination to get its messages' });
    expect(receiver.received).toHaveLength(2);
    expect((await suite.states(destination)).filter((state) => state === 'queued')).toHaveLength(8);
    expect(await destinations.pause(home, destination, false)).toBe(true);
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    expect(receiver.received.map(({ controlId }) => controlId)).toEqual(
      (await suite.deliveries(destination)).map(({ control_id }) => control_id),
    );
  });

  it('a destination that is removed gets nothing more; the message under way is settled by its answer', async () => {
    const answerNow = Promise.withResolvers<void>();
    receiver.answerWith(async () => {
      await answerNow.promise;
      return { code: 'AA' };
    });
    await suite.startSender({ ANSWER_TIMEOUT_MS: '10000', SENDER_LEASE_MS: '20000' });
    await record([newPatient()], 3);
    await until(() => receiver.received.length === 1, { what: 'the first message to be under way' });
    expect(await destinations.remove(home, destination)).toBe(3);
    answerNow.resolve();
    await until(async () => (await suite.states(destination))[0] === 'delivered', { what: 'the message under way to be settled' });
    expect(await suite.states(destination)).toEqual(['delivered', 'dead', 'dead', 'dead']);
    await until(() => receiver.stats().connections === 0, { what: 'the sender to leave' });
    expect(receiver.received).toHaveLength(1);
  });

  it('a destination that is left alone after failures is tried at once when a person retries a message', async () => {
    receiver.answerWith(() => 'drop');
    await suite.startSender({ RETRY_FIRST_MS: '600000', RETRY_LONGEST_MS: '600000' });
    await record([newPatient()], 0);
    await until(async () => (await suite.states(destination))[0] === 'sent-answer-unknown', { what: 'the first attempt to fail' });
    receiver.answerWith(() => ({ code: 'AA' }));
    const { control_id: controlId } = (await suite.deliveries(destination))[0]!;
    await decide(controlId, 'retry');
    await until(allIn('delivered'), { what: 'the message to be delivered' });
    expect(receiver.received).toHaveLength(2);
  });

  it('a message at which senders were lost again and again is held, and not sent once more', async () => {
    const [bad, good] = [newPatient(), newPatient()];
    await record([bad, good], 0);
    await suite.workerPool.query("UPDATE integration.deliveries SET unanswered = 12, maybe_received = true, state = 'sent-answer-unknown' WHERE patient = $1", [bad]); // prettier-ignore
    await suite.startSender();
    await until(async () => (await suite.states(destination)).join() === 'held,delivered', { what: 'the message to be held' });
    expect((await suite.deliveries(destination))[0]).toMatchObject({ reason: 'sender-lost-too-often' });
    expect(receiver.received.map(patientOf)).toEqual([good]);
    await decide((await suite.deliveries(destination))[0]!.control_id, 'retry');
    await until(allIn('delivered'), { what: 'the message to be delivered' });
  });

  it('a late answer is not taken for the next message', async () => {
    let release: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (release = resolve));
    receiver.answerWith(async ({ controlId }) => {
      if (receiver.received.filter((received) => received.controlId === controlId).length === 1 && receiver.received.length === 1)
        await late;
      return { code: 'AA' };
    });
    await suite.startSender();
    await record([newPatient()], 2);
    await until(() => receiver.received.length >= 2, { what: 'the message to be sent again' });
    release();
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    expect(new Set(receiver.received.map(({ controlId }) => controlId)).size).toBe(3);
    expect((await suite.deliveries(destination)).map(({ attempts }) => attempts)).toEqual([2, 1, 1]);
  });

  it('a receiver that is down changes no message, and gets all of them in order when it is back', async () => {
    const port = await freePort();
    await suite.connect(destination, { port });
    await suite.startSender();
    await record([newPatient(), newPatient()], 3);
    const fault = async () => {
      const { rows } = await suite.workerPool.query<{ failures: number; fault: string }>('SELECT failures, fault FROM integration.destination_status WHERE destination = $1', [destination]); // prettier-ignore
      return rows[0];
    };
    await until(async () => ((await fault())?.failures ?? 0) >= 3, { what: 'several attempts to connect' });
    expect((await fault())!.fault).toBe('no-answer');
    expect((await suite.deliveries(destination)).every(({ state, attempts }) => state === 'queued' && attempts === 0)).toBe(true);
    const back = await createHl7Receiver({ port, keepMessages: true });
    suite.onClose(() => back.close());
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    const rows = await suite.deliveries(destination);
    expect(back.received.map(({ controlId }) => controlId)).toEqual(rows.map(({ control_id }) => control_id));
    expect(await fault()).toEqual({ failures: 0, fault: null });
  });

  it('a destination that moved gets the rest at its new address', async () => {
    await suite.startSender();
    await record([newPatient()], 1);
    await until(allIn('delivered'), { what: 'the first to be delivered' });
    const moved = await suite.receiver();
    await suite.connect(destination, moved);
    await record([newPatient()], 1);
    await until(allIn('delivered'), { what: 'the rest to be delivered' });
    expect([receiver.received.length, moved.received.length]).toEqual([2, 2]);
  });

  it('a receiver that closes the connection after each answer gets everything in order', async () => {
    const ids: string[] = [];
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      const decoder = new FrameDecoder();
      socket.on('data', (chunk: Buffer) => {
        for (const content of decoder.push(chunk)) {
          const message = decodeMessage(content);
          ids.push(message.controlId);
          const answer = buildAcknowledgement(message, { code: 'AA', controlId: `A${ids.length}`, at: new Date().toISOString() });
          socket.end(encodeFrame(Buffer.from(serialiseMessage(answer))));
        }
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    suite.onClose(() => new Promise((resolve) => server.close(resolve)));
    await suite.connect(destination, server.address() as AddressInfo);
    await suite.startSender();
    await record([newPatient(), newPatient()], 4);
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    const distinct = ids.filter((id, index) => id !== ids[index - 1]);
    expect(distinct).toEqual((await suite.deliveries(destination)).map(({ control_id }) => control_id));
    expect(sockets.length).toBeGreaterThanOrEqual(10);
  });

  it('carries the trace of the event', async () => {
    const spans = new InMemorySpanExporter();
    const end = await startTelemetry({ service: 'test', spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] });
    try {
      await suite.startSender();
      await record([newPatient()], 0);
      await until(allIn('delivered'), { what: 'the message to be delivered' });
      const { rows } = await suite.workerPool.query<{ traceparent: string }>('SELECT traceparent FROM integration.deliveries WHERE destination = $1', [destination]); // prettier-ignore
      const sendSpan = () => spans.getFinishedSpans().find(({ name }) => name === 'message send');
      await until(() => sendSpan() !== undefined, { what: 'the span' });
      const span = sendSpan();
      expect(span!.attributes).toEqual({ org: 'home', destination });
      expect(rows[0]!.traceparent).toContain(span!.spanContext().traceId);
    } finally {
      await end();
    }
  });

  it('a message that breaks the receiver holds up its patient, not the feed', async () => {
    const [poison, good] = [newPatient(), newPatient()];
    receiver.answerWith((received) => (patientOf(received) === poison && pulseOf(received) === 60 ? 'drop' : { code: 'AA' }));
    await suite.startSender();
    await record([poison, good], 3);
    const delivered = async (patient: string) =>
      (await suite.deliveries(destination)).filter((row) => row.patient === patient && row.state === 'delivered').length;
    await until(async () => (await delivered(good)) === 4, { what: 'the other patient to be delivered' });
    expect(await delivered(poison)).toBe(1);
    receiver.answerWith(() => ({ code: 'AA' }));
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    const ofPoison = receiver.received.filter((received) => patientOf(received) === poison).map(pulseOf);
    expect(ofPoison.filter((value, index) => value !== ofPoison[index - 1])).toEqual([0, 60, 61, 62]);
  });

  it('of two senders one sends; when it goes, the other takes over at once', async () => {
    const first = await suite.startSender();
    await record([newPatient()], 1);
    await until(allIn('delivered'), { what: 'the first to be delivered' });
    await suite.startSender();
    await record([newPatient(), newPatient()], 20);
    await until(() => receiver.received.length > 10, { what: 'some to be sent' });
    expect(receiver.stats().connections).toBe(1);
    await first.stop();
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    expect(receiver.stats().repeated).toBe(0);
    expect(receiver.received).toHaveLength(44);
  });

  it('a sender that was overtaken settles nothing any more', async () => {
    let answerNow: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answerNow = resolve));
    receiver.answerWith(async () => {
      await held;
      return { code: 'AA' };
    });
    await suite.startSender({ ANSWER_TIMEOUT_MS: '10000', SENDER_LEASE_MS: '20000' });
    await record([newPatient()], 1);
    await until(() => receiver.received.length === 1, { what: 'the first to be sent' });
    // As after a long pause of that process: the lease has run out, and another sender takes it.
    await suite.workerPool.query("UPDATE integration.sender_leases SET expires_at = '-infinity', owner = 'lost' WHERE destination = $1", [
      destination,
    ]);
    await suite.workerPool.query("SELECT * FROM integration.claim_destinations('other', 60000)");
    expect((await suite.deliveries(destination))[0]).toMatchObject({ state: 'sent-answer-unknown', reason: 'sender-lost' });
    answerNow();
    await until(() => receiver.stats().connections === 0, { what: 'the overtaken sender to leave' });
    expect(await suite.states(destination)).toEqual(['sent-answer-unknown', 'queued']);
    await suite.workerPool.query("SELECT integration.release_destinations('other')");
    await until(allIn('delivered'), { what: 'everything to be delivered' });
    expect(receiver.received.map(({ controlId }) => controlId)[1]).toBe(receiver.received[0]!.controlId);
  });

  it('takes over what was leased, and sends what was put off, while the clock of the database was years ahead', async () => {
    await record([newPatient()], 1);
    await suite.workerPool.query("SELECT * FROM integration.claim_destinations('crashed', 60000)");
    await suite.workerPool.query(
      "UPDATE integration.sender_leases SET expires_at = expires_at + interval '10 years' WHERE destination = $1",
      [destination],
    );
    await suite.workerPool.query("UPDATE integration.lanes SET due_at = now() + interval '10 years' WHERE destination = $1", [destination]);
    await suite.startSender();
    await until(allIn('delivered'), { what: 'everything to be delivered' });
  });

  it('goes on after its database connections were cut', async () => {
    await suite.startSender();
    await record([newPatient(), newPatient()], 15);
    await until(() => receiver.received.length > 5, { what: 'some to be sent' });
    const owner = suite.pool(suite.database.ownerUrl);
    await owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'integration%'",
    );
    await until(allIn('delivered'), { what: 'everything to be delivered', timeoutMs: 20_000 });
    expect(new Set(receiver.received.map(({ controlId }) => controlId)).size).toBe(32);
  });
});
