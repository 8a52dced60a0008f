import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { Public } from '@everchart/platform';
import { Controller, Get, Header } from '@nestjs/common';
import { DescribeEventTypes } from './event-types.openapi.js';

/** What can be recorded: so that an app can check an event before it sends it. */
@Controller('v1/event-types')
export class EventTypesController {
  readonly #body = {
    eventTypes: clinicalEventTypes.map(({ type, version, dataschema, retentionClass, schema, example }) => ({
      type,
      version,
      dataschema,
      retentionClass,
      schema,
      example,
    })),
  };

  @DescribeEventTypes()
  @Get()
  @Public()
  @Header('cache-control', 'public, max-age=3600')
  list(): unknown {
    return this.#body;
  }
}
