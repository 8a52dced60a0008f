import { carersDashboard } from './carers.js';
import { edgeDashboard } from './edge.js';
import type { DashboardDefinition } from './panel.js';
import { auditLogDashboard, deliveriesDashboard, peaksDashboard, releasesDashboard, streamsDashboard } from './parts.js';
import { serviceDashboards } from './services.js';

export const dashboards: readonly DashboardDefinition[] = [
  carersDashboard,
  edgeDashboard,
  ...serviceDashboards,
  streamsDashboard,
  auditLogDashboard,
  deliveriesDashboard,
  peaksDashboard,
  releasesDashboard,
];
