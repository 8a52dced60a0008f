import type { EventContract } from '@everchart/contracts';
import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { organisationEventTypes } from '@everchart/contracts-organisation';
import { Described, packageVersion, ProblemError, Public } from '@everchart/platform';
import { Controller, Get, Header, Param } from '@nestjs/common';
import { asyncApi, listEventTypes, oneEventType } from './event-types.operations.js';
import { contractProblems } from './problems.js';
import { topicsDocument } from './topics-document.js';

const version = packageVersion(new URL('../../package.json', import.meta.url));
const cached = 'public, max-age=3600';

interface EventTypesBody {
  eventTypes: Omit<EventContract, 'readerSchema'>[];
}

/**
 * What can be recorded, so that an app can check an event before it sends it, and what is published. The same for all
 * callers.
 */
@Controller()
export class EventTypesController {
  readonly #all = [...clinicalEventTypes, ...organisationEventTypes].map(({ readerSchema: _, ...contract }: EventContract) => contract);
  readonly #asyncApi = topicsDocument(version);

  @Described(listEventTypes)
  @Get('v1/event-types')
  @Public()
  @Header('cache-control', cached)
  list(): EventTypesBody {
    return { eventTypes: this.#all };
  }

  @Described(oneEventType)
  @Get('v1/event-types/:type')
  @Public()
  @Header('cache-control', cached)
  one(@Param('type') type: string): EventTypesBody {
    const eventTypes = this.#all.filter((contract) => contract.type === type);
    if (eventTypes.length === 0) {
      throw new ProblemError(contractProblems['event-type-unknown']);
    }
    return { eventTypes };
  }

  @Described(asyncApi)
  @Get('asyncapi.json')
  @Public()
  @Header('cache-control', cached)
  asyncApi(): Readonly<Record<string, unknown>> {
    return this.#asyncApi;
  }
}
