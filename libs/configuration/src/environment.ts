/** The only place where the process's environment is read: configuration is checked once and handed on. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
