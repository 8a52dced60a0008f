import { Checker, type Held } from './checker.js';
import type { Organisation } from './organisation.js';
import type { Site } from './site.js';

/** For everything to be everywhere, from the last time that anything moved. */
const stallMs = 90_000;

/**
 * Checks until everything has come to rest: what is not there yet may still come, as long as anything comes.
 * @param directory for what is fetched
 */
export async function settled(
  site: Site,
  directory: string,
  organisations: readonly Organisation[],
  interrupted: AbortSignal,
): Promise<Held> {
  let least = Infinity;
  let moved = Date.now();
  for (;;) {
    await hospitalsAreStill(organisations, interrupted);
    let held: Held;
    try {
      held = { findings: [], lines: [] };
      for (const each of organisations) {
        const { findings, lines } = await new Checker(site, directory, each).check();
        held.findings.push(...findings.map(({ kind, text }) => ({ kind, text: `${each.org}: ${text}` })));
        held.lines.push(...lines.map(([holder, text]): Held['lines'][number] => [`${each.org}: ${holder}`, text]));
      }
      if (held.findings.length === 0) return held;
    } catch (error) {
      // Something is not there again yet.
      held = { findings: [{ kind: 'wrong answer', text: `the check could not be made: ${(error as Error).message}` }], lines: [] };
    }
    if (held.lines.length > 0 && held.findings.length < least) {
      least = held.findings.length;
      moved = Date.now();
    }
    if (Date.now() > moved + stallMs || interrupted.aborted) return held;
  }
}

/** How many messages the hospitals of organisations have received. */
export function received(organisations: readonly Organisation[]): number {
  return organisations.flatMap(({ hospitals }) => hospitals).reduce((total, { controlIds }) => total + controlIds.length, 0);
}

/** They have the longest queues: there is nothing to be compared while they receive messages. */
async function hospitalsAreStill(organisations: readonly Organisation[], interrupted: AbortSignal): Promise<void> {
  let before: number;
  do {
    before = received(organisations);
    await new Promise((resolve) => setTimeout(resolve, 3000));
  } while (received(organisations) > before && !interrupted.aborted);
}
