import { describe, expect, it } from '@jest/globals';
import { bumpOf, changelogWith, changesOf, raised, type Commit } from './changes.js';
import { imageTag, withRelease } from './releases.js';

const commit = (subject: string, ...files: string[]): Commit => ({ id: subject, subject, body: '', files });
const projects = ['services/ingest', 'libs/platform'];

describe('how a version rises', () => {
  const bump = (...commits: Commit[]) => bumpOf(changesOf(commits, projects), ['ingest'], false);

  it.each([
    ['feat(ingest): more', 'minor'],
    ['feat(ingest)!: other', 'major'],
    ['feat(ingest,timeline): more in both', 'minor'],
    ['fix(ingest): right', 'patch'],
    ['feat(platform): more for all', 'patch'],
    ['feat(platform)!: other for all', 'patch'],
    ['more, without a form', 'patch'],
  ])('%s: %s', (subject, expected) => {
    expect(bump(commit(subject, 'services/ingest/src/main.ts', 'libs/platform/src/index.ts'))).toBe(expected);
  });

  it('a feature of a shared library is a patch of those that have it in their images, and nothing for the others', () => {
    const change = commit('feat(hl7v2): another segment', 'libs/hl7v2/src/index.ts');
    expect(bump(change)).toBeUndefined();
    expect(bumpOf(changesOf([change], ['services/integration', 'libs/hl7v2']), ['integration'], false)).toBe('patch');
  });

  it('the largest counts; tests and documents are no change; another version of a package is one', () => {
    expect(bump(commit('fix(ingest): a', 'services/ingest/src/a.ts'), commit('feat(ingest): b', 'services/ingest/src/b.ts'))).toBe('minor');
    expect(bump(commit('feat(ingest): c', 'services/ingest/src/c.unit.spec.ts', 'services/ingest/README.md', 'libs/platform/test/d.ts'))).toBeUndefined(); // prettier-ignore
    expect(bumpOf([], ['ingest'], true)).toBe('patch');
  });

  it('counts as semantic versions do', () => {
    expect((['major', 'minor', 'patch'] as const).map((kind) => raised('1.4.9', kind))).toEqual(['2.0.0', '1.5.0', '1.4.10']);
  });
});

describe('a changelog', () => {
  it('gives what was not released to the version', () => {
    expect(
      changelogWith('# Changelog\n\n## Unreleased\n\n- One.\n  More of it.\n- Two.\n\n## 1.0.0\n\n- Zero.\n', '1.1.0', '2027-01-02', []),
    ).toBe('# Changelog\n\n## Unreleased\n\n## 1.1.0 (2027-01-02)\n\n- One.\n  More of it.\n- Two.\n\n## 1.0.0\n\n- Zero.\n');
  });

  it('says which libraries changed when the service did not', () => {
    expect(changelogWith('# Changelog\n\n## Unreleased\n', '1.0.1', '2027-01-02', ['platform', 'stream'])).toContain(
      '## 1.0.1 (2027-01-02)\n\n- Changes of what it shares with others: platform, stream.\n',
    );
    expect(() => changelogWith('# Changelog\n', '1.0.1', '2027-01-02', [])).toThrow('Unreleased');
  });
});

describe('releases.json', () => {
  const release = { version: '1.1.0', commit: 'a'.repeat(40), date: '2027-01-02T00:00:00Z' };
  const releases = withRelease({}, 'ingest', release);

  it('has the newest first, and no version twice', () => {
    expect(withRelease(releases, 'ingest', { ...release, version: '1.2.0' }).ingest!.map(({ version }) => version)).toEqual([
      '1.2.0',
      '1.1.0',
    ]);
    expect(() => withRelease(releases, 'ingest', release)).toThrow('ingest 1.1.0 was released before');
  });

  it('keeps the tag of a released version for the files of its commit', () => {
    expect(imageTag(releases, 'ingest', '1.1.0', release.commit)).toBe('1.1.0');
    expect(imageTag(releases, 'ingest', '1.1.0', 'b'.repeat(40))).toBe('1.1.0-bbbbbbbbbbbb');
    expect(imageTag(releases, 'ingest', '1.1.0', `${release.commit}-dirty`)).toBe('1.1.0-aaaaaaaaaaaa-dirty');
    expect(imageTag(releases, 'ingest', '1.2.0', 'b'.repeat(40))).toBe('1.2.0');
    expect(imageTag(releases, 'retention', '1.1.0', 'unknown')).toBe('1.1.0');
  });
});
