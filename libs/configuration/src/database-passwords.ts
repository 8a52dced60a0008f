import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A URL of PostgreSQL that names a login and no password; also inside a list or JSON. */
const withoutPassword = /\bpostgres(?:ql)?:\/\/([\w-]+)(?=@)/g;

/**
 * Completes the URLs of PostgreSQL that have no password from a folder with one file per login, named like it: how
 * Kubernetes and others put secrets into a container. A line end at the end is no part of a password.
 * @returns the variable with its URLs complete, and the logins whose file cannot be read
 */
export function withPasswords(variable: string, directory: string): { value: string; missing: string[] } {
  const missing: string[] = [];
  const value = variable.replace(withoutPassword, (url: string, login: string) => {
    const password = passwordOf(join(directory, login));
    if (password === undefined) missing.push(login);
    return password === undefined ? url : `${url}:${encodeURIComponent(password)}`;
  });
  return { value, missing };
}

function passwordOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}
