import { sharedProblems } from '@everchart/problems';
import { SetMetadata } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from './problem.js';
import type { Principal } from './request-context.js';

/** A release that serves a caller, and since which epoch of their organisation. */
export interface ServingRelease {
  release: string;
  epoch: number;
}

/** Which release serves whom, as far as this process knows. */
export interface ReleaseFence {
  /** Of this process. */
  readonly release: string;
  /** @returns undefined: every release serves the caller */
  assigned(org: string, user: string): ServingRelease | undefined;
  /** The same, as it was committed when this was called. */
  assignedNow(org: string, user: string): Promise<ServingRelease | undefined>;
}

export const RELEASE_FENCE = Symbol('ReleaseFence');

/** Of a process that serves all callers. */
export const openFence = (release: string): ReleaseFence => ({
  release,
  assigned: () => undefined,
  assignedNow: () => Promise.resolve(undefined),
});

export const everyReleaseKey = 'everchart:every-release';

/** A route that every release answers, whichever is assigned: by it an organisation is switched, and looked after. */
export const EveryRelease = (): MethodDecorator & ClassDecorator => SetMetadata(everyReleaseKey, true);

export const releaseHeader = 'everchart-release';
export const epochHeader = 'everchart-release-epoch';

/**
 * Names the epoch on the answer, or refuses the request before it has any effect. A process that is not assigned as
 * far as it knows looks again first: it may be the one that an organisation was switched to a moment ago.
 * @returns undefined when the process may answer: that is nearly always
 * @throws ProblemError 421 `wrong-release` (as a rejection)
 */
export function keepRelease(
  fence: ReleaseFence,
  request: FastifyRequest,
  principal: Principal,
  reply: FastifyReply,
): Promise<void> | undefined {
  const { org, actor } = principal;
  const assigned = fence.assigned(org, actor);
  if (!assigned) return undefined;
  if (assigned.release === fence.release) {
    void reply.header(epochHeader, String(assigned.epoch));
    return undefined;
  }
  // Whose request it was is counted, though nothing of it is done.
  request.everchartPrincipal = principal;
  return fence.assignedNow(org, actor).then((now) => {
    if (now && now.release !== fence.release) throw wrongRelease(now);
    void reply.header(epochHeader, String(now?.epoch ?? 0));
  });
}

function wrongRelease({ release, epoch }: ServingRelease): ProblemError {
  return new ProblemError({
    ...sharedProblems['wrong-release'],
    headers: { [releaseHeader]: release, [epochHeader]: String(epoch) },
  });
}
