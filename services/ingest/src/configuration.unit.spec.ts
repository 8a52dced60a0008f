import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ownerUrls } from './clusters.js';
import { clusterConfig } from './configuration.js';

describe('DATABASE_CLUSTERS', () => {
  const schema = z.object(clusterConfig);
  const read = (text?: string) => schema.safeParse(text === undefined ? {} : { DATABASE_CLUSTERS: text });
  const urls = { api: 'postgresql://a@second/ingest', worker: 'postgresql://w@second/ingest' };

  it('is empty unless told', () => {
    expect(read().data).toEqual({ DATABASE_CLUSTERS: {} });
  });

  it('names clusters with their connection strings', () => {
    const told = { second: { ...urls, owner: 'postgresql://o@second/ingest' }, 'third-1': urls };
    expect(read(JSON.stringify(told)).data).toEqual({ DATABASE_CLUSTERS: told });
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'expected record'],
    [JSON.stringify({ main: urls }), 'main is the first cluster'],
    [JSON.stringify({ Second: urls }), 'is no name of a cluster'],
    [JSON.stringify({ second: { api: urls.api } }), 'expected string'],
    [JSON.stringify({ second: { ...urls, worker: 'second' } }), 'is not a URL'],
    [JSON.stringify({ second: { ...urls, ownr: urls.api } }), 'ownr'],
  ])('refuses %s', (text, fault) => {
    const result = read(text);
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error!.issues)).toContain(fault);
  });

  it('must have owners where they are needed', () => {
    const config = { DATABASE_OWNER_URL: 'postgresql://o@main/ingest', DATABASE_CLUSTERS: { second: urls } };
    expect(() => ownerUrls(config)).toThrow('cluster second');
    expect(() => ownerUrls({ DATABASE_CLUSTERS: {} })).toThrow('cluster main');
    const owned = { ...config, DATABASE_CLUSTERS: { second: { ...urls, owner: 'postgresql://o@second/ingest' } } };
    expect([...ownerUrls(owned)]).toEqual([
      ['main', 'postgresql://o@main/ingest'],
      ['second', 'postgresql://o@second/ingest'],
    ]);
  });
});
