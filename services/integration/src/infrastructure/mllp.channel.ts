import {
  encodeText,
  MllpClient,
  MllpError,
  readAcknowledgements,
  type Acknowledgement,
  type MllpClientOptions,
  type MllpEndpoint,
} from '@everchart/hl7v2';
import type {
  Connected,
  DeliveryChannel,
  DeliveryChannels,
  Endpoint,
  Exchanged,
  LateAnswer,
  OutboundMessage,
} from '../application/delivery.channel.js';
import { classifyAcknowledgements } from '../domain/acknowledgement.classifier.js';
import { characterSet } from '../domain/segments/header.segments.js';

/** HL7 v2 over MLLP, plain or over TLS. */
export function mllpChannels(options: MllpClientOptions): DeliveryChannels {
  const { identity: _identity, ...plain } = options;
  return {
    mllp: () => new MllpChannel(plain, ({ host, port }) => ({ host, port })),
    'mllp-tls': () =>
      new MllpChannel(options, ({ host, port, trustedCertificates }) => ({
        host,
        port,
        tls: trustedCertificates === null ? {} : { trusted: trustedCertificates },
      })),
  };
}

/** Control ids by which answers to earlier messages are recognised. */
const recentMax = 100;

class MllpChannel implements DeliveryChannel {
  readonly #client: MllpClient;
  #endpoint: MllpEndpoint | undefined;
  #inFlight: string | undefined;
  /** Messages whose exchange has ended, the oldest first. */
  readonly #recent = new Set<string>();
  #late: LateAnswer[] = [];

  constructor(
    options: MllpClientOptions,
    private readonly endpointOf: (endpoint: Endpoint) => MllpEndpoint,
  ) {
    this.#client = new MllpClient({ ...options, isLate: (content, waiting) => this.#passOver(readAcknowledgements(content), waiting) });
  }

  async connect(endpoint: Endpoint): Promise<Connected> {
    this.#endpoint = this.endpointOf(endpoint);
    try {
      await this.#client.connect(this.#endpoint);
      return { connected: true };
    } catch (error) {
      if (error instanceof MllpError) return { connected: false, reason: error.code };
      throw error;
    }
  }

  /**
   * After anything else than an answer to this very message the connection is closed: what comes on it later can no
   * longer be assigned to a message. Answers to messages before it are passed over.
   */
  async exchange({ message, controlId }: OutboundMessage): Promise<Exchanged> {
    this.#inFlight = controlId;
    // At a second attempt an answer to the first one counts: it names the same message.
    this.#recent.delete(controlId);
    try {
      if (!this.#endpoint) throw new MllpError('not-connected', false);
      await this.#client.connect(this.#endpoint);
      const answers = readAcknowledgements(await this.#client.exchange(encodeText(message, characterSet)));
      const own = answers.filter((answer) => answer.controlId === controlId);
      if (own.length > 0) return { answered: true, answer: classifyAcknowledgements(own) };
      this.#client.close();
      return {
        answered: false,
        sent: true,
        unusable: true,
        reason: answers.length > 0 ? 'answer-for-another-message' : 'answer-unreadable',
      };
    } catch (error) {
      this.#client.close();
      if (error instanceof MllpError) return { answered: false, sent: error.sent, reason: error.code };
      throw error;
    } finally {
      this.#inFlight = undefined;
      this.#remember(controlId);
    }
  }

  takeLateAnswers(): readonly LateAnswer[] {
    const taken = this.#late;
    this.#late = [];
    return taken;
  }

  close(): void {
    this.#client.close();
  }

  #remember(controlId: string): void {
    this.#recent.add(controlId);
    if (this.#recent.size > recentMax) this.#recent.delete(this.#recent.values().next().value!);
  }

  #passOver(answers: readonly Acknowledgement[], waiting: boolean): boolean {
    const late =
      answers.length > 0 && answers.every(({ controlId }) => (controlId === this.#inFlight ? !waiting : this.#recent.has(controlId)));
    if (late) this.#late.push(...answers.map(({ controlId, code }) => ({ controlId, code })));
    return late;
  }
}
