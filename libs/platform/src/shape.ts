import { FaultList, instantInWords, instantPattern, isInstant, isUuid } from '@everchart/primitives';
import { z } from 'zod';
import type { Fault } from './problem.types.js';

/**
 * A schema that is written as JSON Schema (2020-12) already, such as that of a contract; a component of the document
 * where it has a name.
 */
export function jsonSchema<T = unknown>(schema: Readonly<Record<string, unknown>>, name?: string): z.ZodType<T> {
  return z.unknown().meta({ ...schema, ...(name === undefined ? {} : { id: name }) }) as unknown as z.ZodType<T>;
}

/** An integer as it is written in paths and queries: no sign, no leading zero. */
export function integerText(min: number, max: number, message = `must be an integer from ${min} to ${max}`) {
  return z
    .string({ error: ({ input }) => (input === undefined ? 'is required' : message) })
    .regex(/^(?:0|[1-9]\d{0,15})$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
    .meta({ type: 'integer', minimum: min, maximum: max, pattern: undefined });
}

/** An instant, as every door takes it. */
export const instantText = z
  .string({ error: ({ input }) => (input === undefined ? 'is required' : `must be ${instantInWords}`) })
  .refine(isInstant, `must be ${instantInWords}`)
  .meta({ format: 'date-time', pattern: instantPattern });

/** A UUID in any case and of any version → lower case. */
export const uuidText = z
  .string({ error: ({ input }) => (input === undefined ? 'is required' : 'must be a UUID') })
  .refine(isUuid, 'must be a UUID')
  .toLowerCase()
  .meta({ format: 'uuid' });

/**
 * Parses a value. Faults, a bounded number of them, name places by JSON pointers (RFC 6901) below `at`, and never say a
 * value.
 */
export function readShape<T>(schema: z.ZodType<T>, value: unknown, at = ''): { data: T } | { faults: Fault[] } {
  const result = schema.safeParse(value, { error: messageOf });
  return result.success ? { data: result.data } : { faults: faultsOf(result.error, at) };
}

function faultsOf({ issues }: z.ZodError, at: string): Fault[] {
  const faults = new FaultList();
  for (const issue of issues) {
    const place = at + issue.path.map((part) => `/${pointerToken(String(part))}`).join('');
    if (issue.code !== 'unrecognized_keys') faults.add({ pointer: place, message: issue.message });
    else for (const key of issue.keys) faults.add({ pointer: `${place}/${pointerToken(key)}`, message: 'is not known here' });
  }
  return faults.bounded();
}

/** RFC 6901 escaping; a name that the sender chose is shown in part only. */
export function pointerToken(name: string): string {
  return name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1');
}

const articles: Readonly<Record<string, string>> = { int: 'an integer', object: 'an object', array: 'an array' };
const formats: Readonly<Record<string, string>> = { uuid: 'a UUID', datetime: 'an RFC 3339 date-time with a zone' };
const units: Readonly<Record<string, string>> = { string: ' characters', array: ' items' };

/** What is wrong, where the schema itself does not say. */
function messageOf(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) return 'is required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${articles[issue.expected] ?? `a ${issue.expected}`}`;
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? 'written in the form that the description names'}`;
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must be at least ${issue.minimum}${units[issue.origin] ?? ''}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${units[issue.origin] ?? ''}`;
    default:
      return 'is not as the description says';
  }
}
