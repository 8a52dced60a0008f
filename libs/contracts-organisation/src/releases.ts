import type { OrganisationEvent } from './directory.js';
import type { ReleaseAssignedV1, ReleasedPart, ReleaseOverriddenV1, ReleaseOverrideEndedV1 } from './generated/event-data.js';

/** A service that is assigned by itself. */
export type ReleasedService = Exclude<ReleasedPart, 'suite'>;

export interface AssignedRelease {
  release: string;
  /** Of the event that assigned it. */
  epoch: number;
}

/** By service, or for all of them: `suite`. */
export type ReleasesByPart = Readonly<Partial<Record<ReleasedPart, AssignedRelease>>>;

/** Which release serves whom in an organisation; JSON. */
export interface OrganisationReleases {
  /** Of the last event; 0 before the first. */
  epoch: number;
  assignments: ReleasesByPart;
  /** By user. */
  overrides: Readonly<Record<string, ReleasesByPart>>;
}

export const noReleases: OrganisationReleases = Object.freeze({ epoch: 0, assignments: {}, overrides: {} });

/** Types that say which release serves whom. */
export function isReleaseType(type: string): boolean {
  return type.startsWith('release.');
}

/** What holds after an event of {@link isReleaseType}. It judges nothing. */
export function releasesAfter(
  before: OrganisationReleases,
  { type, data }: Pick<OrganisationEvent, 'type' | 'data'>,
): OrganisationReleases {
  const { epoch } = data as unknown as ReleaseOverrideEndedV1;
  switch (type) {
    case 'release.assigned':
      return { ...before, epoch, assignments: withPart(before.assignments, data as unknown as ReleaseAssignedV1) };
    case 'release.overridden': {
      const overridden = data as unknown as ReleaseOverriddenV1;
      const own = withPart(overrideOf(before, overridden.user) ?? {}, overridden);
      return { ...before, epoch, overrides: Object.fromEntries([...Object.entries(before.overrides), [overridden.user, own]]) };
    }
    case 'release.override-ended': {
      const { user } = data as unknown as ReleaseOverrideEndedV1;
      return { ...before, epoch, overrides: Object.fromEntries(Object.entries(before.overrides).filter(([name]) => name !== user)) };
    }
    default:
      return before;
  }
}

/** @returns undefined: nothing is assigned, and every release serves */
export function releaseFor(
  releases: Pick<OrganisationReleases, 'assignments' | 'overrides'>,
  service: ReleasedService,
  user?: string,
): AssignedRelease | undefined {
  const own = user === undefined ? undefined : overrideOf(releases, user);
  const { assignments } = releases;
  return own?.[service] ?? own?.suite ?? assignments[service] ?? assignments.suite;
}

/** A user may have the name of something that every object has. */
export function overrideOf({ overrides }: Pick<OrganisationReleases, 'overrides'>, user: string): ReleasesByPart | undefined {
  return Object.hasOwn(overrides, user) ? overrides[user] : undefined;
}

/** What is assigned for all ends what was assigned for single ones. */
function withPart(before: ReleasesByPart, { service, release, epoch }: Omit<ReleaseAssignedV1, 'reason'>): ReleasesByPart {
  return service === 'suite' ? { suite: { release, epoch } } : { ...before, [service]: { release, epoch } };
}
