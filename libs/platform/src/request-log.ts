import { pino } from 'pino';
import type { Logger } from './logger.js';

/** One line of the access log: opaque ids, codes and numbers only. */
export interface RequestLine {
  event: 'request.answered' | 'request.unread' | 'request.reset';
  method?: string;
  /** By its id in the OpenAPI document: never an address. */
  operation?: string;
  status?: number;
  durationMs?: number;
  org?: string;
  correlationId?: string;
}

/**
 * The access log: a JSON line for every request, none left out. Its members are those of {@link RequestLine} and
 * nothing else, so that they need not pass the allow-list of other lines. The lines of one turn of the event loop are
 * written together.
 */
export class RequestLog {
  readonly #stream: { write(text: string): unknown };
  readonly #prefix: string;
  #lines = '';

  private constructor(logger: Logger, release: string) {
    this.#stream = (logger as unknown as Record<symbol, { write(text: string): unknown }>)[pino.symbols.streamSym]!;
    const { service, instance } = logger.bindings() as { service: string; instance: string };
    this.#prefix = `{"level":"info","service":${JSON.stringify(service)},"instance":${JSON.stringify(instance)},"release":${JSON.stringify(release)},`;
  }

  /** Undefined where lines of this level are not written. */
  static of(logger: Logger, release: string): RequestLog | undefined {
    return logger.isLevelEnabled('info') ? new RequestLog(logger, release) : undefined;
  }

  write(line: RequestLine): void {
    if (this.#lines === '') setImmediate(() => this.flush());
    this.#lines += `${this.#prefix}"time":"${new Date().toISOString()}",${JSON.stringify(line).slice(1)}\n`;
  }

  flush(): void {
    const lines = this.#lines;
    this.#lines = '';
    if (lines !== '') this.#stream.write(lines);
  }
}
