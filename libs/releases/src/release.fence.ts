import type { AssignedRelease, ReleasedService } from '@everchart/contracts-organisation';
import type { ReleaseFence } from '@everchart/platform';
import type { ReleaseSource } from './release.source.js';

/** What the HTTP side asks for each request of a caller. */
export class DirectoryFence implements ReleaseFence {
  constructor(
    readonly release: string,
    private readonly service: ReleasedService,
    private readonly source: ReleaseSource,
  ) {}

  assigned(org: string, user: string): AssignedRelease | undefined {
    return this.source.directory.releaseFor(org, this.service, user);
  }

  async assignedNow(org: string, user: string): Promise<AssignedRelease | undefined> {
    await this.source.refresh();
    return this.assigned(org, user);
  }
}
