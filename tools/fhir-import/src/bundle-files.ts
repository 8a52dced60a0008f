import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FhirError, parseBundle, type Bundle } from '@everchart/fhir';

/**
 * The files that the paths name, each once: a folder means all `.json` and `.json.gz` in it and below, in the order of
 * their names.
 * @throws for a path that is not there
 */
export function findBundleFiles(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.json(\.gz)?$/i.test(name))
      .sort()
      .map((name) => join(path, name));
  });
  return [...new Set(files)];
}

/** @returns the bundle, or why it cannot be read: a text without anything that stands in the file */
export function readBundleFile(file: string): Bundle | string {
  try {
    const bytes = readFileSync(file);
    // Gzip is recognised by its first bytes (RFC 1952), not by the name.
    return parseBundle(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
  } catch (error) {
    if (error instanceof FhirError) return error.message;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== undefined) return `it cannot be read (${code})`;
    throw error;
  }
}
