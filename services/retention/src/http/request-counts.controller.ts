import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, Input, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { Controller, Get, Inject } from '@nestjs/common';
import { RequestCountReader } from '../infrastructure/request-count.reader.js';
import { encodeCountsPlace, listRequestCounts } from './request-counts.operations.js';

/** How many requests were answered, and how: of an organisation, as it is in its log. */
@Controller('v1/orgs/:org')
@Roles('operator', 'auditor')
export class RequestCountsController {
  constructor(@Inject(RequestCountReader) private readonly reader: RequestCountReader) {}

  @Described(listRequestCounts)
  @Accesses('request-counts.read')
  @Get('request-counts')
  async list(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof listRequestCounts>, @WhatIsShown() shown: Shown) {
    const { from, to, service, after, limit } = query;
    const found = await this.reader.list(org, { from, to, service, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    shown.note({ detail: { from, to, halfHours: page.length } });
    return { halfHours: page, next: found.length > limit ? encodeCountsPlace(page.at(-1)!) : null };
  }
}
