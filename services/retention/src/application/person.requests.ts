import { organisationStream } from '@everchart/contracts';
import { withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import { canonicalJson } from '@everchart/envelope';
import type { Recorded } from '@everchart/event-store';
import { dayEverywhere } from '../domain/destruction.js';
import { assess, type Assessment } from '../domain/request.assessment.js';
import { dueDateReader, ruleIn } from '../infrastructure/due-date.reader.js';
import { withDestructionLock } from '../infrastructure/hold.store.js';
import { recordStore } from '../infrastructure/record.store.js';
import {
  requestStore,
  type Closed,
  type ExportApproved,
  type Extended,
  type PersonRequest,
  type Received,
} from '../infrastructure/request.store.js';
import { clinicalClass } from './due-dates.js';
import { holdsOf } from './holds.js';
import type { RetentionRecorder, RetentionStatement } from './retention.recorder.js';

/** `closed`: answered or withdrawn before. `extended`: before. `no-copy`: it asks for none. */
export type RequestRefusal = 'id-conflict' | 'unknown' | 'closed' | 'extended' | 'no-copy';

/**
 * Requests of persons. What is decided is recorded first; the row follows, by the same call or, where that breaks off,
 * by the projection.
 */
export class PersonRequests {
  /** @param pool as the login of the API: it sees one organisation */
  constructor(
    private readonly pool: Pool,
    private readonly recorder: RetentionRecorder,
  ) {}

  /** Nothing of the person is destroyed by a check that was made before. */
  receive(org: string, received: Received): Promise<{ request: PersonRequest; isNew: boolean } | RequestRefusal> {
    return withOrganisation(this.pool, org, async (tx) => {
      await withDestructionLock(tx, org);
      const recorded = await this.#record(org, received);
      if (typeof recorded === 'string') return recorded;
      await requestStore.receive(tx, org, received, recorded.recordedAt);
      return { request: (await requestStore.find(tx, org, received.id))!, isNew: recorded.isNew };
    });
  }

  /**
   * Extends, answers or withdraws a request.
   * @param stated id and type of the decision, and what the officer has stated of its data
   * @param decide the whole statement, by what the request is and what rules say at this moment; not called for a
   * decision that was recorded before
   */
  decide(
    org: string,
    requestId: string,
    stated: { id: string; type: (Extended | Closed)['type']; data: object },
    decide: (request: PersonRequest, assessment: Assessment) => Extended | Closed,
  ): Promise<{ request: PersonRequest; assessment: Assessment } | RequestRefusal> {
    return withOrganisation(this.pool, org, async (tx) => {
      // A hold that is placed meanwhile comes after the answer.
      await withDestructionLock(tx, org);
      const request = await requestStore.find(tx, org, requestId, { lock: true });
      if (!request) return 'unknown';
      const assessment = await assessmentOf(tx, org, request);
      const before = [request.extended, request.closed].find((each) => each?.id === stated.id);
      if (before) return isSame(before, stated) ? { request, assessment } : 'id-conflict';
      if (request.closed) return 'closed';
      if (stated.type === 'request.extended' && request.extended) return 'extended';
      const statement = decide(request, assessment);
      const recorded = await this.#record(org, statement);
      if (typeof recorded === 'string') return recorded;
      if (statement.type === 'request.extended') await requestStore.extend(tx, org, statement);
      else await requestStore.close(tx, org, statement, recorded.recordedAt);
      return { request: (await requestStore.find(tx, org, requestId))!, assessment };
    });
  }

  /**
   * Lets a copy of the record be made.
   * @param approve the whole statement, by how long what is kept; not called for one that was recorded before
   */
  approveExport(
    org: string,
    requestId: string,
    stated: { id: string; data: object },
    approve: (request: PersonRequest, periods: Periods) => ExportApproved,
  ): Promise<{ request: PersonRequest } | RequestRefusal> {
    return withOrganisation(this.pool, org, async (tx) => {
      const request = await requestStore.find(tx, org, requestId, { lock: true });
      if (!request) return 'unknown';
      const before = request.approvals.find(({ id }) => id === stated.id);
      if (before) return isSame(before, { type: before.type, data: stated.data }) ? { request } : 'id-conflict';
      if (request.closed) return 'closed';
      if (request.received.data.kind === 'erasure') return 'no-copy';
      const statement = approve(request, await periodsOf(tx, org, request.subject));
      const recorded = await this.#record(org, statement);
      if (typeof recorded === 'string') return recorded;
      await requestStore.approveExport(tx, org, statement, recorded.recordedAt);
      return { request };
    });
  }

  find(org: string, requestId: string): Promise<{ request: PersonRequest; assessment: Assessment } | undefined> {
    return withOrganisation(this.pool, org, async (tx) => {
      const request = await requestStore.find(tx, org, requestId);
      return request && { request, assessment: await assessmentOf(tx, org, request) };
    });
  }

  list(org: string, page: { limit: number; after?: string | undefined; closed: boolean }): Promise<PersonRequest[]> {
    return withOrganisation(this.pool, org, (tx) => requestStore.list(tx, org, page));
  }

  async #record(org: string, statement: RetentionStatement): Promise<(Recorded & { isNew: boolean }) | 'id-conflict'> {
    const [result] = await this.recorder.record(org, [statement]);
    if (result!.outcome === 'id-conflict') return 'id-conflict';
    if (result!.outcome !== 'created' && result!.outcome !== 'duplicate') throw new Error(`not recorded: ${result!.outcome}`);
    const { outcome, ...recorded } = result!;
    return { ...recorded, isNew: outcome === 'created' };
  }
}

/** What the service has added to the data is not compared: it is of another moment. */
function isSame(before: Extended | Closed | ExportApproved, { type, data }: { type: string; data: object }): boolean {
  const known = before.data as unknown as Readonly<Record<string, unknown>>;
  return before.type === type && Object.entries(data).every(([name, value]) => canonicalJson(known[name] ?? null) === canonicalJson(value));
}

/** What is said of how long what is kept: `export.approved` takes no more. */
const periodsMax = 20;

type Periods = ExportApproved['data']['periods'];

/** How long the record and the accesses to it are kept, by which rule. Dates of the person are not in it. */
async function periodsOf(tx: Transaction, org: string, subject: string): Promise<Periods> {
  const own = organisationStream(org);
  const kept = [[subject, clinicalClass] as const, ...(await dueDateReader.classes(tx, org)).map((name) => [own, name] as const)];
  const sets = (await dueDateReader.ruleSets(tx, org)).map(({ ruleSet }) => ruleSet);
  const periods: Periods = [];
  for (const [whose, retentionClass] of kept.slice(0, periodsMax)) {
    const found = await dueDateReader.find(tx, org, whose, retentionClass);
    if (!found) continue;
    const { status, keptThrough, dueOn, rule } = found.due;
    const { title, source } = (rule && ruleIn(sets)(rule)) ?? {};
    periods.push({
      retentionClass,
      status,
      ...(keptThrough !== undefined && { keptThrough }),
      ...(dueOn !== undefined && { dueOn }),
      ...(rule && { rule }),
      ...(title !== undefined && { title }),
      ...(source && { citation: source.citation }),
    });
  }
  return periods;
}

async function assessmentOf(tx: Transaction, org: string, { subject }: PersonRequest): Promise<Assessment> {
  const [isUnknown, due, holds] = [
    (await recordStore.unknown(tx, org, [subject])).length > 0,
    await requestStore.dueOf(tx, org, subject),
    await holdsOf(tx, org, subject),
  ];
  return assess({ isKnown: !isUnknown, due, holdIds: holds.map(({ holdId }) => holdId) }, dayEverywhere(new Date()));
}
