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

/** Streams of one consumer, for operators. As the `reader` of the consumer's migrations. */
export class StreamDesk {
  readonly #requests: StreamRequests;

  constructor(
    private readonly pool: Pool,
    readonly consumer: string,
  ) {
    this.#requests = new StreamRequests(pool, consumer);
  }

  /** @param accepted whether to name what an operator has accepted, too, and records that were forged days ago */
  list(
    org: string,
    { limit, accepted }: { limit: number; accepted: boolean },
  ): Promise<Troubles & { unreadableEvents: number; forged: ForgedRecords[] }> {
    return withOrganisation(this.pool, org, async (tx) => ({
      forged: await forgedRecords(tx, this.consumer, { all: accepted }),
      stopped: await stoppedStreams(tx, this.consumer, org, limit),
      unreadable: await unreadableEvents(tx, this.consumer, org, { limit, accepted }),
      unreadableEvents: await unreadableCount(tx, this.consumer, org),
    }));
  }

  show(org: string, stream: string): Promise<Troubles & { requests: MadeRequest[] }> {
    return withOrganisation(this.pool, org, async (tx) => ({
      stopped: await stoppedStream(tx, this.consumer, org, stream),
      unreadable: await unreadableEvents(tx, this.consumer, org, { stream, limit: 1000, accepted: true }),
      requests: await streamRequests(tx, this.consumer, org, stream),
    }));
  }

  /** @returns undefined when the consumer has not answered in time: it will do it */
  retry(choice: StreamChoice, actor: string): Promise<RequestOutcome | undefined> {
    return this.#requests.make(choice, { action: 'retry', actor }, waitAtMostMs);
  }

  /** As {@link retry}. */
  skip(choice: StreamChoice, actor: string, reason: string): Promise<RequestOutcome | undefined> {
    return this.#requests.make(choice, { action: 'skip', actor, reason }, waitAtMostMs);
  }
}
