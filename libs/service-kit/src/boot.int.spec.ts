import { migrations as eventStoreMigrations } from '@everchart/event-store';
import { baseConfig, configTypes, Described, json, loadConfig, packageVersion, Public, type ApiDefinition } from '@everchart/platform';
import { migrate } from '@everchart/postgres';
import { accessTopic, clinicalTopic, createTransport, streamsTransportMigrations } from '@everchart/stream';
import { createTestDatabase, testStreamKeys, until, type TestDatabase } from '@everchart/testing';
import { Controller, Get, Inject, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { API_POOL, bootService, databaseCheck, type LifecyclePart, type ServiceDefinition, type ServiceKit } from './index.js';

@Controller('v1')
class SampleController {
  constructor(@Inject(API_POOL) private readonly pool: { query: (sql: string) => Promise<{ rows: unknown[] }> }) {}

  @Described({
    summary: 'One',
    tag: 'sample',
    answers: { 200: { description: 'One row', content: json(z.array(z.object({ one: z.number() }))) } },
  })
  @Get('one')
  @Public()
  async one(): Promise<unknown> {
    return (await this.pool.query('SELECT 1 AS one')).rows;
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

const api: ApiDefinition = {
  name: 'sample',
  version: packageVersion(new URL('../package.json', import.meta.url)),
  description: 'A service for the test',
  module: SampleModule,
};

const configSchema = z.object({
  ...baseConfig,
  API_POOL_MAX: configTypes.positive.default(2),
  WORKER_POOL_MAX: configTypes.positive.default(2),
});
type Config = z.infer<typeof configSchema>;

describe('a service that is booted', () => {
  let database: TestDatabase;
  let config: Config;
  const order: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase([]);
    config = loadConfig(configSchema, {
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_API_URL: database.ownerUrl,
      DATABASE_WORKER_URL: database.ownerUrl,
      STREAM_KIND: 'postgres',
      STREAM_KEYS: testStreamKeys.replace('ingest', 'sample'),
      STREAM_DATABASE_URL: database.ownerUrl,
      JWT_ISSUER: 'test',
      JWT_AUDIENCE: 'everchart',
      JWKS_URL: 'http://127.0.0.1:9/',
    });
  });
  afterAll(() => database.drop());

  const definitionOf = (parts: (kit: ServiceKit<Config>) => void): ServiceDefinition<Config> => ({
    api,
    configSchema,
    databases: () => [],
    assemble: (kit) => {
      parts(kit);
      return { values: [{ provide: API_POOL, useValue: kit.apiPool }], readiness: [databaseCheck(kit.apiPool)] };
    },
  });
  const part = (name: string, more: Partial<LifecyclePart> = {}): LifecyclePart => ({
    name,
    start: async () => void order.push(`start ${name}`),
    stop: async () => void order.push(`stop ${name}`),
    ...more,
  });

  it('opens its port after its parts have started, and closes it before they stop', async () => {
    order.length = 0;
    let url = '';
    const closed = () => fetch(`${url}/v1/one`).then(() => 'open', () => 'closed'); // prettier-ignore
    const stop = async () => void order.push(`stop consumer, port ${await closed()}`);
    const { service } = await bootService(
      definitionOf((kit) => {
        kit.part('consumers', part('consumer', { stop }));
        kit.part('relays', part('relay'));
      }),
      config,
    );
    url = service.url;
    expect(await (await fetch(`${url}/v1/one`)).json()).toEqual([{ one: 1 }]);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const { info } = (await (await fetch(`${url}/openapi.json`)).json()) as { info: { version: string } };
    expect(info.version).toBe('0.1.0');
    await Promise.all([service.close(), service.close()]);
    expect(order).toEqual(['start relay', 'start consumer', 'stop consumer, port closed', 'stop relay']);
  });

  it('that serves no requests has the routes for operators only', async () => {
    const { service } = await bootService(definitionOf(() => undefined), { ...config, ROLES: ['relay'] }); // prettier-ignore
    expect((await fetch(`${service.url}/v1/one`)).status).toBe(404);
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    await service.close();
  });

  it.each([
    ['a part cannot start', { start: () => Promise.reject(new Error('not today')) }, {}, 'not today'],
    ['the port is taken', {}, { HOST: '192.0.2.1' }, 'EADDRNOTAVAIL'],
  ])('stops what runs, and gives its connections back, when %s', async (_what, broken, more, message) => {
    order.length = 0;
    let ended = (): boolean => false;
    const definition = definitionOf((kit) => {
      const { apiPool } = kit;
      ended = () => apiPool.ended;
      kit.part('relays', part('relay'));
      kit.part('consumers', part('consumer', broken));
    });
    await expect(bootService(definition, { ...config, ...more })).rejects.toThrow(message);
    expect(order.at(-1)).toBe('stop relay');
    expect(ended()).toBe(true);
  });

  it('does not start over a database that lacks its schema, and has no right to make it', async () => {
    const missing = {
      ...definitionOf(() => undefined),
      databases: () => [{ url: config.DATABASE_API_URL, migrations: [eventStoreMigrations] }],
    };
    await expect(bootService(missing, config)).rejects.toThrow(
      /lacks event-store\/0001-event-store.sql, event-store\/R-functions.sql: run the migration/,
    );
    expect(() => loadConfig(configSchema, { ...config, DATABASE_OWNER_URL: database.ownerUrl } as never)).toThrow(
      'DATABASE_OWNER_URL: is for the migration only',
    );
  });

  it('says when a part of it has failed for good', async () => {
    const { service } = await bootService(
      definitionOf((kit) => kit.part('consumers', part('consumer', { crashed: Promise.resolve(new Error('poisoned')) }))),
      config,
    );
    expect((await service.crashed).message).toBe('poisoned');
    await service.close();
  });

  it('creates the topic that its relay writes to before there is an event, also when the stream comes later', async () => {
    const [store, streams] = await Promise.all([createTestDatabase([eventStoreMigrations]), createTestDatabase([])]);
    const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const transport = createTransport(
      { kind: 'postgres', connectionString: streams.ownerUrl, clientId: 'test', keys: testStreamKeys },
      silent,
    );
    const { ownerUrl } = store;
    const relaying = definitionOf((kit) => {
      const { workerPool: pool } = kit;
      kit.relay({ topic: clinicalTopic, store: kit.eventStore({ pool }), pool, connectionString: ownerUrl });
    });
    const urls = { DATABASE_API_URL: ownerUrl, DATABASE_WORKER_URL: ownerUrl, STREAM_DATABASE_URL: streams.ownerUrl };
    const { service } = await bootService(relaying, { ...config, ...urls });
    await expect(transport.missingTopics([clinicalTopic])).rejects.toMatchObject({ code: 'send-failed' });
    await migrate(streams.ownerUrl, [streamsTransportMigrations]);
    await until(async () => (await transport.missingTopics([clinicalTopic])).length === 0, { what: 'the topic' });
    expect(await transport.missingTopics([clinicalTopic, accessTopic])).toEqual([accessTopic]);
    await service.close();
    await transport.close();
    await Promise.all([store.drop(), streams.drop()]);
  });
});
