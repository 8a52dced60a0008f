import { Accesses, WhatIsShown, type Shown } from '@everchart/access-log';
import { Context, Described, Input, ProblemError, Roles, type InputOf, type RequestContext } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import type { RequestOutcome, StoppedStream, UnreadableEvent } from '@everchart/stream';
import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { problems } from './problems.js';
import { StreamDesk } from './stream.desk.js';
import { listStreams, retryStream, showStream, skipStream } from './streams.operations.js';

/** What an operator sees of the streams of a service's consumer, and can do about them. Each access is on record. */
@Controller('v1/orgs/:org/streams')
@Roles('operator')
export class StreamsController {
  constructor(@Inject(StreamDesk) private readonly desk: StreamDesk) {}

  @Described(listStreams)
  @Accesses('streams.read')
  @Get()
  async list(@Context() { org }: RequestContext, @Input() { query }: InputOf<typeof listStreams>, @WhatIsShown() shown: Shown) {
    const consumer = await this.#consumerOf(org, query);
    const { stopped, unreadable, unreadableEvents, forged } = await this.desk.list(consumer, org, query);
    const detail = { consumer, stopped: stopped.length, unreadable: unreadable.length };
    const patients = new Set([...stopped, ...unreadable].flatMap(({ stream }) => readUuid(stream) ?? []));
    if (patients.size === 0) shown.note({ detail });
    else shown.noteEach([...patients].map((patient) => ({ patient, detail })));
    return {
      consumer,
      stopped: stopped.map(stoppedShown),
      unreadable: unreadable.map(unreadableShown),
      unreadableEvents,
      forged,
    };
  }

  @Described(showStream)
  @Accesses('stream.read')
  @Get(':stream')
  async show(@Context() { org }: RequestContext, @Input() { params, query }: InputOf<typeof showStream>, @WhatIsShown() shown: Shown) {
    const stream = nameOf(params.stream);
    const consumer = await this.#consumerOf(org, query);
    note(shown, consumer, stream, {});
    const { stopped, unreadable, requests } = await this.desk.show(consumer, org, stream);
    return {
      stream,
      consumer,
      stopped: stopped.map(stoppedShown),
      unreadable: unreadable.map(unreadableShown),
      requests,
    };
  }

  @Described(retryStream)
  @Accesses('stream.retried')
  @Post(':stream/retry')
  @HttpCode(200)
  async retry(
    @Context() { org, actor }: RequestContext,
    @Input() { params, query }: InputOf<typeof retryStream>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const choice = { org, stream: nameOf(params.stream), eventId: query.event?.toLowerCase() };
    const consumer = await this.#consumerOf(org, query);
    note(shown, consumer, choice.stream, { event: choice.eventId });
    await this.#checkTroubled(consumer, choice);
    await shown.putOnRecord();
    return answerOf(await this.desk.retry(consumer, choice, actor), reply);
  }

  @Described(skipStream)
  @Accesses('stream.skipped')
  @Post(':stream/skip')
  @HttpCode(200)
  async skip(
    @Context() { org, actor }: RequestContext,
    @Input() { params, query, body }: InputOf<typeof skipStream>,
    @WhatIsShown() shown: Shown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const choice = { org, stream: nameOf(params.stream), eventId: query.event?.toLowerCase() };
    const consumer = await this.#consumerOf(org, query);
    note(shown, consumer, choice.stream, { event: choice.eventId, reason: body.reason });
    await this.#checkTroubled(consumer, choice);
    await shown.putOnRecord();
    return answerOf(await this.desk.skip(consumer, choice, actor, body.reason), reply);
  }

  /** @throws ProblemError when there is no such consumer */
  async #consumerOf(org: string, { consumer: named }: { consumer?: string | undefined }): Promise<string> {
    const consumer = await this.desk.consumerOf(org, named);
    if (consumer === undefined) throw new ProblemError(problems['consumer-unknown']);
    return consumer;
  }

  /** @throws ProblemError when there is nothing that the request could change */
  async #checkTroubled(
    consumer: string,
    { org, stream, eventId }: { org: string; stream: string; eventId: string | undefined },
  ): Promise<void> {
    const { stopped, unreadable } = await this.desk.show(consumer, org, stream);
    if (eventId !== undefined) {
      if (![...unreadable, ...stopped].some((each) => each.eventId === eventId)) throw new ProblemError(problems['event-readable']);
    } else if (stopped.length + unreadable.length === 0) throw new ProblemError(problems['stream-untroubled']);
    if (unreadable.length === 0 && stopped.every(({ reason }) => reason === 'fork')) throw new ProblemError(problems['stream-forked']);
  }
}

function note(shown: Shown, consumer: string, stream: string, detail: Record<string, string | undefined>): void {
  const stated = Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined));
  shown.note({ patient: readUuid(stream), detail: { consumer, stream, ...stated } });
}

/** Streams are named in lower case where they are UUIDs; keys of records as they are. */
function nameOf(stream: string): string {
  return readUuid(stream) ?? stream;
}

function answerOf(outcome: RequestOutcome | undefined, reply: FastifyReply) {
  if (outcome === undefined) {
    reply.status(202);
    return { requested: true };
  }
  if ('failed' in outcome) throw new Error(`the consumer could not do it: ${outcome.failed}`);
  return { ...outcome, stopped: outcome.stopped.map(stoppedShown) };
}

function stoppedShown({ stream, reason, code, since, eventId, streamVersion, position, parkedEvents }: StoppedStream) {
  return { stream, reason, code, since, eventId, streamVersion, position, parkedEvents };
}

function unreadableShown({ storeId: _ours, ...event }: UnreadableEvent) {
  return event;
}
