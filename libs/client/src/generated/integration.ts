/** Made from the OpenAPI document of integration by tools/generate-client-types.mjs: change the service's description, not this file. */

export interface paths {
  '/v1/orgs/{org}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Messages and what became of them
     * @description In the order of queueing, by pages. The messages themselves are not shown. Needs one of the roles integration-engineer, operator, system.
     */
    get: operations['DeliveriesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destinations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Destinations, how their connections fare, and how many messages are in which state
     * @description Needs one of the roles integration-engineer, operator, system.
     */
    get: operations['DestinationsController_list'];
    put?: never;
    /**
     * Connect a destination, or change it
     * @description By id. It gets the messages of events that arrive from now on. When it is changed, what is queued goes to the new address; MSH-5 and MSH-6 of queued messages stay. Needs one of the roles integration-engineer, operator, system.
     */
    post: operations['DestinationsController_put'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destinations/{destination}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a destination
     * @description Nothing is queued for it or sent to it any more. Messages that wait (queued, without an answer, held, not made) are given up with the reason destination-removed; the one that is being sent at this moment is given up unless it is acknowledged. While messages wait this must be said with waiting=discard. Its deliveries stay in the list. Connected again under the same id it gets the events that arrive from then on, and what was given up can be retried. Needs one of the roles integration-engineer, operator, system.
     */
    delete: operations['DestinationsController_remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destinations/{destination}/deliveries/{controlId}/discard': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a message up, in whatever state it waits
     * @description The later messages of the patient go on. It can be sent later with retry. What is being sent just now stays in that state until the attempt ends, and is then given up unless it was acknowledged. Needs one of the roles integration-engineer, operator, system.
     */
    post: operations['DeliveriesController_discard'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destinations/{destination}/deliveries/{controlId}/hold': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Hold a message that waits
     * @description It waits until it is retried or discarded, and the later messages of the patient behind it. What is being sent just now stays in that state until the attempt ends, and is then held unless it was acknowledged. Needs one of the roles integration-engineer, operator, system.
     */
    post: operations['DeliveriesController_hold'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destinations/{destination}/deliveries/{controlId}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a message now, in whatever state it waits, or one that was given up
     * @description It takes its place in the queue again, without waiting for its next attempt, and its attempts are counted anew; one that was given up may now come after later messages of the patient. What is being sent just now stays in that state until the attempt ends; a decision to hold or discard it is taken back. Needs one of the roles integration-engineer, operator, system.
     */
    post: operations['DeliveriesController_retry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destinations/{destination}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pause a destination
     * @description No message is sent to it until it is resumed; the one that is being sent at this moment is settled by its answer. What is recorded meanwhile is queued, nothing is given up, and the order stays. Paused once more: nothing changes. Needs one of the roles integration-engineer, operator, system.
     */
    post: operations['DestinationsController_pause'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destinations/{destination}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Resume a destination
     * @description What waits is sent, in order; what is held still waits for its own decision. Resumed once more: nothing changes. Needs one of the roles integration-engineer, operator, system.
     */
    post: operations['DestinationsController_resume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destinations/{destination}/retry-held': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send again what is held, in the order of queueing
     * @description After a destination was mended: as many as the limit allows at once; "more" says that others are held. Each is put on record as a decision about its patient. Needs one of the roles integration-engineer, operator, system.
     */
    post: operations['DeliveriesController_retryHeld'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/streams': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Streams that wait, and events that cannot be applied
     * @description Needs one of the roles operator.
     */
    get: operations['StreamsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/streams/{stream}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What is wrong with one stream, and what operators have done about it
     * @description Needs one of the roles operator.
     */
    get: operations['StreamsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/streams/{stream}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Apply again what is unreadable or waits
     * @description When the cause was mended: a newer version of the service, a key that is back, an event that has come. Each event has its effect in its own place. Needs one of the roles operator.
     */
    post: operations['StreamsController_retry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/streams/{stream}/skip': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept what is unreadable or missing, and let what waits follow
     * @description For good: it is no alarm any more. What was parked behind it is applied. What was made of the patient stays marked as incomplete; records that are no events are dropped. Needs one of the roles operator.
     */
    post: operations['StreamsController_skip'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Decided: {
      /** @description MSH-10, the same at every attempt */
      controlId: string;
      destination: string;
      /** @enum {string} */
      state: 'queued' | 'sending' | 'sent-answer-unknown' | 'delivered' | 'held' | 'dead' | 'unmade';
    };
    Delivery: {
      /** @description MSA-1 of the last answer */
      answerCode: string | null;
      attempts: number;
      /** @description MSH-10, the same at every attempt */
      controlId: string;
      /** Format: date-time */
      createdAt: string;
      /** @description Made while it is being sent: done when the attempt ends, unless it is acknowledged */
      decision: ('hold' | 'discard') | null;
      destination: string;
      /**
       * Format: date-time
       * @description Not tried before
       */
      dueAt: string;
      /** Format: uuid */
      eventId: string;
      eventType: string;
      lastAttemptAt: string | null;
      /** @description Such as ORU^R01 */
      messageType: string;
      /** Format: uuid */
      patientId: string;
      /** @description Code of what kept it from being delivered */
      reason: string | null;
      /** @description Delivered or given up */
      settledAt: string | null;
      /** @enum {string} */
      state: 'queued' | 'sending' | 'sent-answer-unknown' | 'delivered' | 'held' | 'dead' | 'unmade';
    };
    Destination: {
      /** @description How the connection fares */
      connection: {
        /** @description In a row; 0 = it works */
        failures: number;
        /** @description Code of the last of them: no-answer for everything from a port that is closed to an answer that does not come */
        fault: string | null;
        faultSince: string | null;
        lastDeliveredAt: string | null;
        pausedUntil: string | null;
      };
      /** Format: date-time */
      createdAt: string;
      /** @description Messages by state */
      deliveries: {
        /** @description Given up */
        dead: number;
        /** @description Acknowledged */
        delivered: number;
        /** @description Refused: waits for a decision, and the later messages of the patient behind it */
        held: number;
        /** @description Not sent, or refused in a way that may pass */
        queued: number;
        /** @description On its way */
        sending: number;
        /** @description Sent, and no answer came: will be sent again with the same control id */
        'sent-answer-unknown': number;
        /** @description No message could be made of the event: the later messages of the patient go on */
        unmade: number;
      };
      /** @description Host name or IP address */
      host: string;
      id: string;
      /** @description Paused by a person since then: nothing is sent, what is recorded is queued */
      pausedAt: string | null;
      port: number;
      /** @description MSH-5 */
      receivingApplication: string;
      /** @description MSH-6 */
      receivingFacility: string;
      /**
       * @description mllp-tls: TLS 1.2 or newer; the certificate of the receiver must name the host
       * @default mllp
       * @enum {string}
       */
      transport: 'mllp' | 'mllp-tls';
      /**
       * @description mllp-tls: PEM, the roots to which the certificate of the receiver must lead. null: the public roots that come with Node
       * @default null
       */
      trustedCertificates: string | null;
      /** Format: date-time */
      updatedAt: string;
    };
    DestinationPause: {
      id: string;
      paused: boolean;
      /** @description Messages that wait for it */
      waiting: number;
    };
    DestinationRemoved: {
      /** @description Messages that waited */
      givenUp: number;
      id: string;
    };
    DestinationSettings: {
      /** @description Host name or IP address */
      host: string;
      id: string;
      port: number;
      /** @description MSH-5 */
      receivingApplication: string;
      /** @description MSH-6 */
      receivingFacility: string;
      /**
       * @description mllp-tls: TLS 1.2 or newer; the certificate of the receiver must name the host
       * @default mllp
       * @enum {string}
       */
      transport: 'mllp' | 'mllp-tls';
      /**
       * @description mllp-tls: PEM, the roots to which the certificate of the receiver must lead. null: the public roots that come with Node
       * @default null
       */
      trustedCertificates: string | null;
    };
    ForgedRecords: {
      /** @enum {string} */
      code: 'out-of-bounds' | 'mac-missing' | 'key-unknown' | 'mac-wrong' | 'writer-wrong' | 'out-of-place';
      firstOffset: number;
      /** Format: date-time */
      lastAt: string;
      lastOffset: number;
      partition: number;
      records: number;
      /** Format: date-time */
      since: string;
      topic: string;
    };
    HeldRetried: {
      more: boolean;
      retried: number;
    };
    /** @description RFC 9457 problem details, served as application/problem+json */
    Problem: {
      /**
       * Format: uuid
       * @description Of the request; absent where it stands for one item of a batch
       */
      correlationId?: string;
      /** @description What to do about it */
      detail?: string;
      /** @description The faults of the request, a hundred at most: the last one then says how many more there are */
      faults?: {
        /** @description What is wrong there; never the value */
        message: string;
        /** @description Place in the body (RFC 6901), or below /path, /query or /headers */
        pointer: string;
      }[];
      status: number;
      title: string;
      /** @description urn:everchart:problem:<code> */
      type: string;
    } & {
      [key: string]: unknown;
    };
    SkipReason: {
      /** @description Why it is accepted: goes on record. No patient data */
      reason: string;
    };
    StoppedStream: {
      code: string;
      /** @description At which it stands */
      eventId?: string;
      /** @description Events that wait, that one among them */
      parkedEvents: number;
      position?: number;
      /**
       * @description gap: an event before it is missing; poison: no event, or one that cannot even be noted; fork: the store was restored
       * @enum {string}
       */
      reason: 'gap' | 'poison' | 'fork';
      /** Format: date-time */
      since: string;
      /** @description Id of the patient; for records that are no events their key, <organisation>/<shard> */
      stream: string;
      streamVersion?: number;
    };
    StreamOutcome: {
      /** @description Events and records that are accepted as they are */
      accepted: number;
      /** @description Events that have their effects now */
      applied: number;
      stopped: components['schemas']['StoppedStream'][];
      /** @description Events of the stream that are unreadable and not accepted */
      unreadable: number;
    };
    UnreadableEvent: {
      /** @description Present when an operator has accepted that it stays so */
      accepted?: {
        /** Format: date-time */
        at: string;
        by: string;
        reason: string;
      };
      /** @description Why it cannot be applied; never patient data */
      code: string;
      eventId: string;
      /** @description "unknown": the event never came */
      eventType: string;
      position: number;
      /** Format: date-time */
      recordedAt: string;
      shard: number;
      /** Format: date-time */
      since: string;
      stream: string;
      streamVersion: number;
      /** Format: date-time */
      triedAt: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: {
    /** @description Release that answered; of 421: the one that is assigned */
    'everchart-release': string;
    /** @description Epoch of the caller's organisation since when this release serves the caller; 0: none is assigned, or the caller is not known */
    'everchart-release-epoch': number;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  DeliveriesController_list: {
    parameters: {
      query?: {
        /** @description The "next" of the page before */
        cursor?: string;
        destination?: string;
        limit?: number;
        state?: 'queued' | 'sending' | 'sent-answer-unknown' | 'delivered' | 'held' | 'dead' | 'unmade';
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (integration-engineer, operator, system) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page; "next" is null on the last */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "deliveries": [
           *         {
           *           "destination": "city-hospital",
           *           "controlId": "7QK2M9X4T1B8VZC03DNE",
           *           "messageType": "ORU^R01",
           *           "eventId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "eventType": "observation.recorded",
           *           "patientId": "3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f",
           *           "state": "held",
           *           "attempts": 1,
           *           "answerCode": "AE",
           *           "reason": "refused-AE-101",
           *           "decision": null,
           *           "createdAt": "2026-03-01T08:00:00.000Z",
           *           "dueAt": "2026-03-01T08:00:00.000Z",
           *           "lastAttemptAt": "2026-03-01T08:00:01.000Z",
           *           "settledAt": null
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': {
            deliveries: components['schemas']['Delivery'][];
            next: string | null;
          };
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:parameter-invalid' | 'urn:everchart:problem:bad-request';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DestinationsController_list: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (integration-engineer, operator, system) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of the organisation, by id */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "destinations": [
           *         {
           *           "id": "city-hospital",
           *           "transport": "mllp",
           *           "host": "mllp.hospital.example",
           *           "port": 2575,
           *           "trustedCertificates": null,
           *           "receivingApplication": "EHR",
           *           "receivingFacility": "CITY-HOSPITAL",
           *           "createdAt": "2026-03-01T07:00:00.000Z",
           *           "updatedAt": "2026-03-01T07:00:00.000Z",
           *           "pausedAt": null,
           *           "connection": {
           *             "failures": 0,
           *             "fault": null,
           *             "faultSince": null,
           *             "pausedUntil": null,
           *             "lastDeliveredAt": "2026-03-01T08:00:00.000Z"
           *           },
           *           "deliveries": {
           *             "queued": 2,
           *             "sending": 1,
           *             "sent-answer-unknown": 0,
           *             "delivered": 1204,
           *             "held": 0,
           *             "dead": 0,
           *             "unmade": 0
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': {
            destinations: components['schemas']['Destination'][];
          };
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:parameter-invalid' | 'urn:everchart:problem:bad-request';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DestinationsController_put: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (integration-engineer, operator, system) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DestinationSettings'];
      };
    };
    responses: {
      /** @description Changed, or as it was */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "city-hospital",
           *       "transport": "mllp",
           *       "host": "mllp.hospital.example",
           *       "port": 2575,
           *       "trustedCertificates": null,
           *       "receivingApplication": "EHR",
           *       "receivingFacility": "CITY-HOSPITAL"
           *     }
           */
          'application/json': {
            /** @description Host name or IP address */
            host: string;
            id: string;
            port: number;
            /** @description MSH-5 */
            receivingApplication: string;
            /** @description MSH-6 */
            receivingFacility: string;
            /**
             * @description mllp-tls: TLS 1.2 or newer; the certificate of the receiver must name the host
             * @default mllp
             * @enum {string}
             */
            transport: 'mllp' | 'mllp-tls';
            /**
             * @description mllp-tls: PEM, the roots to which the certificate of the receiver must lead. null: the public roots that come with Node
             * @default null
             */
            trustedCertificates: string | null;
          };
        };
      };
      /** @description Connected */
      201: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "city-hospital",
           *       "transport": "mllp",
           *       "host": "mllp.hospital.example",
           *       "port": 2575,
           *       "trustedCertificates": null,
           *       "receivingApplication": "EHR",
           *       "receivingFacility": "CITY-HOSPITAL"
           *     }
           */
          'application/json': {
            /** @description Host name or IP address */
            host: string;
            id: string;
            port: number;
            /** @description MSH-5 */
            receivingApplication: string;
            /** @description MSH-6 */
            receivingFacility: string;
            /**
             * @description mllp-tls: TLS 1.2 or newer; the certificate of the receiver must name the host
             * @default mllp
             * @enum {string}
             */
            transport: 'mllp' | 'mllp-tls';
            /**
             * @description mllp-tls: PEM, the roots to which the certificate of the receiver must lead. null: the public roots that come with Node
             * @default null
             */
            trustedCertificates: string | null;
          };
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request'
              | 'urn:everchart:problem:json-malformed'
              | 'urn:everchart:problem:json-ambiguous';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:request-timeout';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:body-too-large';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:media-type-unsupported' | 'urn:everchart:problem:content-encoding-unsupported';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Messages may not go to this address; or: The body has faults */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:address-not-allowed' | 'urn:everchart:problem:body-invalid';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DestinationsController_remove: {
    parameters: {
      query?: {
        /** @description Give up the messages that wait */
        waiting?: 'discard';
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (integration-engineer, operator, system) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        destination: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Removed */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "city-hospital",
           *       "givenUp": 12
           *     }
           */
          'application/json': components['schemas']['DestinationRemoved'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request'
              | 'urn:everchart:problem:json-malformed'
              | 'urn:everchart:problem:json-ambiguous';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description There is no such destination */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:destination-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:request-timeout';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Messages wait for the destination */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:deliveries-waiting';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:body-too-large';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:media-type-unsupported' | 'urn:everchart:problem:content-encoding-unsupported';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DeliveriesController_discard: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (integration-engineer, operator, system) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        controlId: string;
        destination: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "destination": "city-hospital",
           *       "controlId": "7QK2M9X4T1B8VZC03DNE",
           *       "state": "dead"
           *     }
           */
          'application/json': components['schemas']['Decided'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request'
              | 'urn:everchart:problem:json-malformed'
              | 'urn:everchart:problem:json-ambiguous';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description There is no such delivery; or: There is no such destination */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:delivery-unknown' | 'urn:everchart:problem:destination-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:request-timeout';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The delivery does not wait */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:delivery-not-waiting';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:body-too-large';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:media-type-unsupported' | 'urn:everchart:problem:content-encoding-unsupported';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DeliveriesController_hold: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (integration-engineer, operator, system) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        controlId: string;
        destination: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "destination": "city-hospital",
           *       "controlId": "7QK2M9X4T1B8VZC03DNE",
           *       "state": "held"
           *     }
           */
          'application/json': components['schemas']['Decided'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request'
              | 'urn:everchart:problem:json-malformed'
              | 'urn:everchart:problem:json-ambiguous';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description There is no such delivery; or: There is no such destination */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:delivery-unknown' | 'urn:everchart:problem:destination-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:request-timeout';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The delivery does not wait */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:delivery-not-waiting';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:body-too-large';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:media-type-unsupported' | 'urn:everchart:problem:content-encoding-unsupported';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DeliveriesController_retry: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (integration-engineer, operator, system) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        controlId: string;
        destination: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "destination": "city-hospital",
           *       "controlId": "7QK2M9X4T1B8VZC03DNE",
           *       "state": "queued"
           *     }
           */
          'application/json': components['schemas']['Decided'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request'
              | 'urn:everchart:problem:json-malformed'
              | 'urn:everchart:problem:json-ambiguous';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description There is no such delivery; or: There is no such destination */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:delivery-unknown' | 'urn:everchart:problem:destination-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:request-timeout';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The delivery does not wait */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:delivery-not-waiting';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:body-too-large';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:media-type-unsupported' | 'urn:everchart:problem:content-encoding-unsupported';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DestinationsController_pause: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (integration-engineer, operator, system) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        destination: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Paused */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "city-hospital",
           *       "paused": true,
           *       "waiting": 12
           *     }
           */
          'application/json': components['schemas']['DestinationPause'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request'
              | 'urn:everchart:problem:json-malformed'
              | 'urn:everchart:problem:json-ambiguous';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description There is no such destination */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:destination-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:request-timeout';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:body-too-large';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:media-type-unsupported' | 'urn:everchart:problem:content-encoding-unsupported';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DestinationsController_resume: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (integration-engineer, operator, system) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        destination: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Resumed */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "city-hospital",
           *       "paused": false,
           *       "waiting": 12
           *     }
           */
          'application/json': components['schemas']['DestinationPause'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request'
              | 'urn:everchart:problem:json-malformed'
              | 'urn:everchart:problem:json-ambiguous';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description There is no such destination */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:destination-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:request-timeout';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:body-too-large';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:media-type-unsupported' | 'urn:everchart:problem:content-encoding-unsupported';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DeliveriesController_retryHeld: {
    parameters: {
      query?: {
        limit?: number;
        /** @description Only those that are held for this reason, such as no-answer */
        reason?: string;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (integration-engineer, operator, system) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        destination: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "retried": 17,
           *       "more": false
           *     }
           */
          'application/json': components['schemas']['HeldRetried'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request'
              | 'urn:everchart:problem:json-malformed'
              | 'urn:everchart:problem:json-ambiguous';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description There is no such destination */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:destination-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:request-timeout';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:body-too-large';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:media-type-unsupported' | 'urn:everchart:problem:content-encoding-unsupported';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  StreamsController_list: {
    parameters: {
      query?: {
        /** @description Also the events that an operator has accepted as unreadable */
        accepted?: boolean;
        /** @description Of this consumer of the service, as of a version of its projection; else the one that reads of the organisation go by */
        consumer?: string;
        /** @description Of each list */
        limit?: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (operator) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Those of the organisation */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "consumer": "timeline-v1",
           *       "stopped": [],
           *       "unreadable": [
           *         {
           *           "stream": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "eventId": "01980c60-0000-7000-8000-000000000007",
           *           "eventType": "observation.recorded",
           *           "streamVersion": 7,
           *           "shard": 0,
           *           "position": 4211,
           *           "recordedAt": "2026-03-01T07:31:12.004Z",
           *           "code": "key-missing",
           *           "since": "2026-03-01T07:31:13.000Z",
           *           "triedAt": "2026-03-01T07:31:13.000Z"
           *         }
           *       ],
           *       "unreadableEvents": 1,
           *       "forged": []
           *     }
           */
          'application/json': {
            consumer: string;
            /** @description Records of the topics, of no organisation, that no writer has signed: dropped. Of the last day; with "accepted" all */
            forged: components['schemas']['ForgedRecords'][];
            /** @description Streams at which the consumer stands: what follows waits */
            stopped: components['schemas']['StoppedStream'][];
            /** @description Events that could not be applied: what follows was applied. The newest first */
            unreadable: components['schemas']['UnreadableEvent'][];
            /** @description How many there are that nobody has accepted */
            unreadableEvents: number;
          };
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:parameter-invalid' | 'urn:everchart:problem:bad-request';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The service has no such consumer */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:consumer-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  StreamsController_show: {
    parameters: {
      query?: {
        /** @description Of this consumer of the service, as of a version of its projection; else the one that reads of the organisation go by */
        consumer?: string;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (operator) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        /** @description Organisation of the token */
        org: string;
        stream: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The stream; both lists are empty when nothing is wrong with it */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "stream": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "consumer": "timeline-v1",
           *       "stopped": [],
           *       "unreadable": [
           *         {
           *           "stream": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "eventId": "01980c60-0000-7000-8000-000000000007",
           *           "eventType": "observation.recorded",
           *           "streamVersion": 7,
           *           "shard": 0,
           *           "position": 4211,
           *           "recordedAt": "2026-03-01T07:31:12.004Z",
           *           "code": "key-missing",
           *           "since": "2026-03-01T07:31:13.000Z",
           *           "triedAt": "2026-03-01T07:31:13.000Z"
           *         }
           *       ],
           *       "requests": [
           *         {
           *           "action": "retry",
           *           "by": "operator-emil",
           *           "at": "2026-03-01T08:00:00.000Z",
           *           "doneAt": "2026-03-01T08:00:01.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': {
            consumer: string;
            /** @description The newest first, at most 20 */
            requests: {
              /** @enum {string} */
              action: 'retry' | 'skip';
              /** Format: date-time */
              at: string;
              by: string;
              /**
               * Format: date-time
               * @description Absent: the consumer has not done it yet
               */
              doneAt?: string;
              eventId?: string;
              reason?: string;
            }[];
            /** @description Streams at which the consumer stands: what follows waits */
            stopped: components['schemas']['StoppedStream'][];
            stream: string;
            /** @description Events that could not be applied: what follows was applied. The newest first */
            unreadable: components['schemas']['UnreadableEvent'][];
          };
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:parameter-invalid' | 'urn:everchart:problem:bad-request';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The service has no such consumer */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:consumer-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  StreamsController_retry: {
    parameters: {
      query?: {
        /** @description Of this consumer of the service, as of a version of its projection; else the one that reads of the organisation go by */
        consumer?: string;
        /** @description This unreadable event only; else all of the stream */
        event?: string;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (operator) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        /** @description Organisation of the token */
        org: string;
        stream: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "applied": 1,
           *       "accepted": 0,
           *       "unreadable": 0,
           *       "stopped": []
           *     }
           */
          'application/json': components['schemas']['StreamOutcome'];
        };
      };
      /** @description The consumer has not answered within 10 s: it does it when it can. GET the stream to see */
      202: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requested": true
           *     }
           */
          'application/json': {
            /** @constant */
            requested: true;
          };
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request'
              | 'urn:everchart:problem:json-malformed'
              | 'urn:everchart:problem:json-ambiguous';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The service has no such consumer; or: Nothing of this stream waits or is unreadable; or: No such event of this stream is unreadable */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              'urn:everchart:problem:consumer-unknown' | 'urn:everchart:problem:stream-untroubled' | 'urn:everchart:problem:event-readable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:request-timeout';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The stream is a fork: it cannot go on */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:stream-forked';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:body-too-large';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:media-type-unsupported' | 'urn:everchart:problem:content-encoding-unsupported';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  StreamsController_skip: {
    parameters: {
      query?: {
        /** @description Of this consumer of the service, as of a version of its projection; else the one that reads of the organisation go by */
        consumer?: string;
        /** @description This unreadable event only; else all of the stream */
        event?: string;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (operator) */
        'Everchart-Purpose'?:
          | 'TREAT'
          | 'CAREMGT'
          | 'COC'
          | 'CLINTRL'
          | 'ETREAT'
          | 'BTG'
          | 'ERTREAT'
          | 'POPHLTH'
          | 'HOPERAT'
          | 'FRAUD'
          | 'GOV'
          | 'HACCRED'
          | 'HCOMPL'
          | 'HDECD'
          | 'HDIRECT'
          | 'HLEGAL'
          | 'HOUTCMS'
          | 'HQUALIMP'
          | 'HSYSADMIN'
          | 'HTEST'
          | 'PATADMIN'
          | 'PATSFTY'
          | 'PERFMSR'
          | 'RECORDMGT'
          | 'SYSDEV'
          | 'TRAIN'
          | 'HPAYMT'
          | 'HRESCH'
          | 'PATRQT'
          | 'FAMRQT'
          | 'PWATRNY'
          | 'SUPNWK'
          | 'PUBHLTH'
          | 'DISASTER'
          | 'THREAT';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        /** @description Organisation of the token */
        org: string;
        stream: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "The key was destroyed at the request of the patient"
         *     }
         */
        'application/json': components['schemas']['SkipReason'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "applied": 1,
           *       "accepted": 0,
           *       "unreadable": 0,
           *       "stopped": []
           *     }
           */
          'application/json': components['schemas']['StreamOutcome'];
        };
      };
      /** @description The consumer has not answered within 10 s: it does it when it can. GET the stream to see */
      202: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requested": true
           *     }
           */
          'application/json': {
            /** @constant */
            requested: true;
          };
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request'
              | 'urn:everchart:problem:json-malformed'
              | 'urn:everchart:problem:json-ambiguous';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:not-authenticated';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The service has no such consumer; or: Nothing of this stream waits or is unreadable; or: No such event of this stream is unreadable */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              'urn:everchart:problem:consumer-unknown' | 'urn:everchart:problem:stream-untroubled' | 'urn:everchart:problem:event-readable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:request-timeout';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The stream is a fork: it cannot go on */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:stream-forked';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:body-too-large';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:media-type-unsupported' | 'urn:everchart:problem:content-encoding-unsupported';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The body has faults */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:body-invalid';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
}
type WithRequired<T, K extends keyof T> = T & {
  [P in K]-?: T[P];
};
