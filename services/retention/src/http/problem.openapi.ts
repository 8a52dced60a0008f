import { applyDecorators } from '@nestjs/common';
import { ApiParam, ApiResponse } from '@nestjs/swagger';

export const schemaOf = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export function problem(status: number, description: string, code: string, more: object = {}): MethodDecorator & ClassDecorator {
  const example = {
    type: `urn:everchart:problem:${code}`,
    title: description,
    status,
    correlationId: '5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11',
    ...more,
  };
  return ApiResponse({ status, description, content: { 'application/problem+json': { schema: schemaOf('Problem'), example } } });
}

/** What every route of an organisation may answer. */
export const DescribeOrganisation = (): ClassDecorator =>
  applyDecorators(
    ApiParam({ name: 'org', description: 'Organisation of the token' }),
    problem(401, 'A bearer token is needed', 'not-authenticated'),
    problem(403, 'The token is for another organisation, or lacks a role', 'organisation-forbidden'),
  );
