import type { RoundTakenOverV1 } from './generated/event-data.js';

/** Of the slot of a round. */
export const longestRoundHours = 24;

/** Types that say who does which round: of a day, and nothing of the directory. There are many more of them. */
export function isRoundType(type: string): boolean {
  return type.startsWith('round.');
}

/** A round that was taken over, and by whom. */
export interface RoundTakenOver extends RoundTakenOverV1 {
  /** Of the event. */
  id: string;
  by: string;
  role: string;
  occurredAt: string;
  recordedAt: string;
}
