import { readFileSync, readdirSync } from 'node:fs';
import type { AccessEventType } from './generated/event-data.js';

/** One version of an access event type. A released one never changes; a new version is added. */
export interface AccessEventContract {
  type: AccessEventType;
  version: number;
  /** `urn:everchart:schema:<type>:<version>`, the `dataschema` of the event's header. */
  dataschema: string;
  /** Followed by the year of the access: `access-2026`. */
  retentionClass: 'access';
  description: string;
  /** JSON Schema 2020-12 of the data. */
  schema: Readonly<Record<string, unknown>>;
  example: Readonly<Record<string, unknown>>;
}

interface SchemaDocument extends Record<string, unknown> {
  $id: string;
  title: AccessEventType;
  description: string;
  examples: [Record<string, unknown>];
}

const directory = new URL('../schemas/', import.meta.url);

/** Every version of every access event type, by type and version. */
export const accessEventTypes: readonly AccessEventContract[] = readdirSync(directory)
  .filter((file) => file.endsWith('.schema.json'))
  .sort()
  .map((file) => {
    const schema = JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as SchemaDocument;
    return {
      type: schema.title,
      version: Number(schema.$id.slice(schema.$id.lastIndexOf(':') + 1)),
      dataschema: schema.$id,
      retentionClass: 'access',
      description: schema.description,
      schema,
      example: schema.examples[0],
    };
  });
