import type { Denial } from '@everchart/platform';
import { correlationIdOf, traceparentOf } from '@everchart/platform';
import type { ReadMetrics } from '../infrastructure/metrics.js';
import type { AccessRecorder } from './access.recorder.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Puts refusals on record before they are answered, in the organisation of whoever was refused: an organisation learns what its own people tried,
 * and nothing is written into an organisation by strangers. Without an identity there is nobody to put on record: that is counted.
 */
export class DenialRecorder {
  constructor(
    private readonly recorder: AccessRecorder,
    private readonly metrics: ReadMetrics,
  ) {}

  async record({ principal, request, status, code }: Denial): Promise<void> {
    const operation = operationOf(request.routeOptions.url);
    this.metrics.answered(operation, 'denied');
    if (!principal) {
      this.metrics.unidentified();
      return;
    }
    const { org, patientId } = request.params as { org?: string; patientId?: string };
    const ownOrganisation = org === principal.org;
    await this.recorder.record(
      {
        org: principal.org,
        actor: principal.actor,
        role: principal.roles[0] ?? 'none',
        purpose: request.everchartContext?.purpose ?? 'TREAT',
        correlationId: correlationIdOf(request),
        traceparent: traceparentOf(request),
      },
      {
        type: 'access.denied',
        patient: ownOrganisation && patientId !== undefined && uuid.test(patientId) ? patientId.toLowerCase() : undefined,
        patientKnown: false,
        data: { operation, outcome: 'denied', status, detail: { code } },
      },
    );
  }
}

/** From the route's template, never from the address. */
function operationOf(route: string | undefined): string {
  if (route?.endsWith('/summary')) return 'summary.read';
  if (route?.endsWith('/timeline')) return 'timeline.read';
  return 'other';
}
