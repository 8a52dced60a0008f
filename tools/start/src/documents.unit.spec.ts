import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const projects = ['libs', 'services', 'tools'].flatMap((group) =>
  readdirSync(join(repository, group), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(repository, group, entry.name)),
);
const documents = [repository, join(repository, 'docs'), join(repository, 'docs', 'adr'), ...projects].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file)),
);

describe('the documents', () => {
  it('are there: a README for every project, a changelog for every service', () => {
    const missing = projects.flatMap((folder) => [
      ...(existsSync(join(folder, 'README.md')) ? [] : [join(folder, 'README.md')]),
      ...(!folder.includes('/services/') || existsSync(join(folder, 'CHANGELOG.md')) ? [] : [join(folder, 'CHANGELOG.md')]),
    ]);
    expect(missing).toEqual([]);
  });

  it('point to files that are there', () => {
    const broken = documents.flatMap((document) =>
      [...readFileSync(document, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)]
        .map(([, target]) => join(dirname(document), target!))
        .filter((target) => !existsSync(target))
        .map((target) => `${relative(repository, document)}: ${relative(repository, target)}`),
    );
    expect(broken).toEqual([]);
  });
});
