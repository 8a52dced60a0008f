/**
 * The declarations of the published package, beside the built code. The types of event data come from a package that is
 * not published: they take the place of the reference to it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
if (!existsSync(here('dist/index.js'))) throw new Error('the package is not built: npm run build');

const entries = ['src/index.ts', 'src/node-file-queue.ts', 'src/indexed-db-queue.ts'];
const contracts = '../contracts-clinical/src/generated';
const drafts = mkdtempSync(here('dist/types-'));
try {
  declare(here('src'), here('dist'), entries.map(here));
  declare(here(contracts), drafts, [here(`${contracts}/event-data.ts`)]);
  writeFileSync(here('dist/event-data.d.ts'), readFileSync(join(drafts, 'event-data.d.ts')));
} finally {
  rmSync(drafts, { recursive: true, force: true });
}

function declare(rootDir, outDir, files) {
  const config = join(drafts, 'tsconfig.json');
  const compilerOptions = { noEmit: false, declaration: true, emitDeclarationOnly: true, stripInternal: true, rootDir, outDir };
  writeFileSync(config, JSON.stringify({ extends: here('tsconfig.json'), compilerOptions, files, include: [] }));
  execFileSync(process.execPath, [here('../../node_modules/typescript/bin/tsc'), '-p', config], { stdio: 'inherit' });
}
