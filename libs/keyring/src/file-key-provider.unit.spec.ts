import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createKeyFile, fileKeyProvider } from './index.js';

describe('key-encryption key in a file', () => {
  let directory: string;
  const path = (name: string): string => join(directory, name);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kek-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('is made once, readable by its owner only', async () => {
    await createKeyFile(path('made'));
    expect((await stat(path('made'))).mode & 0o777).toBe(0o600);
    expect(Buffer.from(await readFile(path('made'), 'utf8'), 'base64')).toHaveLength(32);
    await expect(createKeyFile(path('made'))).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('is not read when others may read it', async () => {
    await createKeyFile(path('exposed'));
    await chmod(path('exposed'), 0o640);
    await expect(fileKeyProvider(path('exposed'))).rejects.toMatchObject({ code: 'kek-file-exposed' });
  });

  const asRoot = process.geteuid?.() === 0 ? it : it.skip;
  asRoot('may be read by the group when it is of another user, as a secret in a container is, and by no one else', async () => {
    await createKeyFile(path('mounted'));
    await chown(path('mounted'), 65_532, 65_532);
    await chmod(path('mounted'), 0o440);
    await expect(fileKeyProvider(path('mounted'))).resolves.toBeDefined();
    for (const mode of [0o444, 0o460]) {
      await chmod(path('mounted'), mode);
      await expect(fileKeyProvider(path('mounted'))).rejects.toMatchObject({ code: 'kek-file-exposed' });
    }
  });

  it('is not made by reading', async () => {
    await expect(fileKeyProvider(path('absent'))).rejects.toMatchObject({ code: 'kek-file-unreadable' });
    await expect(stat(path('absent'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each(['', 'not base64 at all', randomBytes(16).toString('base64'), randomBytes(33).toString('base64')])(
    'must be 32 bytes',
    async (text) => {
      await writeFile(path('malformed'), text, { mode: 0o600 });
      await expect(fileKeyProvider(path('malformed'))).rejects.toMatchObject({ code: 'kek-file-malformed' });
    },
  );

  it('unwraps what it wrapped, for the same context and unchanged only', async () => {
    await createKeyFile(path('kek'));
    const provider = await fileKeyProvider(path('kek'));
    const key = randomBytes(32);
    const wrapped = await provider.wrap(key, 'org|subject');
    expect(await (await fileKeyProvider(path('kek'))).unwrap(wrapped, 'org|subject')).toEqual(key);
    await expect(provider.unwrap(wrapped, 'org|other')).rejects.toMatchObject({ code: 'key-not-authentic' });
    const flipped = Buffer.from(wrapped.bytes);
    flipped[20]! ^= 1;
    await expect(provider.unwrap({ ...wrapped, bytes: flipped }, 'org|subject')).rejects.toMatchObject({ code: 'key-not-authentic' });
    await expect(provider.unwrap({ ...wrapped, bytes: wrapped.bytes.subarray(0, 10) }, 'org|subject')).rejects.toMatchObject({
      code: 'key-not-authentic',
    });
  });
});
