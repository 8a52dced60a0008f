import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import type { KeyProvider, WrappedKey } from './key-provider.js';
import { KeyringError } from './keyring.errors.js';

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/**
 * A key-encryption key in a file: 32 bytes, base64, readable by its owner only. For one machine; production uses a KMS
 * or Vault.
 * @throws KeyringError `kek-file-unreadable`, `kek-file-exposed` (mode wider than 600; of another user's
 *   file: than 640), `kek-file-malformed`
 */
export async function fileKeyProvider(path: string): Promise<KeyProvider> {
  const text = await readPrivateFile(path);
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== keyBytes || key.toString('base64') !== text.trim()) {
    throw new KeyringError('kek-file-malformed', 'the key-encryption key file does not hold 32 bytes as base64');
  }
  return new LocalKeyProvider(key);
}

/** Makes a new key-encryption key file, mode 600. Refuses to overwrite one: what was wrapped under it would be lost. */
export async function createKeyFile(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readPrivateFile(path: string): Promise<string> {
  try {
    // Windows has no such modes; its access lists are the operator's to check.
    if (process.platform !== 'win32' && isExposed(await stat(path))) {
      throw new KeyringError('kek-file-exposed', 'the key-encryption key file must be readable by its owner only (mode 600)');
    }
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof KeyringError) throw cause;
    throw new KeyringError('kek-file-unreadable', 'the key-encryption key file cannot be read', { cause });
  }
}

/**
 * A secret that was mounted into a container belongs to another user, mostly root, and can only be read by the group of
 * this process.
 */
function isExposed({ mode, uid }: Stats): boolean {
  return (mode & (uid === process.geteuid?.() ? 0o077 : 0o037)) !== 0;
}

/** AES-256-GCM under a key in memory: iv ‖ ciphertext ‖ tag. */
class LocalKeyProvider implements KeyProvider {
  readonly #key: Buffer;
  readonly #kekId: string;

  constructor(key: Buffer) {
    this.#key = key;
    // Names the key without revealing it: a digest under a label of its own.
    this.#kekId = `file:${createHash('sha256').update('everchart kek id\0').update(key).digest('hex').slice(0, 16)}`;
  }

  wrap(key: Buffer, context: string): Promise<WrappedKey> {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(context));
    return Promise.resolve({ kekId: this.#kekId, bytes: Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]) });
  }

  unwrap(wrapped: WrappedKey, context: string): Promise<Buffer> {
    if (wrapped.kekId !== this.#kekId) {
      return Promise.reject(new KeyringError('kek-unknown', `the key was wrapped under ${wrapped.kekId}, this process has ${this.#kekId}`));
    }
    try {
      const { bytes } = wrapped;
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(bytes.length - tagBytes));
      return Promise.resolve(Buffer.concat([decipher.update(bytes.subarray(ivBytes, bytes.length - tagBytes)), decipher.final()]));
    } catch (cause) {
      return Promise.reject(
        new KeyringError('key-not-authentic', 'the wrapped key does not belong to this subject, class and id', { cause }),
      );
    }
  }
}
