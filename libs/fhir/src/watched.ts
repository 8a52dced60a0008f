/**
 * Notes which members of a resource are looked at while it is mapped. What was not looked at is not carried and can be
 * named, so that no mapping has to keep a list of what it carries.
 */

/** Members that were looked at, by the object they belong to. */
const looked = new WeakMap<object, Set<string>>();
const originals = new WeakMap<object, object>();

/** A view of `value` that notes what is read through it, all the way down. */
export function watched<T extends object>(value: T): T {
  const view = new Proxy(value, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof name === 'string') noteOf(target).add(name);
      return typeof member === 'object' && member !== null ? watched(member) : member;
    },
  });
  originals.set(view, value);
  return view;
}

/** Says that something was looked at and could not be carried after all. */
export function leaveBehind(view: object): void {
  const original = originals.get(view);
  if (original) looked.delete(original);
}

/** Paths (`Patient.name.suffix`) of what was not looked at; one per place, so that a path may come several times. */
export function leftBehind(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((element) => leftBehind(element, path));
  if (typeof value !== 'object' || value === null) return [];
  const members = looked.get(value);
  if (!members) return [path];
  return Object.entries(value).flatMap(([name, member]) =>
    members.has(name) ? leftBehind(member, `${path}.${name}`) : [`${path}.${name}`],
  );
}

/**
 * What was looked at, without what is {@link leftBehind}: a resource that became events, as far as they carry it.
 * Undefined when that is nothing.
 */
export function carriedOf<T>(value: T): T | undefined;
export function carriedOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const elements = value.map(carriedOf).filter((element) => element !== undefined);
    return elements.length > 0 ? elements : undefined;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = looked.get(value);
  const kept = Object.entries(value)
    .filter(([name]) => members?.has(name))
    .map(([name, member]) => [name, carriedOf<unknown>(member)] as const)
    .filter(([, member]) => member !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function noteOf(target: object): Set<string> {
  let note = looked.get(target);
  if (!note) looked.set(target, (note = new Set()));
  return note;
}
