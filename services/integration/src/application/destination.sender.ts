import { AccessNotRecordedError } from '@everchart/access-log';
import type { Keyring, NoKey } from '@everchart/keyring';
import { errorFields, withSpan, type Logger } from '@everchart/platform';
import { SpanKind } from '@opentelemetry/api';
import { decideAnswer, decideUnanswered, type AttemptLimits, type ReceiverAnswer } from '../domain/answer.decider.js';
import { messagePauseMs, pauseMs, type RetrySchedule } from '../domain/retry.schedule.js';
import type { ClaimedDelivery, DeliveryQueue, Lease, Settlement } from '../infrastructure/delivery.queue.js';
import type { SenderMetrics } from '../infrastructure/metrics.js';
import { keyIdOfRow, openMessage } from '../infrastructure/sealed-rows.js';
import type { DeliveryChannel, DeliveryChannels, Endpoint, Exchanged, Transport } from './delivery.channel.js';
import { DisclosuresAhead, type Disclosures } from './disclosures.js';
import { InterruptibleDelay } from './interruptible.delay.js';

export interface SenderSettings {
  /** The longest that an exchange takes. */
  answerTimeoutMs: number;
  retry: RetrySchedule;
  /** After so many attempts a message waits for a person. */
  limits: AttemptLimits;
  /** Between two looks at the queue without a wake-up. */
  pollMs: number;
}

export interface SenderTools {
  queue: DeliveryQueue;
  channels: DeliveryChannels;
  disclosures: Disclosures;
  /** Messages are opened with its keys just before they are sent. */
  keyring: Pick<Keyring, 'keysOrReasons'>;
  metrics: SenderMetrics;
  logger: Logger;
}

/** Time that settling an attempt may take in addition to the exchange itself: the lease has to hold until then. */
export const settleMarginMs = 1000;
/**
 * One word for all of them: who may set a destination must not learn which ports of which machines are open. The log
 * has the code.
 */
const silent = [
  'connect-failed',
  'connect-timeout',
  'certificate-refused',
  'not-connected',
  'connection-lost',
  'answer-timeout',
  'answer-incomplete',
];
const shownReason = (code: string): string => (silent.includes(code) ? 'no-answer' : code);

/** Why a message cannot be opened; else as it is sent, undefined while the keyring cannot be reached. */
type Opened = { unopenable: NoKey | 'message-not-authentic' } | { text: string | undefined };

/** The destination's queue waits until the keyring is back. */
const keyringAway: Exchanged = { answered: false, sent: false, reason: 'keyring-unreachable' };

/** After so many messages the sender looks again where the destination is. */
const messagesPerRound = 200;

/**
 * Sends to one destination over one channel, one message at a time, for as long as the lease holds. A message is
 * claimed (durably in state `sending`) and put on record before its first byte leaves, and settled together with the
 * claim of the next.
 */
export class DestinationSender {
  /** Resolves when nothing is sent any more: stopped, or another sender has the destination. */
  readonly ended: Promise<void>;
  readonly #delay = new InterruptibleDelay();
  readonly #disclosures: DisclosuresAhead;
  #open: { transport: Transport; channel: DeliveryChannel } | undefined;
  #lease: Lease;
  #leasedUntil: number;
  #stopping = false;
  /** Failures in a row of the connection, or of the receiver to answer. */
  #failures = 0;
  /** An attempt whose settlement is not in the database yet. */
  #unsettled: Settlement | undefined;
  #fault = false;

  constructor(
    lease: Lease,
    leasedUntil: number,
    private readonly settings: SenderSettings,
    private readonly tools: SenderTools,
  ) {
    this.#lease = lease;
    this.#leasedUntil = leasedUntil;
    this.#disclosures = new DisclosuresAhead(tools.disclosures, tools.queue, tools.logger);
    this.ended = this.#run();
  }

  /** @param leasedUntil by this process' clock, never later than the database's */
  renewed(leasedUntil: number): void {
    this.#leasedUntil = leasedUntil;
    this.#delay.wake();
  }

  /** Under which it sends: the fence rises after a fault. */
  get lease(): Lease {
    return this.#lease;
  }

  /** There is something new to send. */
  wake(): void {
    this.#delay.wake();
  }

  /** A person has decided that something is sent now: also a destination that is left alone is tried. */
  hurry(): void {
    this.#delay.cut();
  }

  /** Ends after the attempt under way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#delay.end();
    await this.ended;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        if (this.#fault) await this.#recover();
        else await this.#round();
      } catch (error) {
        this.#fault = true;
        this.#open?.channel.close();
        this.tools.logger.error({ event: 'sender.failed', ...this.#names(), ...errorFields(error) });
        await this.#delay.full(this.settings.pollMs);
      }
    }
    this.#open?.channel.close();
    await this.#disclosures.idle();
  }

  /**
   * What of the last statements took effect is not known: settle what is known, and treat the rest as sent without an
   * answer.
   */
  async #recover(): Promise<void> {
    if (this.#unsettled) await this.tools.queue.advance(this.#lease, this.#unsettled, false);
    this.#unsettled = undefined;
    const lease = await this.tools.queue.renewFence(this.#lease);
    if (lease) this.#lease = lease;
    else this.#overtaken();
    this.#fault = false;
  }

  /** Everything that is due, at most so many messages. */
  async #round(): Promise<void> {
    const wakes = this.#delay.wakes;
    const endpoint = await this.tools.queue.endpointOfDue(this.#lease);
    if (!endpoint || !this.#leaseCoversAnExchange()) return this.#delay.untilWoken(wakes, this.settings.pollMs);
    const channel = this.#channelTo(endpoint);
    const connected = await channel.connect(endpoint);
    if (!connected.connected) return this.#unreachable(connected.reason);
    for (let sent = 0; ; sent += 1) {
      const goOn = !this.#stopping && sent < messagesPerRound && this.#leaseCoversAnExchange();
      const advance = await this.tools.queue.advance(this.#lease, this.#unsettled, goOn);
      this.#unsettled = undefined;
      if (advance.outcome === 'fenced') return this.#overtaken();
      if (advance.outcome === 'nothing-due') {
        return goOn ? this.#delay.untilWoken(wakes, Math.min(this.settings.pollMs, advance.nextDueInMs ?? Infinity)) : undefined;
      }
      const pause = await this.#attempt(advance.delivery, channel);
      if (pause === undefined) continue;
      await this.tools.queue.advance(this.#lease, this.#unsettled, false);
      this.#unsettled = undefined;
      return this.#delay.full(pause);
    }
  }

  /** A destination that is spoken to in another way from now on gets a channel of that kind. */
  #channelTo({ transport }: Endpoint): DeliveryChannel {
    if (this.#open?.transport === transport) return this.#open.channel;
    this.#open?.channel.close();
    this.#open = { transport, channel: this.tools.channels[transport]() };
    return this.#open.channel;
  }

  /**
   * Leaves the settlement in `#unsettled`. @returns milliseconds for which the destination is left alone, after an
   * attempt without an answer
   */
  #attempt(delivery: ClaimedDelivery, channel: DeliveryChannel): Promise<number | undefined> {
    const attributes = { org: this.#lease.org, destination: this.#lease.destination };
    return withSpan('message send', { kind: SpanKind.CLIENT, traceparent: delivery.traceparent, attributes }, async () => {
      if (delivery.unanswered >= this.settings.limits.unanswered) {
        // Senders were lost again and again while they sent this message: it is not sent once more.
        this.#unsettled = this.#unsent(delivery, 'held', 'sender-lost-too-often');
        return undefined;
      }
      const claimedAt = performance.now();
      const opened = await this.#opened(delivery);
      if ('unopenable' in opened) {
        // Of a key that is not destroyed the row may be restored.
        this.#unsettled = this.#unsent(delivery, opened.unopenable === 'key-destroyed' ? 'dead' : 'held', opened.unopenable);
        return undefined;
      }
      const exchanged = opened.text === undefined ? keyringAway : await this.#exchange(delivery, opened.text, channel);
      if (!exchanged.answered) return this.#unanswered(delivery, exchanged);
      this.#unsettled = this.#answered(delivery, exchanged.answer);
      if (this.#unsettled.state === 'delivered')
        this.tools.metrics.delivery.observe(this.#names(), delivery.waitedSeconds + (performance.now() - claimedAt) / 1000);
      await this.#reached();
      return undefined;
    });
  }

  /** It is not sent, and later ones go on. */
  #unsent(delivery: ClaimedDelivery, state: 'held' | 'dead', reason: string): Settlement {
    this.#count(reason === 'key-destroyed' ? reason : state);
    this.tools.logger.warn({ event: `delivery.${state}`, ...this.#about(delivery), reason });
    return { sequence: delivery.sequence, state, reason, dueInMs: 0, refused: false, unanswered: false };
  }

  async #opened(delivery: ClaimedDelivery): Promise<Opened> {
    const { org } = this.#lease;
    const keyId = keyIdOfRow(delivery.message);
    if (keyId === undefined) return { unopenable: 'message-not-authentic' };
    let key: Buffer | NoKey;
    try {
      key = (await this.tools.keyring.keysOrReasons(org, [keyId])).get(keyId)!;
    } catch (error) {
      this.tools.logger.warn({ event: 'delivery.keyring-unreachable', ...this.#about(delivery), ...errorFields(error) });
      return { text: undefined };
    }
    if (typeof key === 'string') return { unopenable: key };
    const text = openMessage({ ...this.#lease, ...delivery }, delivery.message, key);
    return text === undefined ? { unopenable: 'message-not-authentic' } : { text };
  }

  async #exchange(delivery: ClaimedDelivery, message: string, channel: DeliveryChannel): Promise<Exchanged> {
    try {
      await this.#disclosures.ensure(this.#lease, delivery);
    } catch (error) {
      if (!(error instanceof AccessNotRecordedError)) throw error;
      return { answered: false, sent: false, reason: error.code };
    }
    // The record may have waited for the keyring.
    if (!this.#leaseCoversAnExchange()) return { answered: false, sent: false, reason: 'lease-too-short' };
    this.#disclosures.lookAhead(this.#lease);
    const stopTimer = this.tools.metrics.exchange.startTimer(this.#names());
    const exchanged = await channel.exchange({ controlId: delivery.controlId, message });
    if (exchanged.answered) stopTimer();
    for (const { controlId, code } of channel.takeLateAnswers()) {
      this.tools.metrics.lateAnswers.inc({ ...this.#names(), code });
      this.tools.logger.warn({ event: 'answer.late', ...this.#names(), controlId, ackCode: code });
    }
    return exchanged;
  }

  #answered(delivery: ClaimedDelivery, answer: ReceiverAnswer): Settlement {
    const action = decideAnswer(answer, delivery, this.settings.limits);
    const settlement = { sequence: delivery.sequence, state: action.state, answerCode: answer.code, dueInMs: 0, unanswered: false };
    if (action.state === 'delivered') {
      this.#count('delivered');
      return { ...settlement, refused: false };
    }
    const dueInMs = action.state === 'queued' ? pauseMs(this.settings.retry, delivery.refusals + 1, Math.random()) : 0;
    const event = action.state === 'queued' ? 'delivery.refused' : `delivery.${action.state}`;
    this.#count(action.state === 'queued' ? 'refused' : action.state);
    this.tools.logger.warn({ event, ...this.#about(delivery), ackCode: answer.code, reason: action.reason });
    return { ...settlement, dueInMs, reason: action.reason, refused: true };
  }

  async #unanswered(delivery: ClaimedDelivery, exchanged: Exchanged & { answered: false }): Promise<number> {
    const { reason, sent } = exchanged;
    const unusable = exchanged.unusable ?? false;
    const { state } = decideUnanswered({ reason, sent, unusable }, delivery, this.settings.limits);
    const held = state === 'held';
    this.#count(held ? 'held' : unusable ? 'answer-unusable' : sent ? 'answer-unknown' : 'not-sent');
    const pause = this.#nextPause();
    const dueInMs = held ? 0 : sent ? messagePauseMs(this.settings.retry, delivery.attempts, pause) : pause;
    this.#unsettled = {
      sequence: delivery.sequence,
      state,
      reason: shownReason(reason),
      dueInMs,
      refused: unusable,
      unanswered: sent && !unusable,
    };
    const event = held ? 'delivery.held' : 'delivery.unanswered';
    this.tools.logger.warn({ event, ...this.#about(delivery), reason, retryInMs: dueInMs });
    await this.tools.queue.reportStatus(this.#lease, this.#failures, shownReason(reason), pause);
    return pause;
  }

  async #unreachable(code: string): Promise<void> {
    this.#count('not-sent');
    const pause = this.#nextPause();
    this.tools.logger.warn({ event: 'destination.unreachable', ...this.#names(), reason: code, attempt: this.#failures, retryInMs: pause });
    await this.tools.queue.reportStatus(this.#lease, this.#failures, shownReason(code), pause);
    await this.#delay.full(pause);
  }

  async #reached(): Promise<void> {
    if (this.#failures === 0) return;
    this.#failures = 0;
    this.tools.logger.info({ event: 'destination.reached', ...this.#names() });
    await this.tools.queue.reportStatus(this.#lease, 0, undefined, 0);
  }

  #nextPause(): number {
    this.#failures += 1;
    return pauseMs(this.settings.retry, this.#failures, Math.random());
  }

  #overtaken(): void {
    this.#stopping = true;
    this.tools.logger.warn({ event: 'sender.overtaken', ...this.#names() });
  }

  #leaseCoversAnExchange(): boolean {
    return performance.now() + this.settings.answerTimeoutMs + settleMarginMs <= this.#leasedUntil;
  }

  #count(outcome: string): void {
    this.tools.metrics.attempts.inc({ ...this.#names(), outcome });
  }

  #names(): { org: string; destination: string } {
    return { org: this.#lease.org, destination: this.#lease.destination };
  }

  #about({ controlId, messageType, attempts, correlationId }: ClaimedDelivery) {
    return { ...this.#names(), controlId, messageType, attempt: attempts, correlationId };
  }
}
