import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';

/** From the acknowledgement of an assignment to the last answer of the release before, at most. */
const withinMs = 1000;

/** An answer, as a reader of an organisation was given it. */
export interface SeenAnswer {
  org: string;
  atMs: number;
  status: number;
  release: string;
  epoch: number;
}

/** An assignment, from the moment that it was acknowledged. */
export interface Assigned {
  org: string;
  atMs: number;
  release: string;
}

/**
 * What breaks "one release per organisation": an answer that failed, one of another release than that assigned a second
 * ago, and two releases under one epoch.
 */
export function breaches(answers: readonly SeenAnswer[], assigned: readonly Assigned[]): string[] {
  const found: string[] = [];
  const ofEpoch = new Map<string, string>();
  for (const { org, atMs, status, release, epoch } of answers) {
    if (status !== 200) found.push(`${org}: answered ${status}`);
    const key = `${org} ${epoch}`;
    const known = ofEpoch.get(key) ?? release;
    ofEpoch.set(key, known);
    if (known !== release) found.push(`${org}: ${known} and ${release} answered under epoch ${epoch}`);
    const allowed = new Set<string>();
    for (const each of assigned.filter((one) => one.org === org)) {
      // Another one may have been assigned before this one was acknowledged everywhere.
      if (each.atMs <= atMs - withinMs) allowed.clear();
      if (each.atMs <= atMs + withinMs) allowed.add(each.release);
    }
    if (allowed.size > 0 && !allowed.has(release)) found.push(`${org}: ${release} answered, and ${[...allowed].join(' or ')} was assigned`);
  }
  return found;
}

/** How long after each assignment an answer of the release before still came, at most: milliseconds. */
export function longestOverlap(answers: readonly SeenAnswer[], assigned: readonly Assigned[]): number {
  let longest = 0;
  for (const [at, { org, atMs, release }] of assigned.entries()) {
    const next = assigned.slice(at + 1).find((each) => each.org === org)?.atMs ?? Infinity;
    for (const answer of answers)
      if (answer.org === org && answer.release !== release && answer.atMs > atMs && answer.atMs < next)
        longest = Math.max(longest, answer.atMs - atMs);
  }
  return longest;
}

export interface Reader {
  org: string;
  url: string;
  token: string;
  /** Others than the token's. */
  headers?: Record<string, string>;
}

/** Reads without a pause, by connections that are kept. @returns every answer */
export async function readWhile({ org, url, token, headers: more = {} }: Reader, goesOn: () => boolean): Promise<SeenAnswer[]> {
  const agent = new Agent({ connections: 2, pipelining: 1 });
  const answers: SeenAnswer[] = [];
  try {
    while (goesOn()) {
      const status = await request(url, { dispatcher: agent, headers: { ...more, authorization: `Bearer ${token}` } }).then(
        async ({ statusCode, headers, body }) => {
          await body.dump();
          answers.push({
            org,
            atMs: performance.now(),
            status: statusCode,
            release: String(headers['everchart-release']),
            epoch: Number(headers['everchart-release-epoch']),
          });
          return statusCode;
        },
        () => undefined,
      );
      if (status === undefined) answers.push({ org, atMs: performance.now(), status: 0, release: '', epoch: -1 });
      await pause(5);
    }
  } finally {
    await agent.close();
  }
  return answers;
}
