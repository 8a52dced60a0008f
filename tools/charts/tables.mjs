/** The tables of values in docs/kubernetes.md. */
import { chartValues, charts, globalValues, rowsOf } from './values.mjs';

/** @param {(chart: string) => Promise<object>} defaultsOf */
export async function valuesTables(defaultsOf) {
  const sections = [table('### Shared by all charts (`global`)', [...rowsOf(globalValues, await defaultsOf('global'), 'global')])];
  for (const chart of charts) {
    const schema = { properties: chartValues[chart] };
    sections.push(table(`### ${chart}`, [...rowsOf(schema, await defaultsOf(chart))]));
  }
  return sections.join('\n\n');
}

const table = (title, rows) =>
  [
    title,
    '',
    '| value | default | meaning |',
    '| --- | --- | --- |',
    ...rows.map((row) => `| \`${row.path}\` | ${shown(row.value)} | ${row.description} |`),
  ].join('\n');

function shown(value) {
  if (value === undefined || value === '') return '–';
  return `\`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\``;
}
