import { isLate } from '@everchart/contracts-clinical';
import type { EventStore, Recorded } from '@everchart/event-store';
import { problemDocument, ProblemError, type RequestContext } from '@everchart/platform';
import { boundedFaults, faultsMax } from '@everchart/primitives';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RecordEvents, RecordResult } from '../application/record-events.handler.js';
import type { EventRates } from './event-rates.js';
import { formatNdjson, ndjsonType, wantsNdjson } from './ndjson.js';
import { positionTokenOf } from './position-token.js';
import type { RecordRequest } from './record-request.js';
import type { RecordingMetrics } from './recording.metrics.js';
import { isWithheld, shownIn, withheld, type ShownAccesses } from './shown.accesses.js';
import { batchRefused, entityTag, problemOf, storeProblemOf, type RefusedItem } from './result.problem.js';

export interface RecordedBody {
  id: string;
  streamVersion: number;
  position: number;
  chain: string;
  recordedAt: string;
  /** Only when it is. */
  late?: true;
}

export interface BatchItemBody extends Partial<RecordedBody> {
  outcome: 'created' | 'duplicate' | 'conflict' | 'invalid' | 'refused' | 'failed';
  status: number;
  problem?: Record<string, unknown>;
}

/** What the routes that record events have in common, independent of the kind of stream that they write to. */
export class EventRecorder {
  constructor(
    private readonly recordEvents: RecordEvents,
    private readonly store: EventStore,
    private readonly rates: EventRates,
    private readonly metrics: RecordingMetrics,
    private readonly accesses: ShownAccesses,
  ) {}

  async one(context: RequestContext, request: FastifyRequest, reply: FastifyReply, asked: RecordRequest): Promise<RecordedBody> {
    const [result] = await this.record(context, asked);
    if (!('recorded' in result!)) {
      const problem = problemOf(result!);
      await this.accesses.record(context, request, reply, shownIn(result!), problem.status);
      throw new ProblemError(problem);
    }
    void reply
      .status(result.outcome === 'created' ? 201 : 200)
      .header('etag', entityTag(result.recorded.streamVersion))
      .header('everchart-position', await positionTokenOf(this.store, context.org, [result.recorded]));
    return recordedBody(result.recorded, asked.events[0]);
  }

  async batch(
    context: RequestContext,
    request: FastifyRequest,
    reply: FastifyReply,
    asked: RecordRequest,
  ): Promise<{ results: BatchItemBody[] } | string> {
    const results = await this.record(context, asked);
    const refusal = asked.options.atomic === true ? refusalOfWhole(results, asked.events) : undefined;
    const mayShow = await this.putOnRecord(context, request, reply, results, refusal);
    const named = new NamedFaults();
    const items = results.map((result, index) => itemBody(named.bound(result), asked.events[index], mayShow));
    for (const { problem } of items) if (problem) this.metrics.rejected(codeOf(problem));
    if (refusal) throw refusal;
    const recorded = results.flatMap((result) => ('recorded' in result ? [result.recorded] : []));
    const token = await positionTokenOf(this.store, context.org, recorded);
    if (token !== undefined) void reply.header('everchart-position', token);
    if (!wantsNdjson(request.headers.accept)) return { results: items };
    void reply.type(ndjsonType);
    return formatNdjson(items);
  }

  /**
   * @returns false when what the results show may not be shown; those that were recorded are answered all the same
   * @throws ProblemError 503 `access-not-recorded` when nothing was recorded
   */
  private async putOnRecord(
    context: RequestContext,
    request: FastifyRequest,
    reply: FastifyReply,
    results: readonly RecordResult[],
    refusal: ProblemError | undefined,
  ): Promise<boolean> {
    try {
      await this.accesses.record(context, request, reply, results.flatMap(shownIn), refusal?.status ?? 200);
      return true;
    } catch (error) {
      if (refusal || !isWithheld(error) || !results.some((result) => 'recorded' in result)) throw error;
      return false;
    }
  }

  private async record(context: RequestContext, { events, options }: RecordRequest): Promise<RecordResult[]> {
    this.rates.charge(context, events.length);
    try {
      const results = await this.recordEvents.record(context, events, options);
      // To find and name what is wrong costs as much again.
      this.rates.add(context, results.filter((result) => !('recorded' in result)).length);
      return results;
    } catch (error) {
      throw storeProblemOf(error) ?? error;
    }
  }
}

/** @param event as it was sent: what was recorded has a valid `occurredAt` */
function recordedBody({ id, streamVersion, position, chain, recordedAt }: Recorded, event: unknown): RecordedBody {
  const { occurredAt } = event as { occurredAt: string };
  return { id, streamVersion, position, chain, recordedAt, ...(isLate(occurredAt, recordedAt) ? { late: true as const } : {}) };
}

/** @param mayShow whether what it shows of the record is on record */
function itemBody(result: RecordResult, event: unknown, mayShow = true): BatchItemBody {
  if ('recorded' in result)
    return { ...recordedBody(result.recorded, event), outcome: result.outcome, status: result.outcome === 'created' ? 201 : 200 };
  const { id } = (event ?? {}) as { id?: unknown };
  const own = typeof id === 'string' ? { id } : {};
  if (!mayShow && shownIn(result).length > 0)
    return { ...own, outcome: 'refused', status: withheld.status, problem: problemDocument({ ...withheld }) };
  const { headers: _, cause: __, extensions, ...problem } = problemOf(result);
  return {
    ...own,
    outcome: itemOutcomeOf(result),
    status: problem.status,
    ...('streamVersion' in result ? { streamVersion: result.streamVersion } : {}),
    problem: problemDocument({ ...problem, ...extensions }),
  };
}

function itemOutcomeOf({ outcome }: RecordResult): BatchItemBody['outcome'] {
  if (outcome === 'id-conflict') return 'conflict';
  return outcome === 'invalid' || outcome === 'failed' ? outcome : 'refused';
}

/** Of a batch that is all or none: those that were kept back by others only are not listed. */
function refusalOfWhole(results: readonly RecordResult[], events: readonly unknown[]): ProblemError | undefined {
  const named = new NamedFaults();
  const refused = results.flatMap((result, index): RefusedItem[] => {
    if (result.outcome === 'batch-refused') return [];
    const { id, problem, status } = itemBody(named.bound(result), events[index]);
    return problem ? [{ index, ...(id === undefined ? {} : { id }), status, problem }] : [];
  });
  return refused.length > 0 ? batchRefused(refused) : undefined;
}

/** Faults that the answer to a batch names at most, beside a few of each item. */
const faultsOfBatchMax = 1000;
const faultsOfItemMin = 3;

/** Bounds the faults of the items of one batch together. */
class NamedFaults {
  #count = 0;

  bound(result: RecordResult): RecordResult {
    if (result.outcome !== 'invalid') return result;
    const faults = boundedFaults(result.faults, Math.min(faultsMax, Math.max(faultsOfItemMin, faultsOfBatchMax - this.#count)));
    this.#count += faults.length;
    return { ...result, faults };
  }
}

function codeOf(problem: Record<string, unknown>): string {
  return (problem.type as string).replace('urn:everchart:problem:', '');
}
