import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allLoginRoles } from '@everchart/databases';
import { createKeyFile } from '@everchart/keyring';
import { keysFor, newStreamKey, streamAccess } from '@everchart/stream';

type StreamService = keyof typeof streamAccess;
const services = Object.keys(streamAccess) as StreamService[];

/**
 * Makes the secrets that an installation begins with, for their owner only: `passwords/<login>`, `key-encryption-key`,
 * `stream-keys` with those of all services and `stream-keys.<service>` with those that one needs. Nothing is replaced:
 * what was sealed or signed with it could not be read any more.
 * @returns the names of the files that were made
 */
export async function makeSecrets(folder: string): Promise<string[]> {
  const made: string[] = [];
  const make = (name: string, text: () => string): void => {
    if (existsSync(join(folder, name))) return;
    writeFileSync(join(folder, name), text(), { mode: 0o600, flag: 'wx' });
    made.push(name);
  };
  mkdirSync(join(folder, 'passwords'), { recursive: true, mode: 0o700 });
  for (const role of allLoginRoles) make(join('passwords', role), () => randomBytes(24).toString('base64url'));
  if (!existsSync(join(folder, 'key-encryption-key'))) {
    await createKeyFile(join(folder, 'key-encryption-key'));
    made.push('key-encryption-key');
  }
  make('stream-keys', () => services.map((service) => `${newStreamKey(service)}\n`).join(''));
  const keys = readFileSync(join(folder, 'stream-keys'), 'utf8');
  for (const service of services) make(`stream-keys.${service}`, () => keysFor(service, keys));
  return made;
}
