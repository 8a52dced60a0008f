import type { FlagMinutes as ChosenMinutes, FlagTimesChosenV1 } from './generated/event-data.js';

/** In how many minutes a colour is to be acknowledged; green need not be. */
export type AcknowledgeMinutes = Required<ChosenMinutes>;

/** What holds until an organisation chooses, and of the colours that a choice does not name. */
export const acknowledgeMinutes: AcknowledgeMinutes = { red: 15, orange: 60, amber: 480 };

export function acknowledgeMinutesOf({ minutes }: FlagTimesChosenV1): AcknowledgeMinutes {
  return { ...acknowledgeMinutes, ...minutes };
}
