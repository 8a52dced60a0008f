import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Public } from './authentication.js';
import { Described, json } from './operation.js';
import { ProblemError } from './problem.js';
import { sharedProblems } from './problem.table.js';

/** A dependency without which the service cannot do its job. Rejects, or answers false, when it cannot be used. */
export interface HealthCheck {
  name: string;
  check(): Promise<void>;
}

export const HEALTH_CHECKS = Symbol('HealthChecks');
const checkTimeoutMs = 3000;

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
    answers: { 200: { description: 'It can; 503 names what is missing', content: json(z.object({ status: z.literal('ready') })) } },
    problems: [sharedProblems['not-ready']],
  })
  async ready(): Promise<{ status: 'ready' }> {
    const results = await Promise.allSettled(this.checks.map((healthCheck) => withTimeout(healthCheck.check())));
    const failing = this.checks.filter((_, index) => results[index]!.status === 'rejected').map(({ name }) => name);
    if (failing.length > 0) {
      throw new ProblemError({
        ...sharedProblems['not-ready'],
        extensions: { failing },
        headers: { 'retry-after': '2' },
      });
    }
    return { status: 'ready' };
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
