import type { Alert, AlertGroup } from './alert.js';
import { alertGroups } from './alerts.js';

const mark = '<!-- Made by `npm run generate` from tools/observability: change the sources there, not this page. -->';
const severities = { page: 'calls a person at once', ticket: 'waits for the next working day' } as const;

function section(alert: Alert): string {
  const { name, severity, never, expression, summary, means, actions } = alert;
  const held = alert.for === undefined ? '' : `, when it has held for ${alert.for}`;
  return [
    `## ${name}\n`,
    `${summary.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, '*$1*')} It ${severities[severity]}${held}.${never ? ' **It must not happen once.**' : ''}\n`,
    `${means}\n`,
    ...actions.map((action, at) => `${at + 1}. ${action}`),
    `\n\`\`\`promql\n${expression}\n\`\`\`\n`,
  ].join('\n');
}

function page(group: AlertGroup): string {
  const introduction = `What to do when an alert comes. All pages: [runbooks](README.md); where rules, dashboards and routes stand: [observability](../operations-observability.md).\n`;
  return [`# Runbooks: ${group.title}\n`, `${mark}\n`, introduction, ...group.alerts.map(section)].join('\n');
}

function index(): string {
  return [
    '# Runbooks\n',
    `${mark}\n`,
    'One section for each alert: what has happened, and what to do. The annotation `runbook_url` of an alert leads to its section.\n',
    '| alert | severity | says |\n|---|---|---|',
    ...alertGroups.flatMap((group) =>
      group.alerts.map(
        ({ name, severity, never, summary }) =>
          `| [${name}](${group.name}.md#${name.toLowerCase()}) | ${severity}${never ? ', never' : ''} | ${summary.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, '*$1*')} |`,
      ),
    ),
    '',
  ].join('\n');
}

/** Pages by their name in `docs/runbooks`. */
export function runbookPages(): Map<string, string> {
  return new Map([['README.md', index()], ...alertGroups.map((group): [string, string] => [`${group.name}.md`, page(group)])]);
}
