import { setImmediate as nextTurn } from 'node:timers/promises';
import { dataPartOf, EnvelopeError, factsDataschema, factsPartOf, keyIdOf, openKeyed, openText, parseDataschema, type EventHeader } from '@everchart/envelope'; // prettier-ignore
import type { Keyring } from '@everchart/keyring';
import { PoisonEventError, TransientError } from '@everchart/stream';

/** An event as a store or a stream gives it. */
export interface SealedRecord {
  header: EventHeader;
  payload: Buffer;
}

/**
 * Data of a version of a type → data of its newest version. Those of the contracts' packages.
 * @throws any error for data that cannot be rewritten; one with a `code` names the reason
 */
export type Upcast = (type: string, version: number, data: unknown) => unknown;

export interface OpenedEvent {
  type: string;
  /** Version of the schema that it was recorded under. */
  version: number;
  /** As it was recorded, and the JSON text of it. */
  recorded: unknown;
  text: string;
  /** At the newest version. */
  data: unknown;
}

/**
 * @param key of the event; undefined when there is none (any more) @throws PoisonEventError the event cannot be opened;
 * the code says why
 */
export function openEvent({ header, payload }: SealedRecord, key: Uint8Array | undefined, upcast: Upcast): OpenedEvent {
  if (key === undefined) throw new PoisonEventError(header.id, 'key-missing');
  try {
    const { type, version } = parseDataschema(header.dataschema);
    const { text, data: recorded } = openText(dataPartOf(payload), key, header);
    return { type, version, recorded, text, data: upcast(type, version, recorded) };
  } catch (cause) {
    throw new PoisonEventError(header.id, codeOf(cause), { cause });
  }
}

/** That are opened before others of this process get their turn: about 2 ms. */
const eventsPerTurn = 20;

/**
 * Opens the events of a consumer; keys are read once per organisation.
 * @returns one answer per event, in order: a poisonous event does not touch the others
 * @throws TransientError `keyring-unreachable`: a consumer waits, as what is left out would never be noticed
 */
export async function openEvents(
  events: readonly SealedRecord[],
  keyring: Pick<Keyring, 'keysForOpening'>,
  upcast: Upcast,
): Promise<(OpenedEvent | PoisonEventError)[]> {
  const findKey = await keysForOpening(
    keyring,
    events.map(({ header }) => header),
  );
  const opened: (OpenedEvent | PoisonEventError)[] = [];
  for (const event of events) {
    if (opened.length % eventsPerTurn === 0 && opened.length > 0) await nextTurn();
    try {
      opened.push(openEvent(event, findKey(event.header.org, event.header.keyid), upcast));
    } catch (error) {
      if (!(error instanceof PoisonEventError)) throw error;
      opened.push(error);
    }
  }
  return opened;
}

export type OpenedFacts = Readonly<Record<string, unknown>>;

/**
 * What rules of retention need of each event: the facts beside the data, undefined where there are none, for a reader
 * that has no key of the data.
 * @returns one answer per event, in order
 * @throws TransientError `keyring-unreachable`
 */
export async function openFacts(
  events: readonly SealedRecord[],
  keyring: Pick<Keyring, 'keysForOpening'>,
): Promise<(OpenedFacts | PoisonEventError | undefined)[]> {
  const parts = events.map(({ header, payload }) =>
    attempt(header.id, () => {
      const part = factsPartOf(payload);
      return part && { part, keyid: keyIdOf(part) };
    }),
  );
  const wanted = parts.flatMap((part, at) =>
    part && !(part instanceof PoisonEventError) ? [{ org: events[at]!.header.org, keyid: part.keyid }] : [],
  );
  const findKey = await keysForOpening(keyring, wanted);
  return events.map(({ header: { org, subject, id, type } }, at) => {
    const part = parts[at];
    if (!part || part instanceof PoisonEventError) return part;
    const key = findKey(org, part.keyid);
    if (!key) return new PoisonEventError(id, 'key-missing');
    return attempt(id, () => openKeyed(part.part, key, { org, subject, id, type, dataschema: factsDataschema }) as OpenedFacts);
  });
}

function attempt<T>(eventId: string, work: () => T): T | PoisonEventError {
  try {
    return work();
  } catch (cause) {
    return new PoisonEventError(eventId, codeOf(cause), { cause });
  }
}

/** Finds one of the keys that were read; undefined: there is none (any more). */
export type FindKey = (org: string, keyId: string) => Buffer | undefined;

/** Keys of several organisations, one round trip for each at most. @throws TransientError `keyring-unreachable` */
export async function keysForOpening(
  keyring: Pick<Keyring, 'keysForOpening'>,
  wanted: readonly { org: string; keyid: string }[],
): Promise<FindKey> {
  const keys = new Map<string, ReadonlyMap<string, Buffer>>();
  for (const [org, ofOrg] of Map.groupBy(wanted, (each) => each.org)) {
    try {
      keys.set(org, await keyring.keysForOpening(org, [...new Set(ofOrg.map(({ keyid }) => keyid))]));
    } catch (cause) {
      throw new TransientError('keyring-unreachable', { cause });
    }
  }
  return (org, keyId) => keys.get(org)?.get(keyId);
}

function codeOf(cause: unknown): string {
  if (cause instanceof EnvelopeError) return cause.code;
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[a-z-]+$/.test(code) ? code : 'event-unreadable';
}
