import { isObject } from './resource.js';

/** Where a value stands: in an object or an array, under a name or an index. */
export interface Place {
  readonly holder: object;
  readonly name: string;
}

/**
 * A value of a resource with the places that it comes from. An event is drafted of leaves; only by going into the event
 * is a leaf carried. A value that was looked at, and given up, is not.
 */
export class Leaf<out T = unknown> {
  constructor(
    readonly value: T,
    readonly places: readonly Place[],
  ) {}

  /** The same value, which says what another one says, too. */
  with(other: Leaf): Leaf<T> {
    return new Leaf(this.value, [...this.places, ...other.places]);
  }

  /** The same statement in other words: nothing of it may be lost. */
  as<U>(value: U): Leaf<U> {
    return new Leaf(value, this.places);
  }
}

type Primitive = string | number | boolean;

/** Data of which any part may be a {@link Leaf}. */
export type Draft<T> =
  | ([Extract<T, Primitive>] extends [never] ? never : Extract<T, Primitive> | Leaf<Extract<T, Primitive>>)
  | DraftOfParts<Exclude<T, Primitive>>;
type DraftOfParts<T> = T extends readonly (infer Each)[] ? Draft<Each>[] : { [Member in keyof T]: Draft<T[Member]> };

/** An object of a resource, as mappings read it. An absent one reads as one without members. */
export class Element {
  readonly exists: boolean;
  readonly #json: Readonly<Record<string, unknown>>;

  constructor(json: unknown) {
    this.exists = isObject(json);
    this.#json = isObject(json) ? json : {};
  }

  has(name: string): boolean {
    return this.#json[name] !== undefined;
  }

  names(): string[] {
    return Object.keys(this.#json);
  }

  hasAny(pattern: RegExp): boolean {
    return Object.keys(this.#json).some((name) => pattern.test(name));
  }

  /** For decisions: what is read so is not carried. */
  raw(name: string): unknown {
    return this.#json[name];
  }

  element(name: string): Element {
    return new Element(this.#json[name]);
  }

  elements(name: string): Element[] {
    const list = this.#json[name];
    return Array.isArray(list) ? list.filter(isObject).map((each) => new Element(each)) : [];
  }

  /** A text that is not blank. */
  text(name: string): Leaf<string> | undefined {
    return textLeaf(this.#json, name);
  }

  texts(name: string): Leaf<string>[] {
    const list = this.#json[name];
    return Array.isArray(list) ? list.flatMap((_each, index) => textLeaf(list as object, String(index)) ?? []) : [];
  }

  number(name: string): Leaf<number> | undefined {
    const value = this.#json[name];
    return typeof value === 'number' ? new Leaf(value, [{ holder: this.#json, name }]) : undefined;
  }

  boolean(name: string): Leaf<boolean> | undefined {
    const value = this.#json[name];
    return typeof value === 'boolean' ? new Leaf(value, [{ holder: this.#json, name }]) : undefined;
  }
}

function textLeaf(holder: object, name: string): Leaf<string> | undefined {
  const value = (holder as Record<string, unknown>)[name];
  return typeof value === 'string' && value.trim() !== '' ? new Leaf(value, [{ holder, name }]) : undefined;
}

/** The leaf when its value is one of those. */
export function oneOf<T extends string>(allowed: readonly T[], leaf: Leaf<string> | undefined): Leaf<T> | undefined {
  return leaf && (allowed as readonly string[]).includes(leaf.value) ? (leaf as Leaf<T>) : undefined;
}

/** One text of leaves and of words between them. */
export function words(parts: readonly (Leaf<string | number> | string)[]): Leaf<string> {
  const text = parts.map((part) => (part instanceof Leaf ? String(part.value) : part)).join('');
  return new Leaf(
    text,
    parts.flatMap((part) => (part instanceof Leaf ? part.places : [])),
  );
}

/** The texts that there are, each on its own line. */
export function lines(texts: readonly (Leaf<string> | undefined)[], between = '\n'): Leaf<string> | undefined {
  const present = texts.filter((text) => text !== undefined);
  return present.length > 0 ? words(present.flatMap((text, index) => (index === 0 ? [text] : [between, text]))) : undefined;
}

/** The members that have a value: absent ones, and empty lists, are left out. */
export function present<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  ) as T;
}

/** The object when it has any member. */
export function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}

/** The leaves of a resource that went into its events. */
export class Carried {
  readonly #places = new Map<object, Set<string>>();

  /** The data as it is recorded: what goes into it is carried from now on. */
  settle<T>(draft: Draft<T>): T {
    return this.#settled(draft) as T;
  }

  /** What the event says by its type alone. */
  add({ places }: Leaf): void {
    for (const { holder, name } of places) {
      const names = this.#places.get(holder);
      if (names) names.add(name);
      else this.#places.set(holder, new Set([name]));
    }
  }

  has(holder: object, name: string): boolean {
    return this.#places.get(holder)?.has(name) === true;
  }

  /** Whether anything below the place is carried. */
  holdsAny(holder: object, name: string): boolean {
    const value = (holder as Record<string, unknown>)[name];
    if (typeof value !== 'object' || value === null) return this.has(holder, name);
    return Object.keys(value).some((each) => this.holdsAny(value, each));
  }

  #settled(draft: unknown): unknown {
    if (draft instanceof Leaf) {
      this.add(draft);
      return draft.value;
    }
    if (Array.isArray(draft)) return draft.map((each) => this.#settled(each));
    if (!isObject(draft)) return draft;
    return Object.fromEntries(Object.entries(draft).map(([name, value]) => [name, this.#settled(value)]));
  }
}
