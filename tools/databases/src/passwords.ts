import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allLoginRoles } from './prepare-databases.js';

/**
 * One file per role, named like it: how Kubernetes and others put secrets into a container. A line end at the end is no
 * part of it.
 */
export function passwordsIn(directory: string): Record<string, string> {
  const found = allLoginRoles.flatMap((role) => {
    const file = join(directory, role);
    return existsSync(file) ? [[role, readFileSync(file, 'utf8').replace(/\r?\n$/, '')] as const] : [];
  });
  return Object.fromEntries(found);
}
