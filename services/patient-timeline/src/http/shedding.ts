import { Around, PacedRefusals, ProblemError, requestIn, routeConfig } from '@everchart/platform';
import type { Lane } from '@everchart/postgres';
import { applyDecorators, Injectable, UseInterceptors, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ReadLoad, type Importance } from '../application/read.load.js';
import { ReadMetrics } from '../infrastructure/metrics.js';
import { problems } from './problems.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    importance?: Importance;
  }
}

const pastParameters = ['knownAt', 'happenedBy', 'atVersion', 'asServed'];

/** How important a request is: as its route says by {@link Reads}, and less when it looks back. */
export function importanceOf({ routeOptions, query }: Pick<FastifyRequest, 'routeOptions' | 'query'>): Importance {
  const { importance } = routeOptions.config;
  if (importance === undefined) throw new Error(`${routeOptions.url} does not say how important its reads are`);
  return pastParameters.some((name) => Object.hasOwn(query as object, name)) ? 'analysis' : importance;
}

/** What is read for it waits for its like alone, or for all. */
export function laneOf(request: Parameters<typeof importanceOf>[0]): Lane {
  return importanceOf(request) === 'emergency' ? 'vital' : 'usual';
}

/**
 * Refuses what others can do without, before a statement is sent for it; what is refused is not put on record, as
 * nothing is looked at. More are refused to an organisation at once than where bodies are sent, as a page of a console
 * reads several things; and none is cut off: an emergency must not wait because others connect again.
 */
@Injectable()
export class Shedding extends Around {
  readonly #refusals = new PacedRefusals({ atOnce: 100, perSecond: 100, waitingMax: 100, cutsOff: false });

  constructor(
    private readonly load: ReadLoad,
    private readonly metrics: ReadMetrics,
  ) {
    super();
  }

  /** @throws ProblemError 503 `overloaded` */
  async around(execution: ExecutionContext, next: () => Promise<unknown>): Promise<unknown> {
    const request = requestIn(execution);
    const importance = importanceOf(request);
    const { org } = request.everchartContext!;
    const end = this.load.enter(org, importance);
    if (!end) {
      this.metrics.refused(importance);
      await new Promise<void>((resolve) => this.#refusals.whenItsTime(org, request, resolve));
      throw new ProblemError({ ...problems.overloaded, headers: { 'retry-after': '2' } });
    }
    try {
      return await next();
    } finally {
      end();
    }
  }
}

/** What a route reads, and how important that is. Stands below `@Accesses`, whose interceptor comes after this one. */
export const Reads = (importance: Importance): MethodDecorator => applyDecorators(routeConfig({ importance }), UseInterceptors(Shedding));
