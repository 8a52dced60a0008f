import { readFileSync, readdirSync } from 'node:fs';
import { catalogue, type EventMapping } from './catalogue.js';
import type { ClinicalEventType } from './generated/event-data.js';
import { openSchema } from './open-schema.js';

/** One class for all of a patient's record: it is kept and destroyed as a whole. */
export type RetentionClass = 'clinical';

/** A JSON Schema 2020-12 document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One version of an event type. A released one never changes; a new version is added. */
export interface ClinicalEventContract {
  type: ClinicalEventType;
  version: number;
  /** `urn:everchart:schema:<type>:<version>`, the `dataschema` of the event's header. */
  dataschema: string;
  retentionClass: RetentionClass;
  description: string;
  /** The writer's schema: closed, so that a mistyped member is refused and not lost. */
  schema: JsonSchema;
  /** The reader's schema: open, so that an older reader takes what a newer writer adds. */
  readerSchema: JsonSchema;
  example: Readonly<Record<string, unknown>>;
  mapping: EventMapping;
  /**
   * Members of the data that hold the id of another event of the same patient, with the types that it may have; none
   * listed: any.
   */
  references: Readonly<Record<string, readonly ClinicalEventType[]>>;
}

const directory = new URL('../schemas/', import.meta.url);

/** Every version of every clinical event type, by type and version. */
export const clinicalEventTypes: readonly ClinicalEventContract[] = readdirSync(directory)
  .filter((file) => file.endsWith('.schema.json'))
  .sort()
  .map((file) => contractOf(JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as SchemaDocument));

/** @returns undefined when this release does not know the type or its version */
export function clinicalEventContract(type: string, version: number): ClinicalEventContract | undefined {
  return byName.get(`${type}:${version}`);
}

interface SchemaDocument extends Record<string, unknown> {
  $id: string;
  title: ClinicalEventType;
  description: string;
  examples: [Record<string, unknown>];
}

function contractOf(schema: SchemaDocument): ClinicalEventContract {
  const { fhir, hl7v2, references = {} } = catalogue[schema.title];
  return {
    type: schema.title,
    version: Number(schema.$id.slice(schema.$id.lastIndexOf(':') + 1)),
    dataschema: schema.$id,
    retentionClass: 'clinical',
    description: schema.description,
    schema,
    readerSchema: openSchema(schema),
    example: schema.examples[0],
    mapping: { fhir, hl7v2 },
    references,
  };
}

const byName = new Map(clinicalEventTypes.map((contract) => [`${contract.type}:${contract.version}`, contract]));
