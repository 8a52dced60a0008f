import type { KeyObject } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { errorFields, type Logger } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import { createSigner, signNote } from '@everchart/transparency-log';
import { documentOf, noteTextOf, type CertificateData } from '../domain/certificate.js';
import { certificateStore, type Certificate, type LogPoint } from '../infrastructure/certificate.store.js';
import { destructionStore, type DestroyedSubject } from '../infrastructure/destruction.store.js';
import type { DestructionMetrics } from '../infrastructure/metrics.js';
import { decisionId } from './destructions.js';
import { newestPoint } from './log.point.js';
import type { RetentionRecorder, RetentionStatement } from './retention.recorder.js';

const restMs = 1000;
const restAfterFailureMs = 5000;
const perRound = 1000;
const unconfirmedMax = 10_000;

const method =
  'Cryptographic erasure: the wrapped keys were removed from the keyring and its copies; what was sealed under them cannot be opened any more. Holders have deleted what they had in readable form.';

export interface CertificateIssuerOptions {
  /** As `retention_worker`. */
  pool: Pool;
  recorder: Pick<RetentionRecorder, 'record'>;
  /** The key of the log, and the prefix of its name. */
  key: KeyObject;
  originPrefix: string;
  /** After which a holder that has not confirmed is an alarm. */
  confirmSeconds: number;
  metrics: DestructionMetrics;
  logger: Pick<Logger, 'warn'>;
  now?: () => Date;
}

/**
 * Issues a certificate when all holders have deleted and the log has what says so under a checkpoint, and completes it
 * when the last backup with a key of it has expired. What it says is written down before it is recorded, so that a
 * second attempt says the same.
 */
export class CertificateIssuer {
  readonly name = 'certificates';
  readonly #stopping = new AbortController();
  readonly #options: CertificateIssuerOptions;
  readonly #now: () => Date;
  #working: Promise<void> | undefined;

  constructor(options: CertificateIssuerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  start(): Promise<void> {
    this.#working = this.#work();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  async #work(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let rest = restMs;
      try {
        await this.round();
      } catch (error) {
        this.#options.logger.warn({ event: 'certificates.failed', ...errorFields(error) });
        rest = restAfterFailureMs;
      }
      await pause(rest, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The fault of one does not keep the others from it. */
  async round(): Promise<void> {
    const { pool, metrics, confirmSeconds } = this.#options;
    const failed: unknown[] = [];
    const attempt = (work: Promise<void>): Promise<void> => work.catch((error: unknown) => void failed.push(error));
    for (const { org, eventId } of await certificateStore.confirmed(pool, perRound)) await attempt(this.#draft(org, eventId));
    for (const { org, ...certificate } of await certificateStore.open(pool, perRound)) await attempt(this.#advance(org, certificate));
    const overdue = await destructionStore.unconfirmed(pool, undefined, confirmSeconds, { limit: unconfirmedMax });
    metrics.unconfirmed(new Map([...Map.groupBy(overdue, ({ holder }) => holder)].map(([holder, { length }]) => [holder, length])));
    if (failed.length > 0) throw failed[0];
  }

  async #draft(org: string, eventId: string): Promise<void> {
    const { pool } = this.#options;
    const destroyed = (await destructionStore.destroyedBy(pool, org, eventId))!;
    const holders = await destructionStore.deletionsOf(pool, org, eventId);
    const after = await this.#pointOver(org, [eventId, ...holders.map((deletion) => deletion.eventId)]);
    if (!after) return;
    const certificate = await this.#certificateOf(destroyed, holders, after);
    const certificateId = decisionId(org, destroyed.destroyed.destructionId, `certificate of ${eventId}`);
    await certificateStore.draft(pool, org, {
      certificateId,
      subject: destroyed.subject,
      issuedAt: this.#now().toISOString(),
      certificate,
    });
  }

  async #certificateOf(
    { org, eventId, destroyed, destroyedAt }: DestroyedSubject,
    deletions: Awaited<ReturnType<typeof destructionStore.deletionsOf>>,
    after: LogPoint,
  ): Promise<CertificateData> {
    const { pool } = this.#options;
    const destruction = await destructionStore.find(pool, org, destroyed.destructionId);
    const backups = await destructionStore.backupsWith(pool, org, destroyedAt);
    const isDeclared = (await destructionStore.backups(pool, org, { limit: 1 })).length > 0;
    const named = new Set(destroyed.holders);
    return {
      destroyedBy: eventId,
      scope: { retentionClasses: destroyed.retentionClasses, ...destroyed.scope },
      rule: destroyed.rule,
      dueOn: destroyed.dueOn,
      inputs: destroyed.inputs,
      holdSearch: { at: destroyed.checked.at, found: destroyed.checked.holds },
      approvers: destruction!.approvals.map(({ actor, role, eventId: approval, approvedAt }) => ({
        actor,
        role,
        eventId: approval,
        at: approvedAt,
      })),
      keys: destroyed.keys,
      ...(destroyed.classKeys && { classKeys: destroyed.classKeys }),
      destroyedAt: destroyed.destroyedAt,
      method,
      holders: deletions.filter(({ holder }) => named.has(holder)),
      backups: backups.slice(0, 100).map(({ generation, place, until }) => ({ generation, ...(place !== null && { place }), until })),
      before: destroyed.before,
      after,
      exceptions: isDeclared ? [] : ['No generation of backups was declared: whether one holds a key is not known'],
    };
  }

  async #advance(org: string, certificate: Certificate): Promise<void> {
    const { pool } = this.#options;
    const { certificateId, destroyedBy, subject } = certificate;
    if (!certificate.recorded) {
      await this.#record(org, {
        id: certificateId,
        type: 'certificate.issued',
        subject,
        data: certificate.certificate,
        occurredAt: certificate.issuedAt,
      });
      await certificateStore.issued(pool, org, certificate);
    }
    if (!certificate.completed) {
      const completion = certificate.completion ?? (await this.#completionOf(org, certificate));
      if (completion) {
        await certificateStore.draftCompletion(pool, org, completion);
        const id = decisionId(org, certificateId, `completed ${destroyedBy}`);
        await this.#record(org, {
          id,
          type: 'certificate.completed',
          subject,
          data: completion,
          occurredAt: `${completion.completedOn}T00:00:00Z`,
        });
        await certificateStore.completed(pool, org, completion);
      }
    }
    const now = (await certificateStore.find(pool, org, certificateId))!;
    if (now.note === null) await certificateStore.sign(pool, org, certificateId, this.#noteOf(org, now));
  }

  /** Undefined while a backup that may hold a key is kept. */
  async #completionOf(org: string, { certificateId, certificate: { destroyedAt } }: Certificate) {
    const { pool } = this.#options;
    if ((await destructionStore.backupsWith(pool, org, destroyedAt)).length > 0) return undefined;
    return { certificateId, completedOn: this.#now().toISOString().slice(0, 10), after: await newestPoint(pool, org) };
  }

  /** The newest checkpoint, if all of the events are entries under it. */
  async #pointOver(org: string, eventIds: readonly string[]): Promise<LogPoint | undefined> {
    const point = await newestPoint(this.#options.pool, org);
    const found = await certificateStore.entriesBelow(this.#options.pool, org, eventIds, point.size);
    return found === eventIds.length ? point : undefined;
  }

  #noteOf(org: string, certificate: Certificate): string {
    const { key, originPrefix } = this.#options;
    return signNote(noteTextOf(documentOf(org, certificate)), createSigner(`${originPrefix}/${org}`, key));
  }

  async #record(org: string, statement: Pick<RetentionStatement, 'id' | 'type' | 'data' | 'subject' | 'occurredAt'>): Promise<void> {
    const [result] = await this.#options.recorder.record(org, [
      { ...statement, actor: 'retention', role: 'system', correlationId: statement.id },
    ]);
    if (result!.outcome !== 'created' && result!.outcome !== 'duplicate') throw new Error(`not recorded: ${result!.outcome}`);
  }
}
