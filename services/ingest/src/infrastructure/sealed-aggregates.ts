import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { hmacHex, type HmacKey } from '@everchart/envelope';
import { decisionKeys, type DataKey } from '@everchart/keyring';
import type { AggregateState } from '@everchart/event-store';

const ivBytes = 12;
const tagBytes = 16;
/** Enough that two aggregates of one record never meet (2^64 of them would have to). */
const nameBytes = 16;

const ofDataKey = new WeakMap<DataKey, SealedAggregates>();

/**
 * Decision state as the store keeps it. Which aggregates a record has, and how they stand, is patient data: a name is a
 * keyed digest, a state is sealed (A256GCM, bound to its record and name), both under the subject's data key. Once that
 * key is destroyed they reveal nothing.
 */
export class SealedAggregates {
  readonly #nameKey: HmacKey;
  readonly #stateKey: Buffer;
  readonly #record: Buffer;
  /** Names of the aggregates that every record has: those without an id in their key. */
  readonly #names = new Map<string, Buffer>();

  /** Those of a record are made once: a data key belongs to one patient. */
  static of(dataKey: DataKey, org: string, patientId: string): SealedAggregates {
    let known = ofDataKey.get(dataKey);
    if (!known) ofDataKey.set(dataKey, (known = new SealedAggregates(dataKey, org, patientId)));
    return known;
  }

  /** @param dataKey of the class that the rules of its stream name */
  constructor(dataKey: DataKey, org: string, patientId: string) {
    ({ name: this.#nameKey, state: this.#stateKey } = decisionKeys(dataKey));
    this.#record = Buffer.from(`${org}|${patientId}|`);
  }

  /** `stay/<id>` → 16 opaque bytes. */
  name(key: string): Buffer {
    const known = this.#names.get(key);
    if (known) return known;
    const name = this.#nameOf(key);
    if (!key.includes('/')) this.#names.set(key, name);
    return name;
  }

  #nameOf(key: string): Buffer {
    return Buffer.from(hmacHex(this.#nameKey, key).slice(0, 2 * nameBytes), 'hex');
  }

  seal(state: AggregateState, name: Buffer): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#stateKey, iv);
    cipher.setAAD(this.#boundTo(name));
    return Buffer.concat([iv, cipher.update(JSON.stringify(state)), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws when the bytes were changed, or belong to another record or aggregate */
  open(sealed: Buffer, name: Buffer): AggregateState {
    const decipher = createDecipheriv('aes-256-gcm', this.#stateKey, sealed.subarray(0, ivBytes));
    decipher.setAAD(this.#boundTo(name));
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    const text = Buffer.concat([decipher.update(sealed.subarray(ivBytes, sealed.length - tagBytes)), decipher.final()]).toString('utf8');
    return JSON.parse(text) as AggregateState;
  }

  #boundTo(name: Buffer): Buffer {
    return Buffer.concat([this.#record, name]);
  }
}
