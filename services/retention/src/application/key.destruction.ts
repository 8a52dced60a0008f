import { organisationStream } from '@everchart/contracts';
import type { DestroyedKey, Keyring } from '@everchart/keyring';
import type { Destroyed } from '../domain/destruction.js';

export interface GoneKeys {
  keys: Pick<Destroyed, 'keys' | 'classKeys'>;
  destroyedAt: Date;
}

/**
 * Destroys keys of some classes: those of a patient; or, where the organisation itself is the owner, those of all
 * subjects. Repeating it answers the first destruction.
 * @param before by the clock of the keyring; later none is destroyed, and it fails
 */
export async function destroyKeys(
  keyring: Pick<Keyring, 'destroy' | 'destroyClass'>,
  org: string,
  owner: string,
  retentionClasses: readonly string[],
  before?: Date,
): Promise<GoneKeys> {
  if (owner === organisationStream(org)) {
    const { destroyedAt, count, digest } = await keyring.destroyClass(org, owner, retentionClasses[0]!, before);
    return { keys: { keys: [], classKeys: { count, digest } }, destroyedAt };
  }
  const keys = await keyring.destroy(org, owner, retentionClasses, before);
  return {
    keys: { keys: keys.flatMap(fingerprintOf) },
    destroyedAt: new Date(Math.max(...keys.map((each) => each.destroyedAt.getTime()))),
  };
}

function fingerprintOf({ key, retentionClass }: DestroyedKey) {
  return key ? [{ ...key, retentionClass }] : [];
}
