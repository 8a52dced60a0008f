/**
 * Waits until the condition holds: no test sleeps. @throws when it does not within the time, saying what was waited for
 */
export async function until(condition: () => Promise<boolean> | boolean, options: { what: string; timeoutMs?: number }): Promise<void> {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for: ${options.what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
