import { describe, expect, it } from '@jest/globals';
import { noReleases, releaseFor, releasesAfter, validateOrganisationData, type OrganisationReleases } from './index.js';

const after = (...events: [type: string, data: Record<string, unknown>][]): OrganisationReleases =>
  events.reduce(
    (releases, [type, data], at) => releasesAfter(releases, { type, data: { reason: 'a test', ...data, epoch: at + 1 } }),
    noReleases,
  );

describe('which release serves whom', () => {
  it('is nothing that is said before something is assigned', () => {
    expect(releaseFor(noReleases, 'ingest', 'anna')).toBeUndefined();
  });

  it('is the one of the service, then the one of the suite', () => {
    const releases = after(
      ['release.assigned', { service: 'suite', release: 'a' }],
      ['release.assigned', { service: 'ingest', release: 'b' }],
    );
    expect(releaseFor(releases, 'ingest')).toEqual({ release: 'b', epoch: 2 });
    expect(releaseFor(releases, 'retention')).toEqual({ release: 'a', epoch: 1 });
    expect(releases.epoch).toBe(2);
  });

  it('is the one of the suite again, when that is assigned later', () => {
    const releases = after(
      ['release.assigned', { service: 'ingest', release: 'b' }],
      ['release.assigned', { service: 'suite', release: 'a' }],
    );
    expect(releaseFor(releases, 'ingest')).toEqual({ release: 'a', epoch: 2 });
  });

  it('is for one user another one, until that ends, whatever the user is called', () => {
    for (const user of ['anna', '__proto__', 'constructor']) {
      const overridden = after(
        ['release.assigned', { service: 'ingest', release: 'a' }],
        ['release.overridden', { service: 'suite', release: 'b', user }],
      );
      expect(releaseFor(overridden, 'ingest', user)).toEqual({ release: 'b', epoch: 2 });
      expect(releaseFor(overridden, 'ingest', 'bert')).toEqual({ release: 'a', epoch: 1 });
      expect(releaseFor(JSON.parse(JSON.stringify(overridden)) as OrganisationReleases, 'ingest', user)).toEqual({
        release: 'b',
        epoch: 2,
      });
      const ended = releasesAfter(overridden, { type: 'release.override-ended', data: { user, epoch: 3, reason: 'tried' } });
      expect(releaseFor(ended, 'ingest', user)).toEqual({ release: 'a', epoch: 1 });
    }
    expect(releaseFor(noReleases, 'ingest', 'constructor')).toBeUndefined();
  });

  it.each([
    [{ service: 'suite', release: 'Newest', epoch: 1, reason: 'x' }, '/release'],
    [{ service: 'console', release: 'a', epoch: 1, reason: 'x' }, '/service'],
    [{ service: 'suite', release: 'a', epoch: 0, reason: 'x' }, '/epoch'],
    [{ service: 'suite', release: 'a', epoch: 1, reason: ' ' }, '/reason'],
    [{ service: 'suite', release: 'a', epoch: 1 }, '/reason'],
  ])('is not stated as %j: the fault names %s', (data, pointer) => {
    expect(validateOrganisationData('release.assigned', 1, data).map((fault) => fault.pointer)).toEqual([pointer]);
  });
});
