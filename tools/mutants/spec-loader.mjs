/**
 * Loads TypeScript as the tests need it. What stands in the copy that is mutated is loaded again for each generation:
 * a mutant of what runs while a module is loaded is there from the beginning.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const standIns = new Map([
  ['@jest/globals', import.meta.resolve('./spec-globals.mjs')],
  ['fast-check', import.meta.resolve('./fast-check.mjs')],
]);
const copy = `${pathToFileURL(process.cwd()).href}/`;
const transformed = new Map();
let generation = 0;

export function startGeneration() {
  generation += 1;
}

/** Imports a file of the copy. */
export function load(file) {
  return import(inGeneration(pathToFileURL(join(process.cwd(), file)).href));
}

function inGeneration(url) {
  return url.startsWith(copy) && url.endsWith('.ts') ? `${url}?${generation}` : url;
}

registerHooks({
  resolve(specifier, context, next) {
    const standIn = standIns.get(specifier);
    if (standIn !== undefined) return { url: standIn, shortCircuit: true };
    if (!specifier.startsWith('.') || context.parentURL === undefined) return next(specifier, context);
    const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL.replace(/\?\d+$/, '')).href;
    return url.endsWith('.ts') && existsSync(fileURLToPath(url))
      ? { url: inGeneration(url), format: 'module', shortCircuit: true }
      : next(specifier, context);
  },
  load(url, context, next) {
    const [path] = url.split('?');
    if (!path.endsWith('.ts')) return next(url, context);
    let source = transformed.get(path);
    if (source === undefined) {
      const filename = fileURLToPath(path);
      source = transformSync(readFileSync(filename, 'utf8'), { filename, sourceMaps: false }).code;
      transformed.set(path, source);
    }
    return { format: 'module', source, shortCircuit: true };
  },
});
