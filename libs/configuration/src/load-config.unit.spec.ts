import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { baseConfig, type ConfigError, configTypes, loadConfig } from './index.js';

describe('passwords of databases', () => {
  let directory: string;
  const schema = z.object({
    DATABASE_API_URL: configTypes.url,
    COPIES: configTypes.list.default([]),
    CLUSTERS: z.string().optional(),
  });
  const load = (environment: Record<string, string>) => loadConfig(schema, { PASSWORDS_DIRECTORY: directory, ...environment });

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'passwords-'));
    writeFileSync(join(directory, 'ingest_api'), 'p@ss/w:rd %\n');
    writeFileSync(join(directory, 'ingest_worker'), 'plain');
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('come from a folder with one file per login', () => {
    const { DATABASE_API_URL } = load({ DATABASE_API_URL: 'postgres://ingest_api@db.example:5432/ingest?sslmode=verify-full' });
    const url = new URL(DATABASE_API_URL);
    expect(decodeURIComponent(url.password)).toBe('p@ss/w:rd %');
    expect(url.host + url.pathname + url.search).toBe('db.example:5432/ingest?sslmode=verify-full');
  });

  it('are completed in lists and in JSON, too', () => {
    const url = 'postgresql://ingest_worker@db';
    const config = load({ DATABASE_API_URL: url, COPIES: `${url}/a,${url}/b`, CLUSTERS: JSON.stringify({ second: { api: url } }) });
    expect(config.COPIES).toEqual(['postgresql://ingest_worker:plain@db/a', 'postgresql://ingest_worker:plain@db/b']);
    expect(JSON.parse(config.CLUSTERS!)).toEqual({ second: { api: 'postgresql://ingest_worker:plain@db' } });
  });

  it('that a URL has stay, and so do URLs of others', () => {
    expect(load({ DATABASE_API_URL: 'postgres://ingest_api:own@db' }).DATABASE_API_URL).toBe('postgres://ingest_api:own@db');
    expect(load({ DATABASE_API_URL: 'https://ingest_api@db' }).DATABASE_API_URL).toBe('https://ingest_api@db');
    expect(load({ PASSWORDS_DIRECTORY: '', DATABASE_API_URL: 'postgres://ingest_api@db' }).DATABASE_API_URL).toBe(
      'postgres://ingest_api@db',
    );
  });

  it('that are missing are named, all at once, by variable and login', () => {
    const faults = (environment: Record<string, string>): readonly string[] => {
      try {
        load(environment);
        return [];
      } catch (error) {
        return (error as ConfigError).faults;
      }
    };
    expect(faults({ DATABASE_API_URL: 'postgres://nobody@db', COPIES: 'postgres://no-one@db,postgres://..@db' })).toEqual([
      'DATABASE_API_URL: PASSWORDS_DIRECTORY has no file nobody that can be read',
      'COPIES: PASSWORDS_DIRECTORY has no file no-one that can be read',
    ]);
  });
});

it.each(['Home', 'my_installation', 'a.b', 'a'.repeat(64)])(
  'the log of the installation is that of an organisation: %s is none',
  (INSTALLATION_ORG) => {
    const schema = z.object({ INSTALLATION_ORG: baseConfig.INSTALLATION_ORG });
    expect(() => loadConfig(schema, { INSTALLATION_ORG })).toThrow('INSTALLATION_ORG: is no id of an organisation');
    expect(loadConfig(schema, {}).INSTALLATION_ORG).toBe('everchart-installation');
  },
);
