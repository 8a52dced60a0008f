import { StatedTimes, type StatedTime } from '@everchart/contracts';
import { clinicalEventTypes } from './event-types.js';

const times = new StatedTimes(clinicalEventTypes);

/**
 * The times that data states, with what each means; of an amendment those of the corrected data, too.
 * @param data valid under the schema of the type
 */
export function timesStated(type: string, version: number, data: unknown): StatedTime[] {
  const own = times.of(type, version, data);
  if (type !== 'entry.amended') return own;
  const { type: amended, schemaVersion, data: corrected } = data as { type: string; schemaVersion: number; data: unknown };
  return [...own, ...timesStated(amended, schemaVersion, corrected).map((time) => ({ ...time, pointer: `/data${time.pointer}` }))];
}
