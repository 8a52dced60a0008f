import { withOrganisation, type Pool } from '@everchart/postgres';
import {
  forgedRecords,
  stoppedStream,
  stoppedStreams,
  StreamRequests,
  streamRequests,
  unreadableCount,
  unreadableEvents,
  type ForgedRecords,
  type MadeRequest,
  type RequestOutcome,
  type StoppedStream,
  type StreamChoice,
  type UnreadableEvent,
} from '@everchart/stream';

/** What is wrong with the streams of an organisation, or with one of them. */
export interface Troubles {
  stopped: StoppedStream[];
  /** The newest first. */
  unreadable: UnreadableEvent[];
}

/** Milliseconds for which an answer waits for the consumer. */
const waitAtMostMs = 10_000;

/** Of a service with several consumers: a version of a projection has its own. */
export interface Consumers {
  /** The one that reads of an organisation go by. */
  of(org: string): Promise<string>;
  has(consumer: string): Promise<boolean>;
}

/** Streams of a service's consumers, for operators. As the `reader` of the consumers' migrations. */
export class StreamDesk {
  readonly #consumers: Consumers;

  constructor(
    private readonly pool: Pool,
    consumers: string | Consumers,
  ) {
    this.#consumers = typeof consumers === 'string' ? onlyOne(consumers) : consumers;
  }

  /** @returns undefined when there is no consumer of that name */
  async consumerOf(org: string, named: string | undefined): Promise<string | undefined> {
    if (named === undefined) return this.#consumers.of(org);
    return (await this.#consumers.has(named)) ? named : undefined;
  }

  /** @param accepted whether to name what an operator has accepted, too, and records that were forged days ago */
  list(
    consumer: string,
    org: string,
    { limit, accepted }: { limit: number; accepted: boolean },
  ): Promise<Troubles & { unreadableEvents: number; forged: ForgedRecords[] }> {
    return withOrganisation(this.pool, org, async (tx) => ({
      forged: await forgedRecords(tx, consumer, { all: accepted }),
      stopped: await stoppedStreams(tx, consumer, org, limit),
      unreadable: await unreadableEvents(tx, consumer, org, { limit, accepted }),
      unreadableEvents: await unreadableCount(tx, consumer, org),
    }));
  }

  show(consumer: string, org: string, stream: string): Promise<Troubles & { requests: MadeRequest[] }> {
    return withOrganisation(this.pool, org, async (tx) => ({
      stopped: await stoppedStream(tx, consumer, org, stream),
      unreadable: await unreadableEvents(tx, consumer, org, { stream, limit: 1000, accepted: true }),
      requests: await streamRequests(tx, consumer, org, stream),
    }));
  }

  /** @returns undefined when the consumer has not answered in time: it will do it */
  retry(consumer: string, choice: StreamChoice, actor: string): Promise<RequestOutcome | undefined> {
    return new StreamRequests(this.pool, consumer).make(choice, { action: 'retry', actor }, waitAtMostMs);
  }

  /** As {@link retry}. */
  skip(consumer: string, choice: StreamChoice, actor: string, reason: string): Promise<RequestOutcome | undefined> {
    return new StreamRequests(this.pool, consumer).make(choice, { action: 'skip', actor, reason }, waitAtMostMs);
  }
}

function onlyOne(consumer: string): Consumers {
  return { of: () => Promise.resolve(consumer), has: (named) => Promise.resolve(named === consumer) };
}
