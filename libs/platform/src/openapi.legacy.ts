import { type DynamicModule, type InjectionToken, Module, type Type } from '@nestjs/common';
import { INTERCEPTORS_METADATA, PARAMTYPES_METADATA, SELF_DECLARED_DEPS_METADATA } from '@nestjs/common/constants.js';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { controllersOf, type ApiDefinition } from './openapi.js';

/**
 * The OpenAPI document that the service serves as `/openapi.json`, made without starting it: its controllers are looked at, not created.
 */
export async function describeLegacy(api: ApiDefinition): Promise<OpenAPIObject> {
  const controllers = [...controllersOf(api.module)];
  const module: DynamicModule = {
    module: DescriptionModule,
    controllers,
    providers: controllers.flatMap(injectedBy).map((provide) => ({ provide, useValue: {} })),
  };
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
    preview: true,
  });
  return documentLegacy(app, api);
}

@Module({})
class DescriptionModule {}

/** What the constructor of a controller, and those of its interceptors, ask for. */
function injectedBy(controller: Type): InjectionToken[] {
  const methods = Object.values(Object.getOwnPropertyDescriptors(controller.prototype)).map(({ value }) => value as unknown);
  const interceptors = [controller, ...methods]
    .filter((target) => typeof target === 'function')
    .flatMap((target) => (Reflect.getMetadata(INTERCEPTORS_METADATA, target) ?? []) as Type[]);
  return [controller, ...interceptors].flatMap((target) => {
    const types = (Reflect.getMetadata(PARAMTYPES_METADATA, target) ?? []) as InjectionToken[];
    const named = (Reflect.getMetadata(SELF_DECLARED_DEPS_METADATA, target) ?? []) as { index: number; param: InjectionToken }[];
    return [...types.filter((_type, index) => !named.some((each) => each.index === index)), ...named.map(({ param }) => param)];
  });
}

export function documentLegacy(app: NestFastifyApplication, definition: ApiDefinition): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle(`Everchart ${definition.name}`)
    .setDescription(definition.description)
    .setVersion(definition.version)
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addSecurityRequirements('bearer');
  const document = SwaggerModule.createDocument(app, builder.build());
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema, ...(definition.schemas as object) },
  };
  return document;
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457 problem details, served as application/problem+json',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', description: 'urn:everchart:problem:<code>' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    correlationId: { type: 'string', format: 'uuid', description: 'Of the request; absent where it stands for one item of a batch' },
    faults: {
      type: 'array',
      description: 'Every fault of the body',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: {
          pointer: { type: 'string', description: 'Place in the body (RFC 6901)' },
          message: { type: 'string', description: 'What is wrong there; never the value' },
        },
      },
    },
  },
};
