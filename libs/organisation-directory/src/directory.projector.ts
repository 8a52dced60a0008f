import { isOrganisationType, isRoundType, organisationClass, readOrganisationData } from '@everchart/contracts-organisation';
import type { EventHeader } from '@everchart/envelope';
import type { Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { readUuid, utcOf } from '@everchart/primitives';
import { openEvents, type OpenedEvent } from '@everchart/sealed-events';
import { PoisonEventError, type EventHandler, type ReceivedEvent, type ShardPosition } from '@everchart/stream';
import { directoriesAppliedFrom, keptText, saveDirectories, type DirectoryEvent } from './projection.js';

/** By event id: the text that is kept, or why there is none. */
export type OpenedTexts = ReadonlyMap<string, string | PoisonEventError>;

/**
 * Projects what organisations state of themselves, for a service that reads nothing else of the clinical topic. It
 * opens events of the class `organisation` only: a keyring that gives it no other keys is enough.
 */
export class DirectoryProjector implements EventHandler<OpenedTexts> {
  constructor(
    private readonly schema: string,
    private readonly keyring: Pick<Keyring, 'keysForOpening'>,
  ) {}

  async prepare(events: readonly ReceivedEvent[]): Promise<OpenedTexts> {
    const readable = ofOrganisations(events).filter(({ unreadable }) => unreadable === undefined);
    const opened = await openEvents(readable, this.keyring, (type, version, data) =>
      isOrganisationType(type) ? readOrganisationData(type, version, data) : data,
    );
    return new Map(readable.map(({ header }, at) => [header.id, textOf(header, opened[at]!)]));
  }

  async handle(tx: Transaction, received: readonly ReceivedEvent[], opened: OpenedTexts): Promise<void> {
    const events = ofOrganisations(received).flatMap(({ header, unreadable }): DirectoryEvent[] => {
      const text = unreadable === undefined ? opened.get(header.id) : null;
      if (text === undefined) throw new Error('an event was not prepared');
      if (text instanceof PoisonEventError) throw text;
      const subject = readUuid(header.subject);
      if (subject !== undefined) return [{ org: header.org, subject, header, event: text }];
      if (unreadable === undefined) throw new PoisonEventError(header.id, 'subject-malformed');
      return []; // no read names such a stream: operators see it among the unreadable events
    });
    await saveDirectories(tx, this.schema, events);
  }

  streamsApplied(tx: Transaction, from: ShardPosition): Promise<string[]> {
    return directoriesAppliedFrom(tx, this.schema, from);
  }
}

/** Who does which round is nothing of the directory. */
function ofOrganisations(events: readonly ReceivedEvent[]): ReceivedEvent[] {
  return events.filter(({ header }) => header.retentionclass === organisationClass && !isRoundType(header.type));
}

function textOf(header: EventHeader, opened: OpenedEvent | PoisonEventError): string | PoisonEventError {
  if (opened instanceof PoisonEventError) return opened;
  try {
    utcOf(header.occurredat);
  } catch (cause) {
    return new PoisonEventError(header.id, 'event-unreadable', { cause });
  }
  const { type, occurredat: occurredAt, time: recordedAt } = header;
  return keptText({ id: header.id.toLowerCase(), type, occurredAt, recordedAt, data: opened.data }, header);
}
