import {
  decodeMessage,
  encodeText,
  Hl7Error,
  MllpClient,
  MllpError,
  parseAcknowledgement,
  type MllpClientOptions,
  type MllpEndpoint,
} from '@everchart/hl7v2';
import type {
  Connected,
  DeliveryChannel,
  DeliveryChannels,
  Endpoint,
  Exchanged,
  OutboundMessage,
} from '../application/delivery.channel.js';
import { classifyAcknowledgement } from '../domain/acknowledgement.classifier.js';
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

class MllpChannel implements DeliveryChannel {
  readonly #client: MllpClient;
  #endpoint: MllpEndpoint | undefined;

  constructor(
    options: MllpClientOptions,
    private readonly endpointOf: (endpoint: Endpoint) => MllpEndpoint,
  ) {
    this.#client = new MllpClient(options);
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
   * longer be assigned to a message.
   */
  async exchange({ message, controlId }: OutboundMessage): Promise<Exchanged> {
    try {
      if (!this.#endpoint) throw new MllpError('not-connected', false);
      await this.#client.connect(this.#endpoint);
      const answer = parseAcknowledgement(decodeMessage(await this.#client.exchange(encodeText(message, characterSet))));
      if (answer.controlId === controlId) return { answered: true, answer: classifyAcknowledgement(answer) };
      this.#client.close();
      return { answered: false, sent: true, reason: 'answer-for-another-message' };
    } catch (error) {
      this.#client.close();
      if (error instanceof MllpError) return { answered: false, sent: error.sent, reason: error.code };
      if (error instanceof Hl7Error) return { answered: false, sent: true, reason: 'answer-unreadable' };
      throw error;
    }
  }

  close(): void {
    this.#client.close();
  }
}
