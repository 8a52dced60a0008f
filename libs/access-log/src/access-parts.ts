import { organisationStream } from '@everchart/contracts';
import { EnvelopeError, formatDataschema, openList, sealList, type SealedIdentity } from '@everchart/envelope';
import type { DataKey } from '@everchart/keyring';
import { uuidAt, uuidBytes } from '@everchart/primitives';
import type { Access } from './access-list.js';

/** What a look says of one patient alone. */
export interface AccessPart {
  patient: string;
  served?: Access['served'];
  detail?: Access['detail'];
}

interface KeptPart {
  position: string | undefined;
  streamVersion: number | undefined;
  sealed: Buffer;
}

/** Patients whose last part is kept. */
const keptMax = 10_000;

/** A part belongs to its key, and to each look that holds it: what seals a look binds its parts to the event. */
function identityOf(org: string, keyid: string): SealedIdentity {
  return { org, subject: organisationStream(org), id: 'part', type: 'access.part', dataschema: formatDataschema('access.part', 1), keyid };
}

/**
 * Seals parts of looks. A part says which state of a record was shown: it is sealed once for each state, and not again
 * for every look. That two looks hold the same bytes is seen by those alone who can open the looks.
 */
export class AccessParts {
  /** Those that were sealed first come first. */
  readonly #kept = new Map<string, KeptPart>();

  /** @returns COSE */
  seal(org: string, part: AccessPart, key: DataKey): Buffer {
    const { served: { position, streamVersion } = {} } = part;
    const name = `${key.keyId}/${part.patient}`;
    const kept = part.detail ? undefined : this.#kept.get(name);
    if (kept && kept.streamVersion === streamVersion && kept.position === position) return kept.sealed;
    const sealed = sealList(itemsOf(part), key.key, identityOf(org, key.keyId));
    if (!part.detail) this.#keep(name, { position, streamVersion, sealed });
    return sealed;
  }

  #keep(name: string, part: KeptPart): void {
    this.#kept.delete(name);
    this.#kept.set(name, part);
    if (this.#kept.size > keptMax) this.#kept.delete(this.#kept.keys().next().value!);
  }
}

/** @throws EnvelopeError it is malformed, or not of this organisation and key */
export function openPart(sealed: Buffer, { keyId, key }: { keyId: string; key: Uint8Array }, org: string): AccessPart {
  return partIn(openList(sealed, key, identityOf(org, keyId)));
}

const patientBytes = 16;
const versionBytes = 4;

/**
 * A look has many parts, and all that read the log carry them: what each says is in bytes. The patient; the version of
 * the stream, or nothing; and the JSON of what else there is, if there is.
 */
function itemsOf({ patient, served: { streamVersion, ...served } = {}, detail }: AccessPart): Buffer[] {
  const version = Buffer.alloc(streamVersion === undefined ? 0 : versionBytes);
  if (streamVersion !== undefined) version.writeUInt32BE(streamVersion);
  const more = { ...(Object.keys(served).length > 0 && { served }), ...(detail && { detail }) };
  return [uuidBytes(patient), version, ...(Object.keys(more).length > 0 ? [Buffer.from(JSON.stringify(more))] : [])];
}

function partIn([patient, version, json, ...others]: readonly Buffer[]): AccessPart {
  if (patient?.length !== patientBytes || (version?.length !== 0 && version?.length !== versionBytes) || others.length > 0)
    throw new EnvelopeError('payload-malformed', 'a part of a look is not a patient, a version and what else there is');
  const more = json ? moreIn(json) : {};
  const served = { ...more.served, ...(version.length > 0 && { streamVersion: version.readUInt32BE() }) };
  return { patient: uuidAt(patient), ...more, ...(Object.keys(served).length > 0 && { served }) };
}

function moreIn(json: Buffer): Omit<AccessPart, 'patient'> {
  try {
    return JSON.parse(json.toString()) as Omit<AccessPart, 'patient'>;
  } catch (cause) {
    throw new EnvelopeError('payload-malformed', 'what else a part of a look says is no JSON', { cause });
  }
}
