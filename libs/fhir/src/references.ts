import type { Identities } from './identities.js';
import { isObject, objectsOf, textOf, type Bundle, type Resource } from './resource.js';
import { leaveBehind } from './watched.js';

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

  /** What is referred to, when it is in the bundle or contained in `from`. */
  resolve(reference: unknown, from: Resource): Resource | undefined {
    const target = isObject(reference) ? textOf(reference.reference) : undefined;
    if (target === undefined) return undefined;
    if (target.startsWith('#')) return objectsOf(from.contained).find(({ id }) => id === target.slice(1)) as Resource | undefined;
    return this.#resources.get(target);
  }

  /**
   * Record id of what is referred to, also when it is in another bundle. A reference that cannot be followed is left
   * behind.
   */
  recordId(reference: unknown, resourceType: string): string | undefined {
    if (!isObject(reference)) return undefined;
    const target = textOf(reference.reference) ?? '';
    // Type and display say the target in other words.
    void reference.type;
    void reference.display;
    const id = this.#idOf(target, resourceType);
    const recordId = id === undefined ? undefined : this.identities.recordId(resourceType, id);
    if (recordId === undefined) leaveBehind(reference);
    return recordId;
  }

  #idOf(target: string, resourceType: string): string | undefined {
    const resource = this.#resources.get(target);
    if (resource) return resource.resourceType === resourceType ? resource.id : undefined;
    const address = /(?:^|\/)([A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/.exec(target);
    return /^urn:uuid:(.+)$/.exec(target)?.[1] ?? (address?.[1] === resourceType ? address[2] : undefined);
  }
}
