import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { zipOf } from '../../../services/patient-timeline/src/infrastructure/export.zip.js';
import { exportFaults, writeNew } from './retention.exports.js';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const contents = { 'fhir/bundle.json': '{}\n', 'events.ndjson': 'Käthe '.repeat(50_000), 'empty.ndjson': '' };

describe('a copy on disk', () => {
  let directory: string;
  let zip: Buffer;
  const parts = Object.entries(contents).map(([name, text]) => ({
    name,
    digest: sha256(Buffer.from(text)),
    bytes: Buffer.byteLength(text),
  }));

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'everchart-copy-'));
    const files = Object.entries(contents).map(([name, text]) => ({
      name,
      content: (async function* () {
        for (let at = 0; at < text.length; at += 1000) yield await Promise.resolve(Buffer.from(text.slice(at, at + 1000)));
      })(),
    }));
    const chunks: Buffer[] = [];
    for await (const chunk of zipOf(files, new Date())) chunks.push(chunk as Buffer);
    zip = Buffer.concat(chunks);
  });
  afterAll(() => rm(directory, { recursive: true }));

  const faultsOf = async (bytes: Buffer, made: Partial<{ digest: string; parts: typeof parts }> = {}): Promise<string[]> => {
    const file = join(directory, 'copy.zip');
    await writeFile(file, bytes);
    return exportFaults(file, { digest: sha256(bytes), parts, ...made });
  };

  it('is what is on record, or it is said in what it differs', async () => {
    expect(await faultsOf(zip)).toEqual([]);
    const changed = Buffer.from(zip);
    changed[zip.indexOf('events.ndjson') + 40]! ^= 1;
    expect(await faultsOf(changed)).toEqual(['events.ndjson is not as it is on record']);
    expect(await faultsOf(changed, { digest: sha256(zip) })).toHaveLength(2);
    expect(await faultsOf(zip, { parts: parts.slice(1) })).toEqual(['fhir/bundle.json is in it, and not on record']);
    expect(await faultsOf(zip, { parts: [...parts, { name: 'more.json', digest: sha256(zip), bytes: 1 }] })).toEqual([
      'more.json is not in it',
    ]);
    expect(await faultsOf(zip.subarray(0, -1))).toEqual(parts.map(({ name }) => `${name} is not in it`));
    expect(await faultsOf(Buffer.from('no ZIP'))).toHaveLength(parts.length);
  });

  it('is written for its owner alone, over nothing that is there, and not at all when it breaks off', async () => {
    const file = join(directory, 'new.zip');
    expect(await writeNew(file, new Response(new Uint8Array(zip)), () => undefined)).toBe(sha256(zip));
    expect([(await readFile(file)).equals(zip), (await stat(file)).mode & 0o777]).toEqual([true, 0o600]);
    await expect(writeNew(file, new Response('x'), () => undefined)).rejects.toMatchObject({ code: 'EEXIST' });
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    await expect(writeNew(join(directory, 'broken.zip'), new Response(broken), () => undefined)).rejects.toThrow('broke off');
    expect((await readdir(directory)).filter((name) => name.startsWith('broken'))).toEqual([]);
  });
});
