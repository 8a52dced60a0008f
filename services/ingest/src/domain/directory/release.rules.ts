import { isReleaseType, noReleases, overrideOf, releasesAfter, type OrganisationReleases } from '@everchart/contracts-organisation';
import type { Refusal, RuleEvent } from '../rules/index.js';

/** What the rules keep of the releases of an organisation, as JSON. */
export interface ReleaseState {
  releases: OrganisationReleases;
  /** The last event. */
  event: string;
}

/** Stable: apps decide by them. */
export type ReleaseRefusalCode =
  'release-epoch-passed' | 'release-override-unknown' | 'release-overrides-full' | 'release-behind' | 'release-not-running';

export type ReleaseRefusal = Omit<Refusal, 'code'> & {
  code: ReleaseRefusalCode;
  /** Of the last event. */
  epoch?: number;
  /** Of `release-behind`: events that it lacks. */
  lag?: number;
};

type States = ReadonlyMap<string, ReleaseState | undefined>;

/** Of the one aggregate. */
export const releaseKey = 'releases';

/** The state is read and written whole, and every process keeps it in memory. */
const overridesMax = 100;

/** One for all of them, so that one counter orders them. None for events of other kinds. */
export function releaseKeysOf({ type }: RuleEvent): string[] {
  return isReleaseType(type) ? [releaseKey] : [];
}

/** Judges a command under the state of its key. */
export function decideRelease(
  event: RuleEvent,
  states: States,
): { accepted: true; states: ReadonlyMap<string, ReleaseState> } | { accepted: false; refusal: ReleaseRefusal } {
  const state = states.get(releaseKey);
  const code = refusalOf(event, state?.releases ?? noReleases);
  if (code === undefined) return { accepted: true, states: evolveReleases(event, states) };
  const last = state && { first: state.event };
  return { accepted: false, refusal: { code, pointer: pointers[code], epoch: state?.releases.epoch ?? 0, ...last } };
}

/** Applies an event without judging. @returns the state that it changes */
export function evolveReleases({ id, type, data }: RuleEvent, states: States): ReadonlyMap<string, ReleaseState> {
  return new Map([[releaseKey, { releases: releasesAfter(states.get(releaseKey)?.releases ?? noReleases, { type, data }), event: id }]]);
}

const pointers: Readonly<Record<ReleaseRefusalCode, string>> = {
  'release-epoch-passed': '/epoch',
  'release-override-unknown': '/user',
  'release-overrides-full': '/user',
  'release-behind': '/release',
  'release-not-running': '/release',
};

function refusalOf({ type, data }: RuleEvent, releases: OrganisationReleases): ReleaseRefusalCode | undefined {
  if (data.epoch !== releases.epoch + 1) return 'release-epoch-passed';
  if (type === 'release.assigned') return undefined;
  const known = overrideOf(releases, data.user as string);
  if (type === 'release.override-ended') return known ? undefined : 'release-override-unknown';
  return known || Object.keys(releases.overrides).length < overridesMax ? undefined : 'release-overrides-full';
}
