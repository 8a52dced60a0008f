import { chainDigest, chainGenesis, chainLinkOf, type ChainHead, type ChainLink } from '@everchart/envelope';
import { describe, expect, it } from '@jest/globals';
import { followChain } from './chain.decider.js';

const genesis: ChainHead = { position: 0, chain: chainGenesis };

/** Links of positions 1 … count, as a store writes them. */
function chainOf(count: number): ChainLink[] {
  const links: ChainLink[] = [];
  for (let position = 1; position <= count; position += 1) {
    const writer = Buffer.from(`{"id":"${position}"}`);
    const place = { position, previous: 0, streamVersion: 1, recordedAtUs: position };
    const before = links.at(-1)?.chain ?? chainGenesis;
    links.push(
      chainLinkOf(writer, { ...place, chain: chainDigest(before, chainLinkOf(writer, { ...place, chain: before }).digest, place) }),
    );
  }
  return links;
}
const headOf = ({ position, chain }: ChainLink): ChainHead => ({ position, chain });

describe('a chain that is followed', () => {
  const links = chainOf(5);

  it('leads to its last link', () => {
    expect(followChain(genesis, links)).toEqual({ head: headOf(links[4]!), faults: [] });
    expect(followChain(headOf(links[1]!), links.slice(2, 4))).toEqual({ head: headOf(links[3]!), faults: [] });
  });

  it('stays where it is when there is nothing, or a hole right behind it', () => {
    expect(followChain(genesis, [])).toEqual({ head: genesis, faults: [] });
    expect(followChain(genesis, links.slice(1))).toEqual({ head: genesis, faults: [] });
  });

  it('ends before a hole, which may be filled later', () => {
    expect(followChain(genesis, links.toSpliced(2, 1))).toEqual({ head: headOf(links[1]!), faults: [] });
  });

  it('names a changed event once, and goes on behind it', () => {
    const changed = links.with(2, { ...links[2]!, digest: Buffer.alloc(32, 7) });
    expect(followChain(genesis, changed)).toEqual({ head: headOf(links[4]!), faults: [3] });
    const twice = changed.with(0, { ...links[0]!, recordedAtUs: 99 });
    expect(followChain(genesis, twice).faults).toEqual([1, 3]);
  });
});
