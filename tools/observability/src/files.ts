import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertmanagerFile } from './alertmanager.js';
import { dashboards } from './dashboards/dashboards.js';
import { dashboardJson } from './dashboards/grafana.js';
import { ruleFiles } from './rules.js';
import { runbookPages } from './runbooks.js';

/** Folders that hold made files and nothing else, with what they hold. */
function madeFolders(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map([
    ['helm/observability/files/rules', ruleFiles()],
    ['helm/observability/files/dashboards', new Map(dashboards.map((dashboard) => [`${dashboard.name}.json`, dashboardJson(dashboard)]))],
    ['helm/observability/files/alertmanager', new Map([['alertmanager.yaml', alertmanagerFile()]])],
    ['docs/runbooks', runbookPages()],
  ]);
}

/**
 * Writes what is made of the sources here, and removes what is not made any more.
 * @param check writes nothing
 * @returns the files that are, or were, another than they have to be
 */
export function makeFiles(repository: string, check: boolean): string[] {
  const stale: string[] = [];
  for (const [folder, files] of madeFolders()) {
    const place = join(repository, folder);
    if (!check) mkdirSync(place, { recursive: true });
    for (const [name, content] of files) {
      const file = join(place, name);
      if (existsSync(file) && readFileSync(file, 'utf8') === content) continue;
      stale.push(join(folder, name));
      if (!check) writeFileSync(file, content);
    }
    for (const name of existsSync(place) ? readdirSync(place) : []) {
      if (files.has(name)) continue;
      stale.push(join(folder, name));
      if (!check) rmSync(join(place, name));
    }
  }
  return stale;
}
