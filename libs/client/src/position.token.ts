/**
 * What a position token holds: see `position-token.ts` of the service's library for events. Services alone make them; a
 * client joins those it was given.
 */
type Token = readonly [
  version: 1,
  storeId: string,
  epoch: number,
  org: string,
  shards: readonly (readonly [shard: number, position: number, chain?: string])[],
];

/**
 * The token that asks for what both ask for. An organisation's record may be divided into shards, and a token speaks of
 * those that its write or read had to do with.
 * @returns the later one as it is when they cannot be joined: of another store, of after a restore, or in a form that
 * this release does not know
 */
export function joinedTokens(earlier: string | undefined, later: string): string {
  const [a, b] = [earlier === undefined ? undefined : read(earlier), read(later)];
  if (!a || !b || a.slice(0, 4).join('\n') !== b.slice(0, 4).join('\n')) return later;
  const places = new Map(a[4].map((place) => [place[0], place]));
  for (const place of b[4]) if (place[1] >= (places.get(place[0])?.[1] ?? 0)) places.set(place[0], place);
  return write([b[0], b[1], b[2], b[3], [...places.values()].sort(([one], [other]) => one - other)]);
}

function read(text: string): Token | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    const token = JSON.parse(new TextDecoder().decode(bytes)) as Token;
    return token[0] === 1 && Array.isArray(token[4]) ? token : undefined;
  } catch {
    return undefined; // not in this form
  }
}

function write(token: Token): string {
  const bytes = new TextEncoder().encode(JSON.stringify(token));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
