import { sharedProblems } from '@everchart/problems';
import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Public } from './authentication.js';
import { Described, json } from './operation.js';
import { ProblemError } from './problem.js';

/** A dependency without which the service cannot do its job, or not all of it. Rejects when it cannot be used. */
export interface HealthCheck {
  name: string;
  check(): Promise<void>;
  /** Without it the service still answers, and says what its answers lack: it stays ready, and is named as degraded. */
  degrades?: boolean;
}

export const HEALTH_CHECKS = Symbol('HealthChecks');
const checkTimeoutMs = 3000;

const ready = z.object({
  status: z.literal('ready'),
  degraded: z.array(z.string()).optional().describe('What is impaired: answers say what they lack'),
});

@Controller('health')
export class HealthController {
  constructor(@Inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[]) {}

  @Get('live')
  @Public()
  @Described({
    summary: 'The process runs',
    tag: 'operations',
    answers: { 200: { description: 'It does', content: json(z.object({ status: z.literal('live') })) } },
  })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Public()
  @Described({
    summary: 'The service can answer requests',
    tag: 'operations',
    answers: { 200: { description: 'It can; 503 names what is missing', content: json(ready, { status: 'ready' }) } },
    problems: [sharedProblems['not-ready']],
  })
  async ready(): Promise<z.output<typeof ready>> {
    const results = await Promise.allSettled(this.checks.map((healthCheck) => withTimeout(healthCheck.check())));
    const failed = this.checks.filter((_, index) => results[index]!.status === 'rejected');
    const failing = failed.filter(({ degrades }) => !degrades).map(({ name }) => name);
    if (failing.length > 0) {
      throw new ProblemError({
        ...sharedProblems['not-ready'],
        extensions: { failing },
        headers: { 'retry-after': '2' },
      });
    }
    const degraded = failed.map(({ name }) => name);
    return degraded.length === 0 ? { status: 'ready' } : { status: 'ready', degraded };
  }
}

async function withTimeout(check: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timed out')), checkTimeoutMs);
  });
  try {
    await Promise.race([check, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
