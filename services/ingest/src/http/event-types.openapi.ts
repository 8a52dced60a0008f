import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

export const DescribeEventTypes = (): MethodDecorator =>
  applyDecorators(
    ApiTags('contracts'),
    ApiOperation({
      summary: 'Event types that can be recorded',
      description: 'Each with the JSON Schema of its data and an example.',
      security: [],
    }),
    ApiResponse({
      status: 200,
      description: 'All types and versions',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/EventTypes' } } },
    }),
  );
