import { NoAnswerError, ProblemError } from './problem.error.js';

export interface RetryPolicy {
  /** Milliseconds after which no further attempt begins, and only the first attempt continues. */
  deadlineMs: number;
  /** Milliseconds that one attempt may take. */
  attemptTimeoutMs: number;
  /** Milliseconds of the longest pause after the first attempt; doubled after each, up to `longestPauseMs`. */
  firstPauseMs: number;
  longestPauseMs: number;
}

/**
 * Tries until there is an answer that stands: a success, or a refusal that does not pass. In between it waits a random
 * time between nothing and the longest pause ("full jitter"), so that many devices that lost the same service do not
 * come back as one, and never less than `Retry-After` says.
 * @param attempt rejects with a {@link ProblemError} or a {@link NoAnswerError}; after any other rejection there is no
 * further attempt
 * @throws the last error when the deadline leaves no time for another attempt; the signal's reason when it is aborted
 */
export async function withRetries<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  policy: RetryPolicy,
  { signal, onFailure }: { signal?: AbortSignal | undefined; onFailure?: ((error: ProblemError | NoAnswerError) => void) | undefined } = {},
): Promise<T> {
  const deadline = performance.now() + policy.deadlineMs;
  for (let failures = 0; ;) {
    const timeLeftMs = failures === 0 ? Infinity : deadline - performance.now();
    try {
      return await limited(attempt, Math.min(policy.attemptTimeoutMs, timeLeftMs), signal);
    } catch (error) {
      if (!(error instanceof NoAnswerError || (error instanceof ProblemError && error.temporary))) throw error;
      onFailure?.(error);
      failures += 1;
      const pauseMs = pauseBefore(failures, policy, error);
      if (performance.now() + pauseMs >= deadline) throw error;
      await pause(pauseMs, signal);
    }
  }
}

/** Milliseconds to wait after so many failed attempts. */
export function pauseBefore(attempts: number, policy: Pick<RetryPolicy, 'firstPauseMs' | 'longestPauseMs'>, error?: unknown): number {
  const longestMs = Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** (attempts - 1));
  const serverPauseMs = error instanceof ProblemError ? (error.retryAfterMs ?? 0) : 0;
  return serverPauseMs + Math.random() * longestMs;
}

/** @throws the signal's reason when it is aborted meanwhile */
export function pause(durationMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(reasonOf(signal));
    const end = (): void => {
      clearTimeout(timer);
      reject(reasonOf(signal!));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, durationMs);
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** One attempt with its own time limit, which also ends when the caller's signal says so. */
async function limited<T>(attempt: (signal: AbortSignal) => Promise<T>, timeoutMs: number, signal?: AbortSignal): Promise<T> {
  if (signal?.aborted) throw reasonOf(signal);
  const controller = new AbortController();
  const end = (): void => controller.abort(signal!.reason);
  signal?.addEventListener('abort', end, { once: true });
  const timer = setTimeout(() => controller.abort(new NoAnswerError(`no answer within ${Math.round(timeoutMs)} ms`)), timeoutMs);
  try {
    return await attempt(controller.signal);
  } catch (error) {
    // How the attempt reacts to the abort does not matter; the caller gets the reason of the abort.
    if (controller.signal.aborted) throw reasonOf(controller.signal);
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
