import { parseArgs, type ParseArgsConfig } from 'node:util';
import { ConfigError, createLogger, errorFields, loadConfig, startTelemetry } from '@everchart/platform';
import type { z } from 'zod';
import { bootService, type BootedService } from './boot.js';
import type { KitConfig } from './service-kit.js';
import type { ServiceDefinition } from './service.js';

const shutdownDeadlineMs = 25_000;

/**
 * The process of a service: starts it, ends it in order on SIGTERM and SIGINT (exit code 0), after the time in which it
 * still answers (`DRAIN_SECONDS`), and ends with exit code 1 when it cannot start, when a part has failed for good, or
 * on an error that nothing caught.
 */
export async function runService<Config extends KitConfig>(definition: ServiceDefinition<Config>): Promise<void> {
  const { name } = definition.api;
  let booted: BootedService;
  let drainSeconds: number;
  let flush: () => Promise<void>;
  try {
    const config = loadConfig(definition.configSchema);
    drainSeconds = config.DRAIN_SECONDS;
    flush = await startTelemetry({ service: name, endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT });
    booted = await bootService(definition, config);
  } catch (error) {
    if (error instanceof ConfigError) process.stderr.write(`${name}: ${error.message}\n`);
    else {
      const logger = createLogger({ service: name, instance: String(process.pid), level: 'info' });
      logger.fatal({ event: 'service.start-failed', ...errorFields(error) });
    }
    process.exit(1);
  }
  const { service, logger } = booted;
  let ending = false;
  const end = async (exitCode: number, answeringSeconds = 0): Promise<void> => {
    if (ending) return;
    ending = true;
    await service.drain(answeringSeconds);
    setTimeout(() => {
      logger.fatal({ event: 'service.stop-timed-out' });
      process.exit(1);
    }, shutdownDeadlineMs).unref();
    await service.close();
    await flush();
    logger.info({ event: 'service.stopped', exitCode });
    process.exit(exitCode);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      logger.info({ event: 'service.stopping', signal });
      void end(0, drainSeconds);
    });
  }
  const fail = (event: string) => (error: unknown) => {
    logger.fatal({ event, ...errorFields(error) });
    void end(1);
  };
  process.on('uncaughtException', fail('service.uncaught'));
  process.on('unhandledRejection', fail('service.unhandled'));
  void service.crashed.then(fail('part.crashed'));
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

export interface Program<O extends Options, Call> {
  /** The whole text of `--help`. */
  help: string;
  options: O;
  /**
   * Reads the options and the environment. @throws TypeError, RangeError or ConfigError for a call that cannot be meant
   */
  read: (values: Values<O>, positionals: readonly string[]) => Call;
  /** Whether it takes arguments that are no options. */
  positionals?: boolean;
  /** @returns the exit code, by default 0; an error that it throws ends the process with 1 and its name */
  run: (call: Call) => Promise<number | void>;
}

/**
 * The process of a side program: `--help`, exit code 2 when it is called wrongly (nothing was done then), 1 when it
 * fails.
 */
export async function runProgram<const O extends Options, Call>({
  help,
  options,
  positionals = false,
  read,
  run,
}: Program<O, Call>): Promise<void> {
  let call: Call;
  try {
    const { values, positionals: given } = parseArgs({
      options: { ...options, help: { type: 'boolean', short: 'h' } } as const,
      allowPositionals: positionals,
    });
    if ((values as { help?: boolean }).help) {
      process.stdout.write(help);
      return;
    }
    call = read(values, given);
  } catch (error) {
    const { message } = error as Error;
    say(error instanceof ConfigError ? message : `${message}\n\n${help}`);
    process.exitCode = 2;
    return;
  }
  process.exitCode = (await run(call)) ?? 0;
}

/** A line for the person who runs the program. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * The job that brings a service's databases up to date, and the only process that has their owner's URLs. It may run
 * beside the service, and again at any time.
 * @param apply answers the files that it applied
 */
export async function runMigration<Schema extends z.ZodObject>(
  schema: Schema,
  apply: (config: Readonly<z.infer<Schema>>) => Promise<string[]>,
): Promise<void> {
  await runProgram({
    help: `Brings the databases of this service up to date.

  node dist/migrate-main.js

Environment: ${Object.keys(schema.shape).join(', ')}.
It writes each file that it applies to stdout. It may be run again at any time; two that run at once wait for each other.
Exit code 0: they are up to date. 1: they are not (the message says why). 2: called wrongly, nothing was done.
`,
    options: {},
    read: () => loadConfig(schema),
    run: async (config) => {
      try {
        for (const file of await apply(config)) process.stdout.write(`${file}\n`);
        return 0;
      } catch (error) {
        say(`not migrated: ${(error as Error).message}`);
        return 1;
      }
    },
  });
}
