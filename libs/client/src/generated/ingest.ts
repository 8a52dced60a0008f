/** Made from the OpenAPI document of ingest by tools/generate-client-types.mjs: change the service's description, not this file. */

export interface paths {
  '/v1/event-types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Event types that can be recorded
     * @description Every version of each, with the JSON Schema of its data, an example, and what it becomes in FHIR R4 and HL7 v2. Beyond the schema: codes of LOINC, SNOMED CT (check digits) and UCUM are checked, and the data of an entry.amended is checked as data of its own type.
     */
    get: operations['EventTypesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/event-types/{type}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The versions of one event type */
    get: operations['EventTypesController_one'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Record up to 1,000 events of any patients
     * @description For devices that were out of reach and for imports: a JSON array, an object with the array `events`, or one event per line (NDJSON), of 8 MiB at most. Events are recorded in the given order, and each has its own outcome: one that is refused does not touch the others, unless atomic=true asks for all or none. A batch whose answer was lost is sent again as it was: what was recorded is answered as a duplicate. Over slow lines send smaller batches: a body may take 15 seconds, and must come at 8 KiB/s if it takes longer.
     */
    post: operations['RecordEventsController_recordBatch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Record one event of a patient
     * @description Answered when the event is on disk. The first event of a record is patient.registered. If-Match makes the event depend on the version of the record that the writer has seen.
     */
    post: operations['RecordEventsController_recordOne'];
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
    Batch: {
      events: components['schemas']['BatchEvent'][];
    };
    BatchArray: components['schemas']['BatchEvent'][];
    BatchEvent: {
      /**
       * Format: uuid
       * @description The event or message that this one follows from
       */
      causationId?: string;
      /**
       * Format: uuid
       * @description Joins events of one action; without it that of the request
       */
      correlationId?: string;
      /** @description Valid under the type's schema: see GET /v1/event-types */
      data: {
        [key: string]: unknown;
      };
      /** @description Opaque identifier of the home or ward */
      facility?: string;
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names this event for ever. Sending the same event again under the same id has no further effect.
       */
      id: string;
      /**
       * @description Entity tag, as the header If-Match of a single event
       * @example W/"7"
       */
      ifMatch?: string;
      /**
       * Format: date-time
       * @description When it happened, with the carer's zone (RFC 3339); stored as stated. Late entries are welcome; more than some minutes ahead is refused, by the device's own clock where Everchart-Device-Time states it.
       */
      occurredAt: string;
      /** Format: uuid */
      patientId: string;
      /** @description Version of the type's schema; without it the newest */
      schemaVersion?: number;
      /**
       * @description What happened
       * @enum {string}
       */
      type:
        | 'allergy.recorded'
        | 'allergy.refuted'
        | 'consent.granted'
        | 'consent.withdrawn'
        | 'document.attached'
        | 'entry.amended'
        | 'entry.struck'
        | 'flag.acknowledged'
        | 'flag.changed'
        | 'flag.cleared'
        | 'flag.raised'
        | 'incident.reported'
        | 'incident.reviewed'
        | 'medication.administered'
        | 'medication.changed'
        | 'medication.not-given'
        | 'medication.prescribed'
        | 'medication.stopped'
        | 'note.written'
        | 'observation.recorded'
        | 'patient.deceased'
        | 'patient.details-amended'
        | 'patient.merged'
        | 'patient.registered'
        | 'plan.instruction-ended'
        | 'plan.instruction-given'
        | 'plan.instruction-revised'
        | 'plan.task-completed'
        | 'preference.stated'
        | 'preference.withdrawn'
        | 'problem.recorded'
        | 'problem.resolved'
        | 'stay.admitted'
        | 'stay.cancelled'
        | 'stay.discharged'
        | 'stay.transferred';
    };
    /** @description One BatchEvent per line, 1 to 1,000 of them, in UTF-8; blank lines are passed over. A line that is not JSON is answered as an invalid event, with its number. */
    BatchLines: string;
    /** @description Of a batch of all or none: what it was refused for */
    BatchRefused: {
      /** @description The events that were not accepted; those that were only kept back by them are not listed */
      problems?: {
        /** Format: uuid */
        id?: string;
        /** @description Place in the batch; blank lines do not count */
        index: number;
        problem: components['schemas']['Problem'];
        /** @description What the event would have been answered with on its own */
        status: number;
      }[];
    } & components['schemas']['Problem'];
    /** @description One result per line, in the order of the request */
    BatchResultLines: string;
    BatchResults: {
      /** @description One per event, in the order of the request */
      results: (components['schemas']['RecordedItem'] | components['schemas']['RefusedItem'])[];
    };
    Event: {
      /**
       * Format: uuid
       * @description The event or message that this one follows from
       */
      causationId?: string;
      /**
       * Format: uuid
       * @description Joins events of one action; without it that of the request
       */
      correlationId?: string;
      /** @description Valid under the type's schema: see GET /v1/event-types */
      data: {
        [key: string]: unknown;
      };
      /** @description Opaque identifier of the home or ward */
      facility?: string;
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names this event for ever. Sending the same event again under the same id has no further effect.
       */
      id: string;
      /**
       * Format: date-time
       * @description When it happened, with the carer's zone (RFC 3339); stored as stated. Late entries are welcome; more than some minutes ahead is refused, by the device's own clock where Everchart-Device-Time states it.
       */
      occurredAt: string;
      /** @description Version of the type's schema; without it the newest */
      schemaVersion?: number;
      /**
       * @description What happened
       * @enum {string}
       */
      type:
        | 'allergy.recorded'
        | 'allergy.refuted'
        | 'consent.granted'
        | 'consent.withdrawn'
        | 'document.attached'
        | 'entry.amended'
        | 'entry.struck'
        | 'flag.acknowledged'
        | 'flag.changed'
        | 'flag.cleared'
        | 'flag.raised'
        | 'incident.reported'
        | 'incident.reviewed'
        | 'medication.administered'
        | 'medication.changed'
        | 'medication.not-given'
        | 'medication.prescribed'
        | 'medication.stopped'
        | 'note.written'
        | 'observation.recorded'
        | 'patient.deceased'
        | 'patient.details-amended'
        | 'patient.merged'
        | 'patient.registered'
        | 'plan.instruction-ended'
        | 'plan.instruction-given'
        | 'plan.instruction-revised'
        | 'plan.task-completed'
        | 'preference.stated'
        | 'preference.withdrawn'
        | 'problem.recorded'
        | 'problem.resolved'
        | 'stay.admitted'
        | 'stay.cancelled'
        | 'stay.discharged'
        | 'stay.transferred';
    };
    EventTypes: {
      eventTypes: {
        /** @description urn:everchart:schema:<type>:<version> */
        dataschema: string;
        /** @description What happened */
        description: string;
        example: {
          [key: string]: unknown;
        };
        /** @description What it becomes elsewhere: a note for people, the resource and the message for programs */
        mapping: {
          fhir: {
            note: string;
            /** @description FHIR R4 */
            resource: string;
          };
          hl7v2: {
            /** @description HL7 v2.5.1, as in MSH-9; null: no trigger for it */
            message: string | null;
            note: string;
          };
        };
        /** @description Members of the data that hold the id of another event of the same patient, with the types it may have (none: any) */
        references: {
          [key: string]: string[];
        };
        /** @description Class whose keys are kept and destroyed together */
        retentionClass: string;
        /** @description JSON Schema 2020-12 of `data`; a released one never changes */
        schema: {
          [key: string]: unknown;
        };
        type: string;
        version: number;
      }[];
    };
    /** @description A FHIR R4 resource (hl7.org/fhir/R4) */
    FhirResource: {
      resourceType: string;
    } & {
      [key: string]: unknown;
    };
    /** @description RFC 9457 problem details, served as application/problem+json */
    Problem: {
      /**
       * Format: uuid
       * @description Of the request; absent where it stands for one item of a batch
       */
      correlationId?: string;
      detail?: string;
      /** @description Every fault of the body */
      faults?: {
        /** @description What is wrong there; never the value */
        message: string;
        /** @description Place in the body (RFC 6901) */
        pointer: string;
      }[];
      status: number;
      title: string;
      /** @description urn:everchart:problem:<code> */
      type: string;
    };
    Recorded: {
      /** Format: uuid */
      id: string;
      /**
       * @description Present when it was recorded more than an hour after it happened: accepted, and shown as late
       * @enum {boolean}
       */
      late?: true;
      /** @description Place in the sequence of the organisation */
      position: number;
      /**
       * Format: date-time
       * @description When it was committed (UTC, microseconds)
       */
      recordedAt: string;
      /** @description Version of the patient's record after this event; the ETag */
      streamVersion: number;
    };
    RecordedItem: {
      /** Format: uuid */
      id: string;
      /**
       * @description Present when it was recorded more than an hour after it happened: accepted, and shown as late
       * @enum {boolean}
       */
      late?: true;
      /**
       * @description duplicate: the same event was recorded before; its first answer again
       * @enum {string}
       */
      outcome: 'created' | 'duplicate';
      /** @description Place in the sequence of the organisation */
      position: number;
      /**
       * Format: date-time
       * @description When it was committed (UTC, microseconds)
       */
      recordedAt: string;
      /** @description What the event would have been answered with on its own */
      status: number;
      /** @description Version of the patient's record after this event; the ETag */
      streamVersion: number;
    };
    RefusedItem: {
      /** Format: uuid */
      id?: string;
      /**
       * @description conflict: the id belongs to another event; invalid: faults in the event; refused: the record does not allow it
       * @enum {string}
       */
      outcome: 'conflict' | 'invalid' | 'refused';
      problem: components['schemas']['Problem'];
      /** @description What the event would have been answered with on its own */
      status: number;
      /** @description Version of the patient's record that the event was refused for */
      streamVersion?: number;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  EventTypesController_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All types and versions */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventTypes'];
        };
      };
    };
  };
  EventTypesController_one: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        type: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All versions of the type */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventTypes'];
        };
      };
      /** @description There is no such type */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:event-type-unknown",
           *       "title": "There is no such event type",
           *       "status": 404
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RecordEventsController_recordBatch: {
    parameters: {
      query?: {
        /** @description true: all events are recorded, or none and the answer is 409 or 422 with what each was refused for */
        atomic?: boolean;
      };
      header?: {
        /** @description application/x-ndjson: one result per line */
        Accept?: 'application/json' | 'application/x-ndjson';
        /** @description The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused. */
        'Everchart-Device-Time'?: string;
        /** @description UUID; answered again */
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
        'application/json': components['schemas']['Batch'] | components['schemas']['BatchArray'];
        'application/x-ndjson': components['schemas']['BatchLines'];
      };
    };
    responses: {
      /** @description One result per event; of a batch of all or none, each is created or duplicate */
      200: {
        headers: {
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "results": [
           *         {
           *           "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "streamVersion": 7,
           *           "position": 4211,
           *           "recordedAt": "2026-03-01T07:31:12.482913Z",
           *           "late": true,
           *           "outcome": "created",
           *           "status": 201
           *         },
           *         {
           *           "id": "01980c5e-7d0b-7c44-8a10-55aa3c1d2e3f",
           *           "status": 404,
           *           "problem": {
           *             "type": "urn:everchart:problem:patient-not-registered",
           *             "title": "There is no such patient in this organisation",
           *             "status": 404
           *           },
           *           "outcome": "refused"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['BatchResults'];
          /**
           * @example {"id":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22","streamVersion":7,"position":4211,"recordedAt":"2026-03-01T07:31:12.482913Z","late":true,"outcome":"created","status":201}
           *     {"id":"01980c5e-7d0b-7c44-8a10-55aa3c1d2e3f","status":404,"problem":{"type":"urn:everchart:problem:patient-not-registered","title":"There is no such patient in this organisation","status":404},"outcome":"refused"}
           */
          'application/x-ndjson': components['schemas']['BatchResultLines'];
        };
      };
      /** @description The body is not JSON */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:json-malformed",
           *       "title": "The body is not JSON",
           *       "status": 400,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:not-authenticated",
           *       "title": "A bearer token is needed",
           *       "status": 401,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token is for another organisation, or lacks a role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:organisation-forbidden",
           *       "title": "The token is for another organisation, or lacks a role",
           *       "status": 403,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body came too slowly */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:request-timeout",
           *       "title": "The body came too slowly",
           *       "status": 408,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Of a batch of all or none: the record does not allow every event; nothing was recorded */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['BatchRefused'] | components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:body-too-large",
           *       "title": "The body is too large",
           *       "status": 413,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11",
           *       "detail": "At most 1048576 bytes are taken here. Send less at once."
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Bodies of this media type are not taken here, or it is compressed */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:media-type-unsupported",
           *       "title": "Bodies of this media type are not taken here, or it is compressed",
           *       "status": 415,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The request has faults, or, of a batch of all or none, an event has; nothing was recorded */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['BatchRefused'] | components['schemas']['Problem'];
        };
      };
      /** @description More events than the organisation or this client may send; nothing was recorded */
      429: {
        headers: {
          /**
           * @description Seconds to wait
           * @example 1
           */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The events cannot be recorded right now; send them again, with the same ids */
      503: {
        headers: {
          /**
           * @description Seconds to wait
           * @example 1
           */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RecordEventsController_recordOne: {
    parameters: {
      query?: never;
      header?: {
        /** @description The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused. */
        'Everchart-Device-Time'?: string;
        /** @description ETag of the record as the writer saw it */
        'If-Match'?: string;
        /** @description UUID; answered again */
        'X-Correlation-Id'?: string;
      };
      path: {
        /** @description Organisation of the token */
        org: string;
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Event'];
      };
    };
    responses: {
      /** @description The same event was recorded before: its first answer again */
      200: {
        headers: {
          /**
           * @description Version of the patient's record after this event
           * @example W/"7"
           */
          ETag?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 7,
           *       "position": 4211,
           *       "recordedAt": "2026-03-01T07:31:12.482913Z"
           *     }
           */
          'application/json': components['schemas']['Recorded'];
        };
      };
      /** @description Recorded */
      201: {
        headers: {
          /**
           * @description Version of the patient's record after this event
           * @example W/"7"
           */
          ETag?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 7,
           *       "position": 4211,
           *       "recordedAt": "2026-03-01T07:31:12.482913Z"
           *     }
           */
          'application/json': components['schemas']['Recorded'];
        };
      };
      /** @description The body is not JSON */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:json-malformed",
           *       "title": "The body is not JSON",
           *       "status": 400,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:not-authenticated",
           *       "title": "A bearer token is needed",
           *       "status": 401,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The token is for another organisation, or lacks a role */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:organisation-forbidden",
           *       "title": "The token is for another organisation, or lacks a role",
           *       "status": 403,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such patient in this organisation */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:patient-not-registered",
           *       "title": "There is no such patient in this organisation",
           *       "status": 404,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body came too slowly */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:request-timeout",
           *       "title": "The body came too slowly",
           *       "status": 408,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Another event was recorded under this id, or the patient is registered already */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:id-conflict",
           *       "title": "Another event was recorded under this id, or the patient is registered already",
           *       "status": 409,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The patient's record was destroyed */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:record-destroyed",
           *       "title": "The patient's record was destroyed",
           *       "status": 410,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The record has changed since it was read */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:version-conflict",
           *       "title": "The record has changed since it was read",
           *       "status": 412,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11",
           *       "streamVersion": 7
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:body-too-large",
           *       "title": "The body is too large",
           *       "status": 413,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11",
           *       "detail": "At most 1048576 bytes are taken here. Send less at once."
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Bodies of this media type are not taken here, or it is compressed */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:media-type-unsupported",
           *       "title": "Bodies of this media type are not taken here, or it is compressed",
           *       "status": 415,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The event has faults */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:everchart:problem:event-invalid",
           *       "title": "The event has faults",
           *       "status": 422,
           *       "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11",
           *       "faults": [
           *         {
           *           "pointer": "/occurredAt",
           *           "message": "must not lie in the future"
           *         },
           *         {
           *           "pointer": "/data/code",
           *           "message": "is required"
           *         }
           *       ]
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description More events than the organisation or this client may send; nothing was recorded */
      429: {
        headers: {
          /**
           * @description Seconds to wait
           * @example 1
           */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The events cannot be recorded right now; send them again, with the same ids */
      503: {
        headers: {
          /**
           * @description Seconds to wait
           * @example 1
           */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
