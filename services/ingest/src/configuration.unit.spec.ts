import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ownerUrls } from './clusters.js';
import { configSchema, ownerConfig } from './configuration.js';

describe('DATABASE_CLUSTERS', () => {
  const schema = configSchema.pick({ DATABASE_CLUSTERS: true });
  const read = (text?: string) => schema.safeParse(text === undefined ? {} : { DATABASE_CLUSTERS: text });
  const urls = { api: 'postgresql://a@second/ingest', worker: 'postgresql://w@second/ingest' };

  it('is empty unless told', () => {
    expect(read().data).toEqual({ DATABASE_CLUSTERS: {} });
  });

  it('names clusters with their connection strings', () => {
    const told = { second: urls, 'third-1': urls };
    expect(read(JSON.stringify(told)).data).toEqual({ DATABASE_CLUSTERS: told });
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'expected record'],
    [JSON.stringify({ main: urls }), 'main is the first cluster'],
    [JSON.stringify({ Second: urls }), 'is no name of a cluster'],
    [JSON.stringify({ second: { api: urls.api } }), 'expected string'],
    [JSON.stringify({ second: { ...urls, worker: 'second' } }), 'is not a URL'],
    [JSON.stringify({ second: { ...urls, owner: urls.api } }), 'owner'],
  ])('refuses %s', (text, fault) => {
    const result = read(text);
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error!.issues)).toContain(fault);
  });

  it('has its owners in a variable of their own, which no service takes', () => {
    const owners = {
      DATABASE_OWNER_URL: 'postgresql://o@main/ingest',
      DATABASE_CLUSTER_OWNERS: '{"second":"postgresql://o@second/ingest"}',
    };
    expect([...ownerUrls(z.object(ownerConfig).parse(owners))]).toEqual([
      ['main', 'postgresql://o@main/ingest'],
      ['second', 'postgresql://o@second/ingest'],
    ]);
    const all = { ...owners, ACCESS_DATABASE_OWNER_URL: 'postgresql://o@main/ingest_accesses' };
    const refused = configSchema.safeParse(all).error!.issues.filter(({ message }) => message.includes('must not have it'));
    expect(refused.map(({ path }) => path[0]).sort()).toEqual(Object.keys(all).sort());
  });
});
