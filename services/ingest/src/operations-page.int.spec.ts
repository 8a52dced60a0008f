import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite } from '../test/ingest-suite.js';

const fileOf = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const page = readFileSync(fileOf('docs/operations-ingest.md'), 'utf8');

/** Rows of the tables of metrics: names as they are written there, what they mean, what to do. */
const rows = [...page.matchAll(/^\| (`.+?`) \|(.*?)\|(.*?)\|$/gm)].map(([, names, meaning, action]) => ({
  names: [...names!.matchAll(/`([\w*]+)(?:\{[\w,]+\})?`/g)].map(([, name]) => name!),
  meaning: meaning!.trim(),
  action: action!.trim(),
}));
const named = rows.flatMap(({ names }) => names);

describe('the page for operators', () => {
  const suite = new IngestSuite();
  /** As `/metrics` names them. */
  let exposed: string[];

  beforeAll(async () => {
    await suite.start();
    await suite.startService();
    const text = await (await fetch(`${suite.url}/metrics`)).text();
    exposed = [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name!);
  });
  afterAll(() => suite.stop());

  const covers = (written: string, name: string): boolean =>
    written.endsWith('*') ? name.startsWith(written.slice(0, -1)) : written === name;

  it('explains every metric that the service exposes', () => {
    expect(exposed).toContain('everchart_event_store_append_seconds');
    expect(exposed).toContain('everchart_relay_backlog_events');
    expect(exposed.filter((name) => !named.some((written) => covers(written, name)))).toEqual([]);
    // Ours one by one: a wildcard explains nothing.
    expect(named.filter((written) => written.startsWith('everchart') && written.endsWith('*'))).toEqual([]);
  });

  it('says of each what it means and what to do', () => {
    expect(rows.filter(({ meaning, action }) => meaning === '' || action === '')).toEqual([]);
  });

  it('names no metric that there is not', () => {
    const everywhere = [...page.matchAll(/everchart_\w+/g)].map(([name]) => name.replace(/_(?:bucket|sum|count)$/, ''));
    expect([...new Set([...everywhere, ...named])].filter((written) => !exposed.some((name) => covers(written, name)))).toEqual([]);
  });

  it('is linked from the README of the service and of the suite', () => {
    expect(readFileSync(fileOf('services/ingest/README.md'), 'utf8')).toContain('](../../docs/operations-ingest.md)');
    expect(readFileSync(fileOf('README.md'), 'utf8')).toContain('](docs/operations-ingest.md)');
  });
});
