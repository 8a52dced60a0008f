import { describe, expect, it } from '@jest/globals';
import { ClosureError, productionClosure, type LockedPackages } from './closure.js';

const locked: LockedPackages = {
  'services/one': {
    dependencies: { '@suite/lib': '*', here: '1' },
    devDependencies: { tester: '1' },
  },
  'services/one/node_modules/here': { dependencies: { shared: '2' } },
  'services/one/node_modules/here/node_modules/shared': {},
  'node_modules/here': { dependencies: { tester: '1' } },
  'node_modules/shared': {},
  'node_modules/tester': {},
  'node_modules/@suite/lib': { resolved: 'libs/lib', link: true },
  'libs/lib': {
    dependencies: { shared: '1' },
    optionalDependencies: { 'for-linux': '1', 'for-others': '1' },
    peerDependencies: { needed: '*', wanted: '*' },
    peerDependenciesMeta: { wanted: { optional: true } },
    devDependencies: { '@suite/two': '*' },
  },
  'node_modules/for-linux': {},
  'node_modules/for-others': {},
  'node_modules/needed': { dependencies: { here: '1' } },
  'node_modules/wanted': {},
  'libs/two': {},
};

describe('what a project needs in production', () => {
  const installed = (path: string): boolean => path !== 'node_modules/for-others';

  it('is found as Node finds it: the nearest first, through the links of the workspace', () => {
    expect(productionClosure(locked, ['libs/lib'], installed)).toEqual({
      packages: ['node_modules/for-linux', 'node_modules/here', 'node_modules/needed', 'node_modules/shared', 'node_modules/tester'],
      projects: ['libs/lib'],
      links: {},
    });
    const { packages, projects, links } = productionClosure(locked, ['services/one'], installed);
    expect(packages).toEqual([
      'node_modules/for-linux',
      'node_modules/here',
      'node_modules/needed',
      'node_modules/shared',
      'node_modules/tester',
      'services/one/node_modules/here',
      'services/one/node_modules/here/node_modules/shared',
    ]);
    expect(projects).toEqual(['libs/lib', 'services/one']);
    expect(links).toEqual({ 'node_modules/@suite/lib': 'libs/lib' });
  });

  it('is never less than that: what is not installed is named', () => {
    const without = (path: string) => (at: string) => at !== path;
    expect(() => productionClosure(locked, ['services/one'], without('node_modules/needed'))).toThrow(
      new ClosureError('libs/lib needs needed, which is not installed'),
    );
    expect(() => productionClosure(locked, ['services/three'], installed)).toThrow('package-lock.json does not know services/three');
  });
});
