import { ProblemError, type Fault } from '@everchart/platform';

type Parameter = string | string[] | undefined;

const eventIdForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const longestPage = 1000;
const defaultPage = 100;

/** A tree size as it is written in paths and queries: no sign, no leading zero. */
export function sizeOf(text: Parameter): number | undefined {
  if (typeof text !== 'string' || !/^(0|[1-9]\d{0,15})$/.test(text)) return undefined;
  const size = Number(text);
  return Number.isSafeInteger(size) ? size : undefined;
}

/** @throws ProblemError 400 naming every fault */
export function inclusionQueryOf({ event, size }: { event?: Parameter; size?: Parameter }): { event: string; size?: number } {
  const faults: Fault[] = [];
  const id = typeof event === 'string' ? event.toLowerCase() : '';
  if (!eventIdForm.test(id))
    faults.push({ pointer: '/query/event', message: event === undefined ? 'is required' : 'must be the id of an event' });
  const at = size === undefined ? undefined : sizeOf(size);
  if (size !== undefined && at === undefined) faults.push({ pointer: '/query/size', message: 'must be the size of a checkpoint' });
  refuse(faults);
  return { event: id, ...(at === undefined ? {} : { size: at }) };
}

/** @throws ProblemError 400 naming every fault, 404 when there is no tree to prove anything of */
export function consistencyQueryOf(query: { from?: Parameter; to?: Parameter }, logSize: number): { from: number; to: number } {
  if (logSize === 0) throw logEmpty();
  const faults: Fault[] = [];
  const read = (name: 'from' | 'to'): number => {
    const size = sizeOf(query[name]);
    if (size === undefined || size < 1 || size > logSize) {
      faults.push({
        pointer: `/query/${name}`,
        message: query[name] === undefined ? 'is required' : `must be an integer from 1 to ${logSize}`,
      });
    }
    return size ?? 0;
  };
  const [from, to] = [read('from'), read('to')];
  if (faults.length === 0 && from > to) faults.push({ pointer: '/query/from', message: 'must not be greater than "to"' });
  refuse(faults);
  return { from, to };
}

/** @throws ProblemError 400 naming every fault */
export function pageOf({ before, limit }: { before?: Parameter; limit?: Parameter }): { before: number; limit: number } {
  const faults: Fault[] = [];
  const end = before === undefined ? Number.MAX_SAFE_INTEGER : sizeOf(before);
  if (end === undefined) faults.push({ pointer: '/query/before', message: 'must be the size of a checkpoint' });
  const size = limit === undefined ? defaultPage : sizeOf(limit);
  if (size === undefined || size < 1 || size > longestPage)
    faults.push({ pointer: '/query/limit', message: `must be an integer from 1 to ${longestPage}` });
  refuse(faults);
  return { before: end!, limit: size! };
}

export const logEmpty = (): ProblemError => new ProblemError({ code: 'log-empty', status: 404, title: 'The log has no entry yet' });

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new ProblemError({ code: 'parameter-invalid', status: 400, title: 'The query cannot be read', faults });
}
