import { readFileSync, readdirSync } from 'node:fs';
import { openSchema } from './open-schema.js';

/** A JSON Schema 2020-12 document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * How a type is said in the languages of other systems: notes for people, with the resource and the message for
 * programs.
 */
export interface EventMapping {
  /** FHIR R4 (4.0.1). */
  fhir: { resource: string; note: string };
  /** HL7 v2.5.1; `message` as in MSH-9, null where there is no trigger for it. */
  hl7v2: { message: string | null; note: string };
}

/** What is known of a type beside its schemas: it may be put better at any time, a released schema may not. */
export interface CatalogueEntry<Type extends string = string> extends EventMapping {
  /**
   * Members of the data that hold the id of another event of the same stream, with the types that it may have; none
   * listed: any.
   */
  references?: Readonly<Record<string, readonly Type[]>>;
}

/** One version of an event type. A released one never changes; a new version is added. */
export interface EventContract<Type extends string = string, RetentionClass extends string = string> {
  type: Type;
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
   * Members of the data that hold the id of another event of the same stream, with the types that it may have; none
   * listed: any.
   */
  references: Readonly<Record<string, readonly Type[]>>;
}

interface SchemaDocument<Type> extends Record<string, unknown> {
  $id: string;
  title: Type;
  description: string;
  examples: [Record<string, unknown>];
}

/** @param folder of a contract package, with an ending slash */
export function readCatalogue<Type extends string>(folder: URL): Readonly<Record<Type, CatalogueEntry<Type>>> {
  return JSON.parse(readFileSync(new URL('catalogue.json', folder), 'utf8')) as Readonly<Record<Type, CatalogueEntry<Type>>>;
}

/**
 * Every version of every event type of a contract package, by type and version.
 * @param retentionClass of all types, or of each
 */
export function readContracts<Type extends string, RetentionClass extends string>(
  folder: URL,
  catalogue: Readonly<Record<Type, CatalogueEntry<Type>>>,
  retentionClass: RetentionClass | ((type: Type) => RetentionClass),
): EventContract<Type, RetentionClass>[] {
  const directory = new URL('schemas/', folder);
  return readdirSync(directory)
    .filter((file) => file.endsWith('.schema.json'))
    .sort()
    .map((file) => {
      const schema = JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as SchemaDocument<Type>;
      const { fhir, hl7v2, references = {} } = catalogue[schema.title];
      return {
        type: schema.title,
        version: Number(schema.$id.slice(schema.$id.lastIndexOf(':') + 1)),
        dataschema: schema.$id,
        retentionClass: typeof retentionClass === 'function' ? retentionClass(schema.title) : retentionClass,
        description: schema.description,
        schema,
        readerSchema: openSchema(schema),
        example: schema.examples[0],
        mapping: { fhir, hl7v2 },
        references,
      };
    });
}
