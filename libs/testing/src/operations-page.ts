import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

export interface OperationsPage {
  /** Of the service, such as `ingest`. */
  service: string;
  /** The root of the repository. */
  repository: string;
  /** The text of `/metrics` of a running service. */
  metrics: () => Promise<string>;
  /** Some that must be among them, so that the test cannot pass on nothing. */
  contains: readonly string[];
}

/**
 * Keeps `docs/operations-<service>.md` and `/metrics` together: every metric is explained, with what to do, and none is
 * named that there is not.
 */
export function describeOperationsPage({ service, repository, metrics, contains }: OperationsPage): void {
  const fileOf = (path: string): string => readFileSync(join(repository, path), 'utf8');

  describe(`the page for operators of ${service}`, () => {
    const page = fileOf(`docs/operations-${service}.md`);
    /** Rows of the tables of metrics: names as they are written there, what they mean, what to do. */
    const rows = [...page.matchAll(/^\| (`.+?`) \|(.*?)\|(.*?)\|$/gm)].map(([, names, meaning, action]) => ({
      names: [...names!.matchAll(/`([\w*]+)(?:\{[\w,]+\})?`/g)].map(([, name]) => name!),
      meaning: meaning!.trim(),
      action: action!.trim(),
    }));
    const named = rows.flatMap(({ names }) => names);
    const exposed = async (): Promise<string[]> => [...(await metrics()).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name!);
    const covers = (written: string, name: string): boolean =>
      written.endsWith('*') ? name.startsWith(written.slice(0, -1)) : written === name;

    it('explains every metric that the service exposes', async () => {
      const names = await exposed();
      expect(names).toEqual(expect.arrayContaining([...contains]));
      expect(names.filter((name) => !named.some((written) => covers(written, name)))).toEqual([]);
      // Ours one by one: a wildcard explains nothing.
      expect(named.filter((written) => written.startsWith('everchart') && written.endsWith('*'))).toEqual([]);
    });

    it('says of each what it means and what to do', () => {
      expect(rows.filter(({ meaning, action }) => meaning === '' || action === '')).toEqual([]);
    });

    it('names no metric that there is not', async () => {
      const names = await exposed();
      const everywhere = [...page.matchAll(/everchart_\w+/g)].map(([name]) => name.replace(/_(?:bucket|sum|count)$/, ''));
      expect([...new Set([...everywhere, ...named])].filter((written) => !names.some((name) => covers(written, name)))).toEqual([]);
    });

    it('is linked from the README of the service and of the suite', () => {
      expect(fileOf(`services/${service}/README.md`)).toContain(`](../../docs/operations-${service}.md)`);
      expect(fileOf('README.md')).toContain(`](docs/operations-${service}.md)`);
    });
  });
}
