import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { encodePositionToken } from '@everchart/envelope';
import { EventStore, recordOf } from '@everchart/event-store';
import { Context, Described, EveryRelease, Input, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, Get, Inject } from '@nestjs/common';
import { exportEvents, pageBytesMax, pageMax } from './export.operations.js';
import { storeProblemOf } from './result.problem.js';

const eventsPerRead = 200;

/** What the topic had, from the store: for projections that are made again when the beginning of the topic is gone. */
@Controller('v1/orgs/:org/shards/:shard/events')
@Roles('system')
// What is stored is the same, whichever release reads it; a release that builds its projection is not assigned yet.
@EveryRelease()
export class ExportController {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  @Described(exportEvents)
  @Accesses('events.exported')
  @Get()
  async page(
    @Context() { org }: RequestContext,
    @Input() { params: { shard }, query: { after } }: InputOf<typeof exportEvents>,
    @WhatIsShown() shown: Shown,
  ): Promise<{ events: { position: number; value: string }[] }> {
    const events: { position: number; value: string }[] = [];
    try {
      for (let bytes = 0; events.length < pageMax && bytes < pageBytesMax;) {
        const found = await this.store.readShard(org, shard, events.at(-1)?.position ?? after, eventsPerRead);
        for (const event of found) {
          const value = Buffer.from(recordOf(event).value).toString('base64');
          bytes += value.length;
          if (events.length > 0 && bytes > pageBytesMax) break;
          events.push({ position: event.header.position, value });
        }
        if (found.length < eventsPerRead) break;
      }
    } catch (error) {
      throw storeProblemOf(error) ?? error;
    }
    const last = events.at(-1)?.position;
    const served =
      last === undefined ? {} : { position: encodePositionToken({ ...(await this.store.identity()), org, positions: { [shard]: last } }) };
    shown.note({ ...served, detail: { shard, after, events: events.length } });
    return { events };
  }
}
