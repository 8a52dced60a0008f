import { Element, type Leaf } from './element.js';
import type { Identities } from './identities.js';
import { arrayOf, isObject, textOf, type Bundle, type Resource } from './resource.js';

/** Finds what a reference of a bundle points to. */
export class References {
  readonly #resources = new Map<string, Resource>();

  constructor(
    { entries }: Bundle,
    private readonly identities: Identities,
  ) {
    for (const { fullUrl, resource } of entries) {
      if (fullUrl !== undefined) this.#resources.set(fullUrl, resource);
      if (resource.id !== undefined) this.#resources.set(`${resource.resourceType}/${resource.id}`, resource);
    }
  }

  /**
   * What is referred to, when it is in the bundle or contained in `from`, and the reference to it, which is carried
   * with what is taken of it.
   */
  resolve(reference: Element, from: Element): { target: Element; resourceType: string; reference: Leaf<string> } | undefined {
    const text = reference.text('reference');
    if (!text) return undefined;
    const found = text.value.startsWith('#')
      ? arrayOf(from.raw('contained')).find((each) => isObject(each) && each.id === text.value.slice(1))
      : this.#resources.get(text.value);
    const resourceType = isObject(found) ? textOf(found.resourceType) : undefined;
    return resourceType === undefined ? undefined : { target: new Element(found), resourceType, reference: text };
  }

  /** Record id of what is referred to, also when it is in another bundle. */
  recordId(reference: Element, resourceType: string): Leaf<string> | undefined {
    const text = reference.text('reference');
    const id = text && this.#idOf(text.value, resourceType);
    const recordId = id === undefined ? undefined : this.identities.recordId(resourceType, id);
    return recordId === undefined ? undefined : text?.as(recordId);
  }

  /** Id of the event that the resource which is referred to becomes. */
  eventId(reference: Element, resourceType: string, eventType: string): Leaf<string> | undefined {
    const text = reference.text('reference');
    const id = text && this.#idOf(text.value, resourceType);
    const eventId = id === undefined ? undefined : this.identities.eventId(resourceType, id, eventType);
    return eventId === undefined ? undefined : text?.as(eventId);
  }

  #idOf(target: string, resourceType: string): string | undefined {
    const resource = this.#resources.get(target);
    if (resource) return resource.resourceType === resourceType ? resource.id : undefined;
    const address = /(?:^|\/)([A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/.exec(target);
    return /^urn:uuid:(.+)$/.exec(target)?.[1] ?? (address?.[1] === resourceType ? address[2] : undefined);
  }
}
