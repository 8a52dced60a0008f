import { errorFields, type Logger } from '@everchart/platform';
import { topics, type StreamTransport } from '@everchart/stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { LifecyclePart } from './lifecycle.js';

const tryAgainAfterMs = 1000;

/**
 * A topic that this service writes to. Its readers wait until it is there, so it is created at the start and not with
 * the first event; in the background, as the stream may be away.
 */
export class OwnedTopic implements LifecyclePart {
  readonly name: string;
  readonly #stopping = new AbortController();

  constructor(
    private readonly transport: StreamTransport,
    private readonly topic: string,
    private readonly logger: Logger,
  ) {
    this.name = `topic ${topic}`;
  }

  create(): Promise<void> {
    return this.transport.ensureTopics(topics.filter((declared) => declared.topic === this.topic));
  }

  start(): Promise<void> {
    void this.#createInTheEnd();
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.#stopping.abort();
    return Promise.resolve();
  }

  async #createInTheEnd(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        return await this.create();
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn({ event: 'topic.not-created-yet', topic: this.topic, ...errorFields(error) });
        await pause(tryAgainAfterMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
