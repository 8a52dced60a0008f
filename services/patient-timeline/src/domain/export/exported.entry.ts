import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { renderCorrected, type EntryDocument } from '../rendering.js';
import type { ExportApproved } from './manifest.js';

/** An entry of a record, as it was recorded, and what corrects it now. */
export interface ExportedEntry {
  patientId: string;
  recorded: EntryDocument;
  strike: EntryDocument | null;
  amendment: EntryDocument | null;
  correctedAt: string | null;
}

/** Why the content of an entry is left out, by the id of the entry. */
export type Withheld = ReadonlyMap<string, string>;

export function withheldBy({ withheld = [] }: ExportApproved): Withheld {
  return new Map(withheld.map(({ eventId, ground }) => [eventId.toLowerCase(), ground]));
}

/** As the timeline shows it: as amended, and marked when it was struck. */
export function asItStands({ recorded, strike, amendment, correctedAt }: ExportedEntry): EntryDocument {
  if (!strike && !amendment && correctedAt === null) return recorded;
  return JSON.parse(renderCorrected(recorded, { strike, amendment, correctedAt })) as EntryDocument;
}

/** What withholds an entry: its own id, or that of the entry that it corrects or is corrected by. */
export function groundOf({ recorded, amendment }: ExportedEntry, withheld: Withheld): string | undefined {
  const { entryId } = (recorded.data ?? {}) as { entryId?: unknown };
  const names = [recorded.id, typeof entryId === 'string' ? entryId.toLowerCase() : undefined, amendment?.id];
  return names.map((name) => (name === undefined ? undefined : withheld.get(name))).find((ground) => ground !== undefined);
}

const newestVersions = new Map(clinicalEventTypes.map(({ type, dataschema }) => [type as string, dataschema]));

/**
 * The event as CloudEvents 1.0, structured, with its data in clear in the newest version of its schema: as it was
 * recorded. What corrected it is named, and is an event of its own among the others.
 * @param inFhir the resource that has its content
 */
export function cloudEventOf(org: string, entry: ExportedEntry, inFhir: string | undefined, ground: string | undefined): object {
  const { id, type, occurredAt, recordedAt, actor, actorRole, facility, streamVersion, unreadable, data } = entry.recorded;
  const { strike, amendment, correctedAt } = entry;
  return {
    specversion: '1.0',
    id,
    source: `urn:everchart:organisation:${org}`,
    type,
    subject: entry.patientId,
    time: occurredAt,
    recordedat: recordedAt,
    streamversion: streamVersion,
    actor,
    actorrole: actorRole,
    ...(facility !== undefined && { facility }),
    ...(strike && { struckby: strike.id }),
    ...(amendment && { amendedby: amendment.id }),
    ...(correctedAt !== null && { correctedtime: correctedAt }),
    ...(inFhir !== undefined && { infhir: inFhir }),
    ...(ground !== undefined
      ? { withheld: ground }
      : unreadable
        ? { unreadable: unreadable.code }
        : { dataschema: newestVersions.get(type), datacontenttype: 'application/json', data }),
  };
}
