import { ConfigError } from './config.js';
import { createLogger, errorFields, type Logger } from './logger.js';
import type { RunningService } from './service.js';

const shutdownDeadlineMs = 25_000;

/**
 * The process of a service: starts it, ends it in order on SIGTERM and SIGINT (exit code 0), and ends with exit code 1 when it cannot start, when a part
 * has failed for good, or on an error that nobody caught.
 */
export async function runService(
  name: string,
  start: () => Promise<{ service: RunningService; logger: Logger; flush?: () => Promise<void> }>,
): Promise<void> {
  let running: Awaited<ReturnType<typeof start>>;
  try {
    running = await start();
  } catch (error) {
    if (error instanceof ConfigError) process.stderr.write(`${name}: ${error.message}\n`);
    else
      createLogger({ service: name, instance: String(process.pid), level: 'info' }).fatal({
        event: 'service.start-failed',
        ...errorFields(error),
      });
    process.exit(1);
  }
  const { service, logger } = running;
  let ending = false;
  const end = async (exitCode: number): Promise<void> => {
    if (ending) return;
    ending = true;
    setTimeout(() => {
      logger.fatal({ event: 'service.stop-timed-out' });
      process.exit(1);
    }, shutdownDeadlineMs).unref();
    await service.close();
    await running.flush?.();
    logger.info({ event: 'service.stopped', exitCode });
    process.exit(exitCode);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      logger.info({ event: 'service.stopping', signal });
      void end(0);
    });
  }
  const fail = (event: string) => (error: unknown) => {
    logger.fatal({ event, ...errorFields(error) });
    void end(1);
  };
  process.on('uncaughtException', fail('service.uncaught'));
  process.on('unhandledRejection', fail('service.unhandled'));
  void service.crashed.then(fail('part.crashed'), fail('part.crashed'));
}
