import { hash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What a release says of itself before an organisation is switched to it. */
export interface ReleaseStanding {
  release: string;
  /** What it reads by is made as a whole. */
  built: boolean;
  /** Events that another release shows of the organisation, and this one does not yet. */
  lag: number;
  /** Events that it could not apply, and another one has. */
  faults: number;
}

/** Open, as each release may say more. */
export const releaseStandingSchema = z.object({
  release: z.string().describe('As the process calls itself'),
  built: z.boolean().describe('What it reads by is made as a whole'),
  lag: z.int().min(0).describe('Events that another release shows of the organisation, and this one does not yet'),
  faults: z.int().min(0).describe('Events that it could not apply, and another one has'),
});

export const standingPath = '/internal/releases/standing';

/** Whether a header field bears the secret; in a time that says nothing of where they differ. */
export function bearsToken(authorization: string | undefined, token: string | undefined): boolean {
  if (authorization === undefined || token === undefined) return false;
  return timingSafeEqual(hash('sha256', authorization, 'buffer'), hash('sha256', `Bearer ${token}`, 'buffer'));
}
