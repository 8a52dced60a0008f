import { PayloadUnreadableError } from './commands.js';
import { RefusedError } from './streams.js';

/** One line, and the exit code: 1 for what is wrong or not there, 2 where nothing could be looked at. */
export function reportFailure(error: unknown): void {
  console.error(reasonOf(error));
  process.exitCode = error instanceof PayloadUnreadableError || error instanceof RefusedError ? 1 : 2;
}

/** Also for a connection that was refused at every address (AggregateError has no message). */
function reasonOf(error: unknown): string {
  const { name, message, code } = error as NodeJS.ErrnoException;
  return message || (code ?? name);
}
