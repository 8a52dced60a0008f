import { parseHeadEntry, headContentType } from '@everchart/envelope';
import type { Pool } from '@everchart/postgres';
import type { RunningService } from '@everchart/service-kit';
import { accessTopic, decodeRecord } from '@everchart/stream';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, read, TimelineSuite } from '../test/timeline-suite.js';
import { createApp } from './index.js';

describe('as the owner of the database, who takes the lease of the relay', () => {
  const suite = new TimelineSuite('postgres');
  let service: RunningService;
  let owner: Pool;

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.database.ownerUrl);
    ({ service } = await createApp(suite.config({ SOURCE_HEADS_SECONDS: '1' })));
  });
  afterAll(async () => {
    await service.close();
    await suite.close();
  });

  const look = async (): Promise<void> => {
    const answer = await read(`${service.url}/v1/orgs/home/patients/${newPatient()}/summary`, await suite.token());
    expect([answer.status, answer.headers.get('everchart-access')]).toEqual([404, expect.any(String)]);
  };
  /** The highest positions on the topic: of events, and of heads. */
  const published = async (): Promise<{ events: number; heads: number }> => {
    const records = await suite.transport.lastRecords(accessTopic, 500);
    const decoded = records.map((record) => decodeRecord(record));
    const events = decoded.flatMap((each) => (each.kind === 'event' ? each.delivery.position : []));
    const heads = decoded.flatMap((each) => (each.kind === 'head' ? each.head.position : []));
    for (const { headers, value } of records) if (headers['content-type'] === headContentType) parseHeadEntry(value);
    return { events: Math.max(0, ...events), heads: Math.max(0, ...heads) };
  };

  it('nothing is published any more, and the service states what it has put on record all the same', async () => {
    await look();
    await until(async () => (await published()).events === 1 && (await published()).heads === 1, { what: 'an access, and its head', timeoutMs: 30_000 }); // prettier-ignore
    const steal = (): Promise<unknown> =>
      owner.query("UPDATE event_store.relays SET owner = 'thief', fence = fence + 1, leased_until = clock_timestamp() + interval '9 s'");
    await steal();
    // The relay that was overtaken still sends what it holds, and finds out then.
    await look();
    await until(
      async () => {
        await steal();
        await look();
        const { events, heads } = await published();
        return heads > events + 1;
      },
      { what: 'a head that is ahead of all events', timeoutMs: 30_000 },
    );
    // The lease is given up: what was recorded is published.
    await until(async () => (await published()).events >= (await published()).heads, { what: 'everything published', timeoutMs: 30_000 });
  }, 120_000);
});
