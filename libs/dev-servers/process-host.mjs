/**
 * Runs one server process for the parent that talks to us over the IPC channel, and stops it when that channel closes.
 * Plain JavaScript, because it must run from the sources (tests) and from a build alike.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

const killAfterMs = 20_000;

/** A parent that is gone gets no answer, and must not make us fail: the server is ours to stop. */
function tell(message, then = () => undefined) {
  if (process.connected) process.send(message, () => then());
  else then();
}

process.once('message', (options) => {
  const log = createWriteStream(options.logFile, { flags: 'a', mode: 0o600 });
  const child = spawn(options.command, options.args, {
    cwd: '/',
    env: { ...process.env, NODE_CHANNEL_FD: undefined, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options.user,
  });
  // A log that cannot be written (disk full, no permission) ends no server; its output is read all the same.
  log.once('error', (error) => {
    process.stderr.write(`the log ${options.logFile} cannot be written: ${error.code ?? error.message}\n`);
    for (const output of [child.stdout, child.stderr]) output.unpipe(log).resume();
    log.on('error', () => undefined);
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  child.once('error', (error) => {
    tell({ error: error.message }, () => process.exit(1));
  });
  child.once('spawn', () => tell({ pid: child.pid }));
  child.once('exit', (code) => process.exit(code ?? 0));
  process.once('disconnect', () => {
    child.kill(options.stopSignal);
    setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
  });
});

// The terminal's Ctrl-C is for the parent: it decides the order in which things stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.disconnect?.());
