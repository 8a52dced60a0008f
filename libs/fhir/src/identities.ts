import { readUuid } from '@everchart/primitives';
import { v5 as uuidOf } from 'uuid';

/**
 * Name space of ids that are derived from FHIR resources: the same resource gives the same ids, today and in ten years.
 */
const namespace = '6f1d2c1e-8b5a-5a3e-9d0a-4f7a3d1c2b90';
/**
 * Ids of the record, derived from those of the resources. A UUID is one wherever it comes from; any other id names
 * something only within the system that gave it out, and two systems may both have a `Patient/1`: without the name of
 * that system it gives no id at all.
 */
export class Identities {
  /** @param source name of the system that gave the ids out; needed when they are no UUIDs */
  constructor(private readonly source?: string) {}

  /** Id that stands for a resource in the record: its own when that is a UUID. */
  recordId(resourceType: string, id: string): string | undefined {
    const uuid = readUuid(id);
    if (uuid !== undefined) return uuid;
    const name = this.nameOf(resourceType, id);
    return name === undefined ? undefined : uuidOf(name, namespace);
  }

  /** Id of the event that a resource becomes. */
  eventId(resourceType: string, id: string, eventType: string): string | undefined {
    const name = this.nameOf(resourceType, id);
    return name === undefined ? undefined : uuidOf(`${name}/${eventType}`, namespace);
  }

  private nameOf(resourceType: string, id: string): string | undefined {
    const uuid = readUuid(id);
    if (uuid !== undefined) return `${resourceType}/${uuid}`;
    return this.source === undefined ? undefined : `${this.source} ${resourceType}/${id}`;
  }
}
