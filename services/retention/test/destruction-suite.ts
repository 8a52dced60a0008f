import { randomUUID } from 'node:crypto';
import type { Rule } from '@everchart/contracts-retention';
import { EventStore } from '@everchart/event-store';
import { organisationProgress } from '@everchart/stream';
import { until } from '@everchart/testing';
import { clinicalConsumer } from '../src/application/organisation-directory.js';
import { RetentionRecorder, type RetentionStatement } from '../src/application/retention.recorder.js';
import type { RetentionSuite } from './retention-suite.js';

export interface ShownDestruction {
  destructionId: string;
  state: string;
  digest: string;
  approvals: { by: string; role: string }[];
  items: { patientId: string; state: string; reason: string | null; waitsFor: string | null }[];
  missing: { people: number; roles: string[] } | null;
  changed: { patientId: string; reason: string }[];
}

/** An officer, over REST. */
export class Officer {
  constructor(
    readonly url: string,
    readonly token: string,
    readonly org = 'home',
  ) {}

  async call(method: string, path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> & { code?: string } }> {
    const response = await fetch(`${this.url}/v1/orgs/${this.org}/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const problem = (await response.json()) as Record<string, unknown>;
    const code = typeof problem.type === 'string' ? problem.type.split(/[:/]/).at(-1) : undefined;
    return { status: response.status, body: { ...problem, ...(code !== undefined && { code }) } };
  }

  decide(path: string, data: object, id = randomUUID()) {
    return this.call('POST', path, { id, occurredAt: new Date().toISOString(), data });
  }

  async show(id: string): Promise<ShownDestruction> {
    return (await this.call('GET', `destructions/${id}`)).body as unknown as ShownDestruction;
  }
}

const rule: Rule = {
  ruleId: 'one-year',
  version: 1,
  title: 'One year after discharge',
  jurisdiction: 'DE',
  recordKinds: ['patient-record'],
  binding: 'law',
  acts: ['destroy'],
  source: { citation: 'test', basis: 'primary' },
  verified: true,
  minimum: { term: { after: 'discharge', period: 'P1Y' } },
};

/** Records that are due, and officers, in a suite that is started. */
export class DestructionSuite {
  recorder!: RetentionRecorder;
  store!: EventStore;

  constructor(readonly suite: RetentionSuite) {}

  async start(org = 'home'): Promise<void> {
    this.store = new EventStore({ pool: this.suite.pool(this.suite.events.url('retention_events_api')), service: 'retention' });
    this.suite.onClose(() => this.store.close());
    this.recorder = new RetentionRecorder(this.store, await this.suite.keyringOf('keyring_retention'));
    await this.suite.recordDirectory(
      [
        [
          'facility.opened',
          { facilityId: 'linden', name: 'House Linden', kind: 'hospital', timeZone: 'Europe/Berlin', jurisdiction: 'DE' },
        ],
      ],
      org,
    );
    await this.adopt([rule], 1, org);
  }

  async adopt(rules: readonly Rule[], version: number, org = 'home'): Promise<void> {
    await this.state(
      'rule-set.adopted',
      { ruleSetId: 'test', version, title: 'Test', rules: [...rules], reason: 'reviewed' },
      undefined,
      org,
    );
  }

  async state(type: RetentionStatement['type'], data: object, subject?: string, org = 'home'): Promise<void> {
    const statement = { id: randomUUID(), type, data, occurredAt: '2026-03-01T08:00:00Z', actor: 'officer', role: 'retention-officer', correlationId: randomUUID(), ...(subject !== undefined && { subject }) } as RetentionStatement; // prettier-ignore
    await this.recorder.record(org, [statement]);
  }

  /** Patients whose stay ended ten years ago. @returns when their dates are known */
  async due(count: number, org = 'home', year = 2015): Promise<string[]> {
    const patients = Array.from({ length: count }, () => randomUUID());
    for (const patient of patients) await this.record(patient, org, year);
    await this.settled(patients);
    return patients;
  }

  async record(patient: string, org = 'home', year = 2015): Promise<void> {
    const stayId = randomUUID();
    await this.suite.recordPatient(
      patient,
      [
        ['patient.registered', { identifiers: [], gender: 'female', birthDate: '1938-04' }, { occurredat: `${year}-01-01T08:00:00+01:00` }],
        ['stay.admitted', { stayId, class: 'inpatient', location: { facility: 'linden' } }, { occurredat: `${year}-01-02T09:00:00+01:00` }],
        ['stay.discharged', { stayId }, { occurredat: `${year}-04-02T09:00:00+02:00` }],
      ],
      org,
    );
  }

  async settled(patients: readonly string[]): Promise<void> {
    const pool = this.#worker();
    await until(
      async () => {
        const { rowCount } = await pool.query(
          `SELECT FROM retention.due_dates d JOIN retention.records r USING (org, subject)
            WHERE d.subject = ANY ($1::uuid[]) AND d.retention_class = 'clinical' AND d.status = 'due-on' AND r.changed_at IS NULL
              AND NOT EXISTS (SELECT FROM retention.spans s WHERE s.org = d.org)`,
          [patients],
        );
        return rowCount === patients.length;
      },
      { what: 'due dates', timeoutMs: 60_000 },
    );
  }

  /** Until the service has seen the end of the clinical topic: before that records may lack entries. */
  async current(): Promise<void> {
    const isCurrent = async (): Promise<boolean> =>
      (await organisationProgress(this.#worker(), clinicalConsumer, 'home')).asOf !== undefined;
    await until(isCurrent, { what: 'the end of the topic', timeoutMs: 60_000 });
  }

  /** As a holder records it in its own event store. @returns the event */
  async confirm(patient: string, destroyedBy: string, holder = 'patient-timeline'): Promise<string> {
    const data = { destroyedBy, holder, retentionClasses: ['clinical', 'retention-facts'], rows: 12, deletedAt: new Date().toISOString() };
    return this.suite.report('copies.deleted', patient, data, { actor: holder });
  }

  async officer(url: string, role: string, sub: string, org = 'home'): Promise<Officer> {
    return new Officer(url, await this.suite.token({ roles: [role], sub, org }), org);
  }

  #pool: ReturnType<RetentionSuite['pool']> | undefined;
  #worker(): ReturnType<RetentionSuite['pool']> {
    return (this.#pool ??= this.suite.pool(this.suite.config().DATABASE_WORKER_URL));
  }
}
