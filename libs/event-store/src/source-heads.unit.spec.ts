import { parseHeadEntry, type SourceHead, type StorePart } from '@everchart/envelope';
import type { OutboundRecord } from '@everchart/stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SourceHeads, type CommittedEvent, type SourceHeadsOptions } from './index.js';

const chainOf = (position: number): Buffer => Buffer.alloc(32, position);

describe('heads of a source', () => {
  const sent: OutboundRecord[] = [];
  const warned: unknown[] = [];
  let broken = false;
  let made: SourceHeads[] = [];
  afterEach(async () => {
    await Promise.all(made.map((each) => each.stop()));
    made = [];
    sent.length = 0;
    warned.length = 0;
    broken = false;
  });

  const newHeads = (more: Partial<SourceHeadsOptions> = {}): SourceHeads => {
    const heads = new SourceHeads({
      source: () => Promise.resolve('urn:everchart:ingest:11111111-2222-4333-8444-555555555555/3'),
      createProducer: () =>
        Promise.resolve({
          send: (_topic, records) => (broken ? Promise.reject(new Error('away')) : Promise.resolve(void sent.push(...records))),
          close: () => Promise.resolve(),
        }),
      topic: 'everchart.clinical.v1',
      logger: { info: () => undefined, warn: (fields) => void warned.push(fields), error: () => undefined },
      everyMs: 10,
      ...more,
    });
    made.push(heads);
    return heads;
  };
  const commit = (heads: SourceHeads, org: string, ...positions: number[]): void =>
    heads.committed({
      org,
      shard: 0,
      events: positions.map((position) => ({ store: { position, chain: chainOf(position) } as StorePart }) as CommittedEvent),
    });
  const relayed = (org: string, head: number) => ({ org, shard: 0, fence: 1, position: head, head, chain: chainOf(head), epoch: 3 });
  const stated = (): [string, number][] => sent.map(({ value }) => parseHeadEntry(value as Buffer)).map(({ org, position }) => [org, position]); // prettier-ignore

  it('are stated once for what has moved, by what this process has committed', async () => {
    const heads = newHeads();
    commit(heads, 'home', 1, 2);
    commit(heads, 'other', 7);
    commit(heads, 'home', 3);
    await heads.state();
    await heads.state();
    expect(stated()).toEqual([['home', 3], ['other', 7]]); // prettier-ignore
    expect(sent[0]).toMatchObject({ key: 'home/0', headers: { 'content-type': 'application/vnd.everchart.head' } });
    const head: SourceHead = parseHeadEntry(sent[0]!.value as Buffer);
    expect(head).toMatchObject({ shard: 0, chain: chainOf(3), source: 'urn:everchart:ingest:11111111-2222-4333-8444-555555555555/3' });
    commit(heads, 'home', 4);
    await heads.state();
    expect(stated().slice(2)).toEqual([['home', 4]]);
  });

  it('say what the process knows, when the database says less', async () => {
    const heads = newHeads();
    commit(heads, 'home', 5);
    heads.held('main', [relayed('home', 4), relayed('quiet', 2)]);
    await heads.state();
    expect(stated()).toEqual([['home', 5], ['quiet', 2]]); // prettier-ignore
  });

  it('are stated again of shards at rest, by the process that relays them', async () => {
    const heads = newHeads({ restMs: 0 });
    commit(heads, 'elsewhere', 5);
    heads.held('main', [relayed('home', 4)]);
    heads.held('second', [relayed('moved', 9), relayed('without-an-event', 0)]);
    await heads.state();
    await heads.state();
    expect(stated()).toEqual([['elsewhere', 5], ['home', 4], ['moved', 9], ['home', 4], ['moved', 9]]); // prettier-ignore
  });

  it('that could not be stated are stated the next time, and what is due at the end as well', async () => {
    const heads = newHeads({ everyMs: 60_000 });
    await heads.start();
    commit(heads, 'home', 1);
    broken = true;
    await heads.stop();
    expect(warned).toEqual([expect.objectContaining({ event: 'heads.not-stated', topic: 'everchart.clinical.v1' })]);
    broken = false;
    await heads.stop();
    expect(stated()).toEqual([['home', 1]]);
  });
});
