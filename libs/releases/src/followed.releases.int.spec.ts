import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@everchart/platform';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DirectoryFence, FollowedReleases, ReleaseDirectory, releasesMigrations, ReleaseStore } from './index.js';

const token = 'a-secret-of-the-tests';

describe('a service that follows which release serves whom', () => {
  const directory = new ReleaseDirectory();
  let database: TestDatabase;
  let pool: Pool;
  let server: Server;
  let url: string;
  let away = false;
  let revision = 0;

  const assign = (org: string, release: string): void => {
    revision += 1;
    directory.setDocument({ revision, assignments: { [org]: { suite: { release, epoch: revision } } }, overrides: {} });
  };
  const following = (): FollowedReleases =>
    new FollowedReleases({
      url,
      token,
      store: new ReleaseStore(pool),
      logger: createLogger({ service: 'test', instance: '1', level: 'silent' }),
    });

  beforeAll(async () => {
    database = await createTestDatabase([{ ...releasesMigrations, roles: { keeper: 'timeline_worker' } }]);
    pool = createPool({ connectionString: database.url('timeline_worker'), applicationName: 'test' }, () => undefined);
    server = createServer((request, response) => {
      const query = new URL(request.url!, 'http://ingest').searchParams;
      const after = query.has('after') ? Number(query.get('after')) : undefined;
      if (away || request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(503).end();
      void directory.otherThan(after, Number(query.get('wait') ?? 0) * 1000).then(() => response.end(directory.document()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    assign('home', 'a');
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await pool.end();
    await database.drop();
  });

  it('is not ready before it has heard anything, and hears of a change at once', async () => {
    away = true;
    const followed = following();
    await followed.start();
    await expect(followed.check.check()).rejects.toThrow('not known');
    away = false;
    await until(() => followed.directory.releaseFor('home', 'retention')?.release === 'a', { what: 'the first answer' });
    await followed.check.check();
    assign('home', 'b');
    await until(() => followed.directory.releaseFor('home', 'retention')?.release === 'b', { what: 'the change' });
    await until(async () => (await new ReleaseStore(pool).revision()) === revision, { what: 'the copy' });
    await followed.stop();
  });

  it('knows it from its own database while ingest is away, and what another process hears', async () => {
    away = true;
    const [one, other] = [following(), following()];
    await one.start();
    await one.check.check();
    expect(one.directory.releaseFor('home', 'ingest')).toEqual({ release: 'b', epoch: revision });
    // As if a process that reaches ingest had kept it.
    await new ReleaseStore(pool).replace({
      revision: revision + 1,
      assignments: { home: { suite: { release: 'c', epoch: 9 } } },
      overrides: {},
    });
    await until(() => one.directory.releaseFor('home', 'ingest')?.release === 'c', { what: 'the copy of the other' });
    away = false;
    await other.start();
    // What ingest answers goes before the copy, also when its revision is a lower one: it was restored.
    await until(() => other.directory.releaseFor('home', 'ingest')?.release === 'b', { what: 'what ingest says' });
    await Promise.all([one.stop(), other.stop()]);
  });

  it('looks again before it refuses: it may not have heard yet', async () => {
    const followed = following();
    const fence = new DirectoryFence('d', 'ingest', followed);
    await followed.refresh();
    expect(fence.assigned('home', 'anna')).toEqual({ release: 'b', epoch: revision });
    assign('home', 'd');
    expect(fence.assigned('home', 'anna')!.release).toBe('b');
    expect((await fence.assignedNow('home', 'anna'))!.release).toBe('d');
    away = true;
    assign('home', 'e');
    // While ingest is away what is known holds.
    expect((await fence.assignedNow('home', 'anna'))!.release).toBe('d');
    away = false;
  });

  it('costs a look into a map for a request', () => {
    const all = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`org-${at}`, { suite: { release: 'a', epoch: 1 } }]));
    const full = new ReleaseDirectory();
    full.setDocument({ revision: 1, assignments: all, overrides: {} });
    const times = 200_000;
    const began = performance.now();
    for (let at = 0; at < times; at += 1) if (full.releaseFor(`org-${at % 10_000}`, 'ingest', 'anna')?.release !== 'a') throw new Error('not found'); // prettier-ignore
    // Far above what it takes: that it does not grow with the organisations is what is promised.
    expect(((performance.now() - began) * 1000) / times).toBeLessThan(100);
  });
});
