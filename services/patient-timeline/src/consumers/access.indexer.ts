import { accessType, keyBytesOfLook, keysOfLeaf, yearOfAccessClass } from '@everchart/access-log';
import { withoutDestroyed } from '@everchart/destruction';
import { decodeList, EnvelopeError, parseSource, sha256 } from '@everchart/envelope';
import { byteaArray, integerArray, textArray, uuidArray, type Transaction } from '@everchart/postgres';
import { PoisonEventError, type EventHandler, type ReceivedEvent } from '@everchart/stream';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const accessIndexConsumer = 'timeline-accesses-v1';

interface Leaf {
  org: string;
  /** Of its key; of a look the digest of its patients' keys. */
  by: { keyId: string } | { members: Buffer; keyIds: readonly string[] };
  recordedAt: string;
  eventId: string;
  index: number;
  service: string;
  bytes: Buffer;
  /** Of its class. */
  year: number;
}

type Look = Leaf & { by: { members: Buffer } };

/** Accesses of all services → the index by key. It opens nothing, and so needs no keyring. */
export class AccessIndexer implements EventHandler {
  readonly #sets = new MemberSets();

  async handle(tx: Transaction, received: readonly ReceivedEvent[]): Promise<void> {
    const kept = await withoutDestroyed(tx, received);
    const all = kept
      .filter(({ unreadable, header }) => unreadable === undefined && header.type === accessType)
      .flatMap((event) => leavesOf(event, this.#sets));
    const looks = all.filter((leaf): leaf is Look => 'members' in leaf.by);
    const leaves = all.filter(({ by }) => 'keyId' in by);
    if (leaves.length > 0)
      await tx.query({
        name: 'write-access-leaves',
        text: `INSERT INTO access_index.leaves (org, key_id, recorded_at, event_id, index, service, leaf, year)
         SELECT * FROM unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::integer[], $6::text[], $7::bytea[], $8::integer[]) ON CONFLICT DO NOTHING`,
        values: [
          textArray(leaves.map(({ org }) => org)),
          uuidArray(leaves.flatMap(({ by }) => ('keyId' in by ? by.keyId : []))),
          ...placesOf(leaves),
        ],
      });
    if (looks.length > 0) await this.#writeLooks(tx, looks);
  }

  /** Patients of sets that were looked at before are known: those whose key was destroyed since do not come back. */
  async #writeLooks(tx: Transaction, looks: readonly Look[]): Promise<void> {
    const sets = [...new Map(looks.map((look) => [`${look.org}/${look.by.members.toString('base64')}`, look])).values()];
    const members = sets.flatMap(({ org, by }) => ('keyIds' in by ? by.keyIds.map((keyId) => ({ org, keyId, members: by.members })) : []));
    await tx.query({
      name: 'write-access-members',
      text: `INSERT INTO access_index.members (org, key_id, members)
       SELECT k.* FROM unnest($1::text[], $2::uuid[], $3::bytea[]) AS k (org, key_id, members)
        WHERE (k.org, k.members) IN (SELECT s.* FROM unnest($4::text[], $5::bytea[]) AS s (org, members)
          WHERE NOT EXISTS (SELECT FROM access_index.looks l WHERE l.org = s.org AND l.members = s.members)) ON CONFLICT DO NOTHING`,
      values: [
        textArray(members.map(({ org }) => org)),
        uuidArray(members.map(({ keyId }) => keyId)),
        byteaArray(members.map(({ members: set }) => set)),
        textArray(sets.map(({ org }) => org)),
        byteaArray(sets.map(({ by }) => by.members)),
      ],
    });
    await tx.query({
      name: 'write-access-looks',
      text: `INSERT INTO access_index.looks (org, members, recorded_at, event_id, index, service, leaf, year)
       SELECT * FROM unnest($1::text[], $2::bytea[], $3::timestamptz[], $4::uuid[], $5::integer[], $6::text[], $7::bytea[], $8::integer[]) ON CONFLICT DO NOTHING`,
      values: [textArray(looks.map(({ org }) => org)), byteaArray(looks.map(({ by }) => by.members)), ...placesOf(looks)],
    });
  }

  /** None: what was put on record before a store was restored has happened all the same. */
  streamsApplied(): Promise<string[]> {
    return Promise.resolve([]);
  }
}

function placesOf(leaves: readonly Leaf[]): unknown[] {
  return [
    leaves.map(({ recordedAt }) => recordedAt),
    uuidArray(leaves.map(({ eventId }) => eventId)),
    integerArray(leaves.map(({ index }) => index)),
    textArray(leaves.map(({ service }) => service)),
    byteaArray(leaves.map(({ bytes }) => bytes)),
    integerArray(leaves.map(({ year }) => year)),
  ];
}

function leavesOf({ header, payload }: ReceivedEvent, sets: MemberSets): Leaf[] {
  const { org, id: eventId, time: recordedAt, source, retentionclass } = header;
  const year = yearOfAccessClass(retentionclass) ?? Number(recordedAt.slice(0, 4));
  try {
    const { service } = parseSource(source);
    return decodeList(payload).map((bytes, index) => ({ org, by: byOf(bytes, sets), recordedAt, eventId, index, service, bytes, year }));
  } catch (cause) {
    if (cause instanceof EnvelopeError) throw new PoisonEventError(eventId, cause.code, { cause });
    throw cause;
  }
}

function byOf(bytes: Buffer, sets: MemberSets): Leaf['by'] {
  const ids = keyBytesOfLook(bytes);
  return ids ? sets.of(ids, bytes) : { keyId: keysOfLeaf(bytes).ofAccesses[0]! };
}

/** A set of patients that is looked at. */
type MemberSet = Extract<Leaf['by'], { members: Buffer }>;

/** Sets that are kept. */
const setsMax = 200;

/** The digests of sets of patients: those of a unit are the same set at each look. */
class MemberSets {
  /** By the bytes of the ids. Those that were met first come first. */
  readonly #kept = new Map<string, MemberSet>();

  of(ids: Buffer, leaf: Buffer): MemberSet {
    const name = ids.toString('latin1');
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const keyIds = [...new Set(keysOfLeaf(leaf).ofAccesses)].sort();
    const set = { members: sha256(keyIds.join()), keyIds };
    this.#kept.set(name, set);
    if (this.#kept.size > setsMax) this.#kept.delete(this.#kept.keys().next().value!);
    return set;
  }
}
