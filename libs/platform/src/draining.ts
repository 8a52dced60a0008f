import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HealthCheck } from './health.js';

/**
 * The time in which a process that ends goes on answering. Every answer then ends its connection, so that a proxy sends
 * the next request to another process. A connection without a request stays open: closed here, it could meet a request
 * that is on its way, which the proxy may not repeat. So the time has to be longer than the proxy keeps an idle one.
 */
export class Draining {
  #begun = false;

  /** Who asks for readiness sends nothing more. */
  readonly readiness: HealthCheck = {
    name: 'process-ends',
    check: () => (this.#begun ? Promise.reject(new Error('it ends')) : Promise.resolve()),
  };

  hook(fastify: FastifyInstance): void {
    fastify.addHook('onSend', (_request: FastifyRequest, reply: FastifyReply, payload: unknown, done) => {
      if (this.#begun) void reply.header('connection', 'close');
      done(null, payload);
    });
  }

  /** Resolves when the time is over; 0: at once, and nothing changes. */
  async last(seconds: number): Promise<void> {
    if (seconds === 0) return;
    this.#begun = true;
    // The open port keeps the process.
    await pause(seconds * 1000, undefined, { ref: false });
  }
}
