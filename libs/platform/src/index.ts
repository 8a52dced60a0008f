export type { AddressWithoutMethods } from './unknown-routes.js';
export * from './authentication.js';
export * from './token-verifier.js';
export * from '@everchart/configuration';
export * from './stream-options.js';
export { Around } from './direct-interceptors.js';
export * from './health.js';
export * from './http-service.js';
export { BodyLimit, defaultHttpLimits, routeConfig, type HttpLimits } from './http-limits.js';
export * from './logger.js';
export { createRegistry, METRICS_REGISTRY } from './metrics.js';
export { LOGGER, problemOf, type ProblemFormat, type ProblemHook } from './problem.filter.js';
export { ProblemError, problemDocument, problemOfStatus, type ProblemOptions } from './problem.js';
export { problemTable, sharedProblems, type ProblemKind } from '@everchart/problems';
export * from './problem.types.js';
export * from './purpose.js';
export { EveryRelease, openFence, type ReleaseFence, type ServingRelease } from './release-fence.js';
export { jsonBody, type BodyAdmission, type BodyParser, type BodyPermit } from './request-body.js';
export {
  activeTraceparent,
  buildContext,
  Context,
  correlationIdOf,
  replyIn,
  requestIn,
  traceparentOf,
  type Principal,
  type RequestContext,
} from './request-context.js';
export { packageVersion } from './package-version.js';
export * from './openapi.js';
export * from './operation.js';
export { clientGone, cutOff, halfHourMs, RequestCounter, unmatched, unread, type HalfHour, type RequestCount } from './request-counter.js';
export { addSketch, durationSpans, encodeSketch, percentileOf } from './duration-sketch.js';
export * from './shape.js';
export * from './telemetry.js';
export { LaneFullError, OrganisationLanes, type LanesOptions } from './organisation-lanes.js';
export { PacedRefusals, type RefusalPace } from './paced-refusals.js';
export { presence, Presence } from './presence.js';
export { Turn } from './turns.js';
