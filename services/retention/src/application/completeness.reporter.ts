import { withOrganisation, type Pool } from '@everchart/postgres';
import { API_POOL } from '@everchart/service-kit';
import {
  organisationProgress,
  stoppedStreams,
  unreadableEvents,
  type OrganisationProgress,
  type StoppedStream,
  type UnreadableEvent,
} from '@everchart/stream';
import { parseCheckpoint } from '@everchart/transparency-log';
import { Inject, Injectable } from '@nestjs/common';
import { LogReader, type ShardState } from '../infrastructure/log.reader.js';
import { sequencerConsumer } from '../infrastructure/log.writer.js';

export interface CompletenessReport {
  /**
   * No hole, no broken chain, nothing that waits, everything that sources have stated; the newest checkpoint covers
   * every entry, and all are kept.
   */
  complete: boolean;
  /** Why the stream lacks records that never came here, if it does: entries of any source may be missing. */
  streamLost: string | null;
  entries: number;
  checkpoint: { size: number; signedAt: string } | null;
  /** Checkpoints that were signed, by the number in the newest one, and those that are kept. */
  checkpoints: { signed: number; kept: number };
  /** Why nothing more is signed: another tree than this one was published. */
  signingRefused: 'below-published' | 'other-tree' | null;
  /** What was taken from the stream, and is not in the log any more: its tail was cut off. */
  missingTail: { storeId: string; shard: number; from: number; to: number }[];
  shards: ShardState[];
  /** Streams of which an event is missing. */
  stoppedStreams: { stream: string; reason: string; code: string; since: string; parkedEvents: number }[];
  /** Events that could not become entries, the newest first, at most 100. */
  unreadableEvents: { eventId: string; stream: string; shard: number; position: number; code: string; since: string }[];
}

/** "Shards n, positions a..b, gaps 0, as of checkpoint C": the first question of an auditor. */
@Injectable()
export class CompletenessReporter {
  constructor(
    private readonly reader: LogReader,
    @Inject(API_POOL) private readonly pool: Pool,
  ) {}

  async report(org: string): Promise<CompletenessReport> {
    // Read first: what stops later has no entry yet, and what goes on meanwhile is at most named in addition.
    const [stopped, unreadable, progress] = await withOrganisation(this.pool, org, async (tx) => [
      await stoppedStreams(tx, sequencerConsumer, org),
      await unreadableEvents(tx, sequencerConsumer, org),
      await organisationProgress(tx, sequencerConsumer, org),
    ]);
    const { lost } = progress;
    const { entries, whole: isWhole, checkpoint, checkpoints: kept, refused, shards } = await this.reader.extent(org);
    const signed = checkpoint ? numberOf(checkpoint.note) : 0;
    const whole =
      isWhole &&
      shards.every(
        ({ to, followedTo, gaps, chainFaults, contradicted, behind, silent }) =>
          followedTo === to && gaps.length + chainFaults.length + contradicted.length === 0 && !behind && !silent,
      );
    const missingTail = tailOf(progress, shards);
    return {
      complete:
        whole &&
        missingTail.length === 0 &&
        lost === undefined &&
        stopped.length + unreadable.length === 0 &&
        (checkpoint?.size ?? 0) >= entries &&
        kept === signed &&
        refused === undefined,
      streamLost: lost ?? null,
      entries,
      checkpoint: checkpoint ? { size: checkpoint.size, signedAt: checkpoint.signedAt.toISOString() } : null,
      checkpoints: { signed, kept },
      signingRefused: refused ?? null,
      missingTail,
      shards,
      stoppedStreams: stopped.map(shown),
      unreadableEvents: unreadable.map(shownEvent),
    };
  }
}

/** The consumer's own progress says how far each shard was taken. */
function tailOf({ shards: taken }: OrganisationProgress, shards: readonly ShardState[]): CompletenessReport['missingTail'] {
  return taken.flatMap(({ storeId, shard, taken: to }) => {
    const here = Math.max(0, ...shards.filter((each) => each.storeId === storeId && each.shard === shard).map((each) => each.to));
    return here < to ? [{ storeId, shard, from: here + 1, to }] : [];
  });
}

function numberOf(note: string): number {
  return parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1)).number ?? 0;
}

function shown({ stream, reason, code, since, parkedEvents }: StoppedStream): CompletenessReport['stoppedStreams'][number] {
  return { stream, reason, code, since: since.toISOString(), parkedEvents };
}

function shownEvent({ eventId, stream, shard, position, code, since }: UnreadableEvent): CompletenessReport['unreadableEvents'][number] {
  return { eventId, stream, shard, position, code, since: since.toISOString() };
}
