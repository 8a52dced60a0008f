import { createServer, type Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { ReleaseDirectory, type ReleaseDocument } from '@everchart/releases';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, registration } from '../../test/clinical-source.js';
import { IntegrationSuite } from '../../test/integration-suite.js';

const secret = 'a-secret-of-the-tests';

/** What ingest answers to those who follow; the test says what is assigned. */
class Assignments {
  readonly directory = new ReleaseDirectory();
  readonly #server: Server;
  #revision = 0;

  constructor() {
    this.directory.setDocument({ revision: 0, assignments: {}, overrides: {} });
    this.#server = createServer((request, response) => {
      const query = new URL(request.url!, 'http://ingest').searchParams;
      const after = query.has('after') ? Number(query.get('after')) : undefined;
      void this.directory.otherThan(after, Number(query.get('wait') ?? 0) * 1000).then(() => response.end(this.directory.document()));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  assign(release: string): void {
    this.#revision += 1;
    const document: ReleaseDocument = {
      revision: this.#revision,
      assignments: { home: { integration: { release, epoch: this.#revision } } },
      overrides: {},
    };
    this.directory.setDocument(document);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe('the senders of two releases', () => {
  const suite = new IntegrationSuite();
  const assignments = new Assignments();
  let environment: Record<string, string>;

  beforeAll(async () => {
    await suite.start();
    const directory = await mkdtemp(join(tmpdir(), 'everchart-releases-'));
    suite.onClose(() => rm(directory, { recursive: true, force: true }));
    const file = join(directory, 'secret');
    await writeFile(file, secret);
    environment = { RELEASES_URL: await assignments.listen(), RELEASES_TOKEN_FILE: file };
  });
  afterAll(async () => {
    await suite.close();
    assignments.close();
  });

  const sender = (release: string) => suite.startSender({ ...environment, RELEASE: release });
  const allDelivered = (destination: string) => async () => (await suite.states(destination)).every((state) => state === 'delivered');

  it('send every message once, and each patient in order, while the organisation is switched again and again', async () => {
    const { destination, receiver } = await suite.newDestination();
    receiver.answerWith(async () => {
      await pause(5);
      return { code: 'AA' };
    });
    assignments.assign('a');
    await sender('a');
    await sender('b');
    const patients = Array.from({ length: 4 }, newPatient);
    await suite.source.append(...patients.map((patient) => ({ patient, type: 'patient.registered', data: registration })));
    for (let round = 0; round < 12; round += 1) {
      for (let value = 60; value < 64; value += 1)
        await suite.source.append(...patients.map((patient) => ({ patient, type: 'observation.recorded', data: pulse(value + round) })));
      await suite.export();
      const sent = receiver.received.length;
      await until(() => receiver.received.length > sent + 2, { what: 'messages to flow' });
      assignments.assign(round % 2 === 0 ? 'b' : 'a');
    }
    await until(allDelivered(destination), { what: 'everything to be delivered', timeoutMs: 30_000 });
    const deliveries = await suite.deliveries(destination);
    expect(deliveries).toHaveLength(4 + 12 * 16);
    // As often as without a switch; and of each patient as they were queued.
    const received = receiver.received.map(({ controlId }) => controlId);
    expect(received.toSorted()).toEqual(deliveries.map(({ control_id: id }) => id).toSorted());
    const patientOf = new Map(deliveries.map((row) => [row.control_id, row.patient]));
    for (const patient of patients) {
      const wanted = deliveries.filter((row) => row.patient === patient).map(({ control_id: id }) => id);
      expect(received.filter((id) => patientOf.get(id) === patient)).toEqual(wanted);
    }
    for (const { attempts } of deliveries) expect(attempts).toBe(1);
    // The lease has changed hands with every switch.
    const { rows } = await suite.workerPool.query<{ fence: number }>('SELECT fence FROM integration.sender_leases WHERE destination = $1', [destination]); // prettier-ignore
    expect(rows[0]!.fence).toBeGreaterThanOrEqual(12);
    await suite.endDelivering();
  });

  it('leave alone what is assigned to a release of which no process runs, until it is switched back', async () => {
    const { destination, receiver } = await suite.newDestination();
    assignments.assign('c');
    await suite.source.append({ patient: newPatient(), type: 'patient.registered', data: registration });
    await suite.export();
    await sender('a');
    // Of another organisation, for which every release sends: by then it has looked.
    const other = await suite.receiver();
    await suite.connect('other', other, 'elsewhere');
    await until(async () => (await suite.workerPool.query("SELECT FROM integration.sender_leases WHERE org = 'elsewhere' AND expires_at > now()")).rowCount === 1, { what: 'a look' }); // prettier-ignore
    const { rows } = await suite.workerPool.query<{ claims: number }>("SELECT count(*) AS claims FROM integration.sender_leases WHERE destination = $1 AND expires_at > now()", [destination]); // prettier-ignore
    expect([rows[0]!.claims, receiver.received.length]).toEqual([0, 0]);
    assignments.assign('a');
    await until(allDelivered(destination), { what: 'it to be delivered' });
    await suite.endDelivering();
  });
});
