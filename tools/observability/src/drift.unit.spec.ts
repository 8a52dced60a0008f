import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readExpression } from '../test/promql.js';
import { edgeSource, registeredMetrics, sources } from '../test/registered-metrics.js';
import { alertGroups } from './alerts.js';
import { errorRatios } from './burn-rates.js';
import { dashboards } from './dashboards/dashboards.js';
import { peaks } from './peaks.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const recorded = [...errorRatios, ...peaks];
const metrics = registeredMetrics(repository);
for (const { record, expression, labels = {} } of recorded) {
  const grouped = readExpression(expression).groupings.flatMap((grouping) => grouping.labels);
  metrics.set(record, new Set([...(metrics.get(record) ?? []), ...Object.keys(labels), ...grouped]));
}

/** Without what Grafana puts in. */
function readable(expression: string): string {
  return expression.replaceAll('$__rate_interval', '1m').replaceAll('$org', '.*');
}

// Prometheus' own, of its alerts.
metrics.set('ALERTS', new Set(['alertname', 'alertstate', 'severity']));

const expressions = [
  ...recorded.map(({ record, expression }) => ({ of: record, expression })),
  ...alertGroups.flatMap(({ alerts }) => alerts.map(({ name, expression }) => ({ of: name, expression }))),
  ...dashboards.flatMap(({ title: of, rows, variables }) => [
    ...rows.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries.map(({ expression }) => ({ of, expression: readable(expression) })))), // prettier-ignore
    ...variables.map(({ from, name }) => ({ of, expression: `sum by (${name}) (${from})` })),
  ]),
];
const read = expressions.map(({ of, expression }) => ({ of, ...readExpression(expression) }));

describe('rules and dashboards', () => {
  it('name metrics that a service has', () => {
    expect(metrics.size).toBeGreaterThan(80);
    const unknown = read.flatMap(({ of, selectors }) =>
      selectors.filter(({ metric }) => !metrics.has(metric)).map(({ metric }) => `${of}: ${metric}`),
    );
    expect(unknown).toEqual([]);
  });

  it('name labels that the metric has', () => {
    const unknown = read.flatMap(({ of, selectors, groupings }) => [
      ...selectors.flatMap(({ metric, matchers }) =>
        matchers.filter(({ label }) => metrics.get(metric)?.has(label) === false).map(({ label }) => `${of}: ${metric}{${label}}`),
      ),
      ...groupings.flatMap((grouping) =>
        grouping.labels
          .filter((label) => !grouping.metrics.some((metric) => metrics.get(metric)?.has(label)))
          .map((label) => `${of}: by (${label}) of ${grouping.metrics.join(', ')}`),
      ),
    ]);
    expect(unknown).toEqual([]);
  });

  it('name values of labels that stand in a source', () => {
    const text = [edgeSource(repository), ...sources(repository).map((source) => source.text)].join('\n');
    const own = new Set(['service', 'job', 'severity', 'alertstate', 'slo', 'le', 'code', 'operation']);
    const values = read.flatMap(({ of, selectors }) =>
      selectors.flatMap(({ matchers }) =>
        matchers
          .filter(({ label, value }) => !own.has(label) && /^[\w-]+(\|[\w-]+)*$/.test(value))
          .flatMap(({ value }) => value.split('|').map((word) => ({ of, word }))),
      ),
    );
    expect(values.length).toBeGreaterThan(20);
    expect(values.filter(({ word }) => !text.includes(`'${word}'`)).map(({ of, word }) => `${of}: ${word}`)).toEqual([]);
  });

  it('name operations that the services have', () => {
    const text = sources(repository).filter(({ file }) => file.endsWith('.controller.ts')).map((source) => source.text).join('\n'); // prettier-ignore
    const named = read
      .flatMap(({ selectors }) => selectors.flatMap(({ matchers }) => matchers.filter(({ label }) => label === 'operation')))
      .flatMap(({ value }) => [...value.matchAll(/(\w+|\([\w|]+\))(Controller)_(\w+|\([\w|]+\))?/g)]);
    expect(named.length).toBeGreaterThan(5);
    for (const [, controllers, suffix, methods] of named) {
      for (const controller of controllers!.match(/\w+/g)!) expect(text).toContain(`class ${controller}${suffix} `);
      for (const method of methods?.match(/\w+/g) ?? []) expect(text).toMatch(new RegExp(`^  (?:async )?${method}\\(`, 'm'));
    }
  });

  it('have one alert of each name, and a runbook for it', () => {
    const names = alertGroups.flatMap(({ alerts }) => alerts.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    for (const group of alertGroups) {
      const page = readFileSync(join(repository, 'docs', 'runbooks', `${group.name}.md`), 'utf8');
      for (const { name } of group.alerts) expect(page).toContain(`\n## ${name}\n`);
    }
  });
});

describe('the reader of expressions', () => {
  it('finds what a query names', () => {
    const { selectors, groupings } = readExpression('sum by (org, le) (rate(a_bucket{x=~"y|z"}[5m])) / ignoring (le) sum(b)');
    expect(selectors).toEqual([
      { metric: 'a_bucket', matchers: [{ label: 'x', operator: '=~', value: 'y|z' }] },
      { metric: 'b', matchers: [] },
    ]);
    expect(groupings).toEqual([{ labels: ['org', 'le'], metrics: ['a_bucket'] }, { labels: [], metrics: ['b'] }]); // prettier-ignore
    expect(() => readExpression('sum(')).toThrow('no PromQL');
  });
});
