import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from './authentication.js';
import { ProblemError } from './problem.js';

/** A dependency without which the service cannot do its job. Rejects, or answers false, when it cannot be used. */
export interface HealthCheck {
  name: string;
  check(): Promise<void>;
}

export const HEALTH_CHECKS = Symbol('HealthChecks');
const checkTimeoutMs = 3000;

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(@Inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[]) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: 'The process runs' })
  @ApiOkResponse({ description: 'It does' })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'The service can answer requests' })
  @ApiOkResponse({ description: 'It can; 503 names what is missing' })
  async ready(): Promise<{ status: 'ready' }> {
    const results = await Promise.allSettled(this.checks.map((healthCheck) => withTimeout(healthCheck.check())));
    const failing = this.checks.filter((_, index) => results[index]!.status === 'rejected').map(({ name }) => name);
    if (failing.length > 0) {
      throw new ProblemError({
        code: 'not-ready',
        status: 503,
        title: 'A dependency cannot be used',
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
