import type { Tombstone } from '@everchart/destruction';
import { decodePositionToken, encodePositionToken, EnvelopeError, type PositionToken } from '@everchart/envelope';
import type { Lane } from '@everchart/postgres';
import { compareInstants, instantMs, readUuid } from '@everchart/primitives';
import { ProgressReader, type OrganisationProgress } from '@everchart/stream';
import { Inject, Injectable } from '@nestjs/common';
import { freshnessOf, includesPlace, placesShown, type Freshness, type Place } from '../domain/freshness.js';
import type { PrimaryState } from '../infrastructure/primary.js';
import { ReadMetrics } from '../infrastructure/metrics.js';
import type { Standing } from '../infrastructure/record.store.js';
import { FreshnessGate } from './freshness.gate.js';

export interface Freshening {
  /** `vital`: it waits for its like alone. */
  lane: Lane;
  /** Who reads. */
  reader: string;
  /** `Everchart-At-Least`, as it came. */
  atLeast?: string | undefined;
  /** The reader takes an older state, marked, rather than none. */
  allowStale: boolean;
  /** Milliseconds the reader wants to wait at most; the service's own limit holds if it is shorter. */
  waitAtMostMs?: number | undefined;
  /** What was recorded up to here is requested, so all of it must be in. */
  knownAt?: string | undefined;
}

/** A row of the past says up to when the record goes on. */
type Loaded = Standing & { past?: { recordedUntil: string } };

export type StaleReason = 'behind' | 'building' | 'unreadable' | 'stream-lost' | 'out-of-contact' | 'primary-away' | `stopped:${string}`;

/** How current an answer is. */
export interface Currency {
  stale: StaleReason | undefined;
  /** Everything that was published before is included; undefined before the first contact with the stream. */
  asOf: Date | undefined;
}

export type ReadResult<Row extends Loaded> =
  /** `stale` says why what is shown may be older than what was recorded. */
  | ({ outcome: 'shown'; row: Row; position: string | undefined; stopped: OrganisationProgress['stopped'] } & Currency)
  | ({ outcome: 'patient-unknown'; position: string | undefined } & Currency)
  /** The patient's keys were destroyed: nothing is here any more. */
  | { outcome: 'record-destroyed'; tombstone: Tombstone }
  | { outcome: 'not-yet-fresh'; position: string | undefined }
  /** The patient's stream is stopped before its first event: there is a record, but nothing of it can be shown. */
  | { outcome: 'record-stopped'; reason: string }
  /** The stream lost records: whether there is such a patient is not known. */
  | { outcome: 'stream-lost'; position: string | undefined }
  | {
      outcome:
        | 'position-malformed'
        | 'position-of-other-organisation'
        | 'position-unknown'
        | 'position-from-before-restore'
        | 'position-contradicted';
    };

export interface ReadSettings {
  /** Milliseconds that a read waits at most. */
  waitAtMostMs: number;
  /** Seconds without having reached the end of the stream after which a read is stale. */
  staleAfterSeconds: number;
  primary: PrimaryState;
  /** What is known of a record that was destroyed. */
  tombstoneOf(org: string, patient: string, lane: Lane): Promise<Tombstone | undefined>;
}

/** Injects {@link ReadSettings}. */
export const READ_SETTINGS = Symbol('ReadSettings');

/**
 * Reads of one patient, as fresh as requested. Those that meet a read model that is being built wait for it, as they do
 * for a position.
 */
@Injectable()
export class RecordReader {
  /** By what was read of the progress, and by store: tokens of those whose own last event is in that. */
  private readonly positions = new WeakMap<OrganisationProgress, Map<string, string>>();

  constructor(
    private readonly progress: ProgressReader,
    private readonly gate: FreshnessGate,
    private readonly metrics: ReadMetrics,
    @Inject(READ_SETTINGS) private readonly settings: ReadSettings,
  ) {}

  /**
   * The progress is read first: then what an answer claims is never more than what it shows. @param load one round trip
   */
  async read<Row extends Loaded>(org: string, patient: string, freshening: Freshening, load: () => Promise<Row>): Promise<ReadResult<Row>> {
    const asked = freshening.atLeast === undefined ? undefined : tokenOf(freshening.atLeast);
    if (asked === null) return { outcome: 'position-malformed' };
    if (asked && asked.org !== org) return { outcome: 'position-of-other-organisation' };
    const { waitAtMostMs, staleAfterSeconds } = this.settings;
    const { knownAt } = freshening;
    const { alone } = this.settings.primary;
    const deadline = performance.now() + Math.min(freshening.waitAtMostMs ?? waitAtMostMs, waitAtMostMs);
    let { progress, row, freshness } = await this.look(org, load, asked, knownAt);
    const tombstone =
      row.streamVersion === undefined && readUuid(patient) ? await this.settings.tombstoneOf(org, patient, freshening.lane) : undefined;
    if (tombstone) return { outcome: 'record-destroyed', tombstone };
    if (asked && freshness === 'behind') {
      await this.waitFor(org, row.last, asked, deadline, freshening);
      ({ progress, row, freshness } = await this.look(org, load, asked, knownAt));
    }
    if (row.built && freshness === 'behind' && !isKnown(progress, row, knownAt)) {
      await this.gate.waitUntilPublished(org, instantMs(knownAt!), deadline - performance.now(), freshening.reader);
      ({ progress, row, freshness } = await this.look(org, load, asked, knownAt));
    }
    // An older state that the reader takes is shown at once: a rebuild may last for hours.
    const isTaken = freshening.allowStale && row.streamVersion !== undefined;
    if (!row.built && freshness === 'behind' && !isTaken) {
      await this.gate.waitUntilBuilt(deadline - performance.now(), `${org}\n${freshening.reader}`, freshening.lane);
      ({ progress, row, freshness } = await this.look(org, load, asked, knownAt));
    }
    if (freshness === 'store-unknown') return { outcome: 'position-unknown' };
    if (freshness === 'epoch-passed') return { outcome: 'position-from-before-restore' };
    if (freshness === 'contradicted') return { outcome: 'position-contradicted' };
    const stopped = progress.stopped.get(patient) ?? forkOf(progress, org, row.last);
    const position = this.positionOf(org, progress, row, asked);
    const asOf = progress.asOf?.at;
    const stale = staleness(stopped, progress, row, freshness) ?? outOfContact(progress, staleAfterSeconds) ?? this.withoutPrimary(alone);
    if (freshness === 'behind' && !freshening.allowStale) return { outcome: 'not-yet-fresh', position };
    if (row.streamVersion === undefined) {
      if (stopped !== undefined) return { outcome: 'record-stopped', reason: stopped };
      if (freshness === 'behind') return { outcome: 'not-yet-fresh', position };
      return progress.lost === undefined ? { outcome: 'patient-unknown', position, stale, asOf } : { outcome: 'stream-lost', position };
    }
    return { outcome: 'shown', row, position, stale, asOf, stopped: progress.stopped };
  }

  private async look<Row extends Loaded>(org: string, load: () => Promise<Row>, asked: PositionToken | undefined, knownAt?: string) {
    const progress = await this.progress.of(org);
    const row = await load();
    const freshness = freshnessFor(progress, row, asked);
    return { progress, row, freshness: freshness === 'reached' && !isKnown(progress, row, knownAt) ? 'behind' : freshness };
  }

  /** Of most reads the same until the progress is read again. */
  private positionOf(
    org: string,
    progress: OrganisationProgress,
    { built, last }: Standing,
    asked: PositionToken | undefined,
  ): string | undefined {
    const isShared = asked === undefined && built && last !== undefined && includesPlace(progress.shards, last);
    const known = isShared ? this.positions.get(progress)?.get(last.storeId) : undefined;
    if (known !== undefined) return known;
    const places = placesShown(built ? progress.shards : [], last, asked);
    const position = places && encodePositionToken({ ...places, org });
    if (!isShared || position === undefined) return position;
    const shared = this.positions.get(progress) ?? new Map<string, string>();
    this.positions.set(progress, shared.set(last.storeId, position));
    return position;
  }

  /** Others may have been shown more by the primary, before it went away. */
  private withoutPrimary(aloneBefore: number): StaleReason | undefined {
    const { isAway, alone } = this.settings.primary;
    return isAway || alone > aloneBefore ? 'primary-away' : undefined;
  }

  private async waitFor(
    org: string,
    last: Place | undefined,
    asked: PositionToken,
    deadline: number,
    freshening: Freshening,
  ): Promise<void> {
    const started = performance.now();
    const freshness = await this.gate.wait(org, last, asked, deadline - started, freshening);
    this.metrics.waited((performance.now() - started) / 1000, freshness === 'reached' ? 'reached' : 'gave-up');
  }
}

/**
 * Whether all that was recorded up to an instant is in: the patient's record goes on behind it, in the order of
 * recording, or everything that was published since is in.
 */
function isKnown({ asOf }: OrganisationProgress, { streamVersion, past }: Loaded, knownAt: string | undefined): boolean {
  if (knownAt === undefined || (asOf && asOf.at.getTime() >= instantMs(knownAt))) return true;
  return streamVersion !== undefined && past !== undefined && compareInstants(past.recordedUntil, knownAt) > 0;
}

/** Two histories of the patient's shard have come: later events of it are not shown. */
function forkOf({ stopped }: OrganisationProgress, org: string, last: Place | undefined): string | undefined {
  for (const [key, reason] of stopped)
    if (reason.startsWith('fork:') && (last ? key === `${org}/${last.shard}` : key.startsWith(`${org}/`))) return reason;
  return undefined;
}

/** While the read model is built, only the patient's own last event says what is there. */
function freshnessFor({ shards }: OrganisationProgress, { built, last }: Standing, asked: PositionToken | undefined): Freshness {
  if (built) return asked ? freshnessOf(shards, last, asked) : 'reached';
  const freshness = asked ? freshnessOf(shards.map((shard) => ({ ...shard, position: 0 })), last, asked) : 'behind'; // prettier-ignore
  return freshness === 'store-unknown' ? 'behind' : freshness;
}

/** What may be missing in what is shown: the reason that lasts longest first. */
function staleness(
  stopped: string | undefined,
  { lost }: OrganisationProgress,
  { built, unreadable }: Standing,
  freshness: Freshness,
): StaleReason | undefined {
  if (stopped !== undefined) return `stopped:${stopped}`;
  if (lost !== undefined) return 'stream-lost';
  if (unreadable > 0) return 'unreadable';
  if (freshness !== 'behind') return undefined;
  return built ? 'behind' : 'building';
}

/**
 * Nothing is known of what was recorded since. A moment that lies ahead says nothing either: the clock of the database
 * was ahead then.
 */
function outOfContact({ asOf }: OrganisationProgress, staleAfterSeconds: number): StaleReason | undefined {
  return asOf && (asOf.ageSeconds > staleAfterSeconds || asOf.ageSeconds < -staleAfterSeconds) ? 'out-of-contact' : undefined;
}

/** Null when the text is no token. */
function tokenOf(text: string): PositionToken | null {
  try {
    return decodePositionToken(text);
  } catch (error) {
    if (error instanceof EnvelopeError) return null;
    throw error;
  }
}
