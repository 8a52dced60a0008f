import { referredTo } from './lifecycle.rules.js';

/** An incident is reviewed as often as there is something to say. */
export const incident = referredTo('incident', 'incident.reported');
