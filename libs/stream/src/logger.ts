/**
 * What the library needs of a logger; pino fits. One event name per line in `fields.event`; never a payload, a header's
 * free text or a name.
 */
export interface StreamLogger {
  debug(fields: object): void;
  info(fields: object): void;
  warn(fields: object): void;
  error(fields: object): void;
}

/**
 * What may be logged of an error: its name and code, never its message. Messages of drivers quote values (a key that is
 * not unique, a text that is no number), and values are patient data. The first stack frame says where.
 */
export function describeError(error: unknown): { errorName: string; errorCode?: string; errorAt?: string } {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const { code: given, type } = error as { code?: unknown; type?: unknown };
  // What a broker answered has its name in `type`.
  const code = typeof type === 'string' && /^[A-Z_]+$/.test(type) ? type : given;
  const frame = /\n[ \t]+at (.+)/.exec(error.stack ?? '')?.[1];
  return {
    errorName: error.name,
    ...(typeof code === 'string' ? { errorCode: code } : {}),
    ...(frame === undefined ? {} : { errorAt: frame }),
  };
}
