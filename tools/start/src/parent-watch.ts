/**
 * Preloaded into every child process: when the launcher is gone (even by kill -9) the channel to it closes, and the
 * child shuts down as after a signal. So no start leaves an orphan.
 */
process.channel?.unref();
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
});
