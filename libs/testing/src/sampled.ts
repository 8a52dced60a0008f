import { createHash } from 'node:crypto';

/** More are not named one by one: the seed says which they are. */
const namedMost = 40;

/**
 * Some of the cases of a slow matrix, in their order: which ones depends on the seed of the run, so that all of them
 * have their turn within a few runs. The run prints its seed; `TEST_SEED=<seed> npm test` takes the same cases again,
 * `npm run test:all` takes all.
 * @param matrix its name, unique in the repository
 */
export function sampled<Case>(matrix: string, cases: readonly Case[], take: number): Case[] {
  const seed = process.env.TEST_SEED;
  if (process.env.TEST_ALL === 'true' || seed === undefined) return [...cases];
  const places = sampleOf(`${seed} ${matrix}`, cases.length, take);
  const which = places.length > namedMost ? `${places.length}` : places.map((place) => place + 1).join(', ');
  process.stderr.write(`seed ${seed}: ${matrix}: ${which} of ${cases.length}\n`);
  return places.map((place) => cases[place]!);
}

/** @returns `take` of the places 0 … count - 1, rising: always the same for a seed */
export function sampleOf(seed: string, count: number, take: number): number[] {
  const rank = (place: number): string => createHash('sha256').update(`${seed} ${place}`).digest('hex');
  const byRank = Array.from({ length: count }, (_, place) => ({ place, rank: rank(place) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return byRank
    .slice(0, take)
    .map(({ place }) => place)
    .sort((a, b) => a - b);
}
