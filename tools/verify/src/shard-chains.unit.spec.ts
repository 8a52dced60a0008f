import { chainDigest, chainLinkOf, headerOf, sha256, writerBytes } from '@everchart/envelope';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EventSource, type SampleEvent } from '../test/log-directory.js';
import { FaultList } from './fault-list.js';
import { ShardChains } from './shard-chains.js';

const before = new EventSource('ingest');
const firsts = before.take(40);
const restored = before.restored();
const lost = before.take(10);
/** A store that was restored after 40 of its 50 events and went on: the same positions twice, in two epochs. */
const all = [...firsts, ...lost, ...restored.take(30)];
const epochOf = ({ header: { source } }: SampleEvent): number => Number(source.split('/')[1]);

const inAnyOrder = (headers: readonly SampleEvent[]): fc.Arbitrary<SampleEvent[]> =>
  fc.shuffledSubarray([...headers], { minLength: headers.length });

function check(headers: readonly SampleEvent[]) {
  const faults = new FaultList(1000);
  const chains = new ShardChains(faults);
  headers.forEach(({ header, store }, at) =>
    chains.take({ header: headerOf(header, store), link: chainLinkOf(writerBytes(header), store) }, `entry ${at}`),
  );
  return { reports: chains.finish(), faults: faults.named };
}

/** Positions that the faults say are missing from an epoch. */
function missing(faults: readonly string[], epoch: number): number[] {
  return faults.flatMap((fault) => {
    const found = new RegExp(`/${epoch} shard 0: positions? (\\d+)(?: to (\\d+))? (?:is|are) missing$`).exec(fault);
    if (!found) return [];
    return range(Number(found[1]), Number(found[2] ?? found[1]));
  });
}

describe('the chains of a source', () => {
  it('hold in whatever order their events come', () => {
    fc.assert(
      fc.property(inAnyOrder(all), (headers) => {
        const { reports, faults } = check(headers);
        expect(faults).toEqual([]);
        expect(reports.map(({ from, to, entries, gaps }) => [from, to, entries, gaps])).toEqual([
          [1, 50, 50, 0],
          [41, 70, 30, 0],
        ]);
      }),
    );
  });

  it('name every position that is missing before their last one, and no other', () => {
    const taken = fc.uniqueArray(fc.nat(all.length - 1), { maxLength: 30 });
    fc.assert(
      fc.property(
        taken.chain((places) => inAnyOrder(all.filter((_, at) => !places.includes(at)))),
        (headers) => {
          const { reports, faults } = check(headers);
          for (const epoch of [1, 2]) {
            const there = headers.filter((header) => epochOf(header) === epoch).map(({ store }) => store.position);
            const from = epoch === 1 ? 1 : Math.min(...there);
            const expected = there.length === 0 ? [] : range(from, Math.max(...there)).filter((position) => !there.includes(position));
            expect(missing(faults, epoch)).toEqual(expected);
            if (there.length > 0) expect(reports.find(({ label }) => label.includes(`/${epoch} `))!.gaps).toBe(expected.length);
          }
          expect(faults.filter((fault) => fault.includes('does not follow'))).toEqual([]);
        },
      ),
    );
  });

  it('name an event that was changed, and one that is there twice, in whatever order', () => {
    fc.assert(
      fc.property(inAnyOrder(all), fc.nat(all.length - 1), fc.nat(all.length - 1), (headers, changed, twice) => {
        const { header, store } = headers[changed]!;
        const forged = { header: { ...header, actor: 'carer-olga' }, store };
        const { faults } = check([...headers.with(changed, forged), headers[twice]!]);
        expect(faults).toContainEqual(expect.stringMatching(new RegExp(`^entry ${all.length}: position .* is in the log a second time$`)));
        expect(faults.filter((fault) => fault.startsWith(`entry ${changed}: `))).toHaveLength(1);
        expect(faults).toHaveLength(2);
      }),
    );
  });
  it('name a stream that lacks a version, although every position is there and follows', () => {
    const source = new EventSource('ingest', 2);
    const events = source.take(10);
    const { chain } = events[9]!.store;
    const { header } = events[0]!;
    // The store itself left a version out: its chain holds.
    const place = { position: 11, previous: 10, streamVersion: 7, recordedAtUs: 1_772_000_000_000_011 };
    const last = { header, store: { ...place, chain: chainDigest(chain, sha256(writerBytes(header)), place) } };
    expect(check([...events, last]).faults).toEqual([`stream ${header.subject}: has 6 entries, and its highest version is 7`]);
  });

  it('name a chain that does not begin where chains begin', () => {
    const source = new EventSource('ingest');
    const { header } = source.next();
    const place = { position: 1, previous: 0, streamVersion: 1, recordedAtUs: 1_772_000_000_000_001 };
    const first = { header, store: { ...place, chain: chainDigest(sha256('elsewhere'), sha256(writerBytes(header)), place) } };
    expect(check([first]).faults).toEqual([expect.stringMatching(/^entry 0: does not follow position 0 /)]);
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}
