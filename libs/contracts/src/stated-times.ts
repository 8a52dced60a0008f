import type { EventContract, JsonSchema } from './event-contract.js';

/**
 * What the time in a member of the data says: that something has happened, which cannot lie in the future; that it is
 * planned or due, which may; or either, as in the value of an observation (a birth, or an expected one). A schema says
 * it beside the member, or a member around it, with `x-time`.
 */
export type TimeMeaning = 'happened' | 'planned' | 'either';

export interface TimeMember {
  /** Names of members; `*` for each item of an array. */
  path: readonly string[];
  /** Undefined in a schema that forgot to say it. */
  means: TimeMeaning | undefined;
}

export interface StatedTime {
  /** JSON Pointer. */
  pointer: string;
  value: string;
  means: TimeMeaning | undefined;
}

const timeFormats: ReadonlySet<unknown> = new Set(['date', 'date-time', 'time', 'partial-date', 'partial-date-time']);

/** Every member of a schema that holds a time. */
export function timeMembersOf(schema: JsonSchema): TimeMember[] {
  const defs = (schema.$defs ?? {}) as Record<string, JsonSchema>;
  const walk = (node: JsonSchema, path: readonly string[], around: TimeMeaning | undefined, within: readonly string[]): TimeMember[] => {
    const means = (node['x-time'] as TimeMeaning | undefined) ?? around;
    const named = typeof node.$ref === 'string' ? node.$ref.slice('#/$defs/'.length) : undefined;
    const members = Object.entries((node.properties ?? {}) as Record<string, JsonSchema>);
    const branches = (['allOf', 'anyOf', 'oneOf'] as const).flatMap((keyword) => (node[keyword] ?? []) as JsonSchema[]);
    return [
      ...(timeFormats.has(node.format) ? [{ path, means }] : []),
      ...(named !== undefined && !within.includes(named) ? walk(defs[named]!, path, means, [...within, named]) : []),
      ...members.flatMap(([name, member]) => walk(member, [...path, name], means, within)),
      ...(node.items ? walk(node.items as JsonSchema, [...path, '*'], means, within) : []),
      ...branches.flatMap((branch) => walk(branch, path, means, within)),
    ];
  };
  return walk(schema, [], undefined, []);
}

/** The times that data states, of the types of a contract package. */
export class StatedTimes {
  readonly #contracts: ReadonlyMap<string, EventContract>;
  readonly #members = new Map<string, readonly TimeMember[]>();

  constructor(contracts: readonly EventContract[]) {
    this.#contracts = new Map(contracts.map((contract) => [`${contract.type}:${contract.version}`, contract]));
  }

  /**
   * With what each means; none of a type that this release does not know.
   * @param data valid under the schema of the type
   */
  of(type: string, version: number, data: unknown): StatedTime[] {
    const contract = this.#contracts.get(`${type}:${version}`);
    if (!contract) return [];
    let members = this.#members.get(contract.dataschema);
    if (!members) this.#members.set(contract.dataschema, (members = timeMembersOf(contract.schema)));
    const times: StatedTime[] = [];
    for (const member of members) collect(times, member, data, 0, '');
    return times;
  }
}

/** Most members are absent: nothing is made for these. */
function collect(into: StatedTime[], member: TimeMember, data: unknown, depth: number, pointer: string): void {
  if (depth === member.path.length) {
    if (typeof data === 'string') into.push({ pointer, value: data, means: member.means });
    return;
  }
  if (typeof data !== 'object' || data === null) return;
  const name = member.path[depth]!;
  if (name !== '*') {
    const value = (data as Record<string, unknown>)[name];
    if (value !== undefined) collect(into, member, value, depth + 1, `${pointer}/${name}`);
  } else if (Array.isArray(data))
    for (let index = 0; index < data.length; index += 1) collect(into, member, data[index], depth + 1, `${pointer}/${index}`);
}
