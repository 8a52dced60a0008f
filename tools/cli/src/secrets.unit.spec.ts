import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allLoginRoles } from '@everchart/databases';
import { fileKeyProvider } from '@everchart/keyring';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSecrets } from './secrets.js';

describe('the secrets of an installation', () => {
  let folder: string;
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const writersOf = (name: string): string[] => read(name).trim().split('\n').map((line) => line.split(' ')[0]!); // prettier-ignore

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    await makeSecrets(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are a file each, for their owner only', async () => {
    expect(readdirSync(join(folder, 'passwords')).sort()).toEqual([...allLoginRoles].sort());
    expect(new Set(allLoginRoles.map((role) => read(`passwords/${role}`))).size).toBe(allLoginRoles.length);
    await expect(fileKeyProvider(join(folder, 'key-encryption-key'))).resolves.toBeDefined();
    for (const name of ['key-encryption-key', 'stream-keys', 'stream-keys.ingest', `passwords/${allLoginRoles[0]}`])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('a service has the keys of the stream that it needs, and no others', () => {
    expect(writersOf('stream-keys')).toEqual(['ingest', 'patient-timeline', 'integration', 'retention']);
    expect(writersOf('stream-keys.integration').sort()).toEqual(['ingest', 'integration', 'retention']);
  });

  it('stay when they are there', async () => {
    const before = [read('stream-keys'), read('key-encryption-key'), read('passwords/ingest_api')];
    rmSync(join(folder, 'passwords', 'ingest_worker'));
    expect(await makeSecrets(folder)).toEqual(['passwords/ingest_worker']);
    expect([read('stream-keys'), read('key-encryption-key'), read('passwords/ingest_api')]).toEqual(before);
  });
});
