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
  '/v1/orgs/{org}/directory/batch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Record up to 1,000 events of the directory
     * @description A JSON array, an object with the array `events`, or one event per line (NDJSON), of 8 MiB at most. Events are recorded in the given order, and each has its own outcome, unless atomic=true asks for all or none. A batch whose answer was lost is sent again as it was: what was recorded is answered as a duplicate. Needs one of the roles administrator.
     */
    post: operations['DirectoryController_recordBatch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/directory/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Record one event of the directory
     * @description A facility, unit, room or bed is opened, changed or closed; or the organisation chooses: items of lists, who may see whom, how soon flags are to be acknowledged. Answered when the event is on disk. Facilities are opened first, then their units, rooms and beds. If-Match makes the event depend on the version of the directory that the writer has seen. Needs one of the roles administrator.
     */
    post: operations['DirectoryController_recordOne'];
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
     * @description For devices that were out of reach and for imports: a JSON array, an object with the array `events`, or one event per line (NDJSON), of 8 MiB at most. Events are recorded in the given order, and each has its own outcome: one that is refused does not touch the others, unless atomic=true asks for all or none. A batch whose answer was lost is sent again as it was: what was recorded is answered as a duplicate. Over slow lines send smaller batches: a body may take 15 seconds, and must come at 8 KiB/s if it takes longer. Needs one of the roles carer, nurse, system.
     */
    post: operations['RecordEventsController_recordBatch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/fhir/R4': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Record a transaction or a batch
     * @description A transaction is recorded whole or not at all; of a batch each entry has its own status. Up to 1,000 entries and 8 MiB. An entry under urn:uuid:… gets that UUID as its id: references to it resolve, and the same bundle sent again is answered the same and has no further effect. Needs one of the roles carer, nurse, system.
     */
    post: operations['FhirController_recordBundle'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/fhir/R4/{type}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Record one resource
     * @description It gets an id here. A create that may have to be repeated is sent with If-None-Exist, or in a bundle under a urn:uuid. Needs one of the roles carer, nurse, system.
     */
    post: operations['FhirController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/fhir/R4/{type}/{id}/_history/{version}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read what a create has answered
     * @description The resource under its Location, as it was recorded: a version never changes. What was corrected or struck since is shown by the timeline. Needs one of the roles carer, nurse, system.
     */
    get: operations['FhirReadController_version'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/fhir/R4/metadata': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is supported of FHIR R4 */
    get: operations['FhirController_metadata'];
    put?: never;
    post?: never;
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
     * @description Answered when the event is on disk. The first event of a record is patient.registered. If-Match makes the event depend on the version of the record that the writer has seen. Needs one of the roles carer, nurse, system.
     */
    post: operations['RecordEventsController_recordOne'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/releases': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Which release serves whom in the organisation
     * @description What holds now, and the epoch: the next event has the one behind it. Every release answers it. Needs one of the roles operator.
     */
    get: operations['ReleasesController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/releases/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Record which release serves whom
     * @description A release is assigned to all users of the organisation, for one service or for the suite; or one user is served by another one, and no more. Data names the epoch, which is the next one of the organisation, and the reason. Answered when the event is on disk and holds: a process of another release answers 421 from then on, at the latest a second later. Every release takes it, whichever is assigned. Needs one of the roles operator.
     */
    post: operations['ReleasesController_recordOne'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/rounds/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Record who does a round
     * @description The caller takes a round of a unit over, in a slot of time. Rounds and handovers of the unit show it. Answered when the event is on disk. Needs one of the roles carer, nurse.
     */
    post: operations['RoundsController_recordOne'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/shards/{shard}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The events of a shard after a position
     * @description As records of the topic everchart.clinical.v1 (see /asyncapi.json), sealed as they are there: for consumers whose topic does not begin with the first event any more. In the order of their positions, 1000 on a page at most; the first page without events is behind the last one. Needs one of the roles system.
     */
    get: operations['ExportController_page'];
    put?: never;
    post?: never;
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
        | 'medication.countersigned'
        | 'medication.effect-observed'
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
    BatchEventProblem: {
      /** @enum {string} */
      type:
        | 'urn:everchart:problem:patient-unknown'
        | 'urn:everchart:problem:patient-merged'
        | 'urn:everchart:problem:patient-deceased'
        | 'urn:everchart:problem:merge-invalid'
        | 'urn:everchart:problem:merge-death-changed'
        | 'urn:everchart:problem:death-merged'
        | 'urn:everchart:problem:stay-exists'
        | 'urn:everchart:problem:stay-unknown'
        | 'urn:everchart:problem:stay-closed'
        | 'urn:everchart:problem:stay-cancelled'
        | 'urn:everchart:problem:stay-not-discharged'
        | 'urn:everchart:problem:stay-not-transferred'
        | 'urn:everchart:problem:stay-order'
        | 'urn:everchart:problem:stay-open'
        | 'urn:everchart:problem:dose-given'
        | 'urn:everchart:problem:prescription-stopped'
        | 'urn:everchart:problem:flag-cleared'
        | 'urn:everchart:problem:flag-unchanged'
        | 'urn:everchart:problem:flag-acknowledged'
        | 'urn:everchart:problem:flag-not-acknowledged'
        | 'urn:everchart:problem:entry-followed-too-often'
        | 'urn:everchart:problem:allergy-refuted'
        | 'urn:everchart:problem:problem-resolved'
        | 'urn:everchart:problem:preference-withdrawn'
        | 'urn:everchart:problem:consent-withdrawn'
        | 'urn:everchart:problem:instruction-ended'
        | 'urn:everchart:problem:entry-type-wrong'
        | 'urn:everchart:problem:entry-struck'
        | 'urn:everchart:problem:strike-final'
        | 'urn:everchart:problem:not-amendable'
        | 'urn:everchart:problem:amendment-moves-entry'
        | 'urn:everchart:problem:move-invalid'
        | 'urn:everchart:problem:move-amended'
        | 'urn:everchart:problem:event-invalid'
        | 'urn:everchart:problem:id-conflict'
        | 'urn:everchart:problem:version-conflict'
        | 'urn:everchart:problem:patient-already-registered'
        | 'urn:everchart:problem:reference-missing'
        | 'urn:everchart:problem:record-destroyed'
        | 'urn:everchart:problem:event-not-storable'
        | 'urn:everchart:problem:group-across-shards'
        | 'urn:everchart:problem:access-not-recorded'
        | 'urn:everchart:problem:internal-error';
    } & WithRequired<components['schemas']['Problem'], 'type'>;
    BatchRefusedItem: {
      /** @description As it was sent */
      id?: string;
      /**
       * @description conflict: the id belongs to another event; invalid: faults in the event; refused: the record does not allow it; failed: this event alone makes the service fail, and the fault is ours
       * @enum {string}
       */
      outcome: 'conflict' | 'invalid' | 'refused' | 'failed';
      problem: components['schemas']['BatchEventProblem'];
      /** @description What the event would have been answered with on its own */
      status: number;
      /** @description Version of the record that the event was refused for; 0: nothing is recorded */
      streamVersion?: number;
    };
    BatchResults: {
      /** @description One per event, in the order of the request */
      results: (components['schemas']['RecordedItem'] | components['schemas']['BatchRefusedItem'])[];
    };
    DirectoryBatch: {
      events: components['schemas']['DirectoryBatchEvent'][];
    };
    DirectoryBatchArray: components['schemas']['DirectoryBatchEvent'][];
    DirectoryBatchEvent: {
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
      /** @description Version of the type's schema; without it the newest */
      schemaVersion?: number;
      /**
       * @description What happened
       * @enum {string}
       */
      type:
        | 'access-rule.chosen'
        | 'bed.changed'
        | 'bed.closed'
        | 'bed.opened'
        | 'facility.changed'
        | 'facility.closed'
        | 'facility.opened'
        | 'flag-times.chosen'
        | 'list-item.added'
        | 'list-item.retired'
        | 'room.changed'
        | 'room.closed'
        | 'room.opened'
        | 'unit.changed'
        | 'unit.closed'
        | 'unit.opened';
    };
    DirectoryBatchEventProblem: {
      /** @enum {string} */
      type:
        | 'urn:everchart:problem:place-exists'
        | 'urn:everchart:problem:place-unknown'
        | 'urn:everchart:problem:place-elsewhere'
        | 'urn:everchart:problem:place-closed'
        | 'urn:everchart:problem:place-in-use'
        | 'urn:everchart:problem:place-code-used'
        | 'urn:everchart:problem:place-full'
        | 'urn:everchart:problem:place-order'
        | 'urn:everchart:problem:event-invalid'
        | 'urn:everchart:problem:id-conflict'
        | 'urn:everchart:problem:record-destroyed'
        | 'urn:everchart:problem:version-conflict'
        | 'urn:everchart:problem:event-not-storable'
        | 'urn:everchart:problem:group-across-shards'
        | 'urn:everchart:problem:access-not-recorded'
        | 'urn:everchart:problem:internal-error';
    } & WithRequired<components['schemas']['Problem'], 'type'>;
    DirectoryBatchRefusedItem: {
      /** @description As it was sent */
      id?: string;
      /**
       * @description conflict: the id belongs to another event; invalid: faults in the event; refused: the record does not allow it; failed: this event alone makes the service fail, and the fault is ours
       * @enum {string}
       */
      outcome: 'conflict' | 'invalid' | 'refused' | 'failed';
      problem: components['schemas']['DirectoryBatchEventProblem'];
      /** @description What the event would have been answered with on its own */
      status: number;
      /** @description Version of the record that the event was refused for; 0: nothing is recorded */
      streamVersion?: number;
    };
    DirectoryBatchResults: {
      /** @description One per event, in the order of the request */
      results: (components['schemas']['RecordedItem'] | components['schemas']['DirectoryBatchRefusedItem'])[];
    };
    DirectoryEvent: {
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
        | 'access-rule.chosen'
        | 'bed.changed'
        | 'bed.closed'
        | 'bed.opened'
        | 'facility.changed'
        | 'facility.closed'
        | 'facility.opened'
        | 'flag-times.chosen'
        | 'list-item.added'
        | 'list-item.retired'
        | 'room.changed'
        | 'room.closed'
        | 'room.opened'
        | 'unit.changed'
        | 'unit.closed'
        | 'unit.opened';
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
        | 'medication.countersigned'
        | 'medication.effect-observed'
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
        /** @description Members of the data that hold the id of another event of the same stream, with the types it may have (none: any) */
        references: {
          [key: string]: string[];
        };
        /** @description Class whose keys are kept and destroyed together: clinical of a patient, observations and documents where a rule may have them destroyed before the rest, organisation of what the organisation states of itself */
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
    /** @description FHIR R4 OperationOutcome; details.coding has the code of the problem */
    OperationOutcome: {
      issue: {
        /** @description issue-type */
        code: string;
        details: {
          coding?: {
            /** @enum {unknown} */
            code:
              | 'bundle-invalid'
              | 'bundle-too-large'
              | 'entry-invalid'
              | 'method-not-supported'
              | 'type-not-supported'
              | 'entry-type-not-supported'
              | 'resource-unknown'
              | 'subject-unknown'
              | 'resource-unmappable'
              | 'identifier-used'
              | 'resource-changed'
              | 'criteria-ambiguous'
              | 'criteria-not-supported'
              | 'patient-unknown'
              | 'patient-merged'
              | 'patient-deceased'
              | 'merge-invalid'
              | 'merge-death-changed'
              | 'death-merged'
              | 'stay-exists'
              | 'stay-unknown'
              | 'stay-closed'
              | 'stay-cancelled'
              | 'stay-not-discharged'
              | 'stay-not-transferred'
              | 'stay-order'
              | 'stay-open'
              | 'dose-given'
              | 'prescription-stopped'
              | 'flag-cleared'
              | 'flag-unchanged'
              | 'flag-acknowledged'
              | 'flag-not-acknowledged'
              | 'entry-followed-too-often'
              | 'allergy-refuted'
              | 'problem-resolved'
              | 'preference-withdrawn'
              | 'consent-withdrawn'
              | 'instruction-ended'
              | 'entry-type-wrong'
              | 'entry-struck'
              | 'strike-final'
              | 'not-amendable'
              | 'amendment-moves-entry'
              | 'move-invalid'
              | 'move-amended'
              | 'event-invalid'
              | 'id-conflict'
              | 'version-conflict'
              | 'patient-already-registered'
              | 'reference-missing'
              | 'record-destroyed'
              | 'group-across-shards'
              | 'event-not-storable'
              | 'rate-limited'
              | 'recording-overloaded'
              | 'store-restored'
              | 'store-held'
              | 'store-clock-wrong'
              | 'store-moving'
              | 'record-contended'
              | 'store-full'
              | 'store-unavailable'
              | 'bad-request'
              | 'json-malformed'
              | 'json-ambiguous'
              | 'parameter-invalid'
              | 'request-aborted'
              | 'not-authenticated'
              | 'forbidden'
              | 'organisation-forbidden'
              | 'role-missing'
              | 'not-found'
              | 'method-not-allowed'
              | 'request-timeout'
              | 'body-too-large'
              | 'content-encoding-unsupported'
              | 'media-type-unsupported'
              | 'expectation-failed'
              | 'wrong-release'
              | 'body-invalid'
              | 'headers-too-large'
              | 'internal-error'
              | 'token-key-unknown'
              | 'identity-provider-unreachable'
              | 'access-not-recorded'
              | 'overloaded'
              | 'not-ready'
              | 'unavailable';
            /** @constant */
            system: 'urn:everchart:problem';
          }[];
          text: string;
        };
        /** @description What to do about it */
        diagnostics?: string;
        /** @description FHIRPath */
        expression?: string[];
        /** @enum {unknown} */
        severity: 'error' | 'information';
      }[];
      /** @constant */
      resourceType: 'OperationOutcome';
    };
    OrganisationReleases: {
      assignments: components['schemas']['ReleasesByPart'];
      /** @description Of the last event; 0: there was none, and every release serves the organisation */
      epoch: number;
      /** @description By user */
      overrides: {
        [key: string]: components['schemas']['ReleasesByPart'];
      };
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
    Recorded: {
      /** @description Hash chain of the organisation up to this event. Kept, it is evidence of what was acknowledged: everchart shard verify --receipt */
      chain: string;
      /** Format: uuid */
      id: string;
      /**
       * @description Present when it was recorded more than an hour after it happened: accepted, and shown as late
       * @constant
       */
      late?: true;
      /** @description Place in the sequence of the organisation */
      position: number;
      /**
       * Format: date-time
       * @description When it was committed (UTC, microseconds)
       */
      recordedAt: string;
      /** @description Version of the record after this event; the ETag */
      streamVersion: number;
    };
    RecordedItem: {
      /** @description Hash chain of the organisation up to this event. Kept, it is evidence of what was acknowledged: everchart shard verify --receipt */
      chain: string;
      /** Format: uuid */
      id: string;
      /**
       * @description Present when it was recorded more than an hour after it happened: accepted, and shown as late
       * @constant
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
      /** @description Version of the record after this event; the ETag */
      streamVersion: number;
    };
    ReleaseDirectory: {
      assignments: {
        [key: string]: {
          [key: string]: {
            epoch: number;
            release: string;
          };
        };
      };
      overrides: {
        [key: string]: {
          [key: string]: {
            [key: string]: {
              epoch: number;
              release: string;
            };
          };
        };
      };
      revision: number;
    };
    ReleaseEvent: {
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
      type: 'release.assigned' | 'release.overridden' | 'release.override-ended';
    };
    /** @description By service, or suite for all of them. What stands for a service goes before suite */
    ReleasesByPart: {
      [key: string]: {
        /** @description Of the organisation, since when it holds */
        epoch: number;
        /** @description As its processes call themselves */
        release: string;
      };
    };
    RoundEvent: {
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
      type: 'round.taken-over';
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
  EventTypesController_list: {
    parameters: {
      query?: never;
      header?: {
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All types and versions */
      200: {
        headers: {
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventTypes'];
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
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
      /** @description The service cannot answer right now */
      503: {
        headers: {
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  EventTypesController_one: {
    parameters: {
      query?: never;
      header?: {
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        /** @example observation.recorded */
        type: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All versions of the type */
      200: {
        headers: {
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventTypes'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
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
      /** @description There is no such event type */
      404: {
        headers: {
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:event-type-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
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
      /** @description The service cannot answer right now */
      503: {
        headers: {
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DirectoryController_recordBatch: {
    parameters: {
      query?: {
        /** @description true: all events are recorded, or none and the answer is 422 with what each was refused for; of more than 100 events, at least the first five that the record does not allow */
        atomic?: boolean;
      };
      header?: {
        /**
         * @description application/x-ndjson: one result per line
         * @example application/x-ndjson
         */
        Accept?: string;
        /**
         * @description The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused.
         * @example 2026-03-01T08:31:12.482+01:00
         */
        'Everchart-Device-Time'?: string;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (administrator) */
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
        'application/json': components['schemas']['DirectoryBatch'] | components['schemas']['DirectoryBatchArray'];
        /**
         * @example {"id":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22","type":"facility.opened","schemaVersion":1,"occurredAt":"2026-03-01T08:30:00+01:00","data":{"facilityId":"house-linden","name":"House Linden","kind":"nursing-home","timeZone":"Europe/Berlin","jurisdiction":"DE-HH","identifiers":[{"system":"http://fhir.de/sid/arge-ik/iknr","value":"260123456"}]}}
         *     {"id":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22","type":"unit.opened","schemaVersion":1,"occurredAt":"2026-03-01T08:30:00+01:00","data":{"unitId":"house-linden.ground","facilityId":"house-linden","name":"Ground floor","code":"G","order":1}}
         */
        'application/x-ndjson': string;
      };
    };
    responses: {
      /** @description One result per event; of a batch of all or none, each is created or duplicate */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
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
           *           "chain": "5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6",
           *           "recordedAt": "2026-03-01T07:31:12.482913Z",
           *           "late": true,
           *           "outcome": "created",
           *           "status": 201
           *         },
           *         {
           *           "id": "01980c5e-7d0b-7c44-8a10-55aa3c1d2e3f",
           *           "status": 409,
           *           "problem": {
           *             "type": "urn:everchart:problem:place-exists",
           *             "title": "There is, or was, a place with this id",
           *             "status": 409,
           *             "detail": "An id names one place permanently, also after it was closed. Open the place under a new id.",
           *             "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *           },
           *           "outcome": "refused"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['DirectoryBatchResults'];
          /**
           * @example {"id":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22","streamVersion":7,"position":4211,"chain":"5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6","recordedAt":"2026-03-01T07:31:12.482913Z","late":true,"outcome":"created","status":201}
           *     {"id":"01980c5e-7d0b-7c44-8a10-55aa3c1d2e3f","status":409,"problem":{"type":"urn:everchart:problem:place-exists","title":"There is, or was, a place with this id","status":409,"detail":"An id names one place permanently, also after it was closed. Open the place under a new id.","correlationId":"5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"},"outcome":"refused"}
           */
          'application/x-ndjson': string;
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description The batch has faults; or: The batch was refused as a whole; or: These events cannot be recorded all or none; or: The store cannot hold the data of an event */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @description batch-refused: the events that were not accepted; those that were only kept back by them are not listed */
            problems?: {
              id?: string;
              /** @description Place in the batch; blank lines do not count */
              index: number;
              problem: {
                type: string;
              } & {
                [key: string]: unknown;
              };
              /** @description What the event would have been answered with on its own */
              status: number;
            }[];
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:batch-invalid'
              | 'urn:everchart:problem:batch-refused'
              | 'urn:everchart:problem:group-across-shards'
              | 'urn:everchart:problem:event-not-storable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description More events than may be sent in this time */
      429: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:rate-limited';
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description Too many events are waiting to be recorded; or: The store was restored from a backup while this process was running; or: The store was set back behind what was seen of it; or: The clock of the database is wrong; or: The record is being moved to another database; or: Others are writing to the same record right now; or: The store has no room for more; or: The record cannot be written right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
              | 'urn:everchart:problem:recording-overloaded'
              | 'urn:everchart:problem:store-restored'
              | 'urn:everchart:problem:store-held'
              | 'urn:everchart:problem:store-clock-wrong'
              | 'urn:everchart:problem:store-moving'
              | 'urn:everchart:problem:record-contended'
              | 'urn:everchart:problem:store-full'
              | 'urn:everchart:problem:store-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DirectoryController_recordOne: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused.
         * @example 2026-03-01T08:31:12.482+01:00
         */
        'Everchart-Device-Time'?: string;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (administrator) */
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
        /**
         * @description ETag of the record as the writer saw it
         * @example W/"6"
         */
        'If-Match'?: string;
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
        'application/json': components['schemas']['DirectoryEvent'];
      };
    };
    responses: {
      /** @description The same event was recorded before: its first answer again */
      200: {
        headers: {
          /**
           * @description Version of the record after this event
           * @example W/"7"
           */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 7,
           *       "position": 4211,
           *       "chain": "5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6",
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
           * @description Version of the record after this event
           * @example W/"7"
           */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 7,
           *       "position": 4211,
           *       "chain": "5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6",
           *       "recordedAt": "2026-03-01T07:31:12.482913Z"
           *     }
           */
          'application/json': components['schemas']['Recorded'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description There is, or was, a place with this id; or: The place was closed; or: Something is open in the place; or: Another place beside it has this code; or: No more places can be open in this one; or: The steps of the place would be out of order; or: Another event was recorded under this id */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:place-exists'
              | 'urn:everchart:problem:place-closed'
              | 'urn:everchart:problem:place-in-use'
              | 'urn:everchart:problem:place-code-used'
              | 'urn:everchart:problem:place-full'
              | 'urn:everchart:problem:place-order'
              | 'urn:everchart:problem:id-conflict';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record was destroyed */
      410: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:record-destroyed';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has changed since it was read */
      412: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:version-conflict';
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description There is no such place in the directory; or: The place is in another one; or: The event has faults; or: These events cannot be recorded all or none; or: The store cannot hold the data of an event */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:place-unknown'
              | 'urn:everchart:problem:place-elsewhere'
              | 'urn:everchart:problem:event-invalid'
              | 'urn:everchart:problem:group-across-shards'
              | 'urn:everchart:problem:event-not-storable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description More events than may be sent in this time */
      429: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:rate-limited';
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description Too many events are waiting to be recorded; or: The store was restored from a backup while this process was running; or: The store was set back behind what was seen of it; or: The clock of the database is wrong; or: The record is being moved to another database; or: Others are writing to the same record right now; or: The store has no room for more; or: The record cannot be written right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
              | 'urn:everchart:problem:recording-overloaded'
              | 'urn:everchart:problem:store-restored'
              | 'urn:everchart:problem:store-held'
              | 'urn:everchart:problem:store-clock-wrong'
              | 'urn:everchart:problem:store-moving'
              | 'urn:everchart:problem:record-contended'
              | 'urn:everchart:problem:store-full'
              | 'urn:everchart:problem:store-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  RecordEventsController_recordBatch: {
    parameters: {
      query?: {
        /** @description true: all events are recorded, or none and the answer is 422 with what each was refused for; of more than 100 events, at least the first five that the record does not allow */
        atomic?: boolean;
      };
      header?: {
        /**
         * @description application/x-ndjson: one result per line
         * @example application/x-ndjson
         */
        Accept?: string;
        /**
         * @description The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused.
         * @example 2026-03-01T08:31:12.482+01:00
         */
        'Everchart-Device-Time'?: string;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (system) */
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
        'application/json': components['schemas']['Batch'] | components['schemas']['BatchArray'];
        /**
         * @example {"patientId":"3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f","id":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22","type":"allergy.recorded","schemaVersion":1,"occurredAt":"2026-03-01T08:30:00+01:00","data":{"substance":{"text":"Penicillin"},"type":"allergy","categories":["medication"],"criticality":"high","clinicalStatus":"active","verification":"confirmed"}}
         *     {"patientId":"3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f","id":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22","type":"allergy.refuted","schemaVersion":1,"occurredAt":"2026-03-01T08:30:00+01:00","data":{"allergyId":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c06","reason":"Penicillin tolerated under supervision","evidence":{"text":"Drug provocation test"}}}
         */
        'application/x-ndjson': string;
      };
    };
    responses: {
      /** @description One result per event; of a batch of all or none, each is created or duplicate */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
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
           *           "chain": "5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6",
           *           "recordedAt": "2026-03-01T07:31:12.482913Z",
           *           "late": true,
           *           "outcome": "created",
           *           "status": 201
           *         },
           *         {
           *           "id": "01980c5e-7d0b-7c44-8a10-55aa3c1d2e3f",
           *           "status": 404,
           *           "problem": {
           *             "type": "urn:everchart:problem:patient-unknown",
           *             "title": "There is no such patient in this organisation",
           *             "status": 404,
           *             "detail": "The first event of a record is patient.registered.",
           *             "correlationId": "5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"
           *           },
           *           "outcome": "refused"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['BatchResults'];
          /**
           * @example {"id":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22","streamVersion":7,"position":4211,"chain":"5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6","recordedAt":"2026-03-01T07:31:12.482913Z","late":true,"outcome":"created","status":201}
           *     {"id":"01980c5e-7d0b-7c44-8a10-55aa3c1d2e3f","status":404,"problem":{"type":"urn:everchart:problem:patient-unknown","title":"There is no such patient in this organisation","status":404,"detail":"The first event of a record is patient.registered.","correlationId":"5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11"},"outcome":"refused"}
           */
          'application/x-ndjson': string;
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description The batch has faults; or: The batch was refused as a whole; or: These events cannot be recorded all or none; or: The store cannot hold the data of an event */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @description batch-refused: the events that were not accepted; those that were only kept back by them are not listed */
            problems?: {
              id?: string;
              /** @description Place in the batch; blank lines do not count */
              index: number;
              problem: {
                type: string;
              } & {
                [key: string]: unknown;
              };
              /** @description What the event would have been answered with on its own */
              status: number;
            }[];
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:batch-invalid'
              | 'urn:everchart:problem:batch-refused'
              | 'urn:everchart:problem:group-across-shards'
              | 'urn:everchart:problem:event-not-storable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description More events than may be sent in this time */
      429: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:rate-limited';
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description Too many events are waiting to be recorded; or: The store was restored from a backup while this process was running; or: The store was set back behind what was seen of it; or: The clock of the database is wrong; or: The record is being moved to another database; or: Others are writing to the same record right now; or: The store has no room for more; or: The record cannot be written right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
              | 'urn:everchart:problem:recording-overloaded'
              | 'urn:everchart:problem:store-restored'
              | 'urn:everchart:problem:store-held'
              | 'urn:everchart:problem:store-clock-wrong'
              | 'urn:everchart:problem:store-moving'
              | 'urn:everchart:problem:record-contended'
              | 'urn:everchart:problem:store-full'
              | 'urn:everchart:problem:store-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  FhirController_recordBundle: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused.
         * @example 2026-03-01T08:31:12.482+01:00
         */
        'Everchart-Device-Time'?: string;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (system) */
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
        /** @description What is answered of a resource that was recorded; without it the resource, as far as the record carries it */
        Prefer?: 'return=minimal' | 'return=representation' | 'return=OperationOutcome';
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
        'application/fhir+json': components['schemas']['FhirResource'];
        'application/json': components['schemas']['FhirResource'];
      };
    };
    responses: {
      /** @description A transaction-response or batch-response with one entry per entry */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "resourceType": "Bundle",
           *       "type": "transaction-response",
           *       "entry": [
           *         {
           *           "response": {
           *             "status": "201 Created",
           *             "location": "Patient/3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f/_history/1",
           *             "etag": "W/\"1\"",
           *             "lastModified": "2026-03-01T07:31:12.482913Z"
           *           }
           *         },
           *         {
           *           "response": {
           *             "status": "201 Created",
           *             "location": "Observation/9a1f0c44-51f2-4c0a-8a53-7a1de2b6c001/_history/2",
           *             "etag": "W/\"2\"",
           *             "lastModified": "2026-03-01T07:31:12.482913Z"
           *           }
           *         }
           *       ]
           *     }
           */
          'application/fhir+json': components['schemas']['FhirResource'];
        };
      };
      /** @description The bundle has faults; or: The request has faults; or: The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Resources of this type are not recorded here; or: No such version of a resource was created here; or: There is no such patient in this organisation */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description This is not supported */
      405: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Another resource has this identifier; or: Another version of this resource is on record; or: The record was replaced by another one of the same person; or: The patient had died by then; or: What the record knows of the death changed since; or: The death counts in the record that replaced this one; or: There is, or was, a stay with this id; or: The stay had ended by then; or: The stay was cancelled; or: There is no discharge to cancel; or: There is no transfer to cancel; or: The steps of the stay would be out of order; or: The patient is in another stay; or: This dose has been given; or: The prescription had been stopped by then; or: The flag had been cleared by then; or: The flag had this colour already; or: The flag was acknowledged already; or: The flag was not acknowledged in this colour; or: The entry was changed or amended a thousand times; or: The allergy was refuted already; or: The problem was resolved already; or: The preference was withdrawn already; or: The consent was withdrawn already; or: The instruction was revised or ended already; or: The entry was struck; or: The entry was amended and cannot be moved as it is; or: Another event was recorded under this id; or: The patient is registered already */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The record was destroyed */
      410: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The criteria may match several resources; or: The record has changed since it was read */
      412: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The bundle has too many entries, or becomes too many events; or: An entry has a type of resource that is not recorded here; or: The resource refers to a patient who is not known in this organisation; or: The resource cannot become an event; or: These criteria are not supported; or: These records cannot be merged, or parted, like this; or: No admission begins this stay; or: The event refers to an entry of another kind; or: A strike that took back another one cannot be struck; or: An entry of this kind is not amended; or: The amendment would make another entry of it; or: The entry cannot be moved there; or: The event has faults; or: The event refers to an entry that is not in this patient's record; or: These events cannot be recorded all or none; or: The store cannot hold the data of an event */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description More events than may be sent in this time */
      429: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Too many events are waiting to be recorded; or: The store was restored from a backup while this process was running; or: The store was set back behind what was seen of it; or: The clock of the database is wrong; or: The record is being moved to another database; or: Others are writing to the same record right now; or: The store has no room for more; or: The record cannot be written right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
    };
  };
  FhirController_create: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused.
         * @example 2026-03-01T08:31:12.482+01:00
         */
        'Everchart-Device-Time'?: string;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (system) */
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
        /**
         * @description identifier=system|value, URL-encoded: recorded only when nothing was created under this identifier before
         * @example identifier=https://app.example/readings|4711
         */
        'If-None-Exist'?: string;
        /** @description What is answered of a resource that was recorded; without it the resource, as far as the record carries it */
        Prefer?: 'return=minimal' | 'return=representation' | 'return=OperationOutcome';
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        /** @description Organisation of the token */
        org: string;
        /** @example Observation */
        type:
          | 'Patient'
          | 'Encounter'
          | 'Observation'
          | 'MedicationAdministration'
          | 'MedicationRequest'
          | 'AllergyIntolerance'
          | 'Condition'
          | 'CarePlan'
          | 'Procedure'
          | 'Immunization'
          | 'DiagnosticReport'
          | 'DocumentReference';
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/fhir+json': components['schemas']['FhirResource'];
        'application/json': components['schemas']['FhirResource'];
      };
    };
    responses: {
      /** @description It was created under this identifier before */
      200: {
        headers: {
          /**
           * @description Version of the patient's record after this resource
           * @example W/"7"
           */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /**
           * @description Type, id and version
           * @example Observation/01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22/_history/7
           */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "resourceType": "Observation",
           *       "status": "final",
           *       "code": {
           *         "coding": [
           *           {
           *             "system": "http://loinc.org",
           *             "code": "8867-4",
           *             "display": "Heart rate"
           *           }
           *         ]
           *       },
           *       "subject": {
           *         "reference": "Patient/3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f"
           *       },
           *       "effectiveDateTime": "2026-03-01T08:30:00+01:00",
           *       "valueQuantity": {
           *         "value": 72,
           *         "unit": "/min",
           *         "system": "http://unitsofmeasure.org",
           *         "code": "/min"
           *       },
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "meta": {
           *         "versionId": "7",
           *         "lastUpdated": "2026-03-01T07:31:12.482913Z"
           *       }
           *     }
           */
          'application/fhir+json': components['schemas']['FhirResource'];
        };
      };
      /** @description Recorded */
      201: {
        headers: {
          /**
           * @description Version of the patient's record after this resource
           * @example W/"7"
           */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /**
           * @description Type, id and version
           * @example Observation/01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22/_history/7
           */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "resourceType": "Observation",
           *       "status": "final",
           *       "code": {
           *         "coding": [
           *           {
           *             "system": "http://loinc.org",
           *             "code": "8867-4",
           *             "display": "Heart rate"
           *           }
           *         ]
           *       },
           *       "subject": {
           *         "reference": "Patient/3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f"
           *       },
           *       "effectiveDateTime": "2026-03-01T08:30:00+01:00",
           *       "valueQuantity": {
           *         "value": 72,
           *         "unit": "/min",
           *         "system": "http://unitsofmeasure.org",
           *         "code": "/min"
           *       },
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "meta": {
           *         "versionId": "7",
           *         "lastUpdated": "2026-03-01T07:31:12.482913Z"
           *       }
           *     }
           */
          'application/fhir+json': components['schemas']['FhirResource'];
        };
      };
      /** @description The bundle has faults; or: The request has faults; or: The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description A bearer token is needed */
      401: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          'WWW-Authenticate'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Resources of this type are not recorded here; or: No such version of a resource was created here; or: There is no such patient in this organisation */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description This is not supported */
      405: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The request took too long to arrive */
      408: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Another resource has this identifier; or: Another version of this resource is on record; or: The record was replaced by another one of the same person; or: The patient had died by then; or: What the record knows of the death changed since; or: The death counts in the record that replaced this one; or: There is, or was, a stay with this id; or: The stay had ended by then; or: The stay was cancelled; or: There is no discharge to cancel; or: There is no transfer to cancel; or: The steps of the stay would be out of order; or: The patient is in another stay; or: This dose has been given; or: The prescription had been stopped by then; or: The flag had been cleared by then; or: The flag had this colour already; or: The flag was acknowledged already; or: The flag was not acknowledged in this colour; or: The entry was changed or amended a thousand times; or: The allergy was refuted already; or: The problem was resolved already; or: The preference was withdrawn already; or: The consent was withdrawn already; or: The instruction was revised or ended already; or: The entry was struck; or: The entry was amended and cannot be moved as it is; or: Another event was recorded under this id; or: The patient is registered already */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The record was destroyed */
      410: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The criteria may match several resources; or: The record has changed since it was read */
      412: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Bodies of this media type are not taken here; or: The body must not be compressed */
      415: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Another release serves this caller */
      421: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The bundle has too many entries, or becomes too many events; or: An entry has a type of resource that is not recorded here; or: The resource refers to a patient who is not known in this organisation; or: The resource cannot become an event; or: These criteria are not supported; or: These records cannot be merged, or parted, like this; or: No admission begins this stay; or: The event refers to an entry of another kind; or: A strike that took back another one cannot be struck; or: An entry of this kind is not amended; or: The amendment would make another entry of it; or: The entry cannot be moved there; or: The event has faults; or: The event refers to an entry that is not in this patient's record; or: These events cannot be recorded all or none; or: The store cannot hold the data of an event */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description More events than may be sent in this time */
      429: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Too many events are waiting to be recorded; or: The store was restored from a backup while this process was running; or: The store was set back behind what was seen of it; or: The clock of the database is wrong; or: The record is being moved to another database; or: Others are writing to the same record right now; or: The store has no room for more; or: The record cannot be written right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
    };
  };
  FhirReadController_version: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (system) */
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
        /** @example 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 */
        id: string;
        /** @description Organisation of the token */
        org: string;
        /** @example Observation */
        type:
          | 'Patient'
          | 'Encounter'
          | 'Observation'
          | 'MedicationAdministration'
          | 'MedicationRequest'
          | 'AllergyIntolerance'
          | 'Condition'
          | 'CarePlan'
          | 'Procedure'
          | 'Immunization'
          | 'DiagnosticReport'
          | 'DocumentReference';
        /** @example 7 */
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The resource */
      200: {
        headers: {
          /**
           * @description The version
           * @example W/"7"
           */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /**
           * @description When it was recorded
           * @example Sun, 01 Mar 2026 07:31:12 GMT
           */
          'Last-Modified'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "resourceType": "Observation",
           *       "status": "final",
           *       "code": {
           *         "coding": [
           *           {
           *             "system": "http://loinc.org",
           *             "code": "8867-4",
           *             "display": "Heart rate"
           *           }
           *         ]
           *       },
           *       "subject": {
           *         "reference": "Patient/3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f"
           *       },
           *       "effectiveDateTime": "2026-03-01T08:30:00+01:00",
           *       "valueQuantity": {
           *         "value": 72,
           *         "unit": "/min",
           *         "system": "http://unitsofmeasure.org",
           *         "code": "/min"
           *       },
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "meta": {
           *         "versionId": "7",
           *         "lastUpdated": "2026-03-01T07:31:12.482913Z"
           *       }
           *     }
           */
          'application/fhir+json': components['schemas']['FhirResource'];
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
          'application/fhir+json': components['schemas']['OperationOutcome'];
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
          'application/fhir+json': components['schemas']['OperationOutcome'];
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
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description No such version of a resource was created here */
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
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description This is not supported */
      405: {
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
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The record was destroyed */
      410: {
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
          'application/fhir+json': components['schemas']['OperationOutcome'];
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
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description These events cannot be recorded all or none; or: The store cannot hold the data of an event */
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
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description More events than may be sent in this time */
      429: {
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
          'application/fhir+json': components['schemas']['OperationOutcome'];
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
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Too many events are waiting to be recorded; or: The store was restored from a backup while this process was running; or: The store was set back behind what was seen of it; or: The clock of the database is wrong; or: The record is being moved to another database; or: Others are writing to the same record right now; or: The store has no room for more; or: The record cannot be written right now; or: The access cannot be put on record; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The service cannot answer right now */
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
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
    };
  };
  FhirController_metadata: {
    parameters: {
      query?: never;
      header?: {
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
      /** @description A CapabilityStatement */
      200: {
        headers: {
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "resourceType": "CapabilityStatement",
           *       "status": "active",
           *       "date": "2026-11-24",
           *       "kind": "instance",
           *       "software": {
           *         "name": "Everchart ingest",
           *         "version": "1.0.0"
           *       },
           *       "implementation": {
           *         "description": "Records what FHIR resources say as events. What was created can be read as it was recorded (vread); nothing is searched, updated or deleted yet."
           *       },
           *       "fhirVersion": "4.0.1",
           *       "format": [
           *         "application/fhir+json"
           *       ],
           *       "rest": [
           *         {
           *           "mode": "server",
           *           "documentation": "Conditional creates take identifier=system|value only, and recognise what was created conditionally. Entries of bundles may be POST, or PUT of what is new under a UUID.",
           *           "security": {
           *             "description": "OAuth 2.0 bearer tokens; the organisation of the token must be that of the base."
           *           },
           *           "resource": [
           *             {
           *               "type": "Patient",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             },
           *             {
           *               "type": "Encounter",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             },
           *             {
           *               "type": "Observation",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             },
           *             {
           *               "type": "MedicationAdministration",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             },
           *             {
           *               "type": "MedicationRequest",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             },
           *             {
           *               "type": "AllergyIntolerance",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             },
           *             {
           *               "type": "Condition",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             },
           *             {
           *               "type": "CarePlan",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             },
           *             {
           *               "type": "Procedure",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             },
           *             {
           *               "type": "Immunization",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             },
           *             {
           *               "type": "DiagnosticReport",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             },
           *             {
           *               "type": "DocumentReference",
           *               "interaction": [
           *                 {
           *                   "code": "create"
           *                 },
           *                 {
           *                   "code": "vread"
           *                 }
           *               ],
           *               "conditionalCreate": true
           *             }
           *           ],
           *           "interaction": [
           *             {
           *               "code": "transaction"
           *             },
           *             {
           *               "code": "batch"
           *             }
           *           ]
           *         }
           *       ]
           *     }
           */
          'application/fhir+json': components['schemas']['FhirResource'];
        };
      };
      /** @description The request cannot be read */
      400: {
        headers: {
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description Something went wrong on our side */
      500: {
        headers: {
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
      /** @description The service cannot answer right now */
      503: {
        headers: {
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/fhir+json': components['schemas']['OperationOutcome'];
        };
      };
    };
  };
  RecordEventsController_recordOne: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused.
         * @example 2026-03-01T08:31:12.482+01:00
         */
        'Everchart-Device-Time'?: string;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (system) */
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
        /**
         * @description ETag of the record as the writer saw it
         * @example W/"6"
         */
        'If-Match'?: string;
        /** @description Answered again; without one the service makes one */
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
           * @description Version of the record after this event
           * @example W/"7"
           */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 7,
           *       "position": 4211,
           *       "chain": "5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6",
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
           * @description Version of the record after this event
           * @example W/"7"
           */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 7,
           *       "position": 4211,
           *       "chain": "5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6",
           *       "recordedAt": "2026-03-01T07:31:12.482913Z"
           *     }
           */
          'application/json': components['schemas']['Recorded'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description There is no such patient in this organisation */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:patient-unknown';
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description The record was replaced by another one of the same person; or: The patient had died by then; or: What the record knows of the death changed since; or: The death counts in the record that replaced this one; or: There is, or was, a stay with this id; or: The stay had ended by then; or: The stay was cancelled; or: There is no discharge to cancel; or: There is no transfer to cancel; or: The steps of the stay would be out of order; or: The patient is in another stay; or: This dose has been given; or: The prescription had been stopped by then; or: The flag had been cleared by then; or: The flag had this colour already; or: The flag was acknowledged already; or: The flag was not acknowledged in this colour; or: The entry was changed or amended a thousand times; or: The allergy was refuted already; or: The problem was resolved already; or: The preference was withdrawn already; or: The consent was withdrawn already; or: The instruction was revised or ended already; or: The entry was struck; or: The entry was amended and cannot be moved as it is; or: Another event was recorded under this id; or: The patient is registered already */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:patient-merged'
              | 'urn:everchart:problem:patient-deceased'
              | 'urn:everchart:problem:merge-death-changed'
              | 'urn:everchart:problem:death-merged'
              | 'urn:everchart:problem:stay-exists'
              | 'urn:everchart:problem:stay-closed'
              | 'urn:everchart:problem:stay-cancelled'
              | 'urn:everchart:problem:stay-not-discharged'
              | 'urn:everchart:problem:stay-not-transferred'
              | 'urn:everchart:problem:stay-order'
              | 'urn:everchart:problem:stay-open'
              | 'urn:everchart:problem:dose-given'
              | 'urn:everchart:problem:prescription-stopped'
              | 'urn:everchart:problem:flag-cleared'
              | 'urn:everchart:problem:flag-unchanged'
              | 'urn:everchart:problem:flag-acknowledged'
              | 'urn:everchart:problem:flag-not-acknowledged'
              | 'urn:everchart:problem:entry-followed-too-often'
              | 'urn:everchart:problem:allergy-refuted'
              | 'urn:everchart:problem:problem-resolved'
              | 'urn:everchart:problem:preference-withdrawn'
              | 'urn:everchart:problem:consent-withdrawn'
              | 'urn:everchart:problem:instruction-ended'
              | 'urn:everchart:problem:entry-struck'
              | 'urn:everchart:problem:move-amended'
              | 'urn:everchart:problem:id-conflict'
              | 'urn:everchart:problem:patient-already-registered';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record was destroyed */
      410: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:record-destroyed';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has changed since it was read */
      412: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:version-conflict';
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description These records cannot be merged, or parted, like this; or: No admission begins this stay; or: The event refers to an entry of another kind; or: A strike that took back another one cannot be struck; or: An entry of this kind is not amended; or: The amendment would make another entry of it; or: The entry cannot be moved there; or: The event has faults; or: The event refers to an entry that is not in this patient's record; or: These events cannot be recorded all or none; or: The store cannot hold the data of an event */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:merge-invalid'
              | 'urn:everchart:problem:stay-unknown'
              | 'urn:everchart:problem:entry-type-wrong'
              | 'urn:everchart:problem:strike-final'
              | 'urn:everchart:problem:not-amendable'
              | 'urn:everchart:problem:amendment-moves-entry'
              | 'urn:everchart:problem:move-invalid'
              | 'urn:everchart:problem:event-invalid'
              | 'urn:everchart:problem:reference-missing'
              | 'urn:everchart:problem:group-across-shards'
              | 'urn:everchart:problem:event-not-storable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description More events than may be sent in this time */
      429: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:rate-limited';
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description Too many events are waiting to be recorded; or: The store was restored from a backup while this process was running; or: The store was set back behind what was seen of it; or: The clock of the database is wrong; or: The record is being moved to another database; or: Others are writing to the same record right now; or: The store has no room for more; or: The record cannot be written right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
              | 'urn:everchart:problem:recording-overloaded'
              | 'urn:everchart:problem:store-restored'
              | 'urn:everchart:problem:store-held'
              | 'urn:everchart:problem:store-clock-wrong'
              | 'urn:everchart:problem:store-moving'
              | 'urn:everchart:problem:record-contended'
              | 'urn:everchart:problem:store-full'
              | 'urn:everchart:problem:store-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  ReleasesController_read: {
    parameters: {
      query?: never;
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
      /** @description What holds */
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
           *       "epoch": 8,
           *       "assignments": {
           *         "suite": {
           *           "release": "1.5.0",
           *           "epoch": 7
           *         }
           *       },
           *       "overrides": {
           *         "nurse-benedikt": {
           *           "patient-timeline": {
           *             "release": "1.6.0",
           *             "epoch": 8
           *           }
           *         }
           *       }
           *     }
           */
          'application/json': components['schemas']['OrganisationReleases'];
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
      /** @description The record cannot be written right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:store-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  ReleasesController_recordOne: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused.
         * @example 2026-03-01T08:31:12.482+01:00
         */
        'Everchart-Device-Time'?: string;
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
    requestBody: {
      content: {
        'application/json': components['schemas']['ReleaseEvent'];
      };
    };
    responses: {
      /** @description The same event was recorded before: its first answer again */
      200: {
        headers: {
          /**
           * @description Version of the record after this event
           * @example W/"7"
           */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 7,
           *       "position": 4211,
           *       "chain": "5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6",
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
           * @description Version of the record after this event
           * @example W/"7"
           */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 7,
           *       "position": 4211,
           *       "chain": "5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6",
           *       "recordedAt": "2026-03-01T07:31:12.482913Z"
           *     }
           */
          'application/json': components['schemas']['Recorded'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description The epoch is not the next one of the organisation; or: The user has no release of their own; or: No more users of the organisation can have a release of their own; or: The release is not as far as another one; or: No process of the release answers; or: Another event was recorded under this id */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:release-epoch-passed'
              | 'urn:everchart:problem:release-override-unknown'
              | 'urn:everchart:problem:release-overrides-full'
              | 'urn:everchart:problem:release-behind'
              | 'urn:everchart:problem:release-not-running'
              | 'urn:everchart:problem:id-conflict';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record was destroyed */
      410: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:record-destroyed';
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description The event has faults; or: These events cannot be recorded all or none; or: The store cannot hold the data of an event */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:event-invalid'
              | 'urn:everchart:problem:group-across-shards'
              | 'urn:everchart:problem:event-not-storable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description More events than may be sent in this time */
      429: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:rate-limited';
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description Too many events are waiting to be recorded; or: The store was restored from a backup while this process was running; or: The store was set back behind what was seen of it; or: The clock of the database is wrong; or: The record is being moved to another database; or: Others are writing to the same record right now; or: The store has no room for more; or: The record cannot be written right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
              | 'urn:everchart:problem:recording-overloaded'
              | 'urn:everchart:problem:store-restored'
              | 'urn:everchart:problem:store-held'
              | 'urn:everchart:problem:store-clock-wrong'
              | 'urn:everchart:problem:store-moving'
              | 'urn:everchart:problem:record-contended'
              | 'urn:everchart:problem:store-full'
              | 'urn:everchart:problem:store-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  RoundsController_recordOne: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The device's own clock as it sends the request (RFC 3339 with zone). How far it is off is recorded with each event; occurredAt is judged by it, and stored as stated. Off by more than 24 hours, the request is refused.
         * @example 2026-03-01T08:31:12.482+01:00
         */
        'Everchart-Device-Time'?: string;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse) */
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
        'application/json': components['schemas']['RoundEvent'];
      };
    };
    responses: {
      /** @description The same event was recorded before: its first answer again */
      200: {
        headers: {
          /**
           * @description Version of the record after this event
           * @example W/"7"
           */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 7,
           *       "position": 4211,
           *       "chain": "5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6",
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
           * @description Version of the record after this event
           * @example W/"7"
           */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 7,
           *       "position": 4211,
           *       "chain": "5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6",
           *       "recordedAt": "2026-03-01T07:31:12.482913Z"
           *     }
           */
          'application/json': components['schemas']['Recorded'];
        };
      };
      /** @description The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description Another event was recorded under this id */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:id-conflict';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record was destroyed */
      410: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:record-destroyed';
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description The event has faults; or: These events cannot be recorded all or none; or: The store cannot hold the data of an event */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:event-invalid'
              | 'urn:everchart:problem:group-across-shards'
              | 'urn:everchart:problem:event-not-storable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description More events than may be sent in this time */
      429: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:rate-limited';
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
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
      /** @description Too many events are waiting to be recorded; or: The store was restored from a backup while this process was running; or: The store was set back behind what was seen of it; or: The clock of the database is wrong; or: The record is being moved to another database; or: Others are writing to the same record right now; or: The store has no room for more; or: The record cannot be written right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /**
           * @description Opaque. Send it as Everchart-At-Least when reading, to see what was recorded here
           * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0MjExXQ
           */
          'Everchart-Position'?: string;
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
              | 'urn:everchart:problem:recording-overloaded'
              | 'urn:everchart:problem:store-restored'
              | 'urn:everchart:problem:store-held'
              | 'urn:everchart:problem:store-clock-wrong'
              | 'urn:everchart:problem:store-moving'
              | 'urn:everchart:problem:record-contended'
              | 'urn:everchart:problem:store-full'
              | 'urn:everchart:problem:store-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  ExportController_page: {
    parameters: {
      query?: {
        after?: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (system) */
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
        /** @description Number of the shard of the organisation */
        shard: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of them */
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
           *       "events": [
           *         {
           *           "position": 4211,
           *           "value": "RUNFAQ=="
           *         }
           *       ]
           *     }
           */
          'application/json': {
            events: {
              position: number;
              /** @description Value of the record */
              value: string;
            }[];
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
      /** @description The record is being moved to another database; or: The record cannot be written right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:store-moving'
              | 'urn:everchart:problem:store-unavailable'
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
