import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { AccessLog } from '@everchart/access-log';
import { errorFields, type Logger, LOGGER } from '@everchart/platform';
import { NotificationListener } from '@everchart/postgres';
import { instantMs } from '@everchart/primitives';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { v4 as randomId } from 'uuid';
import { mayFollow, type CareMoment, type CarePlaces } from '../domain/care-relation.js';
import {
  encodeLiveId,
  frameOf,
  heartbeatOf,
  isAt,
  isWithin,
  mayMove,
  readDestroyedNotice,
  type LiveCursor,
  type LiveEnd,
  type LiveEntry,
  type LiveScope,
  type DestroyedNotice,
} from '../domain/live.js';
import type { KeptRecords } from '../infrastructure/kept.records.js';
import { LiveMetrics } from '../infrastructure/live.metrics.js';
import {
  LiveRegistry,
  renewEveryMs,
  type DisclosedPatient,
  type LiveReader,
  type LostSubscription,
  type Subscription,
} from '../infrastructure/live.registry.js';
import { LiveStore } from '../infrastructure/live.store.js';
import {
  framesOf,
  LiveFeed,
  residentsFrame,
  stepEntries,
  type Delivery,
  type FeedOwner,
  type Frame,
  type UnitMembers,
} from './live.feed.js';
import { FreshnessGate } from './freshness.gate.js';
import { UnitsReader } from './units.reader.js';

export interface LiveSettings {
  /** Where the projector's commits are heard: a session of its own listens there. */
  listen: { connectionString: string; applicationName: string; channel: string };
  heartbeatMs: number;
  /** Bytes that wait for a reader at most. */
  bufferBytes: number;
  /** Streams of this process at most, of an organisation, and of one caller. */
  streamsMax: number;
  ofOrganisationMax: number;
  ofClientMax: number;
}

/** Who may see whom, for those who go on reading. */
export interface LiveRule {
  /**
   * As all stands now.
   * @param patients who are looked at
   * @param emergencies ids of those of which it is to be known whether they last
   */
  moment(org: string, patients: readonly string[], emergencies: readonly string[]): Promise<CareMoment>;
}

/** By what right a reader follows, and until when. */
export interface Terms {
  /** In milliseconds since 1970, and what is over then. */
  until: number;
  ends: 'token-expired' | 'emergency-over';
  /** Id of the emergency that opened the record of the patient who is followed. */
  emergency?: string | undefined;
  /** Where the reader cares for patients. Undefined: the rule is not for this reader. */
  cares?: CarePlaces | undefined;
}

/** What live streams of a process are made of. */
export interface LiveParts {
  store: LiveStore;
  registry: LiveRegistry;
  metrics: LiveMetrics;
  rule: LiveRule;
  settings: LiveSettings;
  /** Learns of records that were destroyed. */
  kept: Pick<KeptRecords, 'forget' | 'forgetAll'>;
  /** Undefined where every release serves all callers. */
  release?: LiveRelease | undefined;
}

/** Who is served by the release of this process. */
export interface LiveRelease {
  isElsewhere(org: string, actor: string): boolean;
  /** @returns ends it */
  onChange(listener: () => void): () => void;
}

/** Injects {@link LiveParts}. */
export const LIVE_PARTS = Symbol('LiveParts');

/** A place among the streams of this process. */
export interface Admission {
  release(): void;
}

export type LiveRefusal = 'process' | 'organisation' | 'client' | 'draining';

/** What is to be followed, from where on. */
export interface Opening {
  feed: LiveFeed;
  from: LiveCursor;
  unit: UnitMembers | undefined;
  terms: Terms;
}

interface Stream {
  subscription: Subscription;
  feed: LiveFeed;
  unit: UnitMembers | undefined;
  terms: Terms;
  /** By which places it was found that the reader may follow the unit. */
  followsBy: unknown;
  response: ServerResponse;
  admission: Admission;
  /** Everything up to here was sent. */
  cursor: LiveCursor;
  /** Since the last record. */
  disclosed: Map<string, DisclosedPatient>;
  recording: Promise<void>;
  expiry: NodeJS.Timeout;
  ended: boolean;
}

/** What is older is not sent again: the record is to be read again. */
const windowMs = 24 * 60 * 60_000;
/** A reader who comes back waits so long: between one and three times as long. */
const retryMs = 1000;
/** What was disclosed of so many patients is put on record, and the stream goes on. */
const patientsPerRecord = 500;
/** A reader whose connection takes nothing for so long is cut off. */
const drainWithinMs = 30_000;
/** The last message of a stream may take so long to leave. */
const farewellMs = 5000;
/** While nothing is heard of commits, they are looked for. */
const lookEveryMs = 500;
const recordAgainMs = 1000;
/** What is not on record by then is put on record by another process. */
const drainedWithinMs = 10_000;
const longestTimerMs = 2 ** 31 - 1;

/**
 * Live streams of this process. Promises: entries in the order of their places, each once, from the reader's place on,
 * whichever process serves; and what was disclosed is put on record, also when the process dies.
 */
@Injectable()
export class LiveHub implements FeedOwner, OnModuleInit, OnModuleDestroy {
  readonly #feeds = new Map<string, LiveFeed>();
  readonly #streams = new Map<LiveFeed, Set<Stream>>();
  readonly #users = new Map<LiveFeed, number>();
  /** Of these users those who are subject to the rule, or to an emergency. */
  readonly #ruled = new Map<LiveFeed, number>();
  /** What the organisation had stated when all readers of the feed were judged last. */
  readonly #judgedBy = new WeakMap<LiveFeed, CareMoment['stated']['places']>();
  readonly #all = new Set<Stream>();
  readonly #counts = new Map<string, number>();
  readonly #ending = new Set<Promise<void>>();
  /** Feeds whose look failed, and is repeated soon. */
  readonly #again = new Set<LiveFeed>();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #listener: NotificationListener;
  private readonly store: LiveStore;
  private readonly registry: LiveRegistry;
  private readonly metrics: LiveMetrics;
  private readonly rule: LiveRule;
  private readonly settings: LiveSettings;
  private readonly kept: LiveParts['kept'];
  private readonly release: LiveRelease | undefined;
  #unfollow: (() => void) | undefined;
  #listening = false;
  #draining = false;
  #admitted = 0;
  #caring: Promise<void> | undefined;

  constructor(
    @Inject(LIVE_PARTS) { store, registry, metrics, rule, settings, kept, release }: LiveParts,
    @Inject(UnitsReader) private readonly units: UnitsReader,
    @Inject(AccessLog) private readonly log: AccessLog,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(FreshnessGate) private readonly gate: Pick<FreshnessGate, 'committed'>,
  ) {
    this.store = store;
    this.registry = registry;
    this.metrics = metrics;
    this.rule = rule;
    this.settings = settings;
    this.kept = kept;
    this.release = release;
    this.#listener = new NotificationListener({
      ...settings.listen,
      onNotification: (payload) => {
        const destroyed = readDestroyedNotice(payload);
        if (destroyed) return this.#destroyed(destroyed);
        this.gate.committed(payload);
        const feed = this.#feeds.get(payload);
        if (feed) this.#look(feed);
      },
      onListening: () => {
        this.#listening = true;
        this.kept.forgetAll();
        this.#lookAtAll();
      },
      onFailure: (error) => {
        this.#listening = false;
        this.logger.warn({ event: 'live.not-listening', ...errorFields(error) });
      },
    });
  }

  async onModuleInit(): Promise<void> {
    const every = (ms: number, work: () => void): void => void this.#timers.push(setInterval(work, ms).unref());
    every(this.settings.heartbeatMs, () => this.#beat());
    every(lookEveryMs, () => !this.#listening && this.#lookAtAll());
    every(renewEveryMs, () => {
      // The lease does not wait for what dead processes have left, however much that is.
      this.#renew().catch((error: unknown) => this.#notCaredFor(error));
      this.#caring ??= this.#care().finally(() => (this.#caring = undefined));
    });
    // Readers come back, to the release that serves them now.
    this.#unfollow = this.release?.onChange(() => {
      for (const stream of [...this.#all]) if (this.#isElsewhere(stream)) this.#end(stream, 'draining');
    });
    await this.#listener.start();
  }

  /** Readers come back, to another process; then what was disclosed is put on record. */
  async onModuleDestroy(): Promise<void> {
    this.#draining = true;
    this.#unfollow?.();
    for (const timer of this.#timers) clearInterval(timer);
    for (const stream of [...this.#all]) this.#end(stream, 'draining');
    const given = new AbortController();
    await Promise.race([Promise.all(this.#ending), pause(drainedWithinMs, undefined, { signal: given.signal }).catch(() => undefined)]);
    given.abort();
    await this.#caring;
    await this.#listener.stop();
    await this.registry.leave().catch((error: unknown) => this.logger.warn({ event: 'live.not-left', ...errorFields(error) }));
  }

  #isElsewhere({ subscription: { org, reader } }: Stream): boolean {
    return this.release?.isElsewhere(org, reader.actor) ?? false;
  }

  admit(org: string, actor: string): Admission | LiveRefusal {
    const { streamsMax, ofOrganisationMax, ofClientMax } = this.settings;
    const keys = [org, `${org}\n${actor}`];
    const [ofOrganisation = 0, ofClient = 0] = keys.map((key) => this.#counts.get(key) ?? 0);
    const refusal =
      this.#admitted >= streamsMax
        ? 'process'
        : ofOrganisation >= ofOrganisationMax
          ? 'organisation'
          : ofClient >= ofClientMax
            ? 'client'
            : undefined;
    if (refusal) this.metrics.refused(refusal);
    if (this.#draining || refusal) return refusal ?? 'draining';
    const count = (by: 1 | -1): void => {
      this.#admitted += by;
      for (const key of keys) {
        const now = (this.#counts.get(key) ?? 0) + by;
        if (now === 0) this.#counts.delete(key);
        else this.#counts.set(key, now);
      }
    };
    count(1);
    let released = false;
    return {
      release: () => {
        if (!released) count(-1);
        released = true;
      },
    };
  }

  /**
   * Finds out from where on the stream goes. {@link follow} or {@link abandon} is called afterwards.
   * @param after where the reader stopped; what it does not name begins now
   */
  async prepare(
    org: string,
    scope: LiveScope,
    terms: Terms,
    after?: LiveCursor,
  ): Promise<Opening | 'no-events' | 'restored' | 'too-old' | 'ahead' | 'unit-too-large'> {
    const feed = this.#feedOf(org);
    this.#users.set(feed, (this.#users.get(feed) ?? 0) + 1);
    // Before it joins the feed: a look that finds no one who is subject to a rule gives nothing to this reader.
    if (terms.cares) this.#ruled.set(feed, (this.#ruled.get(feed) ?? 0) + 1);
    const opening = await this.#opening(feed, scope, after).catch((error: unknown) => {
      this.#leave(feed, terms);
      throw error;
    });
    if (typeof opening !== 'string') return { ...opening, terms };
    this.#leave(feed, terms);
    return opening;
  }

  abandon({ feed, terms }: Opening): void {
    this.#leave(feed, terms);
  }

  /** Puts on record, for the case that this process dies, that a stream is opened. @returns how it is named */
  async register(opening: Opening, scope: LiveScope, reader: LiveReader): Promise<Subscription> {
    const subscription = { id: randomId(), org: opening.feed.org, reader, scope, since: opening.from };
    // A lease that was taken away ends the streams under it; this one is opened under the next.
    if (!(await this.mayDeliver())) await this.#renew();
    await this.registry.open(subscription);
    return subscription;
  }

  async unregister(subscription: Subscription): Promise<void> {
    await this.registry.close(subscription);
  }

  /** The answer has begun: from now on the stream is served. */
  async follow(opening: Opening, subscription: Subscription, response: ServerResponse, admission: Admission): Promise<void> {
    const { feed, from, unit, terms } = opening;
    const { org } = subscription;
    const stream: Stream = {
      subscription,
      feed,
      unit,
      terms,
      followsBy: undefined,
      response,
      admission,
      cursor: from,
      disclosed: new Map(),
      recording: Promise.resolve(),
      expiry: setTimeout(() => this.#end(stream, terms.ends), Math.min(longestTimerMs, terms.until - Date.now())).unref(),
      ended: false,
    };
    this.#all.add(stream);
    this.metrics.open.set(this.#all.size);
    response.once('close', () => this.#end(stream, 'closed'));
    response.on('error', () => undefined); // 'close' follows
    if (response.destroyed || this.#draining || this.#isElsewhere(stream))
      return this.#end(stream, response.destroyed ? 'closed' : 'draining');
    response.write(`retry: ${retryMs}\n${heartbeatOf(encodeLiveId(org, from))}`);
    try {
      // What it was opened by may have changed since.
      await this.#admissible(stream, []);
      await this.#catchUp(stream);
    } catch (error) {
      // The reader comes back, and is answered what is the matter.
      this.logger.warn({ event: 'live.not-followed', ...errorFields(error) });
      this.#end(stream, 'draining');
    }
  }

  /** Others put on record what was open under a lease that was taken away: nothing more is sent on those streams. */
  async mayDeliver(): Promise<boolean> {
    return this.registry.isAlive || this.#renew();
  }

  judge(feed: LiveFeed, entries: readonly LiveEntry[], all: boolean): Promise<CareMoment> | undefined {
    return this.#ruled.has(feed) ? this.#judge(feed, entries, all) : undefined;
  }

  deliver(feed: LiveFeed, { frames, all, changed, residents, moment }: Delivery): void {
    const now = Date.now();
    const streams = this.#streamsOf(feed);
    if (streams.size > 0) for (const { entry } of frames) this.metrics.delayed(entry.recordedAt, now);
    for (const stream of streams) {
      if (this.#endsBy(stream, moment)) continue;
      const own = frames.filter(({ entry: { patientId } }) => follows(stream, patientId) && mayHear(stream, patientId, moment));
      if (own.length > 0) this.#send(stream, own, own.length === frames.length ? all : Buffer.concat(own.map(({ bytes }) => bytes)));
      this.#moveTo(stream, feed.cursor);
      if (stream.unit && changed.has(stream.unit)) this.#write(stream, residents);
    }
  }

  lost(feed: LiveFeed, reason: 'restored' | 'unit-too-large', unit?: UnitMembers): void {
    if (reason === 'restored') this.#feeds.delete(feed.org);
    for (const stream of [...this.#all]) if (stream.feed === feed && (!unit || stream.unit === unit)) this.#end(stream, reason);
  }

  async #opening(
    feed: LiveFeed,
    scope: LiveScope,
    after?: LiveCursor,
  ): Promise<Omit<Opening, 'terms'> | 'no-events' | 'restored' | 'too-old' | 'ahead' | 'unit-too-large'> {
    if (!(await feed.begin())) return 'no-events';
    // What others have seen before is not sent again to this reader as new.
    await feed.look();
    let from = feed.cursor;
    if (after) {
      if (after.storeId !== from.storeId || after.epoch !== from.epoch) return 'restored';
      from = { ...after, positions: { ...from.positions, ...after.positions } };
      if (!isWithin(from, feed.cursor) || from.late > feed.cursor.late) return 'ahead';
      // Late entries say nothing of how long the reader was away, and would come instead of those that do.
      const first = await this.store.step(feed.org, { ...from, late: Infinity }, 1, feed.cursor);
      if (first === undefined || first === 'restored') return 'restored';
      if (first.entries.some(({ recordedAt }) => Date.now() - instantMs(recordedAt) > windowMs)) return 'too-old';
    }
    const { facility, unit: name } = scope;
    if (facility === undefined && name === undefined) return { feed, from, unit: undefined };
    const load = (): Promise<ReadonlySet<string> | undefined> => this.units.members(feed.org, { facility, unit: name });
    const unit = await feed.unit(JSON.stringify([facility, name]), load);
    return unit ? { feed, from, unit } : 'unit-too-large';
  }

  /** Sends what lies before the streams that follow the feed, and joins them where both are at the same place. */
  async #catchUp(stream: Stream): Promise<void> {
    const { feed } = stream;
    while (!stream.ended && !isAt(stream.cursor, feed.cursor)) {
      const bound = feed.cursor;
      const step = await this.store.step(feed.org, stream.cursor, stepEntries, bound);
      if (step === 'restored' || step === undefined) return this.#end(stream, 'restored');
      // What came late since the feed's last look will be sent by the feed.
      if (step.late !== bound.late || !isWithin(step.cursor, bound)) {
        await feed.look();
        continue;
      }
      const followed = framesOf(feed.org, stream.cursor, step).filter(({ entry }) => follows(stream, entry.patientId));
      const frames = await this.#admissible(stream, followed);
      if (stream.ended || !(await this.mayDeliver()) || stream.ended) return;
      if (frames.length > 0) this.#send(stream, frames, Buffer.concat(frames.map(({ bytes }) => bytes)));
      this.#moveTo(stream, step.cursor);
      // Who was there then is not known any more.
      if (stream.unit && step.entries.some(mayMove)) this.#write(stream, residentsFrame(feed.org, stream.cursor));
      if (stream.response.writableNeedDrain && !(await drained(stream.response))) return this.#end(stream, 'too-slow');
    }
    if (!stream.ended) this.#streamsOf(feed).add(stream);
  }

  /** Who may see whom now: of the patients of these entries, or of all who are followed. */
  async #judge(feed: LiveFeed, entries: readonly LiveEntry[], all: boolean): Promise<CareMoment> {
    const streams = [...this.#all].filter((stream) => stream.feed === feed);
    const moment = await this.#momentOf(feed, entries, streams, all);
    if (all) this.#judgedBy.set(feed, moment.stated.places);
    // The organisation has stated something else: it may concern all readers.
    return all || this.#judgedBy.get(feed) === moment.stated.places ? moment : this.#judge(feed, entries, true);
  }

  #momentOf({ org }: LiveFeed, entries: readonly LiveEntry[], streams: readonly Stream[], all: boolean): Promise<CareMoment> {
    const ruled = streams.filter(({ terms }) => terms.cares);
    const followed = all ? ruled.flatMap(({ subscription: { scope } }) => scope.patient ?? []) : [];
    const patients = new Set([...entries.map(({ patientId }) => patientId), ...followed]);
    return this.rule.moment(org, [...patients], ruled.flatMap(({ terms }) => terms.emergency ?? [])); // prettier-ignore
  }

  /** Of a stream that has not joined its feed, which ends with the right to it. @returns what the reader may have */
  async #admissible(stream: Stream, frames: Frame[]): Promise<Frame[]> {
    const entries = frames.map(({ entry }) => entry);
    const moment = stream.terms.cares ? await this.#momentOf(stream.feed, entries, [stream], true) : undefined;
    return this.#endsBy(stream, moment) ? [] : frames.filter(({ entry }) => mayHear(stream, entry.patientId, moment));
  }

  /** Ends a stream whose right is over. @returns whether it has ended */
  #endsBy(stream: Stream, moment: CareMoment | undefined): boolean {
    const reason = endOf(stream, moment);
    if (reason) this.#end(stream, reason);
    return stream.ended;
  }

  #send(stream: Stream, frames: readonly Frame[], bytes: Buffer): void {
    if (!this.#write(stream, bytes)) return;
    for (const { entry } of frames) {
      const { patientId: patient, streamVersion } = entry;
      const known = stream.disclosed.get(patient);
      if (!known) stream.disclosed.set(patient, { patient, streamVersion, entries: 1 });
      else {
        known.streamVersion = Math.max(known.streamVersion, streamVersion);
        known.entries += 1;
      }
    }
    this.metrics.sent(frames.length);
  }

  /** Everything up to there was sent. */
  #moveTo(stream: Stream, cursor: LiveCursor): void {
    // Of a stream that has just ended it stays where the reader goes on.
    if (stream.ended) return;
    stream.cursor = cursor;
    if (stream.disclosed.size >= patientsPerRecord) this.#recordMeanwhile(stream);
  }

  /** With more that waits than a reader may leave, nothing is added to it: the stream ends behind a whole message. */
  #write(stream: Stream, bytes: Buffer): boolean {
    if (stream.ended) return false;
    if (stream.response.writableLength > this.settings.bufferBytes) {
      this.#end(stream, 'too-slow');
      return false;
    }
    stream.response.write(bytes);
    return true;
  }

  #destroyed({ org, patient, isPart }: DestroyedNotice): void {
    this.kept.forget(org, patient);
    if (isPart) return;
    for (const stream of [...this.#all]) {
      const { subscription } = stream;
      if (subscription.org === org && subscription.scope.patient === patient) this.#end(stream, 'record-destroyed');
    }
  }

  #end(stream: Stream, reason: LiveEnd): void {
    if (stream.ended) return;
    stream.ended = true;
    clearTimeout(stream.expiry);
    this.#streamsOf(stream.feed).delete(stream);
    this.#all.delete(stream);
    this.metrics.open.set(this.#all.size);
    this.metrics.ended(reason);
    stream.admission.release();
    const { response, cursor } = stream;
    if (!response.destroyed) {
      const id = encodeLiveId(stream.subscription.org, cursor);
      const wait = Math.round(retryMs * (1 + 2 * Math.random()));
      response.end(`retry: ${wait}\n${frameOf('end', id, { reason, position: id })}`);
      const cut = setTimeout(() => response.destroy(), farewellMs).unref();
      response.once('close', () => clearTimeout(cut));
    }
    const recorded: Promise<void> = stream.recording
      .then(() => this.#recordEnd(stream, reason))
      .finally(() => {
        this.#ending.delete(recorded);
        this.#leave(stream.feed, stream.terms);
      });
    this.#ending.add(recorded);
  }

  /** Without the database it is tried again, as long as this process lives: then another one does it. */
  async #recordEnd({ subscription, disclosed, cursor }: Stream, reason: LiveEnd): Promise<void> {
    for (;;) {
      try {
        await this.#record(subscription, cursor, [...disclosed.values()], reason);
        return await this.registry.close(subscription);
      } catch (error) {
        this.logger.warn({ event: 'live.end-not-recorded', ...errorFields(error) });
        if (this.#draining) return;
        await pause(recordAgainMs);
      }
    }
  }

  #recordMeanwhile(stream: Stream): void {
    const { subscription, cursor, disclosed } = stream;
    stream.disclosed = new Map();
    stream.recording = stream.recording
      .then(() => this.#record(subscription, cursor, [...disclosed.values()]))
      .then(() => {
        subscription.since = cursor;
        return this.registry.recorded(subscription);
      })
      .catch((error: unknown) => {
        this.logger.warn({ event: 'live.not-recorded', ...errorFields(error) });
        this.#end(stream, 'lease-lost');
        for (const [patient, each] of disclosed) stream.disclosed.set(patient, { ...each, ...stream.disclosed.get(patient) });
      });
  }

  /** A look at the patients of whom something was sent, and an access for the end. */
  async #record(
    { id, org, reader, scope, since }: Subscription,
    until: LiveCursor,
    patients: readonly DisclosedPatient[],
    reason?: LiveEnd,
  ): Promise<void> {
    const position = encodeLiveId(org, until);
    const { mark, ...who } = reader;
    const common = { ...who, outcome: 'granted' as const, status: 200 };
    const detail = { ...mark, subscription: id, from: encodeLiveId(org, since), ...(reason === 'process-lost' ? { atMost: true } : {}) };
    const parts = patients.map(({ patient, streamVersion, entries }) => ({ patient, patientKnown: true, served: { streamVersion }, detail: { entries } })); // prettier-ignore
    const reads = this.log.recordLook(org, { ...common, operation: 'live.read', served: { position }, detail }, parts);
    const { patient } = scope;
    const end = reason && this.log.record(org, {
      ...common,
      operation: 'live.ended',
      ...(patient === undefined ? { patientKnown: false } : { patient, patientKnown: true }),
      served: { position },
      detail: { ...detail, reason, patients: patients.length },
    }); // prettier-ignore
    await Promise.all([reads, end]);
  }

  async #renew(): Promise<boolean> {
    const isHeld = await this.registry.renew();
    if (!isHeld) for (const stream of [...this.#all]) this.#end(stream, 'lease-lost');
    return isHeld;
  }

  /** Puts on record what dead processes have left. */
  async #care(): Promise<void> {
    try {
      const record = (lost: LostSubscription): Promise<void> =>
        this.#record(lost, lost.until, lost.patients, 'process-lost').then(() => this.metrics.ended('process-lost'));
      let taken: string | undefined;
      do taken = await this.registry.takeLost(taken, record, (error) => this.#notCaredFor(error));
      while (taken !== undefined && !this.#draining);
    } catch (error) {
      this.#notCaredFor(error);
    }
  }

  #notCaredFor(error: unknown): void {
    this.logger.warn({ event: 'live.not-cared-for', ...errorFields(error) });
  }

  #beat(): void {
    for (const [feed, streams] of this.#streams) {
      const frame = Buffer.from(heartbeatOf(encodeLiveId(feed.org, feed.cursor)));
      for (const stream of [...streams]) this.#write(stream, frame);
      if (feed.units.size > 0 || this.#ruled.has(feed)) feed.refresh().catch((error: unknown) => this.#failed(error));
    }
  }

  #lookAtAll(): void {
    for (const feed of this.#users.keys()) if (!this.#again.has(feed)) this.#look(feed);
  }

  #look(feed: LiveFeed): void {
    feed.look().catch((error: unknown) => {
      this.#failed(error);
      // What is there and was not sent is looked for again, whether more comes or not: once for all looks that failed.
      if (this.#again.has(feed)) return;
      this.#again.add(feed);
      setTimeout(() => {
        this.#again.delete(feed);
        if (this.#users.has(feed) && !this.#draining) this.#look(feed);
      }, lookEveryMs).unref();
    });
  }

  #failed(error: unknown): void {
    this.logger.warn({ event: 'live.look-failed', ...errorFields(error) });
  }

  #feedOf(org: string): LiveFeed {
    let feed = this.#feeds.get(org);
    if (!feed) this.#feeds.set(org, (feed = new LiveFeed(org, this.store, this)));
    return feed;
  }

  #streamsOf(feed: LiveFeed): Set<Stream> {
    let streams = this.#streams.get(feed);
    if (!streams) this.#streams.set(feed, (streams = new Set()));
    return streams;
  }

  /** A feed that no stream uses is not read. */
  #leave(feed: LiveFeed, { cares }: Terms): void {
    const ruled = this.#ruled.get(feed)! - 1;
    if (cares && ruled === 0) this.#ruled.delete(feed);
    else if (cares) this.#ruled.set(feed, ruled);
    const left = this.#users.get(feed)! - 1;
    this.#users.set(feed, left);
    const inUse = new Set([...this.#streamsOf(feed)].map(({ unit }) => unit));
    if (left === 0) {
      this.#users.delete(feed);
      this.#streams.delete(feed);
      if (this.#feeds.get(feed.org) === feed) this.#feeds.delete(feed.org);
    } else if (this.#streamsOf(feed).size === left)
      for (const unit of feed.units.values()) if (!inUse.has(unit)) feed.units.delete(unit.key);
  }
}

function follows({ subscription: { scope }, unit }: Stream, patient: string): boolean {
  if (scope.patient !== undefined && scope.patient !== patient) return false;
  return !unit || unit.concerned.has(patient);
}

/** An emergency opened the one patient who is followed. */
function mayHear({ terms: { cares, emergency } }: Stream, patient: string, moment: CareMoment | undefined): boolean {
  return !cares || emergency !== undefined || moment?.sees(cares, patient) === true;
}

/** Why a stream may not go on. What the moment does not say is known at the next one, before anything is sent. */
function endOf(stream: Stream, moment: CareMoment | undefined): LiveEnd | undefined {
  const { until, ends, emergency, cares } = stream.terms;
  const { scope } = stream.subscription;
  if (Date.now() >= until) return ends;
  if (!moment || !cares) return undefined;
  if (emergency !== undefined) return moment.lasts(emergency) === false ? 'emergency-over' : undefined;
  if (scope.patient !== undefined) return moment.sees(cares, scope.patient) === false ? 'care-relation-lost' : undefined;
  if (stream.followsBy === moment.stated.places) return undefined;
  if (!mayFollow(cares, scope, moment.stated)) return 'care-relation-lost';
  stream.followsBy = moment.stated.places;
  return undefined;
}

/** @returns whether the reader has taken what waited */
async function drained(response: ServerResponse): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), drainWithinMs);
  const [taken, closed] = [(): void => resolve(true), (): void => resolve(true)];
  response.once('drain', taken).once('close', closed);
  const result = await promise;
  clearTimeout(timer);
  response.off('drain', taken).off('close', closed);
  return result;
}
