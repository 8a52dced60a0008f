/** Made from the OpenAPI document of patient-timeline by tools/generate-client-types.mjs: change the service's description, not this file. */

export interface paths {
  '/v1/orgs/{org}/board': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Board of a facility or a unit
     * @description One line for each resident, in the order of rooms: the worst open flag, doses due and overdue now, the last check. 500 residents at most. The access to each of them is on record before the answer leaves. Needs one of the roles carer, nurse, auditor, system.
     */
    get: operations['UnitsController_board'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/directory': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The directory of the organisation
     * @description Facilities with their units, rooms and beds, in the order of a round. The access is on record before the answer leaves. Needs one of the roles carer, nurse, administrator, auditor, system.
     */
    get: operations['DirectoryController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/directory/faults': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Entries that name what the organisation has not stated: places of stays, and reasons
     * @description Care goes first: a stay is recorded also when its place is not known, ambiguous or closed. It is listed here while it is open, until the directory has the place or an amendment of the entry names another one. So are, on the first page, doses that were not given for a reason which the list `reasons-not-given` does not have, if there is such a list. One access is put on record for each patient who is listed. Needs one of the roles nurse, administrator, auditor, system.
     */
    get: operations['DirectoryController_faults'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/emergencies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was opened in an emergency
     * @description The newest first. Each is open until a review says `justified` or `not-justified`. What was looked at is in the accesses to the patient, marked with the id of the emergency. One access is put on record for each patient who is named. Needs one of the roles auditor, data-protection-officer.
     */
    get: operations['CareController_emergencies'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/emergencies/{emergencyId}/reviews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Judges an emergency
     * @description By another person than the one who opened it. A later review stands beside the earlier ones. Needs one of the roles auditor, data-protection-officer.
     */
    post: operations['CareController_review'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/handover': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Handover of a unit since an instant
     * @description Everything that was recorded in the unit since then, for each resident: important first, residents too; rounds that were taken over since then, and who has read the handover. Entries that happened more than seven days before are not among them; of a resident 100 at most, `more` says how many are missing. The access to each resident is on record before the answer leaves. Needs one of the roles carer, nurse, auditor, system.
     */
    get: operations['UnitsController_handover'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Live: what is recorded in a facility or a unit
     * @description Each entry that is recorded from now on is an event `entry`: which one, of whom, of what type, and of a flag its colour; what it says is read, with `position` as Everchart-At-Least. In the order of their places, each once, from Last-Event-ID on. Heartbeats have an id, too. That the stream is opened is on record before the first byte; what it disclosed when it ends. An event `residents` says that others are in the unit now, or that who was there meanwhile is not known: read the board. Needs one of the roles carer, nurse, auditor, system.
     */
    get: operations['LiveController_unit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/live/organisation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Live: what is recorded in the organisation
     * @description Each entry that is recorded from now on is an event `entry`: which one, of whom, of what type, and of a flag its colour; what it says is read, with `position` as Everchart-At-Least. In the order of their places, each once, from Last-Event-ID on. Heartbeats have an id, too. That the stream is opened is on record before the first byte; what it disclosed when it ends. Needs one of the roles auditor, system.
     */
    get: operations['LiveController_organisation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/accesses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who looked at a record, when and why
     * @description Accesses that all services have put on record for the patient, the newest first: reads of the timeline, disclosures to other systems, refusals. `covers` says what is not among them. This read is an access, too. Needs one of the roles auditor, data-protection-officer.
     */
    get: operations['CareController_accesses'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/difference': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What changed in a record between two instants
     * @description By what was recorded between them (`clock=recorded`), or by what happened (`clock=happened`), as it is known now. The access is on record before the answer leaves. Needs one of the roles carer, nurse, auditor, system.
     */
    get: operations['PatientsController_difference'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/doses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Doses against the clock
     * @description What was and is to be given in a window: due, overdue, given, not given and skipped, for each prescription. It is worked out at the read, for the instant `at`, from what is on record. The access is on record before the answer leaves. Needs one of the roles carer, nurse, auditor, system.
     */
    get: operations['DosesController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/exports/{exportId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A copy of a record, for a request for access or portability
     * @description A ZIP with what is on record of the person, in all records that were merged: `fhir/bundle.json` (FHIR R4), `events.ndjson` (every entry once, CloudEvents), `accesses.ndjson` (for access: who looked), `record.html` (for people) and `manifest.json` (what is in it, with SHA-256 of each file). `exportId` is the decision by which retention lets it be made (`POST /v1/orgs/{org}/requests/{requestId}/exports`). That it is made is on record before the first byte, and its digest before the last one: a file that is whole is on record, and its request names it. It is of one moment, and is made while it is read. Needs one of the roles data-protection-officer.
     */
    get: operations['ExportsController_make'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Live: what is recorded of a patient
     * @description Each entry that is recorded from now on is an event `entry`: which one, of whom, of what type, and of a flag its colour; what it says is read, with `position` as Everchart-At-Least. In the order of their places, each once, from Last-Event-ID on. Heartbeats have an id, too. That the stream is opened is on record before the first byte; what it disclosed when it ends. Needs one of the roles carer, nurse, auditor, system.
     */
    get: operations['LiveController_patient'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/series': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Values of one code over time, for plots
     * @description Observations, and parts of observations such as a systolic blood pressure, in one unit: one by one, newest first, or in buckets (`bucket`). What was struck, what cannot be converted, and what is no number is listed beside them. The access is on record before the answer leaves. Needs one of the roles carer, nurse, auditor, system.
     */
    get: operations['SeriesController_values'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Summary of a patient
     * @description What is needed at the bedside, on one page. With `knownAt`, `happenedBy` or `atVersion` the record is shown as it was, by the software and the keys of today: `past` says so. The access is on record before the answer leaves. Needs one of the roles carer, nurse, auditor, system.
     */
    get: operations['PatientsController_summary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Timeline of a patient
     * @description What happened, newest first by when it happened, struck entries included and marked. All filters that are given have to be met; a page that looks at many entries to find few ends early, and says where to go on (`searchedUpTo`). With `knownAt`, `happenedBy` or `atVersion` the record is shown as it was, by the software and the keys of today: `past` says so. The access is on record before the answer leaves. Needs one of the roles carer, nurse, auditor, system.
     */
    get: operations['PatientsController_timeline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Search for patients
     * @description By name, birth date, identifier and place; all that is given has to be met. The search is in the body, because addresses are logged by proxies. It is on record before the answer leaves, and so is the access to each patient who is named. Needs one of the roles carer, nurse, auditor, system.
     */
    post: operations['SearchController_search'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/round': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Round of a unit in a slot of time
     * @description Medication and observations: what each resident needs in the slot, in the order of rooms, what was done already, by whom, and who took the round over. 500 residents at most. The access to each of them is on record before the answer leaves. Needs one of the roles carer, nurse, auditor, system.
     */
    get: operations['UnitsController_round'];
    put?: never;
    post?: never;
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
    AccessRule: {
      /** @description Days for which those of a facility or unit still see a patient who left it */
      afterDays: number;
      /** @description Absent: the organisation has not chosen */
      chosen?: {
        /** Format: date-time */
        at: string;
        /** Format: uuid */
        event: string;
      };
      /** @enum {string} */
      rule: 'open' | 'by-unit';
    };
    /** @description FHIR Address */
    Address: {
      /** @description City */
      city?: string;
      /** @description Country */
      country?: string;
      /** @description District */
      district?: string;
      lines?: string[];
      /** @description Postal code */
      postalCode?: string;
      /** @description State */
      state?: string;
      /** @description The whole address, as it is written on an envelope */
      text?: string;
      /** @enum {string} */
      use?: 'home' | 'work' | 'temp' | 'old' | 'billing';
    };
    Attending: {
      /** @description Identifier of the practitioner */
      id?: string;
      /** @description Name */
      name?: string;
    };
    Bed: {
      /** @description Id that the organisation chose */
      bedId: string;
      /** @description Present when the place was closed */
      closed?: {
        /** Format: date-time */
        at: string;
        /** Format: uuid */
        event: string;
        reason?: string;
      };
      /** @description As on the door or the bed, and as other systems send it */
      code?: string;
      identifiers: {
        system: string;
        value: string;
      }[];
      name?: string;
      opened: {
        /** Format: date-time */
        at: string;
        /** Format: uuid */
        event: string;
      };
      /** @description Place in the order of a round, where it is stated */
      order?: number;
    };
    Board: {
      /** Format: date-time */
      asOf?: string;
      /**
       * Format: date-time
       * @description The instant for which it was worked out
       */
      at: string;
      facility?: string;
      /** Format: date-time */
      happenedBy?: string;
      /**
       * Format: date-time
       * @description As requested: the unit as it was
       */
      knownAt?: string;
      /** @description What the directory knows of the facility and the unit */
      places: {
        facility?: {
          code?: string;
          id: string;
          name?: string;
        };
        unit?: {
          code?: string;
          id: string;
          name?: string;
        };
      };
      position?: string;
      /** @description In the order of rooms */
      residents: ({
        birthDate?: components['schemas']['PartialDate'];
        /**
         * @description Entries of the resident are on record and cannot be read here
         * @constant
         */
        complete?: false;
        /** @constant */
        deceased?: true;
        /** @description Another stay that began later: where the resident is now, such as in hospital */
        elsewhere?: {
          class: string;
          location?: {
            /** @description Bed */
            bed?: string;
            /** @description Home or hospital */
            facility?: string;
            /** @description Room */
            room?: string;
            /** @description Unit or ward */
            unit?: string;
          };
        };
        /** @description Where in the unit, as the stay states it */
        location: {
          /** @description Bed */
          bed?: string;
          /** @description Home or hospital */
          facility?: string;
          /** @description Room */
          room?: string;
          /** @description Unit or ward */
          unit?: string;
        };
        /** @description Null when the registration was struck */
        name: components['schemas']['HumanName'] | null;
        /** Format: uuid */
        patientId: string;
        /** @description The photo of the person: a reference */
        photo?: {
          /** @description Kind of document */
          category?: components['schemas']['CodeableConcept'];
          /** @description Media type (RFC 6838) */
          contentType: string;
          /** @description What it is about */
          description?: string;
          /** @description BCP 47 */
          language?: string;
          /** @description Opaque key of the object: names nobody */
          location: string;
          /** @description Event id of the document.attached that it replaces */
          replaces?: components['schemas']['Uuid'];
          /** @description SHA-256 of the content, lower-case hex */
          sha256: string;
          /** @description Bytes */
          size: number;
          /** @description The stay in which it happened */
          stayId?: components['schemas']['Uuid'];
          /** @description Title */
          title: string;
        } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        });
        /** @description The same as the directory knows it; places that it does not know are not among them */
        places?: {
          bed?: {
            code?: string;
            id: string;
            name?: string;
          };
          facility?: {
            code?: string;
            id: string;
            name?: string;
          };
          room?: {
            code?: string;
            id: string;
            name?: string;
          };
          unit?: {
            code?: string;
            id: string;
            name?: string;
          };
        };
        /** @description The record of this resident waits for an operator */
        staleReason?: string;
        /** @description Version of the patient's stream that is shown */
        streamVersion: number;
      } & {
        /** @description Null: there is more on record than is worked out */
        doses: {
          due: number;
          /**
           * Format: date-time
           * @description Within a day
           */
          nextDueAt?: string;
          overdue: number;
        } | null;
        /** @description The worst open one */
        flag:
          | ({
              /** @description Present when somebody has taken note of the present colour */
              acknowledged?: {
                /** @description Who recorded it */
                by: string;
                note?: string;
              } & ({
                /**
                 * Format: uuid
                 * @description The entry it comes from
                 */
                entryId: string;
                /**
                 * Format: date-time
                 * @description When it happened, as stated
                 */
                occurredAt: string;
              } & {
                /** @description Present when the entry was amended: it shows as amended */
                amended?: {
                  /**
                   * Format: uuid
                   * @description The amendment in force
                   */
                  entryId: string;
                  /** Format: date-time */
                  recordedAt: string;
                };
                /**
                 * Format: date-time
                 * @description When the entry was recorded
                 */
                recordedAt: string;
              });
              /** @enum {string} */
              colour: 'green' | 'amber' | 'orange' | 'red';
              /** Format: uuid */
              flagId: string;
              /** @description Why */
              reason: string;
              /**
               * Format: date-time
               * @description Present while its colour is not acknowledged
               */
              unacknowledgedSince?: string;
            } & ({
              /**
               * Format: uuid
               * @description The entry it comes from
               */
              entryId: string;
              /**
               * Format: date-time
               * @description When it happened, as stated
               */
              occurredAt: string;
            } & {
              /** @description Present when the entry was amended: it shows as amended */
              amended?: {
                /**
                 * Format: uuid
                 * @description The amendment in force
                 */
                entryId: string;
                /** Format: date-time */
                recordedAt: string;
              };
              /**
               * Format: date-time
               * @description When the entry was recorded
               */
              recordedAt: string;
            }))
          | null;
        /** @description Open ones */
        flags: number;
        /** @description The last observation at the bedside */
        lastCheck:
          | ({
              code?: components['schemas']['CodeableConcept'];
            } & {
              /**
               * Format: uuid
               * @description The entry it comes from
               */
              entryId: string;
              /**
               * Format: date-time
               * @description When it happened, as stated
               */
              occurredAt: string;
            })
          | null;
        /** Format: date-time */
        lastRecordedAt: string;
        /** @description Something was recorded after `since` */
        new?: boolean;
        /** @description Open ones of which the colour is not acknowledged */
        unacknowledged: number;
      })[];
      /** Format: date-time */
      since?: string;
      stale: boolean;
      staleReason?: string;
      unit?: string;
      /** @description Residents whom the reader may not see: they are not named */
      withheld?: number;
    };
    /** @description FHIR CodeableConcept: human text, codes, or both */
    CodeableConcept: {
      coding?: components['schemas']['Coding'][];
      /** @description As a person reads it */
      text?: string;
    };
    /** @description FHIR Coding */
    Coding: {
      code: string;
      /** @description As the code system says it */
      display?: string;
      /** @description URI of the code system, such as http://loinc.org */
      system: string;
    };
    /** @description FHIR Observation.component */
    Component: {
      code: components['schemas']['CodeableConcept'];
      /** @description Why there is no value */
      dataAbsentReason?: components['schemas']['CodeableConcept'];
      valueBoolean?: boolean;
      valueCodeableConcept?: components['schemas']['CodeableConcept'];
      valueDateTime?: components['schemas']['PartialDateTime'];
      valueInteger?: number;
      valuePeriod?: components['schemas']['Period'];
      valueQuantity?: components['schemas']['Quantity'];
      valueRange?: components['schemas']['Range'];
      valueRatio?: components['schemas']['Ratio'];
      /** @description The value in words */
      valueString?: string;
      /** @description A time of the day */
      valueTime?: string;
    };
    /** @description FHIR ContactPoint */
    ContactPoint: {
      /** @enum {string} */
      system: 'phone' | 'fax' | 'email' | 'pager' | 'url' | 'sms' | 'other';
      /** @enum {string} */
      use?: 'home' | 'work' | 'temp' | 'old' | 'mobile';
      /** @description Number or address */
      value: string;
    };
    /**
     * Format: date-time
     * @description RFC 3339 with zone: years 0001 to 9999 (also in UTC), offset at most 14:00, no leap second
     */
    DateTime: string;
    Directory: {
      /** @description Who may see whom */
      accessRule: components['schemas']['AccessRule'];
      /**
       * Format: date-time
       * @description Everything that was published before is included: also in Everchart-As-Of. Absent before the first contact with the stream
       */
      asOf?: string;
      /** @description False: entries of the patient are on record and cannot be read here, so that their effect is not shown; or there are more allergies or flags than the summary shows. The timeline has them */
      complete: boolean;
      /** @description With their units, rooms and beds in the order of a round */
      facilities: components['schemas']['Facility'][];
      /** @description In how many minutes the colour of a flag is to be acknowledged */
      flagMinutes: components['schemas']['FlagMinutes'];
      /** @description By their names: what the organisation offers to choose from, in order */
      lists: {
        [key: string]: components['schemas']['ListItem'][];
      };
      /** @description Also in Everchart-Position: send it as Everchart-At-Least to see nothing older */
      position?: string;
      /** @description What is shown may lack something that was recorded: staleReason says why */
      stale: boolean;
      /** @description "behind", "building" while the service builds its records anew, "unreadable" when entries of the patient cannot be read, "stream-lost" while the stream lacks records that never came here, "out-of-contact" when the end of the stream was not reached for some time (STALE_AFTER_SECONDS), "primary-away" while the database is replaced and its replica answers, or "stopped:<reason>:<code>" when the record waits for an operator */
      staleReason?: string;
      /** @description Version of the directory; the ETag, to be sent as If-Match when recording. 0: nothing was stated yet */
      streamVersion: number;
    };
    DirectoryFaults: {
      /**
       * Format: date-time
       * @description Everything that was published before is included: also in Everchart-As-Of. Absent before the first contact with the stream
       */
      asOf?: string;
      /** @description False: entries of the patient are on record and cannot be read here, so that their effect is not shown; or there are more allergies or flags than the summary shows. The timeline has them */
      complete: boolean;
      /** @description Of all faults */
      count: number;
      faults: components['schemas']['StayFault'][];
      /** @description Send it as after for the next page; null on the last */
      next: string | null;
      /** @description Also in Everchart-Position: send it as Everchart-At-Least to see nothing older */
      position?: string;
      /** @description Doses that were not given for a coded reason which the list of the organisation does not have: of the last 30 days, the newest 100 */
      reasons: components['schemas']['ReasonFault'][];
      /** @description What is shown may lack something that was recorded: staleReason says why */
      stale: boolean;
      /** @description "behind", "building" while the service builds its records anew, "unreadable" when entries of the patient cannot be read, "stream-lost" while the stream lacks records that never came here, "out-of-contact" when the end of the stream was not reached for some time (STALE_AFTER_SECONDS), "primary-away" while the database is replaced and its replica answers, or "stopped:<reason>:<code>" when the record waits for an operator */
      staleReason?: string;
      /** @description Version of the directory; the ETag, to be sent as If-Match when recording. 0: nothing was stated yet */
      streamVersion: number;
    };
    Doses: {
      /**
       * Format: date-time
       * @description The instant for which it was worked out
       */
      at: string;
      /** @description Due times by status */
      counts: {
        due: number;
        given: number;
        'not-given': number;
        overdue: number;
        planned: number;
        skipped: number;
      };
      /** Format: date-time */
      from: string;
      /**
       * Format: date-time
       * @description Until then every status, and what may be given, stays as it is while nothing is recorded: read again then
       */
      holdsUntil?: string;
      /** @description Doses in the window that belong to no prescription */
      otherDoses: ({
        dose?: components['schemas']['Quantity'];
        /** @description A remark */
        note?: string;
        route?: components['schemas']['CodeableConcept'];
        scheduledAt?: components['schemas']['DateTime'];
        /** @description Where on the body */
        site?: components['schemas']['CodeableConcept'];
        /**
         * @description Completed when it is not said; stopped: given in part
         * @enum {string}
         */
        status?: 'in-progress' | 'completed' | 'stopped';
      } & {
        /** @description Who recorded it */
        by: string;
        /** @description Other persons than the one who recorded it, who signed for it */
        countersigned?: {
          /** Format: date-time */
          at: string;
          /** @description Who recorded it */
          by: string;
          /** Format: uuid */
          entryId: string;
          /** @enum {unknown} */
          what: 'prepared' | 'given' | 'disposed';
        }[];
        /** @description Whether it helped, as it was observed last */
        effect?: {
          /** Format: date-time */
          at: string;
          /** @description Who recorded it */
          by: string;
          /** Format: uuid */
          entryId: string;
          /** @enum {unknown} */
          outcome: 'helped' | 'helped-in-part' | 'not-helped' | 'harmed';
        };
        /** @description Of a due time: minutes after it; negative: before it */
        minutesLate?: number;
        /** @enum {unknown} */
        outcome: 'given' | 'refused' | 'omitted';
        /** @description Why */
        reason?: components['schemas']['CodeableConcept'];
      } & {
        /**
         * Format: uuid
         * @description The entry it comes from
         */
        entryId: string;
        /**
         * Format: date-time
         * @description When it happened, as stated
         */
        occurredAt: string;
      })[];
      /** @description In force in the window, or now; the newest first, by the terms that hold now */
      prescriptions: ({
        dose?: components['schemas']['Quantity'];
        /** @description The dose in words, when it is no quantity */
        doseText?: string;
        medication: components['schemas']['CodeableConcept'];
        route?: components['schemas']['CodeableConcept'];
        schedule?: components['schemas']['Schedule'];
      } & {
        /** @description What may be given next of a medicine that is given as needed, or has a maximum */
        asNeeded?: {
          for?: components['schemas']['CodeableConcept'];
          lastGiven?: {
            dose?: components['schemas']['Quantity'];
            /** @description A remark */
            note?: string;
            route?: components['schemas']['CodeableConcept'];
            scheduledAt?: components['schemas']['DateTime'];
            /** @description Where on the body */
            site?: components['schemas']['CodeableConcept'];
            /**
             * @description Completed when it is not said; stopped: given in part
             * @enum {string}
             */
            status?: 'in-progress' | 'completed' | 'stopped';
          } & {
            /** @description Who recorded it */
            by: string;
            /** @description Other persons than the one who recorded it, who signed for it */
            countersigned?: {
              /** Format: date-time */
              at: string;
              /** @description Who recorded it */
              by: string;
              /** Format: uuid */
              entryId: string;
              /** @enum {unknown} */
              what: 'prepared' | 'given' | 'disposed';
            }[];
            /** @description Whether it helped, as it was observed last */
            effect?: {
              /** Format: date-time */
              at: string;
              /** @description Who recorded it */
              by: string;
              /** Format: uuid */
              entryId: string;
              /** @enum {unknown} */
              outcome: 'helped' | 'helped-in-part' | 'not-helped' | 'harmed';
            };
            /** @description Of a due time: minutes after it; negative: before it */
            minutesLate?: number;
            /** @enum {unknown} */
            outcome: 'given' | 'refused' | 'omitted';
            /** @description Why */
            reason?: components['schemas']['CodeableConcept'];
          } & {
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          };
          /** @description What may be given at most */
          limits: ({
            /** @description At most so often */
            count?: number;
            /** @description At most so much */
            dose?: components['schemas']['Quantity'];
            /** @description in any so many hours */
            hours: number;
            /** @enum {unknown} */
            of: 'count' | 'dose';
          } & {
            /** @description In the hours before now */
            given: number;
          })[];
          /** @description Now: it is in force, the patient is there, and no limit stands against it */
          mayBeGiven: boolean;
          /**
           * Format: date-time
           * @description The first instant, now or later, at which no limit stands against another dose. Absent: no limit ever lets it be given
           */
          notBefore?: string;
          /** @description Limits that cannot be compared with what was given (words, tablets and milligrams): a person has to */
          unclear: {
            /** @description At most so often */
            count?: number;
            /** @description At most so much */
            dose?: components['schemas']['Quantity'];
            /** @description in any so many hours */
            hours: number;
            /** @enum {unknown} */
            of: 'count' | 'dose';
          }[];
        };
        /** @description In order */
        dueTimes: ({
          /**
           * @description Why it is skipped: the patient was not there; the prescription was on hold, or ended before; the next dose has come due
           * @enum {unknown}
           */
          because?: 'away' | 'in-hospital' | 'deceased' | 'on-hold' | 'next-due' | 'ended';
          /** @description What is on record of it, oldest first */
          doses: ({
            dose?: components['schemas']['Quantity'];
            /** @description A remark */
            note?: string;
            route?: components['schemas']['CodeableConcept'];
            scheduledAt?: components['schemas']['DateTime'];
            /** @description Where on the body */
            site?: components['schemas']['CodeableConcept'];
            /**
             * @description Completed when it is not said; stopped: given in part
             * @enum {string}
             */
            status?: 'in-progress' | 'completed' | 'stopped';
          } & {
            /** @description Who recorded it */
            by: string;
            /** @description Other persons than the one who recorded it, who signed for it */
            countersigned?: {
              /** Format: date-time */
              at: string;
              /** @description Who recorded it */
              by: string;
              /** Format: uuid */
              entryId: string;
              /** @enum {unknown} */
              what: 'prepared' | 'given' | 'disposed';
            }[];
            /** @description Whether it helped, as it was observed last */
            effect?: {
              /** Format: date-time */
              at: string;
              /** @description Who recorded it */
              by: string;
              /** Format: uuid */
              entryId: string;
              /** @enum {unknown} */
              outcome: 'helped' | 'helped-in-part' | 'not-helped' | 'harmed';
            };
            /** @description Of a due time: minutes after it; negative: before it */
            minutesLate?: number;
            /** @enum {unknown} */
            outcome: 'given' | 'refused' | 'omitted';
            /** @description Why */
            reason?: components['schemas']['CodeableConcept'];
          } & {
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          })[];
          /**
           * Format: date-time
           * @description In the zone of the schedule: state it as scheduledAt of the dose
           */
          dueAt: string;
          /**
           * @description planned: its time has not come; due: within the tolerance of its time; overdue: later, and nothing is on record; not-given: it is on record that it was not; skipped: nothing is on record, and it is not to be given: see because
           * @enum {unknown}
           */
          status: 'planned' | 'due' | 'overdue' | 'given' | 'not-given' | 'skipped';
          /**
           * Format: date-time
           * @description No time of day is prescribed: it may be given at any time until then
           */
          until?: string;
        } & {
          dose?: components['schemas']['Quantity'];
          /** @description The dose in words, when it is no quantity */
          doseText?: string;
        })[];
        /**
         * Format: date-time
         * @description When it ends, or ended
         */
        endsAt?: string;
        /**
         * @description It has more due times than are listed
         * @constant
         */
        more?: true;
        /** @description Doses of it that belong to no due time */
        otherDoses: ({
          dose?: components['schemas']['Quantity'];
          /** @description A remark */
          note?: string;
          route?: components['schemas']['CodeableConcept'];
          scheduledAt?: components['schemas']['DateTime'];
          /** @description Where on the body */
          site?: components['schemas']['CodeableConcept'];
          /**
           * @description Completed when it is not said; stopped: given in part
           * @enum {string}
           */
          status?: 'in-progress' | 'completed' | 'stopped';
        } & {
          /** @description Who recorded it */
          by: string;
          /** @description Other persons than the one who recorded it, who signed for it */
          countersigned?: {
            /** Format: date-time */
            at: string;
            /** @description Who recorded it */
            by: string;
            /** Format: uuid */
            entryId: string;
            /** @enum {unknown} */
            what: 'prepared' | 'given' | 'disposed';
          }[];
          /** @description Whether it helped, as it was observed last */
          effect?: {
            /** Format: date-time */
            at: string;
            /** @description Who recorded it */
            by: string;
            /** Format: uuid */
            entryId: string;
            /** @enum {unknown} */
            outcome: 'helped' | 'helped-in-part' | 'not-helped' | 'harmed';
          };
          /** @description Of a due time: minutes after it; negative: before it */
          minutesLate?: number;
          /** @enum {unknown} */
          outcome: 'given' | 'refused' | 'omitted';
          /** @description Why */
          reason?: components['schemas']['CodeableConcept'];
        } & {
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        })[];
        /**
         * @description How its schedule is read. in-words: what is due of it only a person can say
         * @enum {unknown}
         */
        plan: 'times' | 'interval' | 'part' | 'as-needed' | 'in-words';
        /**
         * Format: uuid
         * @description Names it in later events
         */
        prescriptionId: string;
        /** @enum {unknown} */
        state: 'active' | 'not-begun' | 'ended' | 'stopped' | 'on-hold';
        /** @description The zone in which its times are read now */
        timeZone: string;
        /**
         * @description Its schedule names it; the directory states it of the facility in which the patient stays; or none of both, then it is UTC
         * @enum {unknown}
         */
        timeZoneFrom: 'prescription' | 'facility' | 'default';
      })[];
      /** Format: date-time */
      to: string;
      /** @description A dose is due so long before and after its time */
      toleranceMinutes: number;
    };
    Emergencies: {
      emergencies: components['schemas']['Emergency'][];
      next: string | null;
    };
    Emergency: {
      actor: string;
      /** Format: uuid */
      emergencyId: string;
      /** @description Opened while the primary of the database was away, and put on the list when it was back */
      kept: boolean;
      /** Format: date-time */
      openedAt: string;
      /** Format: uuid */
      patientId: string;
      reason: {
        /** @description Of the list `break-glass-reasons`, or `other` */
        code: string;
        text: string;
      };
      /** @description The oldest first */
      reviews: {
        /** Format: date-time */
        at: string;
        by: string;
        note: string | null;
        /** @enum {string} */
        outcome: 'justified' | 'not-justified' | 'to-be-clarified';
      }[];
      role: string;
      /** Format: date-time */
      until: string;
    };
    EmergencyJudgement: {
      /** @description Why; no clinical data */
      note?: string;
      /** @enum {string} */
      outcome: 'justified' | 'not-justified' | 'to-be-clarified';
    };
    EmergencyReview: {
      /** Format: uuid */
      emergencyId: string;
      /** @enum {string} */
      outcome: 'justified' | 'not-justified' | 'to-be-clarified';
    };
    Facility: {
      /** @description Present when the place was closed */
      closed?: {
        /** Format: date-time */
        at: string;
        /** Format: uuid */
        event: string;
        reason?: string;
      };
      /** @description As on the door or the bed, and as other systems send it */
      code?: string;
      /** @description Id that the organisation chose */
      facilityId: string;
      identifiers: {
        system: string;
        value: string;
      }[];
      /** @description ISO 3166-1 or ISO 3166-2, now */
      jurisdiction: string;
      /** @description All that held or will, by the instants from which each holds */
      jurisdictions: {
        /**
         * Format: date-time
         * @description Absent in the first one, which holds for all time before the next one
         */
        from?: string;
        value: string;
      }[];
      /** @description Now */
      kindOfCare: string;
      /** @description All that held or will, by the instants from which each holds */
      kindsOfCare: {
        /**
         * Format: date-time
         * @description Absent in the first one, which holds for all time before the next one
         */
        from?: string;
        value: string;
      }[];
      name?: string;
      opened: {
        /** Format: date-time */
        at: string;
        /** Format: uuid */
        event: string;
      };
      /** @description Place in the order of a round, where it is stated */
      order?: number;
      /** @description IANA, now */
      timeZone: string;
      /** @description All that held or will, by the instants from which each holds */
      timeZones: {
        /**
         * Format: date-time
         * @description Absent in the first one, which holds for all time before the next one
         */
        from?: string;
        value: string;
      }[];
      units: components['schemas']['Unit'][];
    };
    FlagMinutes: {
      amber: number;
      orange: number;
      red: number;
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
    FoundPatient: {
      birthDate?: components['schemas']['PartialDate'];
      /**
       * @description Entries that may speak of the person are on record and cannot be read here
       * @constant
       */
      complete?: false;
      /** @constant */
      deceased?: true;
      /** @description Present when a name of before is the one that was found */
      formerName?: components['schemas']['HumanName'];
      /**
       * @description FHIR administrative gender
       * @enum {string}
       */
      gender?: 'male' | 'female' | 'other' | 'unknown';
      /** @description The one that was requested */
      identifier?: {
        system: string;
        value: string;
      };
      /** @description Null when the registration was struck */
      name: components['schemas']['HumanName'] | null;
      /** Format: uuid */
      patientId: string;
      /**
       * Format: uuid
       * @description The record ended: in which record to go on
       */
      replacedBy?: string;
      /** @description 4: as requested; 3: a beginning of it; 2: with a slip, or known less exactly; the mean of all parts */
      score: number;
      /** @description The record waits for an operator */
      staleReason?: string;
      /** @description The open stay in the requested place, else the one that began last */
      stay?: {
        class: string;
        location: {
          /** @description Bed */
          bed?: string;
          /** @description Home or hospital */
          facility?: string;
          /** @description Room */
          room?: string;
          /** @description Unit or ward */
          unit?: string;
        };
        places: {
          bed?: {
            code?: string;
            id: string;
            name?: string;
          };
          facility?: {
            code?: string;
            id: string;
            name?: string;
          };
          room?: {
            code?: string;
            id: string;
            name?: string;
          };
          unit?: {
            code?: string;
            id: string;
            name?: string;
          };
        };
      };
      /** @description Version of the last entry that speaks of the person */
      streamVersion: number;
    };
    FoundPatients: {
      /**
       * Format: date-time
       * @description Everything that was published before is included: also in Everchart-As-Of. Absent before the first contact with the stream
       */
      asOf?: string;
      /** @description Send it as cursor, with the same search, for the next page; null on the last */
      next: string | null;
      /** @description The best match first */
      patients: components['schemas']['FoundPatient'][];
      /** @description Also in Everchart-Position: send it as Everchart-At-Least to see nothing older */
      position?: string;
      /** @description What is shown may lack something that was recorded: staleReason says why */
      stale: boolean;
      /** @description "behind", "building" while the service builds its records anew, "unreadable" when entries of the patient cannot be read, "stream-lost" while the stream lacks records that never came here, "out-of-contact" when the end of the stream was not reached for some time (STALE_AFTER_SECONDS), "primary-away" while the database is replaced and its replica answers, or "stopped:<reason>:<code>" when the record waits for an operator */
      staleReason?: string;
      /** @description More persons than are looked at may meet it: name more of what is known. The one who is looked for may be missing */
      tooMany: boolean;
    };
    Handover: {
      /** Format: date-time */
      asOf?: string;
      /**
       * Format: date-time
       * @description The instant for which it was worked out
       */
      at: string;
      facility?: string;
      /** Format: date-time */
      happenedBy?: string;
      /**
       * Format: date-time
       * @description As requested: the unit as it was
       */
      knownAt?: string;
      /** @description What the directory knows of the facility and the unit */
      places: {
        facility?: {
          code?: string;
          id: string;
          name?: string;
        };
        unit?: {
          code?: string;
          id: string;
          name?: string;
        };
      };
      position?: string;
      /** @description Who has read the handover of the unit since then, by the accesses on record (of the seconds before, some may be missing): of each person the last time, the last one first. Null: it cannot be said now */
      readBy:
        | {
            /** Format: date-time */
            at: string;
            /** @description Who recorded it */
            by: string;
            role: string;
            /**
             * Format: date-time
             * @description What was recorded after it was in the handover that they read
             */
            since: string;
          }[]
        | null;
      /** @description Important first */
      residents: ({
        birthDate?: components['schemas']['PartialDate'];
        /**
         * @description Entries of the resident are on record and cannot be read here
         * @constant
         */
        complete?: false;
        /** @constant */
        deceased?: true;
        /** @description Another stay that began later: where the resident is now, such as in hospital */
        elsewhere?: {
          class: string;
          location?: {
            /** @description Bed */
            bed?: string;
            /** @description Home or hospital */
            facility?: string;
            /** @description Room */
            room?: string;
            /** @description Unit or ward */
            unit?: string;
          };
        };
        /** @description Where in the unit, as the stay states it */
        location: {
          /** @description Bed */
          bed?: string;
          /** @description Home or hospital */
          facility?: string;
          /** @description Room */
          room?: string;
          /** @description Unit or ward */
          unit?: string;
        };
        /** @description Null when the registration was struck */
        name: components['schemas']['HumanName'] | null;
        /** Format: uuid */
        patientId: string;
        /** @description The photo of the person: a reference */
        photo?: {
          /** @description Kind of document */
          category?: components['schemas']['CodeableConcept'];
          /** @description Media type (RFC 6838) */
          contentType: string;
          /** @description What it is about */
          description?: string;
          /** @description BCP 47 */
          language?: string;
          /** @description Opaque key of the object: names nobody */
          location: string;
          /** @description Event id of the document.attached that it replaces */
          replaces?: components['schemas']['Uuid'];
          /** @description SHA-256 of the content, lower-case hex */
          sha256: string;
          /** @description Bytes */
          size: number;
          /** @description The stay in which it happened */
          stayId?: components['schemas']['Uuid'];
          /** @description Title */
          title: string;
        } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        });
        /** @description The same as the directory knows it; places that it does not know are not among them */
        places?: {
          bed?: {
            code?: string;
            id: string;
            name?: string;
          };
          facility?: {
            code?: string;
            id: string;
            name?: string;
          };
          room?: {
            code?: string;
            id: string;
            name?: string;
          };
          unit?: {
            code?: string;
            id: string;
            name?: string;
          };
        };
        /** @description The record of this resident waits for an operator */
        staleReason?: string;
        /** @description Version of the patient's stream that is shown */
        streamVersion: number;
      } & {
        /** @description Entries as the timeline shows them */
        changes: components['schemas']['TimelineEntry'][];
        /** @description So many are not among them */
        more: number;
      })[];
      /** Format: date-time */
      since: string;
      stale: boolean;
      staleReason?: string;
      /** @description Rounds of the unit that were taken over, the last one first: of several for one round the first one here holds */
      takenOver: {
        /** @description Who recorded it */
        by: string;
        /** Format: date-time */
        from: string;
        /**
         * Format: uuid
         * @description Of the event
         */
        id: string;
        /** Format: date-time */
        occurredAt: string;
        place: {
          facility?: string;
          unit?: string;
        };
        /** Format: date-time */
        recordedAt: string;
        role: string;
        /**
         * @description Absent: all that is due in the slot
         * @enum {unknown}
         */
        round?: 'medication' | 'observation';
        /** @description Who had it */
        takenOverFrom?: string;
        /** Format: date-time */
        to: string;
      }[];
      unit?: string;
      /** @description Residents whom the reader may not see: they are not named */
      withheld?: number;
    };
    /** @description When it happened, where that is no instant: a day, a month or a year, or a period. occurredAt is an instant of it */
    Happened: {
      from?: components['schemas']['PartialDateTime'];
      on?: components['schemas']['PartialDateTime'];
      to?: components['schemas']['PartialDateTime'];
    };
    /** @description FHIR HumanName */
    HumanName: {
      /** @description Family name */
      family?: string;
      given?: string[];
      /** @description What the person wants to be called */
      preferred?: string;
      prefix?: string[];
      suffix?: string[];
      /** @description The whole name, or what the person is known by when no part of it is known */
      text?: string;
      /**
       * @description FHIR name use
       * @enum {string}
       */
      use?: 'usual' | 'official' | 'temp' | 'nickname' | 'anonymous' | 'old' | 'maiden';
    };
    /** @description FHIR Identifier */
    Identifier: {
      /** @description URI of who gives it out */
      system: string;
      type?: components['schemas']['CodeableConcept'];
      /** @enum {string} */
      use?: 'usual' | 'official' | 'temp' | 'secondary';
      /** @description The identifier itself */
      value: string;
    };
    ListItem: {
      added: {
        /** Format: date-time */
        at: string;
        /** Format: uuid */
        event: string;
      };
      code: string;
      display: string;
      order?: number;
      /** @description Present when it is not offered any more */
      retired?: {
        /** Format: date-time */
        at: string;
        /** Format: uuid */
        event: string;
        reason?: string;
      };
      system: string;
    };
    Location: {
      /** @description Bed */
      bed?: string;
      /** @description Home or hospital */
      facility?: string;
      /** @description Room */
      room?: string;
      /** @description Unit or ward */
      unit?: string;
    };
    /** @description An opaque identifier: 1 to 64 letters, digits, or any of . _ : - */
    OpaqueId: string;
    /** @description Recorded although a rule stands against it: what happened is recorded all the same, and why */
    Override: {
      /** @description What the carer knows that the record does not */
      reason: string;
    };
    /**
     * Format: partial-date
     * @description FHIR date: YYYY, YYYY-MM or YYYY-MM-DD
     */
    PartialDate: string;
    /**
     * Format: partial-date-time
     * @description FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
     */
    PartialDateTime: string;
    PatientAccess: {
      /** @description Also taken by `asServed` of summary and timeline */
      accessId: string;
      actor: string;
      /** Format: date-time */
      at: string;
      emergency?: {
        /** Format: uuid */
        id: string;
        /** @description Opened while the primary of the database was away */
        kept?: {
          /** Format: date-time */
          openedAt: string;
        };
        reason: {
          code: string;
          text: string;
        };
        /** Format: date-time */
        until: string;
      };
      operation: string;
      /** @enum {string} */
      outcome: 'granted' | 'denied';
      purpose: string;
      role: string;
      /** @description Which state was shown */
      served?: {
        position?: string;
        streamVersion?: number;
      };
      service: string;
      status: number;
      /** @description The same in a sentence */
      words: string;
    };
    PatientAccesses: {
      accesses: components['schemas']['PatientAccess'][];
      /** @description Accesses that were published before are in; null before the first contact with the stream */
      asOf: string | null;
      /** @description In words: what is here, and what stands elsewhere */
      covers: string[];
      /** @description Years whose accesses were destroyed at the end of their retention: when and why, where those to all patients were */
      destroyedYears: {
        /** Format: date-time */
        destroyedAt?: string;
        /** @description The event retention.destroyed */
        destroyedBy?: string;
        /** Format: date */
        dueOn?: string;
        /** @description By which the duty to keep them ended */
        rule?: {
          [key: string]: unknown;
        };
        year: number;
      }[];
      next: string | null;
      /** Format: uuid */
      patientId: string;
    };
    PatientDifference: {
      /**
       * Format: date-time
       * @description Everything that was published before is included: also in Everchart-As-Of. Absent before the first contact with the stream
       */
      asOf?: string;
      /** @enum {string} */
      clock: 'recorded' | 'happened';
      /** @description False: entries of the patient are on record and cannot be read here, so that their effect is not shown; or there are more allergies or flags than the summary shows. The timeline has them */
      complete: boolean;
      /** @description Each with both clocks */
      entries: {
        /** @description Corrections left out: they stand with what they correct */
        added: {
          actor: string;
          /** Format: uuid */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
          /** Format: date-time */
          recordedAt: string;
          streamVersion: number;
          type: string;
        }[];
        /** @description The amendment that counts now */
        amended: {
          actor: string;
          by: {
            actor: string;
            /** Format: uuid */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
            /** Format: date-time */
            recordedAt: string;
            streamVersion: number;
            type: string;
          };
          /** Format: uuid */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
          reason: unknown;
          /** Format: date-time */
          recordedAt: string;
          streamVersion: number;
          type: string;
        }[];
        /** @description By list, how many it does not show: each has the newest 200 */
        more: {
          [key: string]: number;
        };
        /** @description Whose strike, or last amendment, was itself struck */
        restored: {
          actor: string;
          /** Format: uuid */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
          /** Format: date-time */
          recordedAt: string;
          streamVersion: number;
          type: string;
        }[];
        struck: {
          actor: string;
          by: {
            actor: string;
            /** Format: uuid */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
            /** Format: date-time */
            recordedAt: string;
            streamVersion: number;
            type: string;
          };
          /** Format: uuid */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
          reason: unknown;
          /** Format: date-time */
          recordedAt: string;
          streamVersion: number;
          type: string;
        }[];
      };
      from: {
        /** Format: date-time */
        at: string;
        /** @description The version that was known; 0 when nothing was */
        streamVersion: number;
      };
      /** @description Present when the record is shown as it was: the instants, as requested */
      past?: {
        /** @description The access whose state is shown, as requested */
        asServed?: string;
        atVersion?: number;
        /** @description Nothing was recorded yet */
        empty: boolean;
        /** Format: date-time */
        happenedBy?: string;
        /** Format: date-time */
        knownAt?: string;
        /**
         * Format: date-time
         * @description When the last event of the record was recorded
         */
        recordedUntil: string;
        /** @description The record goes on to this version */
        recordVersion: number;
      };
      /** Format: uuid */
      patientId: string;
      /** @description Also in Everchart-Position: send it as Everchart-At-Least to see nothing older */
      position?: string;
      /** @description What is shown may lack something that was recorded: staleReason says why */
      stale: boolean;
      /** @description "behind", "building" while the service builds its records anew, "unreadable" when entries of the patient cannot be read, "stream-lost" while the stream lacks records that never came here, "out-of-contact" when the end of the stream was not reached for some time (STALE_AFTER_SECONDS), "primary-away" while the database is replaced and its replica answers, or "stopped:<reason>:<code>" when the record waits for an operator */
      staleReason?: string;
      /** @description Version of the patient's stream that is shown; the ETag, to be sent as If-Match when recording. Of the past: the version that was known, 0 when nothing was, and no ETag */
      streamVersion: number;
      /** @description What changed, by section of the summary; sections without a change are missing */
      summary: {
        [key: string]: {
          /** @description As it shows it; null: no longer */
          is: unknown;
          /** @description The element as the summary showed it; null: it showed none */
          was: unknown;
        }[];
      };
      to: {
        /** @description Null: the record as it is */
        at: string | null;
        /** @description The version that was known; 0 when nothing was */
        streamVersion: number;
      };
    };
    PatientDoses: {
      /**
       * Format: date-time
       * @description Everything that was published before is included: also in Everchart-As-Of. Absent before the first contact with the stream
       */
      asOf?: string;
      /** @description False: entries of the patient are on record and cannot be read here, so that their effect is not shown; or there are more allergies or flags than the summary shows. The timeline has them */
      complete: boolean;
      doses: components['schemas']['Doses'];
      /** @description Present when the record is shown as it was: the instants, as requested */
      past?: {
        /** @description The access whose state is shown, as requested */
        asServed?: string;
        atVersion?: number;
        /** @description Nothing was recorded yet */
        empty: boolean;
        /** Format: date-time */
        happenedBy?: string;
        /** Format: date-time */
        knownAt?: string;
        /**
         * Format: date-time
         * @description When the last event of the record was recorded
         */
        recordedUntil: string;
        /** @description The record goes on to this version */
        recordVersion: number;
      };
      /** Format: uuid */
      patientId: string;
      /** @description Also in Everchart-Position: send it as Everchart-At-Least to see nothing older */
      position?: string;
      /** @description What is shown may lack something that was recorded: staleReason says why */
      stale: boolean;
      /** @description "behind", "building" while the service builds its records anew, "unreadable" when entries of the patient cannot be read, "stream-lost" while the stream lacks records that never came here, "out-of-contact" when the end of the stream was not reached for some time (STALE_AFTER_SECONDS), "primary-away" while the database is replaced and its replica answers, or "stopped:<reason>:<code>" when the record waits for an operator */
      staleReason?: string;
      /** @description Version of the patient's stream that is shown; the ETag, to be sent as If-Match when recording. Of the past: the version that was known, 0 when nothing was, and no ETag */
      streamVersion: number;
    };
    PatientSearch: {
      /** @description As exact as it is known */
      birthDate?: string;
      /** @description `next` of the page before, of the same search */
      cursor?: string;
      /** @description Where an open stay is: id, code or name in the directory, or as the stays name it */
      facility?: string;
      /** @description Regardless of case, spaces, dots and dashes */
      identifier?: {
        system?: string;
        value: string;
      };
      /** @default 20 */
      limit: number;
      /** @description Words of the name, in any order: beginnings, other spellings, slips of a letter and former names are found, too */
      name?: string;
      /** @description Likewise */
      room?: string;
      /** @description Likewise */
      unit?: string;
    };
    PatientSeries: {
      /** @description Of the code, and not among the values */
      apart: {
        /**
         * @description The value is a bound: it lies below, or above
         * @enum {string}
         */
        comparator?: '<' | '<=' | '>=' | '>';
        /**
         * @description Part of an observation of another code
         * @constant
         */
        component?: true;
        /** Format: uuid */
        entryId: string;
        /**
         * Format: date-time
         * @description When it happened, as stated or as amended
         */
        occurredAt: string;
        /**
         * @description The unit cannot be converted; another kind of value; none was found; it was cancelled; its values are in its components, each of a code of its own
         * @enum {string}
         */
        reason: 'unit' | 'not-a-number' | 'absent' | 'cancelled' | 'components';
        unit?: string;
        value?: number;
      }[];
      /**
       * Format: date-time
       * @description Everything that was published before is included: also in Everchart-As-Of. Absent before the first contact with the stream
       */
      asOf?: string;
      /** @enum {string} */
      bucket?: 'hour' | 'day' | 'week' | 'month';
      /** @description Those with values, the oldest first */
      buckets?: {
        /** @description Bounds such as <5: they are in none of the numbers */
        compared: number;
        /** @description Values that the numbers are made of */
        count: number;
        /** Format: date-time */
        from: string;
        max?: number;
        mean?: number;
        min?: number;
        /** Format: date-time */
        to: string;
      }[];
      code: string;
      /** @description With `bucket`: the bounds */
      compared?: {
        /** @constant */
        amended?: true;
        /**
         * @description The value is a bound: it lies below, or above
         * @enum {string}
         */
        comparator?: '<' | '<=' | '>=' | '>';
        /**
         * @description Part of an observation of another code
         * @constant
         */
        component?: true;
        /** Format: uuid */
        entryId: string;
        /** @description When it happened, where that is no instant */
        happened?: unknown;
        /**
         * Format: date-time
         * @description When it happened, as stated or as amended
         */
        occurredAt: string;
        /** @description Present when it was stated in another unit */
        stated?: {
          unit: string;
          value: number;
        };
        /** @description How far the result is final, where it is not */
        status?: string;
        /** @description In the unit of the series */
        value: number;
      }[];
      /** @description False: entries of the patient are on record and cannot be read here, so that their effect is not shown; or there are more allergies or flags than the summary shows. The timeline has them */
      complete: boolean;
      /** Format: date-time */
      from: string;
      /** @description By list, how many it does not show: beside buckets each has the newest 200 */
      more: {
        [key: string]: number;
      };
      /** @description Send it as cursor for the next, older page */
      next: string | null;
      /** @description Present when the record is shown as it was: the instants, as requested */
      past?: {
        /** @description The access whose state is shown, as requested */
        asServed?: string;
        atVersion?: number;
        /** @description Nothing was recorded yet */
        empty: boolean;
        /** Format: date-time */
        happenedBy?: string;
        /** Format: date-time */
        knownAt?: string;
        /**
         * Format: date-time
         * @description When the last event of the record was recorded
         */
        recordedUntil: string;
        /** @description The record goes on to this version */
        recordVersion: number;
      };
      /** Format: uuid */
      patientId: string;
      /** @description The newest first; not with `bucket` */
      points?: {
        /** @constant */
        amended?: true;
        /**
         * @description The value is a bound: it lies below, or above
         * @enum {string}
         */
        comparator?: '<' | '<=' | '>=' | '>';
        /**
         * @description Part of an observation of another code
         * @constant
         */
        component?: true;
        /** Format: uuid */
        entryId: string;
        /** @description When it happened, where that is no instant */
        happened?: unknown;
        /**
         * Format: date-time
         * @description When it happened, as stated or as amended
         */
        occurredAt: string;
        /** @description Present when it was stated in another unit */
        stated?: {
          unit: string;
          value: number;
        };
        /** @description How far the result is final, where it is not */
        status?: string;
        /** @description In the unit of the series */
        value: number;
      }[];
      /** @description Also in Everchart-Position: send it as Everchart-At-Least to see nothing older */
      position?: string;
      /** @description What is shown may lack something that was recorded: staleReason says why */
      stale: boolean;
      /** @description "behind", "building" while the service builds its records anew, "unreadable" when entries of the patient cannot be read, "stream-lost" while the stream lacks records that never came here, "out-of-contact" when the end of the stream was not reached for some time (STALE_AFTER_SECONDS), "primary-away" while the database is replaced and its replica answers, or "stopped:<reason>:<code>" when the record waits for an operator */
      staleReason?: string;
      /** @description Version of the patient's stream that is shown; the ETag, to be sent as If-Match when recording. Of the past: the version that was known, 0 when nothing was, and no ETag */
      streamVersion: number;
      /** @description With the entry that strikes it */
      struck: {
        /** Format: uuid */
        by: string;
        /** Format: uuid */
        entryId: string;
        /**
         * Format: date-time
         * @description When it happened, as stated or as amended
         */
        occurredAt: string;
      }[];
      /** @description Of the buckets, and whence it is */
      timeZone?: {
        /** @enum {string} */
        from: 'query' | 'facility' | 'default';
        name: string;
      };
      /** Format: date-time */
      to: string;
      /** @description UCUM, 1 for numbers without one; null when there is no value */
      unit: string | null;
    };
    PatientSummary: {
      /**
       * Format: date-time
       * @description Everything that was published before is included: also in Everchart-As-Of. Absent before the first contact with the stream
       */
      asOf?: string;
      clock: components['schemas']['SummaryByClock'];
      /** @description False: entries of the patient are on record and cannot be read here, so that their effect is not shown; or there are more allergies or flags than the summary shows. The timeline has them */
      complete: boolean;
      /** @description When the last event shown was recorded; null when there was none yet */
      lastRecordedAt: string | null;
      /** @description Present when the record is shown as it was: the instants, as requested */
      past?: {
        /** @description The access whose state is shown, as requested */
        asServed?: string;
        atVersion?: number;
        /** @description Nothing was recorded yet */
        empty: boolean;
        /** Format: date-time */
        happenedBy?: string;
        /** Format: date-time */
        knownAt?: string;
        /**
         * Format: date-time
         * @description When the last event of the record was recorded
         */
        recordedUntil: string;
        /** @description The record goes on to this version */
        recordVersion: number;
      };
      /** Format: uuid */
      patientId: string;
      /** @description Also in Everchart-Position: send it as Everchart-At-Least to see nothing older */
      position?: string;
      /** @description What is shown may lack something that was recorded: staleReason says why */
      stale: boolean;
      /** @description "behind", "building" while the service builds its records anew, "unreadable" when entries of the patient cannot be read, "stream-lost" while the stream lacks records that never came here, "out-of-contact" when the end of the stream was not reached for some time (STALE_AFTER_SECONDS), "primary-away" while the database is replaced and its replica answers, or "stopped:<reason>:<code>" when the record waits for an operator */
      staleReason?: string;
      /** @description Version of the patient's stream that is shown; the ETag, to be sent as If-Match when recording. Of the past: the version that was known, 0 when nothing was, and no ETag */
      streamVersion: number;
      summary: components['schemas']['Summary'];
    };
    Period: {
      end?: components['schemas']['PartialDateTime'];
      start?: components['schemas']['PartialDateTime'];
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
    /** @description FHIR Quantity; the system of `code` is UCUM (http://unitsofmeasure.org) */
    Quantity: {
      /** @description UCUM */
      code?: string;
      /** @enum {string} */
      comparator?: '<' | '<=' | '>=' | '>';
      /** @description As a person reads it */
      unit: string;
      value: number;
    };
    /** @description FHIR Range */
    Range: {
      high?: components['schemas']['Quantity'];
      low?: components['schemas']['Quantity'];
    };
    /** @description FHIR Ratio: a number to a number, or an amount in an amount */
    Ratio: {
      denominator: components['schemas']['RatioPart'];
      numerator: components['schemas']['RatioPart'];
    };
    /** @description FHIR Quantity; a part of a ratio may be a mere number (1 of 128) */
    RatioPart: {
      /** @description UCUM */
      code?: string;
      /** @enum {string} */
      comparator?: '<' | '<=' | '>=' | '>';
      /** @description As a person reads it */
      unit?: string;
      value: number;
    };
    ReasonFault: {
      /**
       * Format: uuid
       * @description Amend it, or add the item to the list
       */
      entryId: string;
      /** Format: date-time */
      occurredAt: string;
      /** Format: uuid */
      patientId: string;
      stated: {
        code: string;
        system: string;
      }[];
      /** @description As of a stay's fault */
      streamVersion: number;
    };
    /** @description How often it is due. Times of day stand in the local time of `timeZone`; without one, in that of the facility */
    Recurrence: {
      frequency?: {
        /** @description So many times */
        count: number;
        /** @description in so many */
        period: number;
        /**
         * @description UCUM: hours, days, weeks, months
         * @enum {string}
         */
        periodUnit: 'h' | 'd' | 'wk' | 'mo';
      };
      /** @description As a person reads it */
      text?: string;
      /** @description Times of day, HH:MM */
      times?: string[];
      /**
       * Format: time-zone
       * @description IANA name, such as Europe/Rome
       */
      timeZone?: string;
    };
    ReleaseStanding: {
      /** @description What it reads by is made as a whole */
      built: boolean;
      /** @description Events that it could not apply, and another one has */
      faults: number;
      /** @description Events that another release shows of the organisation, and this one does not yet */
      lag: number;
      /** @description As the process calls itself */
      release: string;
    };
    Room: {
      beds: components['schemas']['Bed'][];
      /** @description Present when the place was closed */
      closed?: {
        /** Format: date-time */
        at: string;
        /** Format: uuid */
        event: string;
        reason?: string;
      };
      /** @description As on the door or the bed, and as other systems send it */
      code?: string;
      identifiers: {
        system: string;
        value: string;
      }[];
      name?: string;
      opened: {
        /** Format: date-time */
        at: string;
        /** Format: uuid */
        event: string;
      };
      /** @description Place in the order of a round, where it is stated */
      order?: number;
      /** @description Id that the organisation chose */
      roomId: string;
    };
    Round: {
      /** Format: date-time */
      asOf?: string;
      /**
       * Format: date-time
       * @description The instant for which it was worked out
       */
      at: string;
      facility?: string;
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      happenedBy?: string;
      /**
       * Format: date-time
       * @description As requested: the unit as it was
       */
      knownAt?: string;
      /** @description What the directory knows of the facility and the unit */
      places: {
        facility?: {
          code?: string;
          id: string;
          name?: string;
        };
        unit?: {
          code?: string;
          id: string;
          name?: string;
        };
      };
      position?: string;
      /** @description In the order of rooms */
      residents: ({
        birthDate?: components['schemas']['PartialDate'];
        /**
         * @description Entries of the resident are on record and cannot be read here
         * @constant
         */
        complete?: false;
        /** @constant */
        deceased?: true;
        /** @description Another stay that began later: where the resident is now, such as in hospital */
        elsewhere?: {
          class: string;
          location?: {
            /** @description Bed */
            bed?: string;
            /** @description Home or hospital */
            facility?: string;
            /** @description Room */
            room?: string;
            /** @description Unit or ward */
            unit?: string;
          };
        };
        /** @description Where in the unit, as the stay states it */
        location: {
          /** @description Bed */
          bed?: string;
          /** @description Home or hospital */
          facility?: string;
          /** @description Room */
          room?: string;
          /** @description Unit or ward */
          unit?: string;
        };
        /** @description Null when the registration was struck */
        name: components['schemas']['HumanName'] | null;
        /** Format: uuid */
        patientId: string;
        /** @description The photo of the person: a reference */
        photo?: {
          /** @description Kind of document */
          category?: components['schemas']['CodeableConcept'];
          /** @description Media type (RFC 6838) */
          contentType: string;
          /** @description What it is about */
          description?: string;
          /** @description BCP 47 */
          language?: string;
          /** @description Opaque key of the object: names nobody */
          location: string;
          /** @description Event id of the document.attached that it replaces */
          replaces?: components['schemas']['Uuid'];
          /** @description SHA-256 of the content, lower-case hex */
          sha256: string;
          /** @description Bytes */
          size: number;
          /** @description The stay in which it happened */
          stayId?: components['schemas']['Uuid'];
          /** @description Title */
          title: string;
        } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        });
        /** @description The same as the directory knows it; places that it does not know are not among them */
        places?: {
          bed?: {
            code?: string;
            id: string;
            name?: string;
          };
          facility?: {
            code?: string;
            id: string;
            name?: string;
          };
          room?: {
            code?: string;
            id: string;
            name?: string;
          };
          unit?: {
            code?: string;
            id: string;
            name?: string;
          };
        };
        /** @description The record of this resident waits for an operator */
        staleReason?: string;
        /** @description Version of the patient's stream that is shown */
        streamVersion: number;
      } & {
        /** @description High criticality first */
        allergies: {
          /** @enum {string} */
          criticality?: 'low' | 'high' | 'unable-to-assess';
          substance: components['schemas']['CodeableConcept'];
        }[];
        counts: {
          due: number;
          given: number;
          'not-given': number;
          overdue: number;
          planned: number;
          skipped: number;
        } | null;
        /** @description What is due in the slot, and what may be given as needed. Null: there is more on record than is worked out */
        medication:
          | ({
              dose?: components['schemas']['Quantity'];
              /** @description The dose in words, when it is no quantity */
              doseText?: string;
              medication: components['schemas']['CodeableConcept'];
              route?: components['schemas']['CodeableConcept'];
              schedule?: components['schemas']['Schedule'];
            } & {
              asNeeded?: {
                for?: components['schemas']['CodeableConcept'];
                lastGiven?: {
                  dose?: components['schemas']['Quantity'];
                  /** @description A remark */
                  note?: string;
                  route?: components['schemas']['CodeableConcept'];
                  scheduledAt?: components['schemas']['DateTime'];
                  /** @description Where on the body */
                  site?: components['schemas']['CodeableConcept'];
                  /**
                   * @description Completed when it is not said; stopped: given in part
                   * @enum {string}
                   */
                  status?: 'in-progress' | 'completed' | 'stopped';
                } & {
                  /** @description Who recorded it */
                  by: string;
                  /** @description Other persons than the one who recorded it, who signed for it */
                  countersigned?: {
                    /** Format: date-time */
                    at: string;
                    /** @description Who recorded it */
                    by: string;
                    /** Format: uuid */
                    entryId: string;
                    /** @enum {unknown} */
                    what: 'prepared' | 'given' | 'disposed';
                  }[];
                  /** @description Whether it helped, as it was observed last */
                  effect?: {
                    /** Format: date-time */
                    at: string;
                    /** @description Who recorded it */
                    by: string;
                    /** Format: uuid */
                    entryId: string;
                    /** @enum {unknown} */
                    outcome: 'helped' | 'helped-in-part' | 'not-helped' | 'harmed';
                  };
                  /** @description Of a due time: minutes after it; negative: before it */
                  minutesLate?: number;
                  /** @enum {unknown} */
                  outcome: 'given' | 'refused' | 'omitted';
                  /** @description Why */
                  reason?: components['schemas']['CodeableConcept'];
                } & {
                  /**
                   * Format: uuid
                   * @description The entry it comes from
                   */
                  entryId: string;
                  /**
                   * Format: date-time
                   * @description When it happened, as stated
                   */
                  occurredAt: string;
                };
                /** @description What may be given at most */
                limits: ({
                  /** @description At most so often */
                  count?: number;
                  /** @description At most so much */
                  dose?: components['schemas']['Quantity'];
                  /** @description in any so many hours */
                  hours: number;
                  /** @enum {unknown} */
                  of: 'count' | 'dose';
                } & {
                  /** @description In the hours before now */
                  given: number;
                })[];
                /** @description Now: it is in force, the patient is there, and no limit stands against it */
                mayBeGiven: boolean;
                /**
                 * Format: date-time
                 * @description The first instant, now or later, at which no limit stands against another dose. Absent: no limit ever lets it be given
                 */
                notBefore?: string;
                /** @description Limits that cannot be compared with what was given (words, tablets and milligrams): a person has to */
                unclear: {
                  /** @description At most so often */
                  count?: number;
                  /** @description At most so much */
                  dose?: components['schemas']['Quantity'];
                  /** @description in any so many hours */
                  hours: number;
                  /** @enum {unknown} */
                  of: 'count' | 'dose';
                }[];
              };
              /** @description In order */
              dueTimes: ({
                /**
                 * @description Why it is skipped: the patient was not there; the prescription was on hold, or ended before; the next dose has come due
                 * @enum {unknown}
                 */
                because?: 'away' | 'in-hospital' | 'deceased' | 'on-hold' | 'next-due' | 'ended';
                /** @description What is on record of it, oldest first */
                doses: ({
                  dose?: components['schemas']['Quantity'];
                  /** @description A remark */
                  note?: string;
                  route?: components['schemas']['CodeableConcept'];
                  scheduledAt?: components['schemas']['DateTime'];
                  /** @description Where on the body */
                  site?: components['schemas']['CodeableConcept'];
                  /**
                   * @description Completed when it is not said; stopped: given in part
                   * @enum {string}
                   */
                  status?: 'in-progress' | 'completed' | 'stopped';
                } & {
                  /** @description Who recorded it */
                  by: string;
                  /** @description Other persons than the one who recorded it, who signed for it */
                  countersigned?: {
                    /** Format: date-time */
                    at: string;
                    /** @description Who recorded it */
                    by: string;
                    /** Format: uuid */
                    entryId: string;
                    /** @enum {unknown} */
                    what: 'prepared' | 'given' | 'disposed';
                  }[];
                  /** @description Whether it helped, as it was observed last */
                  effect?: {
                    /** Format: date-time */
                    at: string;
                    /** @description Who recorded it */
                    by: string;
                    /** Format: uuid */
                    entryId: string;
                    /** @enum {unknown} */
                    outcome: 'helped' | 'helped-in-part' | 'not-helped' | 'harmed';
                  };
                  /** @description Of a due time: minutes after it; negative: before it */
                  minutesLate?: number;
                  /** @enum {unknown} */
                  outcome: 'given' | 'refused' | 'omitted';
                  /** @description Why */
                  reason?: components['schemas']['CodeableConcept'];
                } & {
                  /**
                   * Format: uuid
                   * @description The entry it comes from
                   */
                  entryId: string;
                  /**
                   * Format: date-time
                   * @description When it happened, as stated
                   */
                  occurredAt: string;
                })[];
                /**
                 * Format: date-time
                 * @description In the zone of the schedule: state it as scheduledAt of the dose
                 */
                dueAt: string;
                /**
                 * @description planned: its time has not come; due: within the tolerance of its time; overdue: later, and nothing is on record; not-given: it is on record that it was not; skipped: nothing is on record, and it is not to be given: see because
                 * @enum {unknown}
                 */
                status: 'planned' | 'due' | 'overdue' | 'given' | 'not-given' | 'skipped';
                /**
                 * Format: date-time
                 * @description No time of day is prescribed: it may be given at any time until then
                 */
                until?: string;
              } & {
                dose?: components['schemas']['Quantity'];
                /** @description The dose in words, when it is no quantity */
                doseText?: string;
              })[];
              plan: string;
              /** Format: uuid */
              prescriptionId: string;
              /** @description The zone in which its times are read now */
              timeZone: string;
              /**
               * @description Its schedule names it; the directory states it of the facility in which the patient stays; or none of both, then it is UTC
               * @enum {unknown}
               */
              timeZoneFrom: 'prescription' | 'facility' | 'default';
            })[]
          | null;
        observations: {
          /** @description Observations and tasks of the slot, the newest first */
          done: {
            /** @description Who recorded it */
            by: string;
            data: unknown;
            /** Format: uuid */
            entryId: string;
            /** Format: date-time */
            occurredAt: string;
            role: string;
            type: string;
          }[];
          /** @description What open instructions ask for in the slot, by their schedules. Null: there is more on record than is worked out */
          due:
            | {
                code?: components['schemas']['CodeableConcept'];
                /** Format: date-time */
                dueAt: string;
                /** @description The entries that answer it */
                entryIds: string[];
                /**
                 * Format: uuid
                 * @description The entry of the instruction
                 */
                instructionId: string;
                /**
                 * @description By a tolerance of 60 minutes to either side
                 * @enum {unknown}
                 */
                status: 'planned' | 'due' | 'overdue' | 'done' | 'not-done';
                text?: string;
                /**
                 * Format: date-time
                 * @description At any time until then: no time of day was stated
                 */
                until?: string;
              }[]
            | null;
          /** @description The last vital sign of each code */
          last: ({
            bodySite?: components['schemas']['CodeableConcept'];
            /**
             * @description FHIR observation category, or a kind of bedside observation
             * @enum {string}
             */
            category:
              | 'vital-signs'
              | 'laboratory'
              | 'survey'
              | 'social-history'
              | 'exam'
              | 'imaging'
              | 'procedure'
              | 'activity'
              | 'therapy'
              | 'other'
              | 'fluid-balance'
              | 'nutrition'
              | 'sleep'
              | 'mood'
              | 'pain'
              | 'skin'
              | 'behaviour'
              | 'weight';
            code: components['schemas']['CodeableConcept'];
            components?: components['schemas']['Component'][];
            /** @description Why there is no value */
            dataAbsentReason?: components['schemas']['CodeableConcept'];
            happened?: components['schemas']['Happened'];
            interpretation?: components['schemas']['CodeableConcept'];
            /** @description The entries that belong to this panel; they may be recorded after it */
            members?: components['schemas']['Uuid'][];
            override?: components['schemas']['Override'];
            /**
             * @description How far the result is final at its source; final when it is not said
             * @enum {string}
             */
            status?: 'preliminary' | 'final' | 'amended' | 'corrected' | 'cancelled' | 'unknown';
            valueBoolean?: boolean;
            valueCodeableConcept?: components['schemas']['CodeableConcept'];
            valueDateTime?: components['schemas']['PartialDateTime'];
            valueInteger?: number;
            valuePeriod?: components['schemas']['Period'];
            valueQuantity?: components['schemas']['Quantity'];
            valueRange?: components['schemas']['Range'];
            valueRatio?: components['schemas']['Ratio'];
            /** @description The value in words */
            valueString?: string;
            /** @description A time of the day */
            valueTime?: string;
          } & {
            /** @description The last value beside the ones before it: of the observation, or of each of its components */
            trend?: {
              /**
               * @description Above all of the values before it that are listed, below all of them, or neither
               * @enum {unknown}
               */
              direction: 'rising' | 'falling' | 'steady';
              /** @description The component */
              of?: components['schemas']['CodeableConcept'];
              unit?: string;
              /** @description The newest first, at most 3; all in the unit of the last (UCUM) */
              values: ({
                value: number;
              } & ({
                /**
                 * Format: uuid
                 * @description The entry it comes from
                 */
                entryId: string;
                /**
                 * Format: date-time
                 * @description When it happened, as stated
                 */
                occurredAt: string;
              } & {
                /** @description Present when the entry was amended: it shows as amended */
                amended?: {
                  /**
                   * Format: uuid
                   * @description The amendment in force
                   */
                  entryId: string;
                  /** Format: date-time */
                  recordedAt: string;
                };
                /**
                 * Format: date-time
                 * @description When the entry was recorded
                 */
                recordedAt: string;
              }))[];
            }[];
          } & ({
              /**
               * Format: uuid
               * @description The entry it comes from
               */
              entryId: string;
              /**
               * Format: date-time
               * @description When it happened, as stated
               */
              occurredAt: string;
            } & {
              /** @description Present when the entry was amended: it shows as amended */
              amended?: {
                /**
                 * Format: uuid
                 * @description The amendment in force
                 */
                entryId: string;
                /** Format: date-time */
                recordedAt: string;
              };
              /**
               * Format: date-time
               * @description When the entry was recorded
               */
              recordedAt: string;
            }))[];
          /** @description So many of these are not among them */
          more: number;
          /** @description Open instructions */
          plan: ({
            activities?: {
              code?: components['schemas']['CodeableConcept'];
              /** @description True: this is not to be done */
              doNotPerform?: boolean;
              /** @description Where */
              location?: string;
              schedule?: components['schemas']['Recurrence'];
              /** @enum {string} */
              status: 'not-started' | 'scheduled' | 'in-progress' | 'on-hold' | 'completed' | 'cancelled' | 'stopped' | 'unknown';
              /** @description What to do, in words */
              text?: string;
            }[];
            categories?: components['schemas']['CodeableConcept'][];
            happened?: components['schemas']['Happened'];
            /**
             * @description FHIR request intent; plan when it is not said
             * @enum {string}
             */
            intent?: 'plan' | 'order';
            override?: components['schemas']['Override'];
            period?: {
              end?: components['schemas']['PartialDateTime'];
              start?: components['schemas']['PartialDateTime'];
            };
            /** @enum {string} */
            status: 'active' | 'completed' | 'revoked' | 'on-hold';
            /** @description The stay in which it happened */
            stayId?: components['schemas']['Uuid'];
            /** @description In full */
            text?: string;
            /** @description What to do, in short */
            title: string;
          } & ({
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          } & {
            /** @description Present when the entry was amended: it shows as amended */
            amended?: {
              /**
               * Format: uuid
               * @description The amendment in force
               */
              entryId: string;
              /** Format: date-time */
              recordedAt: string;
            };
            /**
             * Format: date-time
             * @description When the entry was recorded
             */
            recordedAt: string;
          }))[];
        };
      })[];
      stale: boolean;
      staleReason?: string;
      /** @description Rounds of the unit that were taken over, the last one first: of several for one round the first one here holds */
      takenOver: {
        /** @description Who recorded it */
        by: string;
        /** Format: date-time */
        from: string;
        /**
         * Format: uuid
         * @description Of the event
         */
        id: string;
        /** Format: date-time */
        occurredAt: string;
        place: {
          facility?: string;
          unit?: string;
        };
        /** Format: date-time */
        recordedAt: string;
        role: string;
        /**
         * @description Absent: all that is due in the slot
         * @enum {unknown}
         */
        round?: 'medication' | 'observation';
        /** @description Who had it */
        takenOverFrom?: string;
        /** Format: date-time */
        to: string;
      }[];
      /** Format: date-time */
      to: string;
      unit?: string;
      /** @description Residents whom the reader may not see: they are not named */
      withheld?: number;
    };
    /** @description When a medicine is due. Times of day stand in the local time of `timeZone` */
    Schedule: {
      /** @description To be given when it is needed */
      asNeeded?: boolean;
      /** @description What it is needed for */
      asNeededFor?: components['schemas']['CodeableConcept'];
      frequency?: {
        /** @description So many times */
        count: number;
        /** @description in so many */
        period: number;
        /**
         * @description UCUM: hours, days, weeks, months
         * @enum {string}
         */
        periodUnit: 'h' | 'd' | 'wk' | 'mo';
      };
      maximum?: {
        /** @description At most so often */
        count?: number;
        /** @description At most this much */
        dose?: components['schemas']['Quantity'];
        /** @description in so many hours */
        periodHours?: number;
      };
      /** @description As a person reads it */
      text?: string;
      /** @description Times of day, HH:MM */
      times?: string[];
      /**
       * Format: time-zone
       * @description IANA name, such as Europe/Rome
       */
      timeZone?: string;
    };
    SkipReason: {
      /** @description Why it is accepted: goes on record. No patient data */
      reason: string;
    };
    StayFault: {
      /**
       * Format: uuid
       * @description The entry that states the place: amend it, or open the place
       */
      entryId: string;
      /**
       * @description There is none of that id, code or name; several have it; it was closed
       * @enum {string}
       */
      fault: 'unknown' | 'ambiguous' | 'closed';
      /**
       * @description The outermost member of the location that is at fault
       * @enum {string}
       */
      member: 'facility' | 'unit' | 'room' | 'bed';
      /** Format: uuid */
      patientId: string;
      /** @description Ids of the places around it that are known; of one that was closed its own, too */
      places: {
        /** @description Id that the organisation chose */
        bed?: string;
        /** @description Id that the organisation chose */
        facility?: string;
        /** @description Id that the organisation chose */
        room?: string;
        /** @description Id that the organisation chose */
        unit?: string;
      };
      /** @description As the entry names it */
      stated: string;
      /** Format: uuid */
      stayId: string;
      /** @description Version of the patient's stream that is shown; to be sent as If-Match when the entry is amended */
      streamVersion: number;
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
    Summary: {
      /** @description Where two facts meet: an allergy to what is prescribed, two prescriptions of one medicine. Whether it matters, a person judges */
      alerts: {
        /** @description What they have in common: a code of one system, an ATC code (of a group where it stands for both), or the text of an ingredient */
        by: {
          atc?: string;
          code?: string;
          system?: string;
          text?: string;
        }[];
        /** @description The facts that meet, as the section has them */
        facts: ({
          colour?: string;
          criticality?: string;
          /** Format: uuid */
          flagId?: string;
          medication?: components['schemas']['CodeableConcept'];
          reason?: string;
          /** @enum {unknown} */
          section: 'allergies' | 'prescriptions' | 'medication' | 'flags';
          substance?: components['schemas']['CodeableConcept'];
        } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
        /** @enum {unknown} */
        kind: 'allergy-prescribed' | 'duplicate-prescription';
      }[];
      /** @description Active ones that were neither withdrawn nor refuted; high criticality first */
      allergies: ({
        categories?: ('food' | 'medication' | 'environment' | 'biologic')[];
        /** @enum {string} */
        clinicalStatus: 'active' | 'inactive' | 'resolved';
        /** @enum {string} */
        criticality?: 'low' | 'high' | 'unable-to-assess';
        happened?: components['schemas']['Happened'];
        /** @description A remark */
        note?: string;
        onset?: components['schemas']['PartialDateTime'];
        override?: components['schemas']['Override'];
        reactions?: {
          manifestations: components['schemas']['CodeableConcept'][];
          /** @enum {string} */
          severity?: 'mild' | 'moderate' | 'severe';
        }[];
        substance: components['schemas']['CodeableConcept'];
        /** @enum {string} */
        type?: 'allergy' | 'intolerance';
        /** @enum {string} */
        verification: 'unconfirmed' | 'confirmed' | 'refuted' | 'entered-in-error';
      } & ({
        /**
         * Format: uuid
         * @description The entry it comes from
         */
        entryId: string;
        /**
         * Format: date-time
         * @description When it happened, as stated
         */
        occurredAt: string;
      } & {
        /** @description Present when the entry was amended: it shows as amended */
        amended?: {
          /**
           * Format: uuid
           * @description The amendment in force
           */
          entryId: string;
          /** Format: date-time */
          recordedAt: string;
        };
        /**
         * Format: date-time
         * @description When the entry was recorded
         */
        recordedAt: string;
      }))[];
      /** @description Those that were not withdrawn, newest first */
      consents: ({
        /** @description Event id of the document.attached that shows it */
        documentId?: components['schemas']['Uuid'];
        /** @enum {string} */
        form?: 'verbal' | 'written' | 'electronic';
        /** @enum {string} */
        givenBy: 'patient' | 'legal-representative' | 'next-of-kin' | 'other';
        /** @description Name of who gave it, when it was not the patient */
        givenByName?: string;
        period?: components['schemas']['Period'];
        /** @description What for */
        purpose?: components['schemas']['CodeableConcept'][];
        recipients?: string[];
        /** @description What to */
        scope: components['schemas']['CodeableConcept'];
      } & ({
        /**
         * Format: uuid
         * @description The entry it comes from
         */
        entryId: string;
        /**
         * Format: date-time
         * @description When it happened, as stated
         */
        occurredAt: string;
      } & {
        /** @description Present when the entry was amended: it shows as amended */
        amended?: {
          /**
           * Format: uuid
           * @description The amendment in force
           */
          entryId: string;
          /** Format: date-time */
          recordedAt: string;
        };
        /**
         * Format: date-time
         * @description When the entry was recorded
         */
        recordedAt: string;
      }))[];
      counts: {
        /** @description Entries in force by type */
        byType: {
          [key: string]: number;
        };
        struck: number;
        /** @description Entries of types newer than this version: the timeline has them, the summary does not cover them */
        unread: number;
        /** @description Entries that cannot be read and were neither struck nor amended: what is shown is incomplete */
        unreadable: number;
      };
      /** @description The open stay that began last; location and attending as the last transfer says */
      currentStay:
        | ({
            attending?: {
              /** @description Identifier of the practitioner */
              id?: string;
              /** @description Name */
              name?: string;
            };
            /** @enum {string} */
            class: 'residential' | 'inpatient' | 'ambulatory' | 'emergency' | 'home' | 'virtual';
            happened?: components['schemas']['Happened'];
            location?: {
              /** @description Bed */
              bed?: string;
              /** @description Home or hospital */
              facility?: string;
              /** @description Room */
              room?: string;
              /** @description Unit or ward */
              unit?: string;
            };
            override?: components['schemas']['Override'];
            reason?: components['schemas']['CodeableConcept'][];
            /**
             * @description At its source, when it was recorded here; in progress when it is not said
             * @enum {string}
             */
            status?: 'arrived' | 'triaged' | 'in-progress' | 'onleave';
            stayId: components['schemas']['Uuid'];
          } & {
            /** Format: date-time */
            admittedAt: string;
            /** @description Of what transfers say */
            origins?: ({
              of: ('location' | 'attending')[];
            } & ({
              /**
               * Format: uuid
               * @description The entry it comes from
               */
              entryId: string;
              /**
               * Format: date-time
               * @description When it happened, as stated
               */
              occurredAt: string;
            } & {
              /** @description Present when the entry was amended: it shows as amended */
              amended?: {
                /**
                 * Format: uuid
                 * @description The amendment in force
                 */
                entryId: string;
                /** Format: date-time */
                recordedAt: string;
              };
              /**
               * Format: date-time
               * @description When the entry was recorded
               */
              recordedAt: string;
            }))[];
            transfer?: {
              /** @description The former place */
              from?: components['schemas']['Location'];
              reason?: components['schemas']['CodeableConcept'];
            } & ({
              /**
               * Format: uuid
               * @description The entry it comes from
               */
              entryId: string;
              /**
               * Format: date-time
               * @description When it happened, as stated
               */
              occurredAt: string;
            } & {
              /** @description Present when the entry was amended: it shows as amended */
              amended?: {
                /**
                 * Format: uuid
                 * @description The amendment in force
                 */
                entryId: string;
                /** Format: date-time */
                recordedAt: string;
              };
              /**
               * Format: date-time
               * @description When the entry was recorded
               */
              recordedAt: string;
            });
          } & ({
              /**
               * Format: uuid
               * @description The entry it comes from
               */
              entryId: string;
              /**
               * Format: date-time
               * @description When it happened, as stated
               */
              occurredAt: string;
            } & {
              /** @description Present when the entry was amended: it shows as amended */
              amended?: {
                /**
                 * Format: uuid
                 * @description The amendment in force
                 */
                entryId: string;
                /** Format: date-time */
                recordedAt: string;
              };
              /**
               * Format: date-time
               * @description When the entry was recorded
               */
              recordedAt: string;
            }))
        | null;
      /** @description That the person died */
      deceased:
        | ({
            cause?: components['schemas']['CodeableConcept'];
            /** @description When, as precisely as it is known. Absent: the time is not known, and lies before that of the event */
            deceasedAt?: components['schemas']['PartialDateTime'];
            /** @description A remark */
            note?: string;
            override?: components['schemas']['Override'];
            /** @description Who verified the death */
            verifiedBy?: string;
          } & ({
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          } & {
            /** @description Present when the entry was amended: it shows as amended */
            amended?: {
              /**
               * Format: uuid
               * @description The amendment in force
               */
              entryId: string;
              /** Format: date-time */
              recordedAt: string;
            };
            /**
             * Format: date-time
             * @description When the entry was recorded
             */
            recordedAt: string;
          }))
        | null;
      /** @description Of the last 50 attached those that no other one replaced, newest first, at most 20 */
      documents: ({
        /** @description Kind of document */
        category?: components['schemas']['CodeableConcept'];
        /** @description Media type (RFC 6838) */
        contentType: string;
        /** @description What it is about */
        description?: string;
        /** @description BCP 47 */
        language?: string;
        /** @description Opaque key of the object: names nobody */
        location: string;
        /** @description Event id of the document.attached that it replaces */
        replaces?: components['schemas']['Uuid'];
        /** @description SHA-256 of the content, lower-case hex */
        sha256: string;
        /** @description Bytes */
        size: number;
        /** @description The stay in which it happened */
        stayId?: components['schemas']['Uuid'];
        /** @description Title */
        title: string;
      } & ({
        /**
         * Format: uuid
         * @description The entry it comes from
         */
        entryId: string;
        /**
         * Format: date-time
         * @description When it happened, as stated
         */
        occurredAt: string;
      } & {
        /** @description Present when the entry was amended: it shows as amended */
        amended?: {
          /**
           * Format: uuid
           * @description The amendment in force
           */
          entryId: string;
          /** Format: date-time */
          recordedAt: string;
        };
        /**
         * Format: date-time
         * @description When the entry was recorded
         */
        recordedAt: string;
      }))[];
      /** @description Every flag that was not cleared; the most severe first */
      flags: ({
        category?: components['schemas']['CodeableConcept'];
        /** @enum {string} */
        colour: 'green' | 'amber' | 'orange' | 'red';
        override?: components['schemas']['Override'];
        /** @description Why */
        reason: string;
      } & {
        /** @description Present when somebody has taken note of the present colour */
        acknowledged?: {
          /** @description Who recorded it */
          by: string;
          note?: string;
        } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        });
        /**
         * Format: uuid
         * @description Names it in later events
         */
        flagId: string;
        /** @description Its raising; the flag itself names the entry that gave it its present colour */
        raised: {
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        };
      } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
      /** @description Null when the registration was struck */
      identity:
        | ({
            address?: components['schemas']['Address'];
            birthDate?: components['schemas']['PartialDate'];
            /** @description When the person died */
            deceased?: components['schemas']['PartialDateTime'];
            /**
             * @description FHIR administrative gender
             * @enum {string}
             */
            gender: 'male' | 'female' | 'other' | 'unknown';
            identifiers: components['schemas']['Identifier'][];
            /** @description BCP 47 */
            language?: string;
            links?: {
              patientId?: components['schemas']['Uuid'];
              /** @description As the source refers to it, where the record is not known here */
              reference?: string;
              /**
               * @description FHIR link type
               * @enum {string}
               */
              type: 'replaces' | 'refer' | 'seealso';
            }[];
            maritalStatus?: components['schemas']['CodeableConcept'];
            name?: components['schemas']['HumanName'];
            telecom?: components['schemas']['ContactPoint'][];
          } & {
            /** @description The entries that the members come from */
            origins: ({
              of: string[];
            } & ({
              /**
               * Format: uuid
               * @description The entry it comes from
               */
              entryId: string;
              /**
               * Format: date-time
               * @description When it happened, as stated
               */
              occurredAt: string;
            } & {
              /** @description Present when the entry was amended: it shows as amended */
              amended?: {
                /**
                 * Format: uuid
                 * @description The amendment in force
                 */
                entryId: string;
                /** Format: date-time */
                recordedAt: string;
              };
              /**
               * Format: date-time
               * @description When the entry was recorded
               */
              recordedAt: string;
            }))[];
          })
        | null;
      /** @description Incidents that no review has closed, newest first; the severity as it was stated last */
      incidents: ({
        /** @enum {string} */
        category: 'fall' | 'near-miss' | 'injury' | 'aggression' | 'missing-person' | 'medication-error' | 'other';
        /** @description What happened */
        description: string;
        /** @description What was done at once */
        immediateAction?: string;
        /** @description Who was told */
        informed?: {
          /** @description When */
          at?: components['schemas']['DateTime'];
          /** @description Such as next of kin, physician on call */
          role: string;
        }[];
        injuries?: components['schemas']['CodeableConcept'][];
        /** @description Who took part */
        involved?: {
          /** @description Who, by an opaque identifier */
          reference?: components['schemas']['OpaqueId'];
          /** @enum {string} */
          role: 'patient' | 'carer' | 'visitor' | 'other';
        }[];
        /** @description Where */
        location?: string;
        /**
         * @description Harm that was done
         * @enum {string}
         */
        severity?: 'none' | 'low' | 'moderate' | 'severe' | 'death';
        /** @description Somebody saw it */
        witnesses?: boolean;
      } & {
        /**
         * Format: uuid
         * @description Names it in later events
         */
        incidentId: string;
        /** @description Of a severity that a review states */
        origins?: ({
          of: 'severity'[];
        } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
        /** @description Who recorded it */
        reportedBy: string;
        /** @description The last one */
        review?: {
          actions?: string[];
          /** @description Nothing more is to be done */
          closed: boolean;
          /** @description What was found */
          outcome: string;
        } & {
          /** @description Who recorded it */
          by: string;
        } & ({
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          } & {
            /** @description Present when the entry was amended: it shows as amended */
            amended?: {
              /**
               * Format: uuid
               * @description The amendment in force
               */
              entryId: string;
              /** Format: date-time */
              recordedAt: string;
            };
            /**
             * Format: date-time
             * @description When the entry was recorded
             */
            recordedAt: string;
          });
      } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
      /** @description The last dose of each medicine, newest first, at most 20 */
      medication: ({
        dose?: components['schemas']['Quantity'];
        medication: components['schemas']['CodeableConcept'];
        prescriptionId?: components['schemas']['Uuid'];
        route?: components['schemas']['CodeableConcept'];
        scheduledAt?: components['schemas']['DateTime'];
      } & ({
        /**
         * Format: uuid
         * @description The entry it comes from
         */
        entryId: string;
        /**
         * Format: date-time
         * @description When it happened, as stated
         */
        occurredAt: string;
      } & {
        /** @description Present when the entry was amended: it shows as amended */
        amended?: {
          /**
           * Format: uuid
           * @description The amendment in force
           */
          entryId: string;
          /** Format: date-time */
          recordedAt: string;
        };
        /**
         * Format: date-time
         * @description When the entry was recorded
         */
        recordedAt: string;
      }))[];
      /** @description By section, how many elements it has that are not shown, of those of which there are any: a list shows 200 (20 where it says so), of an extraordinarily large record fewer. Say so to who reads: the timeline has them all. Of allergies and flags the most severe are shown, and `complete` is false */
      more: {
        [key: string]: number;
      };
      /** @description Medicines of which the last that was said is that a dose was not given, newest first, at most 20 */
      notGiven: ({
        /** @enum {string} */
        kind: 'refused' | 'omitted';
        medication: components['schemas']['CodeableConcept'];
        /** @description A remark */
        note?: string;
        /** @description Event id of the medication.prescribed */
        prescriptionId?: components['schemas']['Uuid'];
        /** @description Why */
        reason: components['schemas']['CodeableConcept'];
        /** @description When it was due */
        scheduledAt?: components['schemas']['DateTime'];
      } & ({
        /**
         * Format: uuid
         * @description The entry it comes from
         */
        entryId: string;
        /**
         * Format: date-time
         * @description When it happened, as stated
         */
        occurredAt: string;
      } & {
        /** @description Present when the entry was amended: it shows as amended */
        amended?: {
          /**
           * Format: uuid
           * @description The amendment in force
           */
          entryId: string;
          /** Format: date-time */
          recordedAt: string;
        };
        /**
         * Format: date-time
         * @description When the entry was recorded
         */
        recordedAt: string;
      }))[];
      /** @description Of the other observations at the bedside (fluids, nutrition, sleep, mood, pain, skin, behaviour, weight) the last of each code, by code */
      observations: ({
        bodySite?: components['schemas']['CodeableConcept'];
        /**
         * @description FHIR observation category, or a kind of bedside observation
         * @enum {string}
         */
        category:
          | 'vital-signs'
          | 'laboratory'
          | 'survey'
          | 'social-history'
          | 'exam'
          | 'imaging'
          | 'procedure'
          | 'activity'
          | 'therapy'
          | 'other'
          | 'fluid-balance'
          | 'nutrition'
          | 'sleep'
          | 'mood'
          | 'pain'
          | 'skin'
          | 'behaviour'
          | 'weight';
        code: components['schemas']['CodeableConcept'];
        components?: components['schemas']['Component'][];
        /** @description Why there is no value */
        dataAbsentReason?: components['schemas']['CodeableConcept'];
        happened?: components['schemas']['Happened'];
        interpretation?: components['schemas']['CodeableConcept'];
        /** @description The entries that belong to this panel; they may be recorded after it */
        members?: components['schemas']['Uuid'][];
        override?: components['schemas']['Override'];
        /**
         * @description How far the result is final at its source; final when it is not said
         * @enum {string}
         */
        status?: 'preliminary' | 'final' | 'amended' | 'corrected' | 'cancelled' | 'unknown';
        valueBoolean?: boolean;
        valueCodeableConcept?: components['schemas']['CodeableConcept'];
        valueDateTime?: components['schemas']['PartialDateTime'];
        valueInteger?: number;
        valuePeriod?: components['schemas']['Period'];
        valueQuantity?: components['schemas']['Quantity'];
        valueRange?: components['schemas']['Range'];
        valueRatio?: components['schemas']['Ratio'];
        /** @description The value in words */
        valueString?: string;
        /** @description A time of the day */
        valueTime?: string;
      } & {
        /** @description The last value beside the ones before it: of the observation, or of each of its components */
        trend?: {
          /**
           * @description Above all of the values before it that are listed, below all of them, or neither
           * @enum {unknown}
           */
          direction: 'rising' | 'falling' | 'steady';
          /** @description The component */
          of?: components['schemas']['CodeableConcept'];
          unit?: string;
          /** @description The newest first, at most 3; all in the unit of the last (UCUM) */
          values: ({
            value: number;
          } & ({
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          } & {
            /** @description Present when the entry was amended: it shows as amended */
            amended?: {
              /**
               * Format: uuid
               * @description The amendment in force
               */
              entryId: string;
              /** Format: date-time */
              recordedAt: string;
            };
            /**
             * Format: date-time
             * @description When the entry was recorded
             */
            recordedAt: string;
          }))[];
        }[];
      } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
      /** @description The last photo of the person that no other document replaced */
      photo:
        | ({
            /** @description Kind of document */
            category?: components['schemas']['CodeableConcept'];
            /** @description Media type (RFC 6838) */
            contentType: string;
            /** @description What it is about */
            description?: string;
            /** @description BCP 47 */
            language?: string;
            /** @description Opaque key of the object: names nobody */
            location: string;
            /** @description Event id of the document.attached that it replaces */
            replaces?: components['schemas']['Uuid'];
            /** @description SHA-256 of the content, lower-case hex */
            sha256: string;
            /** @description Bytes */
            size: number;
            /** @description The stay in which it happened */
            stayId?: components['schemas']['Uuid'];
            /** @description Title */
            title: string;
          } & ({
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          } & {
            /** @description Present when the entry was amended: it shows as amended */
            amended?: {
              /**
               * Format: uuid
               * @description The amendment in force
               */
              entryId: string;
              /** Format: date-time */
              recordedAt: string;
            };
            /**
             * Format: date-time
             * @description When the entry was recorded
             */
            recordedAt: string;
          }))
        | null;
      /** @description Instructions that are active or on hold, newest first */
      plan: ({
        activities?: {
          code?: components['schemas']['CodeableConcept'];
          /** @description True: this is not to be done */
          doNotPerform?: boolean;
          /** @description Where */
          location?: string;
          schedule?: components['schemas']['Recurrence'];
          /** @enum {string} */
          status: 'not-started' | 'scheduled' | 'in-progress' | 'on-hold' | 'completed' | 'cancelled' | 'stopped' | 'unknown';
          /** @description What to do, in words */
          text?: string;
        }[];
        categories?: components['schemas']['CodeableConcept'][];
        happened?: components['schemas']['Happened'];
        /**
         * @description FHIR request intent; plan when it is not said
         * @enum {string}
         */
        intent?: 'plan' | 'order';
        override?: components['schemas']['Override'];
        period?: {
          end?: components['schemas']['PartialDateTime'];
          start?: components['schemas']['PartialDateTime'];
        };
        /** @enum {string} */
        status: 'active' | 'completed' | 'revoked' | 'on-hold';
        /** @description The stay in which it happened */
        stayId?: components['schemas']['Uuid'];
        /** @description In full */
        text?: string;
        /** @description What to do, in short */
        title: string;
      } & {
        /** @description The last task that names it */
        lastTask?: {
          /** @description What was done */
          code: components['schemas']['CodeableConcept'];
          /**
           * @description Without it: done
           * @enum {string}
           */
          outcome?: 'done' | 'partly-done' | 'not-done' | 'refused';
          /** @description When it was due */
          scheduledAt?: components['schemas']['DateTime'];
        } & {
          /** @description Who recorded it */
          by: string;
        } & ({
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          } & {
            /** @description Present when the entry was amended: it shows as amended */
            amended?: {
              /**
               * Format: uuid
               * @description The amendment in force
               */
              entryId: string;
              /** Format: date-time */
              recordedAt: string;
            };
            /**
             * Format: date-time
             * @description When the entry was recorded
             */
            recordedAt: string;
          });
        /**
         * Format: uuid
         * @description The instruction whose place it takes
         */
        revises?: string;
        revisionReason?: string;
      } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
      /** @description Needs and wishes that were not withdrawn, newest first */
      preferences: ({
        /**
         * @description US Core preference categories
         * @enum {string}
         */
        category: 'care-experience' | 'treatment-intervention';
        override?: components['schemas']['Override'];
        /** @description In the patient's words */
        text: string;
        topic?: components['schemas']['CodeableConcept'];
      } & ({
        /**
         * Format: uuid
         * @description The entry it comes from
         */
        entryId: string;
        /**
         * Format: date-time
         * @description When it happened, as stated
         */
        occurredAt: string;
      } & {
        /** @description Present when the entry was amended: it shows as amended */
        amended?: {
          /**
           * Format: uuid
           * @description The amendment in force
           */
          entryId: string;
          /** Format: date-time */
          recordedAt: string;
        };
        /**
         * Format: date-time
         * @description When the entry was recorded
         */
        recordedAt: string;
      }))[];
      /** @description What is to be taken, newest first. Periods, announced stops and due times are as stated: they are not compared with the clock */
      prescriptions: ({
        dose?: components['schemas']['Quantity'];
        /** @description The dose in words, when it is no quantity */
        doseText?: string;
        happened?: components['schemas']['Happened'];
        /**
         * @description FHIR request intent; order when it is not said
         * @enum {string}
         */
        intent?: 'order' | 'original-order' | 'reflex-order' | 'filler-order' | 'instance-order';
        medication: components['schemas']['CodeableConcept'];
        /** @description A remark */
        note?: string;
        override?: components['schemas']['Override'];
        period?: components['schemas']['Period'];
        /** @description Who prescribed it */
        prescriber?: string;
        reasons?: components['schemas']['CodeableConcept'][];
        route?: components['schemas']['CodeableConcept'];
        schedule?: components['schemas']['Schedule'];
        /**
         * @description At its source, when it was recorded here; active when it is not said
         * @enum {string}
         */
        status?: 'active' | 'on-hold' | 'completed' | 'stopped' | 'cancelled' | 'unknown';
      } & {
        /** @description The last change */
        changed?: {
          /** @description Who recorded it */
          by: string;
          reason: string;
        } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        });
        /** @description What became of the latest due times, at most 8, the latest first */
        dueTimes: ({
          /** @enum {unknown} */
          outcome: 'given' | 'refused' | 'omitted';
          /** Format: date-time */
          scheduledAt: string;
        } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
        lastGiven?: {
          dose?: components['schemas']['Quantity'];
          scheduledAt?: components['schemas']['DateTime'];
        } & {
          /** @description Who recorded it */
          by: string;
        } & ({
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          } & {
            /** @description Present when the entry was amended: it shows as amended */
            amended?: {
              /**
               * Format: uuid
               * @description The amendment in force
               */
              entryId: string;
              /** Format: date-time */
              recordedAt: string;
            };
            /**
             * Format: date-time
             * @description When the entry was recorded
             */
            recordedAt: string;
          });
        lastNotGiven?: {
          /** @enum {string} */
          kind: 'refused' | 'omitted';
          /** @description Why */
          reason: components['schemas']['CodeableConcept'];
          /** @description When it was due */
          scheduledAt?: components['schemas']['DateTime'];
        } & {
          /** @description Who recorded it */
          by: string;
        } & ({
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          } & {
            /** @description Present when the entry was amended: it shows as amended */
            amended?: {
              /**
               * Format: uuid
               * @description The amendment in force
               */
              entryId: string;
              /** Format: date-time */
              recordedAt: string;
            };
            /**
             * Format: date-time
             * @description When the entry was recorded
             */
            recordedAt: string;
          });
        /** @description Of terms that changes state */
        origins?: ({
          of: (
            | 'medication'
            | 'status'
            | 'intent'
            | 'dose'
            | 'doseText'
            | 'route'
            | 'schedule'
            | 'period'
            | 'reasons'
            | 'prescriber'
            | 'note'
            | 'happened'
            | 'stayId'
            | 'override'
          )[];
        } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
        /** @description Who recorded it */
        prescribedBy: string;
        /**
         * Format: uuid
         * @description Names it in later events
         */
        prescriptionId: string;
        /** @description A stop that was announced for later than it was recorded */
        stops?: {
          /** @description Why */
          reason: string;
          reasonCode?: components['schemas']['CodeableConcept'];
          /** @description From when, if not from when it was recorded to have happened */
          stoppedAt?: components['schemas']['PartialDateTime'];
        } & {
          /** @description Who recorded it */
          by: string;
        } & ({
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          } & {
            /** @description Present when the entry was amended: it shows as amended */
            amended?: {
              /**
               * Format: uuid
               * @description The amendment in force
               */
              entryId: string;
              /** Format: date-time */
              recordedAt: string;
            };
            /**
             * Format: date-time
             * @description When the entry was recorded
             */
            recordedAt: string;
          });
      } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
      /** @description Problems that are present, newest first */
      problems: ({
        abatement?: components['schemas']['PartialDateTime'];
        bodySite?: components['schemas']['CodeableConcept'];
        /** @enum {string} */
        clinicalStatus: 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved' | 'unknown';
        code: components['schemas']['CodeableConcept'];
        happened?: components['schemas']['Happened'];
        /** @description A remark */
        note?: string;
        onset?: components['schemas']['PartialDateTime'];
        override?: components['schemas']['Override'];
        severity?: components['schemas']['CodeableConcept'];
        /** @description The stay in which it happened */
        stayId?: components['schemas']['Uuid'];
        /** @enum {string} */
        verification: 'unconfirmed' | 'provisional' | 'differential' | 'confirmed' | 'refuted' | 'entered-in-error';
      } & ({
        /**
         * Format: uuid
         * @description The entry it comes from
         */
        entryId: string;
        /**
         * Format: date-time
         * @description When it happened, as stated
         */
        occurredAt: string;
      } & {
        /** @description Present when the entry was amended: it shows as amended */
        amended?: {
          /**
           * Format: uuid
           * @description The amendment in force
           */
          entryId: string;
          /** Format: date-time */
          recordedAt: string;
        };
        /**
         * Format: date-time
         * @description When the entry was recorded
         */
        recordedAt: string;
      }))[];
      /** @description The record in which to go on, when this one ended in its favour */
      replacedBy:
        | ({
            /** Format: uuid */
            patientId: string;
            reason?: string;
          } & ({
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          } & {
            /** @description Present when the entry was amended: it shows as amended */
            amended?: {
              /**
               * Format: uuid
               * @description The amendment in force
               */
              entryId: string;
              /** Format: date-time */
              recordedAt: string;
            };
            /**
             * Format: date-time
             * @description When the entry was recorded
             */
            recordedAt: string;
          }))
        | null;
      /** @description Records of the same person that ended in favour of this one, newest first */
      replaces: ({
        /** Format: uuid */
        patientId: string;
        reason?: string;
      } & ({
        /**
         * Format: uuid
         * @description The entry it comes from
         */
        entryId: string;
        /**
         * Format: date-time
         * @description When it happened, as stated
         */
        occurredAt: string;
      } & {
        /** @description Present when the entry was amended: it shows as amended */
        amended?: {
          /**
           * Format: uuid
           * @description The amendment in force
           */
          entryId: string;
          /** Format: date-time */
          recordedAt: string;
        };
        /**
         * Format: date-time
         * @description When the entry was recorded
         */
        recordedAt: string;
      }))[];
      /** @description When each task was done last, or could not be, newest first, at most 20 */
      tasks: ({
        /** @description What was done */
        code: components['schemas']['CodeableConcept'];
        /** @description Event id of the plan.instruction-given or plan.instruction-revised that asks for it */
        instructionId?: components['schemas']['Uuid'];
        /**
         * @description Without it: done
         * @enum {string}
         */
        outcome?: 'done' | 'partly-done' | 'not-done' | 'refused';
        /** @description Why not, or not wholly */
        reason?: components['schemas']['CodeableConcept'];
        /** @description When it was due */
        scheduledAt?: components['schemas']['DateTime'];
      } & {
        /** @description Who recorded it */
        by: string;
      } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
      /** @description The last of each code, by code */
      vitalSigns: ({
        bodySite?: components['schemas']['CodeableConcept'];
        /**
         * @description FHIR observation category, or a kind of bedside observation
         * @enum {string}
         */
        category:
          | 'vital-signs'
          | 'laboratory'
          | 'survey'
          | 'social-history'
          | 'exam'
          | 'imaging'
          | 'procedure'
          | 'activity'
          | 'therapy'
          | 'other'
          | 'fluid-balance'
          | 'nutrition'
          | 'sleep'
          | 'mood'
          | 'pain'
          | 'skin'
          | 'behaviour'
          | 'weight';
        code: components['schemas']['CodeableConcept'];
        components?: components['schemas']['Component'][];
        /** @description Why there is no value */
        dataAbsentReason?: components['schemas']['CodeableConcept'];
        happened?: components['schemas']['Happened'];
        interpretation?: components['schemas']['CodeableConcept'];
        /** @description The entries that belong to this panel; they may be recorded after it */
        members?: components['schemas']['Uuid'][];
        override?: components['schemas']['Override'];
        /**
         * @description How far the result is final at its source; final when it is not said
         * @enum {string}
         */
        status?: 'preliminary' | 'final' | 'amended' | 'corrected' | 'cancelled' | 'unknown';
        valueBoolean?: boolean;
        valueCodeableConcept?: components['schemas']['CodeableConcept'];
        valueDateTime?: components['schemas']['PartialDateTime'];
        valueInteger?: number;
        valuePeriod?: components['schemas']['Period'];
        valueQuantity?: components['schemas']['Quantity'];
        valueRange?: components['schemas']['Range'];
        valueRatio?: components['schemas']['Ratio'];
        /** @description The value in words */
        valueString?: string;
        /** @description A time of the day */
        valueTime?: string;
      } & {
        /** @description The last value beside the ones before it: of the observation, or of each of its components */
        trend?: {
          /**
           * @description Above all of the values before it that are listed, below all of them, or neither
           * @enum {unknown}
           */
          direction: 'rising' | 'falling' | 'steady';
          /** @description The component */
          of?: components['schemas']['CodeableConcept'];
          unit?: string;
          /** @description The newest first, at most 3; all in the unit of the last (UCUM) */
          values: ({
            value: number;
          } & ({
            /**
             * Format: uuid
             * @description The entry it comes from
             */
            entryId: string;
            /**
             * Format: date-time
             * @description When it happened, as stated
             */
            occurredAt: string;
          } & {
            /** @description Present when the entry was amended: it shows as amended */
            amended?: {
              /**
               * Format: uuid
               * @description The amendment in force
               */
              entryId: string;
              /** Format: date-time */
              recordedAt: string;
            };
            /**
             * Format: date-time
             * @description When the entry was recorded
             */
            recordedAt: string;
          }))[];
        }[];
      } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
    };
    SummaryByClock: {
      /** @description An allergy to what was given in the 24 hours before; a flag whose colour was not acknowledged in the time that the organisation chose (red 15 minutes, orange 60, amber 480) */
      alerts: {
        /** @description What they have in common: a code of one system, an ATC code (of a group where it stands for both), or the text of an ingredient */
        by?: {
          atc?: string;
          code?: string;
          system?: string;
          text?: string;
        }[];
        /** Format: date-time */
        dueAt?: string;
        /** @description The facts that meet, as the section has them */
        facts: ({
          colour?: string;
          criticality?: string;
          /** Format: uuid */
          flagId?: string;
          medication?: components['schemas']['CodeableConcept'];
          reason?: string;
          /** @enum {unknown} */
          section: 'allergies' | 'prescriptions' | 'medication' | 'flags';
          substance?: components['schemas']['CodeableConcept'];
        } & ({
          /**
           * Format: uuid
           * @description The entry it comes from
           */
          entryId: string;
          /**
           * Format: date-time
           * @description When it happened, as stated
           */
          occurredAt: string;
        } & {
          /** @description Present when the entry was amended: it shows as amended */
          amended?: {
            /**
             * Format: uuid
             * @description The amendment in force
             */
            entryId: string;
            /** Format: date-time */
            recordedAt: string;
          };
          /**
           * Format: date-time
           * @description When the entry was recorded
           */
          recordedAt: string;
        }))[];
        /** @enum {unknown} */
        kind: 'allergy-given' | 'flag-unacknowledged';
      }[];
      /**
       * Format: date-time
       * @description The instant; of the record as it was, that for which it was requested
       */
      at: string;
    };
    TimelineEntry: {
      actor: string;
      actorRole: string;
      /** @description Present when the entry was amended: data and occurredAt are the corrected ones, and the summary follows them */
      amended?: {
        /**
         * Format: date-time
         * @description When it was amended
         */
        at: string;
        /**
         * Format: uuid
         * @description The entry that amends it; of several the newest
         */
        by: string;
        /** @description As recorded first */
        original: {
          data: unknown;
          /** Format: date-time */
          occurredAt: string;
        };
        reason: string;
      };
      /** @description The data that counts: as recorded, or as amended */
      data: unknown;
      /** @description Present when it refers to entries that cannot be read: these */
      dependsOnUnreadable?: string[];
      facility?: string;
      /** Format: uuid */
      id: string;
      /** @description Present when it was recorded more than an hour after it happened */
      late?: boolean;
      /**
       * Format: date-time
       * @description When it happened, as stated, or as an amendment corrects it
       */
      occurredAt: string;
      /** Format: date-time */
      recordedAt: string;
      /** @description Version it was recorded under; data is in the newest version */
      schemaVersion: number;
      streamVersion: number;
      /** @description Present when the entry was struck: it stays readable and has no effect */
      struck?: {
        /**
         * Format: date-time
         * @description When it was struck
         */
        at: string;
        /**
         * Format: uuid
         * @description The entry that strikes it
         */
        by: string;
        /** @description Present when it belongs to another patient: the copy there */
        movedTo?: {
          /** Format: uuid */
          entryId: string;
          /** Format: uuid */
          patientId: string;
        };
        reason: string;
      };
      type: string;
      /** @description Present when the entry cannot be read: data is null. It can be struck; when it can be read again it shows as any other */
      unreadable?: {
        /** @description Why, for an operator; never patient data */
        code: string;
        /** @description Its place in the shard */
        position: number;
        /** @description That it cannot be read, in words for a person */
        text: string;
      };
    };
    TimelinePage: {
      /**
       * Format: date-time
       * @description Everything that was published before is included: also in Everchart-As-Of. Absent before the first contact with the stream
       */
      asOf?: string;
      /** @description False: entries of the patient are on record and cannot be read here, so that their effect is not shown; or there are more allergies or flags than the summary shows. The timeline has them */
      complete: boolean;
      entries: components['schemas']['TimelineEntry'][];
      /** @description Send it as cursor for the next, older page; null on the last. A page of large entries ends before the limit */
      next: string | null;
      /** @description Present when the record is shown as it was: the instants, as requested */
      past?: {
        /** @description The access whose state is shown, as requested */
        asServed?: string;
        atVersion?: number;
        /** @description Nothing was recorded yet */
        empty: boolean;
        /** Format: date-time */
        happenedBy?: string;
        /** Format: date-time */
        knownAt?: string;
        /**
         * Format: date-time
         * @description When the last event of the record was recorded
         */
        recordedUntil: string;
        /** @description The record goes on to this version */
        recordVersion: number;
      };
      /** Format: uuid */
      patientId: string;
      /** @description Also in Everchart-Position: send it as Everchart-At-Least to see nothing older */
      position?: string;
      /**
       * Format: date-time
       * @description Present when the page ended before the limit, as enough was looked at: all that happened at or after it is in
       */
      searchedUpTo?: string;
      /** @description What is shown may lack something that was recorded: staleReason says why */
      stale: boolean;
      /** @description "behind", "building" while the service builds its records anew, "unreadable" when entries of the patient cannot be read, "stream-lost" while the stream lacks records that never came here, "out-of-contact" when the end of the stream was not reached for some time (STALE_AFTER_SECONDS), "primary-away" while the database is replaced and its replica answers, or "stopped:<reason>:<code>" when the record waits for an operator */
      staleReason?: string;
      /** @description Version of the patient's stream that is shown; the ETag, to be sent as If-Match when recording. Of the past: the version that was known, 0 when nothing was, and no ETag */
      streamVersion: number;
    };
    Unit: {
      /** @description Present when the place was closed */
      closed?: {
        /** Format: date-time */
        at: string;
        /** Format: uuid */
        event: string;
        reason?: string;
      };
      /** @description As on the door or the bed, and as other systems send it */
      code?: string;
      identifiers: {
        system: string;
        value: string;
      }[];
      name?: string;
      opened: {
        /** Format: date-time */
        at: string;
        /** Format: uuid */
        event: string;
      };
      /** @description Place in the order of a round, where it is stated */
      order?: number;
      rooms: components['schemas']['Room'][];
      /** @description Id that the organisation chose */
      unitId: string;
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
    /** Format: uuid */
    Uuid: string;
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
  UnitsController_board: {
    parameters: {
      query?: {
        /** @description Id, code or name in the directory, or as the stays name it */
        facility?: string;
        /** @description Show what had happened by then, by the times that count in what is known. Without knownAt: by what is known now */
        happenedBy?: string;
        /** @description Show the unit by what was recorded up to then: who was in it, and what was known of them */
        knownAt?: string;
        /** @description The reader's last look: lines say whether something was recorded after it */
        since?: string;
        /** @description Likewise; without it: the whole facility */
        unit?: string;
      };
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (auditor, system) */
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
      /** @description The board */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "at": "2026-03-01T19:05:00.000Z",
           *       "facility": "Garden Home",
           *       "unit": "Garden",
           *       "places": {
           *         "facility": {
           *           "id": "garden-home",
           *           "name": "Garden Home"
           *         }
           *       },
           *       "position": "WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0",
           *       "stale": false,
           *       "residents": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "name": {
           *             "family": "Keller",
           *             "given": [
           *               "Anna"
           *             ]
           *           },
           *           "birthDate": "1941-03",
           *           "location": {
           *             "facility": "Garden Home",
           *             "unit": "Garden",
           *             "room": "12"
           *           },
           *           "places": {
           *             "facility": {
           *               "id": "garden-home",
           *               "name": "Garden Home"
           *             }
           *           },
           *           "flag": null,
           *           "flags": 0,
           *           "unacknowledged": 0,
           *           "doses": {
           *             "due": 1,
           *             "overdue": 0
           *           },
           *           "lastCheck": null,
           *           "streamVersion": 42,
           *           "lastRecordedAt": "2026-03-01T18:31:12.004211Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Board'];
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The unit has more residents, or more of them on record, than one answer shows; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:unit-too-large'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
      /** @description You do not care for this patient; or: A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:care-relation-missing'
              | 'urn:everchart:problem:role-missing'
              | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: Too many reads of the past of this organisation wait already; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:past-busy'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DirectoryController_read: {
    parameters: {
      query?: {
        /** @description `true`: those that were closed, too */
        includeClosed?: boolean;
      };
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (administrator, auditor, system) */
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
      /** @description The directory */
      200: {
        headers: {
          /** @description W/"<streamVersion>", of the present state only */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "streamVersion": 4,
           *       "position": "WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0",
           *       "stale": false,
           *       "complete": true,
           *       "facilities": [
           *         {
           *           "facilityId": "house-linden",
           *           "name": "House Linden",
           *           "identifiers": [],
           *           "opened": {
           *             "at": "2026-03-01T08:30:00+01:00",
           *             "event": "01980c60-0000-7000-8000-000000000001"
           *           },
           *           "kindOfCare": "nursing-home",
           *           "timeZone": "Europe/Berlin",
           *           "jurisdiction": "DE-HH",
           *           "kindsOfCare": [
           *             {
           *               "value": "nursing-home"
           *             }
           *           ],
           *           "timeZones": [
           *             {
           *               "value": "Europe/Berlin"
           *             }
           *           ],
           *           "jurisdictions": [
           *             {
           *               "value": "DE-HH"
           *             }
           *           ],
           *           "units": [
           *             {
           *               "unitId": "house-linden.ground",
           *               "name": "Ground floor",
           *               "identifiers": [],
           *               "opened": {
           *                 "at": "2026-03-01T08:30:00+01:00",
           *                 "event": "01980c60-0000-7000-8000-000000000002"
           *               },
           *               "rooms": [
           *                 {
           *                   "roomId": "house-linden.ground.12",
           *                   "code": "12",
           *                   "identifiers": [],
           *                   "opened": {
           *                     "at": "2026-03-01T08:30:00+01:00",
           *                     "event": "01980c60-0000-7000-8000-000000000003"
           *                   },
           *                   "beds": [
           *                     {
           *                       "bedId": "house-linden.ground.12.a",
           *                       "code": "A",
           *                       "identifiers": [],
           *                       "opened": {
           *                         "at": "2026-03-01T08:30:00+01:00",
           *                         "event": "01980c60-0000-7000-8000-000000000004"
           *                       }
           *                     }
           *                   ]
           *                 }
           *               ]
           *             }
           *           ]
           *         }
           *       ],
           *       "lists": {
           *         "reasons-not-given": [
           *           {
           *             "system": "urn:everchart:list:sunrise-care",
           *             "code": "asleep",
           *             "display": "Asleep",
           *             "order": 1,
           *             "added": {
           *               "at": "2026-03-01T08:30:00+01:00",
           *               "event": "01980c60-0000-7000-8000-000000000005"
           *             }
           *           }
           *         ]
           *       },
           *       "accessRule": {
           *         "rule": "by-unit",
           *         "afterDays": 7,
           *         "chosen": {
           *           "at": "2026-03-01T08:30:00+01:00",
           *           "event": "01980c60-0000-7000-8000-000000000006"
           *         }
           *       },
           *       "flagMinutes": {
           *         "red": 15,
           *         "orange": 60,
           *         "amber": 480
           *       }
           *     }
           */
          'application/json': components['schemas']['Directory'];
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DirectoryController_faults: {
    parameters: {
      query?: {
        /** @description The "next" of an earlier page */
        after?: string;
        /** @description Faults in one answer at most */
        limit?: number;
      };
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (nurse); HOPERAT (administrator, auditor, system) */
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
      /** @description The faults, by patient */
      200: {
        headers: {
          /** @description W/"<streamVersion>", of the present state only */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "streamVersion": 4,
           *       "position": "WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0",
           *       "stale": false,
           *       "complete": true,
           *       "count": 1,
           *       "faults": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "streamVersion": 12,
           *           "stayId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c99",
           *           "entryId": "01980c60-0000-7000-8000-000000000002",
           *           "member": "room",
           *           "fault": "unknown",
           *           "stated": "14",
           *           "places": {
           *             "facility": "house-linden",
           *             "unit": "house-linden.ground"
           *           }
           *         }
           *       ],
           *       "reasons": [],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['DirectoryFaults'];
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  CareController_emergencies: {
    parameters: {
      query?: {
        /** @description `true`: those that were judged, too */
        all?: boolean;
        /** @description The "next" of an earlier page */
        before?: string;
        limit?: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, data-protection-officer) */
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
           *       "emergencies": [
           *         {
           *           "emergencyId": "01980c60-0000-7000-8000-00000000000e",
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "actor": "nurse-benedikt",
           *           "role": "nurse",
           *           "reason": {
           *             "code": "emergency",
           *             "text": "emergency; found on the floor"
           *           },
           *           "openedAt": "2026-03-01T02:00:00.000Z",
           *           "until": "2026-03-01T03:00:00.000Z",
           *           "kept": false,
           *           "reviews": []
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['Emergencies'];
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
      /** @description There is too much to do: this read has to wait for more important ones; or: The record cannot be read right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  CareController_review: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, data-protection-officer) */
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
        emergencyId: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "outcome": "justified"
         *     }
         */
        'application/json': components['schemas']['EmergencyJudgement'];
      };
    };
    responses: {
      /** @description It is on record */
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
           *       "emergencyId": "01980c60-0000-7000-8000-00000000000e",
           *       "outcome": "justified"
           *     }
           */
          'application/json': components['schemas']['EmergencyReview'];
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
      /** @description An emergency is judged by somebody else than the one who opened it; or: A role is missing; or: The token is for another organisation */
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
            type:
              'urn:everchart:problem:emergency-own' | 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description There is no such emergency */
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
            type: 'urn:everchart:problem:emergency-unknown';
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
      /** @description There is too much to do: this read has to wait for more important ones; or: The record cannot be read right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  UnitsController_handover: {
    parameters: {
      query: {
        /** @description Id, code or name in the directory, or as the stays name it */
        facility?: string;
        /** @description Show what had happened by then, by the times that count in what is known. Without knownAt: by what is known now */
        happenedBy?: string;
        /** @description Show the unit by what was recorded up to then: who was in it, and what was known of them */
        knownAt?: string;
        /** @description Recorded after */
        since: string;
        /** @description Likewise; without it: the whole facility */
        unit?: string;
      };
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (auditor, system) */
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
      /** @description The handover */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "at": "2026-03-01T19:05:00.000Z",
           *       "facility": "Garden Home",
           *       "unit": "Garden",
           *       "places": {
           *         "facility": {
           *           "id": "garden-home",
           *           "name": "Garden Home"
           *         }
           *       },
           *       "position": "WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0",
           *       "stale": false,
           *       "since": "2026-03-01T06:00:00Z",
           *       "takenOver": [],
           *       "readBy": [
           *         {
           *           "by": "nurse-benedikt",
           *           "role": "nurse",
           *           "at": "2026-03-01T18:40:12.120Z",
           *           "since": "2026-03-01T06:00:00Z"
           *         }
           *       ],
           *       "residents": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "name": {
           *             "family": "Keller",
           *             "given": [
           *               "Anna"
           *             ]
           *           },
           *           "birthDate": "1941-03",
           *           "location": {
           *             "facility": "Garden Home",
           *             "unit": "Garden",
           *             "room": "12"
           *           },
           *           "places": {
           *             "facility": {
           *               "id": "garden-home",
           *               "name": "Garden Home"
           *             }
           *           },
           *           "changes": [],
           *           "more": 0,
           *           "streamVersion": 42
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Handover'];
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The unit has more residents, or more of them on record, than one answer shows; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:unit-too-large'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
      /** @description You do not care for this patient; or: A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:care-relation-missing'
              | 'urn:everchart:problem:role-missing'
              | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: Too many reads of the past of this organisation wait already; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:past-busy'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  LiveController_unit: {
    parameters: {
      query?: {
        /** @description Id, code or name in the directory, or as the stays name it */
        facility?: string;
        /** @description Likewise; without it: the whole facility */
        unit?: string;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (auditor, system) */
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
        /** @description Id of the last message that was received, or the position of an answer: what comes behind it is sent, for 24 hours */
        'Last-Event-Id'?: string;
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
      /** @description Server-sent events, until the reader closes the connection, or an event `end` says why the stream ends */
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
           * @example retry: 1000
           *     : heartbeat
           *     id: WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQxXV1d
           *
           *     event: entry
           *     id: WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQyXV1d
           *     data: {"entryId":"01980c60-0000-7000-8000-00000000000a","patientId":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22","type":"flag.raised","streamVersion":42,"occurredAt":"2026-03-01T08:20:00+01:00","recordedAt":"2026-03-01T07:20:12.004211Z","colour":"red","position":"WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQyXV1d"}
           */
          'text/event-stream': string;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The unit has more residents, or more of them on record, than one answer shows; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:unit-too-large'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
      /** @description You do not care for this patient; or: A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:care-relation-missing'
              | 'urn:everchart:problem:role-missing'
              | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description What came behind Last-Event-ID is more than 24 hours old, and is not sent again */
      410: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:resume-too-old';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Too many live streams are open: of this caller, of the organisation, or of the process */
      429: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:live-streams-too-many';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: This process ends: another one opens the stream; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:live-draining'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  LiveController_organisation: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, system) */
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
        /** @description Id of the last message that was received, or the position of an answer: what comes behind it is sent, for 24 hours */
        'Last-Event-Id'?: string;
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
      /** @description Server-sent events, until the reader closes the connection, or an event `end` says why the stream ends */
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
           * @example retry: 1000
           *     : heartbeat
           *     id: WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQxXV1d
           *
           *     event: entry
           *     id: WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQyXV1d
           *     data: {"entryId":"01980c60-0000-7000-8000-00000000000a","patientId":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22","type":"flag.raised","streamVersion":42,"occurredAt":"2026-03-01T08:20:00+01:00","recordedAt":"2026-03-01T07:20:12.004211Z","colour":"red","position":"WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQyXV1d"}
           */
          'text/event-stream': string;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:role-missing' | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description What came behind Last-Event-ID is more than 24 hours old, and is not sent again */
      410: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:resume-too-old';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Too many live streams are open: of this caller, of the organisation, or of the process */
      429: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:live-streams-too-many';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: This process ends: another one opens the stream; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:live-draining'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  CareController_accesses: {
    parameters: {
      query?: {
        before?: string;
        limit?: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, data-protection-officer) */
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
        patientId: string;
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
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "asOf": "2026-03-01T08:00:00.000Z",
           *       "accesses": [
           *         {
           *           "accessId": "01980c60-0000-7000-8000-00000000000e.0",
           *           "service": "patient-timeline",
           *           "at": "2026-03-01T02:00:00.000Z",
           *           "words": "On 2026-03-01 at 02:00 (UTC): A nurse (nurse-benedikt) read the summary of the record, for treatment and care. (where the record is read)",
           *           "actor": "nurse-benedikt",
           *           "role": "nurse",
           *           "purpose": "TREAT",
           *           "operation": "summary.read",
           *           "outcome": "granted",
           *           "status": 200,
           *           "served": {
           *             "streamVersion": 42
           *           }
           *         }
           *       ],
           *       "destroyedYears": [],
           *       "covers": [],
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['PatientAccesses'];
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
      /** @description There is no such patient in this organisation */
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
            type: 'urn:everchart:problem:patient-unknown';
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
      /** @description Accesses cannot be opened right now; or: There is too much to do: this read has to wait for more important ones; or: The record cannot be read right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:accesses-unavailable'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  PatientsController_difference: {
    parameters: {
      query: {
        /** @description What the instants are compared with: when entries were recorded, or when they happened */
        clock?: 'recorded' | 'happened';
        /** @description The earlier one */
        from: string;
        /** @description The later one; without it: the record as it is */
        to?: string;
      };
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (auditor, system) */
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
        /** @example 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What changed */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 42,
           *       "position": "WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0",
           *       "stale": false,
           *       "complete": true,
           *       "clock": "recorded",
           *       "from": {
           *         "at": "2026-03-01T02:00:00+01:00",
           *         "streamVersion": 40
           *       },
           *       "to": {
           *         "at": "2026-03-01T08:32:00+01:00",
           *         "streamVersion": 42
           *       },
           *       "entries": {
           *         "added": [
           *           {
           *             "entryId": "01980c60-0000-7000-8000-00000000000b",
           *             "type": "observation.recorded",
           *             "streamVersion": 42,
           *             "occurredAt": "2026-03-01T08:30:00+01:00",
           *             "recordedAt": "2026-03-01T07:31:12.004211Z",
           *             "actor": "carer-anna"
           *           }
           *         ],
           *         "amended": [],
           *         "struck": [],
           *         "restored": [],
           *         "more": {}
           *       },
           *       "summary": {
           *         "vitalSigns": [
           *           {
           *             "was": null,
           *             "is": {
           *               "code": {
           *                 "text": "Heart rate",
           *                 "coding": [
           *                   {
           *                     "system": "http://loinc.org",
           *                     "code": "8867-4",
           *                     "display": "Heart rate"
           *                   }
           *                 ]
           *               },
           *               "category": "vital-signs",
           *               "valueQuantity": {
           *                 "value": 82,
           *                 "unit": "/min",
           *                 "code": "/min"
           *               },
           *               "entryId": "01980c60-0000-7000-8000-00000000000b",
           *               "occurredAt": "2026-03-01T08:30:00+01:00",
           *               "recordedAt": "2026-03-01T07:31:00.000000Z"
           *             }
           *           }
           *         ]
           *       }
           *     }
           */
          'application/json': components['schemas']['PatientDifference'];
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
      /** @description You do not care for this patient; or: A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:care-relation-missing'
              | 'urn:everchart:problem:role-missing'
              | 'urn:everchart:problem:organisation-forbidden';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:patient-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:record-destroyed';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: Too many reads of the past of this organisation wait already; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:past-busy'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DosesController_read: {
    parameters: {
      query?: {
        /** @description Due at or after; a day before now, or two before `to` */
        from?: string;
        /** @description Due before; a day after now, or two after `from` */
        to?: string;
      };
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (auditor, system) */
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
        /** @example 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The doses */
      200: {
        headers: {
          /** @description W/"<streamVersion>", of the present state only */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 42,
           *       "position": "WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0",
           *       "stale": false,
           *       "complete": true,
           *       "doses": {
           *         "at": "2026-03-01T20:15:00.000Z",
           *         "from": "2026-02-28T23:00:00.000Z",
           *         "to": "2026-03-01T23:00:00.000Z",
           *         "toleranceMinutes": 60,
           *         "prescriptions": [
           *           {
           *             "prescriptionId": "01980c60-0000-7000-8000-000000000006",
           *             "medication": {
           *               "text": "Amlodipine 5 mg",
           *               "coding": [
           *                 {
           *                   "system": "http://www.whocc.no/atc",
           *                   "code": "C08CA01",
           *                   "display": "Amlodipine 5 mg"
           *                 }
           *               ]
           *             },
           *             "dose": {
           *               "value": 1,
           *               "unit": "tablet",
           *               "code": "{tbl}"
           *             },
           *             "schedule": {
           *               "times": [
           *                 "08:00",
           *                 "20:00"
           *               ],
           *               "timeZone": "Europe/Rome"
           *             },
           *             "plan": "times",
           *             "timeZone": "Europe/Rome",
           *             "timeZoneFrom": "prescription",
           *             "state": "active",
           *             "dueTimes": [
           *               {
           *                 "dueAt": "2026-03-01T08:00:00+01:00",
           *                 "status": "given",
           *                 "dose": {
           *                   "value": 1,
           *                   "unit": "tablet",
           *                   "code": "{tbl}"
           *                 },
           *                 "doses": [
           *                   {
           *                     "outcome": "given",
           *                     "by": "carer-anna",
           *                     "dose": {
           *                       "value": 1,
           *                       "unit": "tablet",
           *                       "code": "{tbl}"
           *                     },
           *                     "scheduledAt": "2026-03-01T08:00:00+01:00",
           *                     "minutesLate": 5,
           *                     "entryId": "01980c60-0000-7000-8000-00000000000c",
           *                     "occurredAt": "2026-03-01T08:05:00+01:00"
           *                   }
           *                 ]
           *               },
           *               {
           *                 "dueAt": "2026-03-01T20:00:00+01:00",
           *                 "status": "overdue",
           *                 "dose": {
           *                   "value": 1,
           *                   "unit": "tablet",
           *                   "code": "{tbl}"
           *                 },
           *                 "doses": []
           *               }
           *             ],
           *             "otherDoses": []
           *           },
           *           {
           *             "prescriptionId": "01980c60-0000-7000-8000-000000000013",
           *             "medication": {
           *               "text": "Paracetamol 500 mg tablet"
           *             },
           *             "dose": {
           *               "value": 500,
           *               "unit": "mg",
           *               "code": "mg"
           *             },
           *             "schedule": {
           *               "asNeeded": true,
           *               "asNeededFor": {
           *                 "text": "Pain"
           *               },
           *               "frequency": {
           *                 "count": 1,
           *                 "period": 6,
           *                 "periodUnit": "h"
           *               },
           *               "maximum": {
           *                 "dose": {
           *                   "value": 3,
           *                   "unit": "g",
           *                   "code": "g"
           *                 },
           *                 "periodHours": 24
           *               }
           *             },
           *             "plan": "as-needed",
           *             "timeZone": "Europe/Rome",
           *             "timeZoneFrom": "facility",
           *             "state": "active",
           *             "dueTimes": [],
           *             "asNeeded": {
           *               "for": {
           *                 "text": "Pain"
           *               },
           *               "mayBeGiven": false,
           *               "notBefore": "2026-03-01T22:00:00+01:00",
           *               "lastGiven": {
           *                 "outcome": "given",
           *                 "by": "carer-anna",
           *                 "entryId": "01980c60-0000-7000-8000-000000000014",
           *                 "occurredAt": "2026-03-01T16:00:00+01:00"
           *               },
           *               "limits": [
           *                 {
           *                   "of": "count",
           *                   "count": 1,
           *                   "hours": 6,
           *                   "given": 1
           *                 },
           *                 {
           *                   "of": "dose",
           *                   "dose": {
           *                     "value": 3,
           *                     "unit": "g",
           *                     "code": "g"
           *                   },
           *                   "hours": 24,
           *                   "given": 0.5
           *                 }
           *               ],
           *               "unclear": []
           *             },
           *             "otherDoses": []
           *           }
           *         ],
           *         "otherDoses": [],
           *         "counts": {
           *           "planned": 0,
           *           "due": 0,
           *           "overdue": 1,
           *           "given": 1,
           *           "not-given": 0,
           *           "skipped": 0
           *         }
           *       }
           *     }
           */
          'application/json': components['schemas']['PatientDoses'];
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The window has more doses than one answer is made of; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:doses-too-many'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
      /** @description You do not care for this patient; or: A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:care-relation-missing'
              | 'urn:everchart:problem:role-missing'
              | 'urn:everchart:problem:organisation-forbidden';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:patient-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:record-destroyed';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  ExportsController_make: {
    parameters: {
      query?: never;
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (data-protection-officer) */
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
        exportId: string;
        /** @description Organisation of the token */
        org: string;
        /** @example 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The copy, as a ZIP */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description How many entries it has */
          'Everchart-Export-Entries'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          [name: string]: unknown;
        };
        content: {
          'application/zip': string;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description How many entries it has */
          'Everchart-Export-Entries'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description How many entries it has */
          'Everchart-Export-Entries'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
      /** @description You do not care for this patient; or: A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description How many entries it has */
          'Everchart-Export-Entries'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:care-relation-missing'
              | 'urn:everchart:problem:role-missing'
              | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description There is no such patient in this organisation; or: No copy of this record may be made under this id */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description How many entries it has */
          'Everchart-Export-Entries'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:patient-unknown' | 'urn:everchart:problem:export-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID; or: No copy may be made for the request any more */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description How many entries it has */
          'Everchart-Export-Entries'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-from-before-restore'
              | 'urn:everchart:problem:position-contradicted'
              | 'urn:everchart:problem:export-closed';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description How many entries it has */
          'Everchart-Export-Entries'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:record-destroyed';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description How many entries it has */
          'Everchart-Export-Entries'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description More than 50 records were merged: they are not exported together */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description How many entries it has */
          'Everchart-Export-Entries'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:export-too-large';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description How many entries it has */
          'Everchart-Export-Entries'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: Another copy is being made; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description How many entries it has */
          'Everchart-Export-Entries'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:export-busy'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  LiveController_patient: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (auditor, system) */
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
        /** @description Id of the last message that was received, or the position of an answer: what comes behind it is sent, for 24 hours */
        'Last-Event-Id'?: string;
        /** @description Answered again; without one the service makes one */
        'X-Correlation-Id'?: string;
      };
      path: {
        /** @description Organisation of the token */
        org: string;
        /** @example 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Server-sent events, until the reader closes the connection, or an event `end` says why the stream ends */
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
           * @example retry: 1000
           *     : heartbeat
           *     id: WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQxXV1d
           *
           *     event: entry
           *     id: WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQyXV1d
           *     data: {"entryId":"01980c60-0000-7000-8000-00000000000a","patientId":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22","type":"flag.raised","streamVersion":42,"occurredAt":"2026-03-01T08:20:00+01:00","recordedAt":"2026-03-01T07:20:12.004211Z","colour":"red","position":"WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQyXV1d"}
           */
          'text/event-stream': string;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
      /** @description You do not care for this patient; or: A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:care-relation-missing'
              | 'urn:everchart:problem:role-missing'
              | 'urn:everchart:problem:organisation-forbidden';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:patient-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record was destroyed; or: What came behind Last-Event-ID is more than 24 hours old, and is not sent again */
      410: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:record-destroyed' | 'urn:everchart:problem:resume-too-old';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Too many live streams are open: of this caller, of the organisation, or of the process */
      429: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:live-streams-too-many';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: This process ends: another one opens the stream; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:live-draining'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  SeriesController_values: {
    parameters: {
      query: {
        bucket?: 'hour' | 'day' | 'week' | 'month';
        /** @description `8867-4`, or with its system: `http://loinc.org|8867-4` */
        code: string;
        /** @description `next` of the page before */
        cursor?: string;
        /** @description Happened at or after; 31 days before `to` */
        from?: string;
        /** @description Observations on a page at most; buckets have no pages */
        limit?: number;
        /** @description Of the buckets; that of the facility of the stay that began last, else UTC */
        timeZone?: string;
        /** @description Happened before; now */
        to?: string;
        /** @description Of the answer; that of the newest value */
        unit?: string;
      };
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (auditor, system) */
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
        /** @example 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The values */
      200: {
        headers: {
          /** @description W/"<streamVersion>", of the present state only */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 42,
           *       "position": "WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0",
           *       "stale": false,
           *       "complete": true,
           *       "code": "http://loinc.org|8867-4",
           *       "from": "2026-02-01T00:00:00+01:00",
           *       "to": "2026-03-02T00:00:00+01:00",
           *       "unit": "/min",
           *       "bucket": "day",
           *       "timeZone": {
           *         "name": "Europe/Rome",
           *         "from": "facility"
           *       },
           *       "buckets": [
           *         {
           *           "from": "2026-03-01T00:00:00+01:00",
           *           "to": "2026-03-02T00:00:00+01:00",
           *           "count": 3,
           *           "compared": 0,
           *           "min": 71,
           *           "max": 82,
           *           "mean": 76
           *         }
           *       ],
           *       "compared": [],
           *       "apart": [],
           *       "struck": [
           *         {
           *           "entryId": "01980c60-0000-7000-8000-00000000000f",
           *           "occurredAt": "2026-03-01T06:30:00+01:00",
           *           "by": "01980c60-0000-7000-8000-000000000010"
           *         }
           *       ],
           *       "more": {},
           *       "next": null
           *     }
           */
          'application/json': components['schemas']['PatientSeries'];
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
      /** @description You do not care for this patient; or: A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:care-relation-missing'
              | 'urn:everchart:problem:role-missing'
              | 'urn:everchart:problem:organisation-forbidden';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:patient-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:record-destroyed';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:wrong-release';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The time has more values than buckets are made of */
      422: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:series-too-large';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  PatientsController_summary: {
    parameters: {
      query?: {
        /** @description For auditors, instead of the instants: show what was served to a person, by the id of the access (GET accesses) or by the receipt of the answer */
        asServed?: string;
        /** @description Show the record at this stream version, instead of `knownAt`: the one that an answer, or an access on record, names as served */
        atVersion?: number;
        /** @description Show what had happened by then (valid time), by the times that count in what is known */
        happenedBy?: string;
        /** @description Show what was recorded up to here (transaction time), whatever was corrected later. All of it must be in: else 503 `not-yet-fresh` */
        knownAt?: string;
      };
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (auditor, system) */
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
        /** @example 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The summary */
      200: {
        headers: {
          /** @description W/"<streamVersion>", of the present state only */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 42,
           *       "position": "WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0",
           *       "stale": false,
           *       "complete": true,
           *       "lastRecordedAt": "2026-03-01T07:31:12.004211Z",
           *       "clock": {
           *         "at": "2026-03-01T09:00:00.000Z",
           *         "alerts": []
           *       },
           *       "summary": {
           *         "identity": {
           *           "birthDate": "1941-03",
           *           "gender": "female",
           *           "identifiers": [],
           *           "name": {
           *             "family": "Keller",
           *             "given": [
           *               "Anna"
           *             ]
           *           },
           *           "origins": [
           *             {
           *               "of": [
           *                 "birthDate",
           *                 "gender",
           *                 "identifiers",
           *                 "name"
           *               ],
           *               "entryId": "01980c60-0000-7000-8000-000000000001",
           *               "occurredAt": "2026-02-11T09:40:00+01:00",
           *               "recordedAt": "2026-02-11T08:41:00.000000Z"
           *             }
           *           ]
           *         },
           *         "photo": null,
           *         "replacedBy": null,
           *         "replaces": [],
           *         "deceased": null,
           *         "currentStay": {
           *           "stayId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c99",
           *           "class": "residential",
           *           "location": {
           *             "unit": "Garden",
           *             "room": "14"
           *           },
           *           "admittedAt": "2026-02-11T10:00:00+01:00",
           *           "entryId": "01980c60-0000-7000-8000-000000000002",
           *           "occurredAt": "2026-02-11T10:00:00+01:00",
           *           "recordedAt": "2026-02-11T09:01:00.000000Z",
           *           "transfer": {
           *             "from": {
           *               "unit": "Garden",
           *               "room": "12"
           *             },
           *             "entryId": "01980c60-0000-7000-8000-000000000004",
           *             "occurredAt": "2026-02-20T14:00:00+01:00",
           *             "recordedAt": "2026-02-20T13:01:00.000000Z"
           *           },
           *           "origins": [
           *             {
           *               "of": [
           *                 "location"
           *               ],
           *               "entryId": "01980c60-0000-7000-8000-000000000004",
           *               "occurredAt": "2026-02-20T14:00:00+01:00",
           *               "recordedAt": "2026-02-20T13:01:00.000000Z"
           *             }
           *           ]
           *         },
           *         "alerts": [],
           *         "allergies": [
           *           {
           *             "substance": {
           *               "text": "Penicillin"
           *             },
           *             "criticality": "high",
           *             "clinicalStatus": "active",
           *             "verification": "confirmed",
           *             "entryId": "01980c60-0000-7000-8000-000000000003",
           *             "occurredAt": "2026-02-11T10:20:00+01:00",
           *             "recordedAt": "2026-02-11T09:21:00.000000Z"
           *           }
           *         ],
           *         "flags": [
           *           {
           *             "flagId": "01980c60-0000-7000-8000-000000000009",
           *             "colour": "red",
           *             "reason": "Hip pain after a fall",
           *             "raised": {
           *               "entryId": "01980c60-0000-7000-8000-000000000009",
           *               "occurredAt": "2026-03-01T07:05:00+01:00",
           *               "recordedAt": "2026-03-01T06:06:00.000000Z"
           *             },
           *             "entryId": "01980c60-0000-7000-8000-00000000000a",
           *             "occurredAt": "2026-03-01T08:20:00+01:00",
           *             "recordedAt": "2026-03-01T07:21:00.000000Z",
           *             "acknowledged": {
           *               "by": "nurse-benedikt",
           *               "note": "Physician called",
           *               "entryId": "01980c60-0000-7000-8000-00000000000d",
           *               "occurredAt": "2026-03-01T08:25:00+01:00",
           *               "recordedAt": "2026-03-01T07:26:00.000000Z"
           *             }
           *           }
           *         ],
           *         "incidents": [
           *           {
           *             "incidentId": "01980c60-0000-7000-8000-000000000008",
           *             "category": "fall",
           *             "description": "Found beside the bed",
           *             "reportedBy": "carer-anna",
           *             "severity": "low",
           *             "entryId": "01980c60-0000-7000-8000-000000000008",
           *             "occurredAt": "2026-03-01T07:00:00+01:00",
           *             "recordedAt": "2026-03-01T06:01:00.000000Z"
           *           }
           *         ],
           *         "preferences": [],
           *         "problems": [],
           *         "plan": [
           *           {
           *             "title": "Walk to the garden daily",
           *             "status": "active",
           *             "lastTask": {
           *               "code": {
           *                 "text": "Walk"
           *               },
           *               "outcome": "done",
           *               "by": "carer-anna",
           *               "entryId": "01980c60-0000-7000-8000-000000000007",
           *               "occurredAt": "2026-02-28T15:00:00+01:00",
           *               "recordedAt": "2026-02-28T14:01:00.000000Z"
           *             },
           *             "entryId": "01980c60-0000-7000-8000-000000000005",
           *             "occurredAt": "2026-02-12T09:00:00+01:00",
           *             "recordedAt": "2026-02-12T08:01:00.000000Z"
           *           }
           *         ],
           *         "tasks": [
           *           {
           *             "code": {
           *               "text": "Walk"
           *             },
           *             "outcome": "done",
           *             "instructionId": "01980c60-0000-7000-8000-000000000005",
           *             "by": "carer-anna",
           *             "entryId": "01980c60-0000-7000-8000-000000000007",
           *             "occurredAt": "2026-02-28T15:00:00+01:00",
           *             "recordedAt": "2026-02-28T14:01:00.000000Z"
           *           }
           *         ],
           *         "prescriptions": [
           *           {
           *             "prescriptionId": "01980c60-0000-7000-8000-000000000006",
           *             "medication": {
           *               "text": "Amlodipine 5 mg",
           *               "coding": [
           *                 {
           *                   "system": "http://www.whocc.no/atc",
           *                   "code": "C08CA01",
           *                   "display": "Amlodipine 5 mg"
           *                 }
           *               ]
           *             },
           *             "dose": {
           *               "value": 1,
           *               "unit": "tablet",
           *               "code": "{tbl}"
           *             },
           *             "schedule": {
           *               "times": [
           *                 "08:00"
           *               ],
           *               "timeZone": "Europe/Rome"
           *             },
           *             "prescribedBy": "nurse-benedikt",
           *             "lastGiven": {
           *               "dose": {
           *                 "value": 1,
           *                 "unit": "tablet",
           *                 "code": "{tbl}"
           *               },
           *               "scheduledAt": "2026-02-28T08:00:00+01:00",
           *               "by": "carer-anna",
           *               "entryId": "01980c60-0000-7000-8000-00000000000c",
           *               "occurredAt": "2026-02-28T08:05:00+01:00",
           *               "recordedAt": "2026-02-28T07:06:00.000000Z"
           *             },
           *             "dueTimes": [
           *               {
           *                 "scheduledAt": "2026-02-28T08:00:00+01:00",
           *                 "outcome": "given",
           *                 "entryId": "01980c60-0000-7000-8000-00000000000c",
           *                 "occurredAt": "2026-02-28T08:05:00+01:00",
           *                 "recordedAt": "2026-02-28T07:06:00.000000Z"
           *               }
           *             ],
           *             "entryId": "01980c60-0000-7000-8000-000000000006",
           *             "occurredAt": "2026-02-12T11:00:00+01:00",
           *             "recordedAt": "2026-02-12T10:01:00.000000Z"
           *           }
           *         ],
           *         "medication": [
           *           {
           *             "medication": {
           *               "text": "Amlodipine 5 mg",
           *               "coding": [
           *                 {
           *                   "system": "http://www.whocc.no/atc",
           *                   "code": "C08CA01",
           *                   "display": "Amlodipine 5 mg"
           *                 }
           *               ]
           *             },
           *             "dose": {
           *               "value": 1,
           *               "unit": "tablet",
           *               "code": "{tbl}"
           *             },
           *             "scheduledAt": "2026-02-28T08:00:00+01:00",
           *             "prescriptionId": "01980c60-0000-7000-8000-000000000006",
           *             "entryId": "01980c60-0000-7000-8000-00000000000c",
           *             "occurredAt": "2026-02-28T08:05:00+01:00",
           *             "recordedAt": "2026-02-28T07:06:00.000000Z"
           *           }
           *         ],
           *         "notGiven": [],
           *         "vitalSigns": [
           *           {
           *             "code": {
           *               "text": "Heart rate",
           *               "coding": [
           *                 {
           *                   "system": "http://loinc.org",
           *                   "code": "8867-4",
           *                   "display": "Heart rate"
           *                 }
           *               ]
           *             },
           *             "category": "vital-signs",
           *             "valueQuantity": {
           *               "value": 82,
           *               "unit": "/min",
           *               "code": "/min"
           *             },
           *             "entryId": "01980c60-0000-7000-8000-00000000000b",
           *             "occurredAt": "2026-03-01T08:30:00+01:00",
           *             "recordedAt": "2026-03-01T07:31:00.000000Z"
           *           }
           *         ],
           *         "observations": [
           *           {
           *             "code": {
           *               "text": "Pain severity",
           *               "coding": [
           *                 {
           *                   "system": "http://loinc.org",
           *                   "code": "72514-3",
           *                   "display": "Pain severity"
           *                 }
           *               ]
           *             },
           *             "category": "pain",
           *             "valueInteger": 6,
           *             "entryId": "01980c60-0000-7000-8000-00000000000e",
           *             "occurredAt": "2026-03-01T08:30:00+01:00",
           *             "recordedAt": "2026-03-01T07:31:00.000000Z"
           *           }
           *         ],
           *         "consents": [],
           *         "documents": [],
           *         "more": {},
           *         "counts": {
           *           "byType": {
           *             "medication.administered": 1,
           *             "observation.recorded": 31,
           *             "patient.registered": 1
           *           },
           *           "struck": 1,
           *           "unread": 0,
           *           "unreadable": 0
           *         }
           *       }
           *     }
           */
          'application/json': components['schemas']['PatientSummary'];
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The record has not come to that version; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:version-unknown'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
      /** @description You do not care for this patient; or: What was served to a person is shown to auditors; or: A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:care-relation-missing'
              | 'urn:everchart:problem:as-served-forbidden'
              | 'urn:everchart:problem:role-missing'
              | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description There is no such patient in this organisation; or: There is no such access to this record */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:patient-unknown' | 'urn:everchart:problem:access-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:record-destroyed';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: Too many reads of the past of this organisation wait already; or: Accesses cannot be opened right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:past-busy'
              | 'urn:everchart:problem:accesses-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  PatientsController_timeline: {
    parameters: {
      query?: {
        /** @description Who recorded it */
        actor?: string;
        /** @description For auditors, instead of the instants: show what was served to a person, by the id of the access (GET accesses) or by the receipt of the answer */
        asServed?: string;
        /** @description Show the record at this stream version, instead of `knownAt`: the one that an answer, or an access on record, names as served */
        atVersion?: number;
        /** @description A code that the entry states, anywhere in its data; with its system: `http://loinc.org|8867-4` */
        code?: string;
        /** @description What the entries speak of, repeated or comma-separated */
        concept?: string;
        /** @description `next` of the page before */
        cursor?: string;
        /** @description Where it was recorded */
        facility?: string;
        /** @description Entries about that flag, or that give a flag that colour */
        flag?: string;
        /** @description Happened at or after */
        from?: string;
        /** @description Show what had happened by then (valid time), by the times that count in what is known */
        happenedBy?: string;
        /** @description `none`: without entries that were struck */
        include?: 'struck' | 'none';
        /** @description Show what was recorded up to here (transaction time), whatever was corrected later. All of it must be in: else 503 `not-yet-fresh` */
        knownAt?: string;
        limit?: number;
        /** @description Recorded at or after */
        recordedFrom?: string;
        /** @description Recorded before */
        recordedTo?: string;
        /** @description Words, or parts of words, that a note has, or the remark of an entry; regardless of case and accents */
        text?: string;
        /** @description Happened before */
        to?: string;
        /** @description Event types, repeated or comma-separated */
        type?: string;
      };
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (auditor, system) */
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
        /** @example 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the timeline */
      200: {
        headers: {
          /** @description W/"<streamVersion>", of the present state only */
          ETag?: string;
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "streamVersion": 42,
           *       "position": "WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0",
           *       "stale": false,
           *       "complete": true,
           *       "entries": [
           *         {
           *           "id": "01980c60-0000-7000-8000-00000000000b",
           *           "type": "observation.recorded",
           *           "schemaVersion": 1,
           *           "streamVersion": 42,
           *           "occurredAt": "2026-03-01T08:30:00+01:00",
           *           "recordedAt": "2026-03-01T07:31:12.004211Z",
           *           "actor": "carer-anna",
           *           "actorRole": "carer",
           *           "data": {
           *             "code": {
           *               "text": "Heart rate",
           *               "coding": [
           *                 {
           *                   "system": "http://loinc.org",
           *                   "code": "8867-4",
           *                   "display": "Heart rate"
           *                 }
           *               ]
           *             },
           *             "category": "vital-signs",
           *             "valueQuantity": {
           *               "value": 82,
           *               "unit": "/min",
           *               "code": "/min"
           *             }
           *           }
           *         },
           *         {
           *           "id": "01980c60-0000-7000-8000-00000000000f",
           *           "type": "observation.recorded",
           *           "schemaVersion": 1,
           *           "streamVersion": 40,
           *           "occurredAt": "2026-03-01T06:30:00+01:00",
           *           "recordedAt": "2026-03-01T07:29:40.310002Z",
           *           "late": true,
           *           "actor": "carer-anna",
           *           "actorRole": "carer",
           *           "struck": {
           *             "by": "01980c60-0000-7000-8000-000000000010",
           *             "reason": "entered-in-error",
           *             "at": "2026-03-01T07:30:02.100000Z"
           *           },
           *           "data": {
           *             "code": {
           *               "text": "Heart rate",
           *               "coding": [
           *                 {
           *                   "system": "http://loinc.org",
           *                   "code": "8867-4",
           *                   "display": "Heart rate"
           *                 }
           *               ]
           *             },
           *             "category": "vital-signs",
           *             "valueQuantity": {
           *               "value": 820,
           *               "unit": "/min",
           *               "code": "/min"
           *             }
           *           }
           *         },
           *         {
           *           "id": "01980c60-0000-7000-8000-000000000011",
           *           "type": "note.written",
           *           "schemaVersion": 1,
           *           "streamVersion": 38,
           *           "occurredAt": "2026-03-01T06:15:00+01:00",
           *           "recordedAt": "2026-03-01T05:20:11.482913Z",
           *           "actor": "carer-anna",
           *           "actorRole": "carer",
           *           "amended": {
           *             "by": "01980c60-0000-7000-8000-000000000012",
           *             "reason": "Written in haste",
           *             "at": "2026-03-01T05:41:00.118402Z",
           *             "original": {
           *               "occurredAt": "2026-03-01T06:15:00+01:00",
           *               "data": {
           *                 "kind": "progress",
           *                 "text": "Slpet well"
           *               }
           *             }
           *           },
           *           "data": {
           *             "kind": "progress",
           *             "text": "Slept well"
           *           }
           *         }
           *       ],
           *       "next": "WzEsIjIwMjYtMDMtMDFUMDU6MTU6MDAuMDAwMDAwWiIsMzhd"
           *     }
           */
          'application/json': components['schemas']['TimelinePage'];
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The record has not come to that version; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:version-unknown'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
      /** @description You do not care for this patient; or: What was served to a person is shown to auditors; or: A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:care-relation-missing'
              | 'urn:everchart:problem:as-served-forbidden'
              | 'urn:everchart:problem:role-missing'
              | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description There is no such patient in this organisation; or: There is no such access to this record */
      404: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:patient-unknown' | 'urn:everchart:problem:access-unknown';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:record-destroyed';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: Too many reads of the past of this organisation wait already; or: Accesses cannot be opened right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:past-busy'
              | 'urn:everchart:problem:accesses-unavailable'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  SearchController_search: {
    parameters: {
      query?: never;
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (auditor, system) */
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
        /**
         * @example {
         *       "name": "anna keler",
         *       "birthDate": "1941"
         *     }
         */
        'application/json': components['schemas']['PatientSearch'];
      };
    };
    responses: {
      /** @description The patients */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "position": "WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0",
           *       "stale": false,
           *       "patients": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "score": 3.3,
           *           "name": {
           *             "family": "Keller",
           *             "given": [
           *               "Anna"
           *             ]
           *           },
           *           "birthDate": "1941-03",
           *           "gender": "female",
           *           "stay": {
           *             "class": "residential",
           *             "location": {
           *               "unit": "Garden",
           *               "room": "14"
           *             },
           *             "places": {}
           *           },
           *           "streamVersion": 2
           *         }
           *       ],
           *       "next": null,
           *       "tooMany": false
           *     }
           */
          'application/json': components['schemas']['FoundPatients'];
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The path, the query or a header field has faults; or: The request cannot be read; or: The body is not JSON; or: The body is JSON that two readers may read differently */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:request-timeout';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: Too many searches of this organisation wait already; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:search-busy'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  UnitsController_round: {
    parameters: {
      query?: {
        /** @description Id, code or name in the directory, or as the stays name it */
        facility?: string;
        /** @description Begin of the slot; an hour before now, or three before `to` */
        from?: string;
        /** @description Show what had happened by then, by the times that count in what is known. Without knownAt: by what is known now */
        happenedBy?: string;
        /** @description Show the unit by what was recorded up to then: who was in it, and what was known of them */
        knownAt?: string;
        /** @description End of the slot; two hours after now, or three after `from` */
        to?: string;
        /** @description Likewise; without it: the whole facility */
        unit?: string;
      };
      header?: {
        /** @description `true`: rather an older state, marked, than none */
        'Everchart-Allow-Stale'?: boolean;
        /**
         * @description A position from an earlier answer: the state shown includes it
         * @example WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0
         */
        'Everchart-At-Least'?: string;
        /** @description Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would */
        'Everchart-At-Least-Wait-Ms'?: number;
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: TREAT (carer, nurse); HOPERAT (auditor, system) */
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
      /** @description The round */
      200: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "at": "2026-03-01T19:05:00.000Z",
           *       "facility": "Garden Home",
           *       "unit": "Garden",
           *       "places": {
           *         "facility": {
           *           "id": "garden-home",
           *           "name": "Garden Home"
           *         }
           *       },
           *       "position": "WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0",
           *       "stale": false,
           *       "from": "2026-03-01T18:05:00.000Z",
           *       "to": "2026-03-01T21:05:00.000Z",
           *       "takenOver": [],
           *       "residents": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "name": {
           *             "family": "Keller",
           *             "given": [
           *               "Anna"
           *             ]
           *           },
           *           "birthDate": "1941-03",
           *           "location": {
           *             "facility": "Garden Home",
           *             "unit": "Garden",
           *             "room": "12"
           *           },
           *           "places": {
           *             "facility": {
           *               "id": "garden-home",
           *               "name": "Garden Home"
           *             }
           *           },
           *           "allergies": [],
           *           "medication": [],
           *           "counts": {
           *             "planned": 0,
           *             "due": 0,
           *             "overdue": 0,
           *             "given": 0,
           *             "not-given": 0,
           *             "skipped": 0
           *           },
           *           "observations": {
           *             "last": [],
           *             "plan": [],
           *             "due": [],
           *             "done": [],
           *             "more": 0
           *           },
           *           "streamVersion": 42
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Round'];
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is no position; or: Everchart-At-Least, or Last-Event-ID, belongs to another organisation; or: Everchart-At-Least, or Last-Event-ID, is a position of a store that is not known here; or: The unit has more residents, or more of them on record, than one answer shows; or: The path, the query or a header field has faults; or: The request cannot be read */
      400: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:position-malformed'
              | 'urn:everchart:problem:position-of-other-organisation'
              | 'urn:everchart:problem:position-unknown'
              | 'urn:everchart:problem:unit-too-large'
              | 'urn:everchart:problem:parameter-invalid'
              | 'urn:everchart:problem:bad-request';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
      /** @description You do not care for this patient; or: A role is missing; or: The token is for another organisation */
      403: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:care-relation-missing'
              | 'urn:everchart:problem:role-missing'
              | 'urn:everchart:problem:organisation-forbidden';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description Everchart-At-Least, or Last-Event-ID, is from before the store was restored; or: Another event stands at the position of Everchart-At-Least, or Last-Event-ID */
      409: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:position-from-before-restore' | 'urn:everchart:problem:position-contradicted';
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
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
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type: 'urn:everchart:problem:internal-error';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
      /** @description The record has not yet reached the requested position; or: There is too much to do: this read has to wait for more important ones; or: The record waits: its first events cannot be shown; or: Whether there is such a patient is not known; or: The record cannot be read right now; or: Too many reads of the past of this organisation wait already; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
      503: {
        headers: {
          /** @description Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log */
          'Everchart-Access'?: string;
          /** @description Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later */
          'Everchart-Access-Kept'?: string;
          /** @description Everything that was published before is included */
          'Everchart-As-Of'?: string;
          /** @description `true` when `complete` is false */
          'Everchart-Incomplete'?: string;
          /** @description Place of the state shown */
          'Everchart-Position'?: string;
          'Everchart-Release': components['headers']['everchart-release'];
          'Everchart-Release-Epoch': components['headers']['everchart-release-epoch'];
          /** @description `true` when what is shown may be older than what was recorded */
          'Everchart-Stale'?: string;
          /** @description Seconds to wait */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': {
            /** @enum {string} */
            type:
              | 'urn:everchart:problem:not-yet-fresh'
              | 'urn:everchart:problem:overloaded'
              | 'urn:everchart:problem:record-stopped'
              | 'urn:everchart:problem:stream-lost'
              | 'urn:everchart:problem:record-unavailable'
              | 'urn:everchart:problem:past-busy'
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
