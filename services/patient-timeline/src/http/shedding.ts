import { ProblemError } from '@everchart/platform';
import type { FastifyRequest } from 'fastify';
import type { Importance, ReadLoad } from '../application/read.load.js';
import type { ReadMetrics } from '../infrastructure/metrics.js';
import { problems } from './problems.js';

/** Of the operations that look back, search or sum up. */
const analyses: ReadonlySet<string> = new Set(['difference.read', 'series.read', 'patients.search', 'directory-faults.read']);
const pastParameters = ['knownAt', 'happenedBy', 'atVersion', 'asServed'];

/** How important a request is, before anything is read for it: as its handler says afterwards. */
export function importanceOf({ routeOptions, query }: Pick<FastifyRequest, 'routeOptions' | 'query'>): Importance {
  const operation = routeOptions.config.access?.operation ?? '';
  const isPast = pastParameters.some((name) => Object.hasOwn(query as object, name));
  if (isPast || analyses.has(operation)) return 'analysis';
  return operation === 'summary.read' ? 'emergency' : 'care';
}

/** Refuses what others can do without, before a statement is sent for it. */
export class Shedding {
  constructor(
    private readonly load: Pick<ReadLoad, 'admits'>,
    private readonly metrics: Pick<ReadMetrics, 'refused'>,
  ) {}

  /** @throws ProblemError 503 `overloaded` */
  check(request: FastifyRequest): void {
    const importance = importanceOf(request);
    if (this.load.admits(importance)) return;
    this.metrics.refused(importance);
    throw new ProblemError({ ...problems.overloaded, headers: { 'retry-after': '2' } });
  }
}
