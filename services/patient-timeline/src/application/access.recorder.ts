import type { AccessEventData, AccessEventType } from '@everchart/contracts-access';
import { shardOf, type EventStore } from '@everchart/event-store';
import { sealEvent } from '@everchart/sealed-events';
import { v7 as newEventId } from 'uuid';
import type { AccessKeys, SealingKey } from '../infrastructure/access-keys.js';
import type { ReadMetrics } from '../infrastructure/metrics.js';

/** Who looks, for what, in which organisation the access is put on record. */
export interface Accessor {
  org: string;
  actor: string;
  role: string;
  purpose: string;
  correlationId: string;
  traceparent: string;
}

export interface Access {
  type: AccessEventType;
  /** The patient looked at; undefined for what concerns no patient of the organisation. */
  patient: string | undefined;
  patientKnown: boolean;
  data: Omit<AccessEventData[AccessEventType], 'purpose'>;
}

/** The access could not be put on record: no data may leave. */
export class AccessNotRecordedError extends Error {
  override readonly name = 'AccessNotRecordedError';
  readonly code = 'access-not-recorded';
}

const schemaVersion = 1;

/**
 * Puts accesses on record: each is an event of this service's own store, committed when `record` resolves. Under load many share a commit.
 * The relay takes them, in order, to the audit log.
 */
export class AccessRecorder {
  constructor(
    private readonly store: Pick<EventStore, 'append' | 'source' | 'shardsOf'>,
    private readonly keys: Pick<AccessKeys, 'forAccess'>,
    private readonly organisationStream: (org: string) => string,
    private readonly metrics: ReadMetrics,
  ) {}

  /** @throws AccessNotRecordedError */
  async record(accessor: Accessor, access: Access): Promise<void> {
    let key: SealingKey | undefined;
    try {
      const organisation = this.organisationStream(accessor.org);
      const subject = access.patient ?? organisation;
      key = await this.keys.forAccess(accessor.org, access.patientKnown ? subject : organisation);
      const [outcome] = await this.store.append(accessor.org, [await this.itemOf(accessor, access, subject, key)]);
      if (outcome?.outcome !== 'created') throw new Error(`the access was not appended: ${outcome?.outcome ?? 'no outcome'}`);
    } catch (cause) {
      this.metrics.accessRecorded('failed', key?.of ?? 'none');
      throw new AccessNotRecordedError('the access could not be put on record', { cause });
    }
    this.metrics.accessRecorded('committed', key.of);
  }

  private async itemOf(accessor: Accessor, { type, data }: Access, subject: string, { dataKey }: SealingKey) {
    const { org, actor, role, purpose, correlationId, traceparent } = accessor;
    const draft = {
      id: newEventId(),
      org,
      subject,
      type,
      schemaVersion,
      data: { ...data, purpose },
      source: await this.store.source(),
      occurredat: new Date().toISOString(),
      actor,
      actorrole: role,
      shard: shardOf(subject, await this.store.shardsOf(org)),
      retentionclass: 'access',
      correlationid: correlationId,
    };
    return { ...sealEvent(draft, dataKey), traceparent, expected: { kind: 'any' as const } };
  }
}
