import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventEmitter, once } from 'node:events';
import pg from 'pg';
import { createEmptyDatabase, type EmptyDatabase } from '../test/empty-database.js';
import { NotificationListener } from './notification.listener.js';

describe('NotificationListener', () => {
  let database: EmptyDatabase;
  let other: pg.Client;
  beforeAll(async () => {
    database = await createEmptyDatabase();
    other = new pg.Client({ connectionString: database.ownerUrl });
    await other.connect();
  });
  afterAll(async () => {
    await other.end();
    await database.drop();
  });

  it('hears notifications, says when it listens again after its connection was ended, and is silent after stop', async () => {
    const heard = new EventEmitter();
    const failures: Error[] = [];
    const listener = new NotificationListener({
      connectionString: database.ownerUrl,
      applicationName: 'listener under test',
      channel: 'of_the_test',
      onNotification: (payload) => heard.emit('notification', payload),
      onListening: () => heard.emit('listening'),
      onFailure: (error) => failures.push(error),
      pauseMs: 1,
    });
    const notify = (payload: string) => other.query('SELECT pg_notify($1, $2)', ['of_the_test', payload]);
    const next = (event: string) => once(heard, event) as Promise<string[]>;

    await Promise.all([next('listening'), listener.start()]);
    const first = next('notification');
    await notify('one');
    expect(await first).toEqual(['one']);

    const again = next('listening');
    await other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'listener under test'`);
    await again;
    expect(failures.length).toBe(1);
    const second = next('notification');
    await notify('two');
    expect(await second).toEqual(['two']);

    await listener.stop();
    const sessions = async () =>
      (await other.query(`SELECT FROM pg_stat_activity WHERE application_name = 'listener under test' AND state IS NOT NULL`)).rowCount;
    while ((await sessions()) !== 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(failures.length).toBe(1);
  });
});
