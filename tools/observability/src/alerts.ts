import type { AlertGroup } from './alert.js';
import { auditLogAlerts } from './alerts/audit-log.js';
import { deliveryAlerts } from './alerts/deliveries.js';
import { frontAlerts } from './alerts/front.js';
import { processAlerts } from './alerts/processes.js';
import { readingAlerts } from './alerts/reading.js';
import { recordingAlerts } from './alerts/recording.js';
import { streamAlerts } from './alerts/streams.js';
import { objectiveAlerts } from './burn-rates.js';

/** All alerts of the suite: there is no other place that has any. */
export const alertGroups: readonly AlertGroup[] = [
  objectiveAlerts,
  recordingAlerts,
  readingAlerts,
  streamAlerts,
  deliveryAlerts,
  auditLogAlerts,
  frontAlerts,
  processAlerts,
];
