/** Made from the OpenAPI document of retention by tools/generate-client-types.mjs: change the service's description, not this file. */

export interface paths {
  '/v1/orgs/{org}/acts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The same of a record of the organisation itself
     * @description Archived, anonymised or handed over, outside of Everchart: `GET due-dates?status=to-do` lists what waits for it. Nothing is destroyed by it. With `copy: to-be-destroyed` the own copy can be listed for destruction, which two people approve. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['ActsController_completeOwn'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/backups': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Generations of backups of the keyring, the newest first
     * @description Needs one of the roles retention-officer, data-protection-officer, auditor, operator.
     */
    get: operations['CertificatesController_listBackups'];
    put?: never;
    /**
     * Declares a generation of backups that holds keys
     * @description A certificate names those that were taken before the destruction, and is complete when none of them is kept any more. Needs one of the roles retention-officer, data-protection-officer, operator.
     */
    post: operations['CertificatesController_declare'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/backups/{generation}/expiry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * States that a generation of backups is gone
     * @description Needs one of the roles retention-officer, data-protection-officer, operator.
     */
    post: operations['CertificatesController_expire'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/certificates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Certificates of destruction, the newest first
     * @description Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['CertificatesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/certificates/{certificateId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One certificate
     * @description Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['CertificatesController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/certificates/{certificateId}/note': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One certificate, signed
     * @description C2SP signed-note: a title, the certificate as canonical JSON, and a signature that the verifier key of the log checks (log-key). Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['CertificatesController_note'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/certificates/{certificateId}/page': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One certificate, to be read and printed
     * @description Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['CertificatesController_page'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/checkpoint': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The newest signed checkpoint
     * @description Origin, size and root hash, signed: C2SP tlog-checkpoint. Needs one of the roles auditor, operator, system.
     */
    get: operations['LogController_checkpoint'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/checkpoints': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All kept checkpoints, newest first
     * @description Needs one of the roles auditor, operator, system.
     */
    get: operations['LogController_checkpoints'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/checkpoints/{size}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A kept checkpoint
     * @description Needs one of the roles auditor, operator, system.
     */
    get: operations['LogController_checkpointAt'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/completeness': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Is every event of every source in the log
     * @description Per shard: positions, gaps, how far the hash chain of the source was followed, and how far the source says that it is. Needs one of the roles auditor, operator, system.
     */
    get: operations['LogController_report'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destructions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lists, the newest first
     * @description Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['DestructionsController_list'];
    put?: never;
    /**
     * Lists records that are due, to be destroyed
     * @description Without patients and classes: years of accesses that are due, and the records that are due longest, without those that something stands against. The list has a digest; two people approve it. Records that were merged are listed together. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['DestructionsController_propose'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destructions/{destructionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One list, with what became of each record
     * @description Needs one of the roles retention-officer, data-protection-officer, auditor, director, physician, archives.
     */
    get: operations['DestructionsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destructions/{destructionId}/approvals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Approves a list, as it was shown
     * @description A person counts once. Refused when a record of the list has changed, came under a hold, or is not due any more. Needs one of the roles retention-officer, data-protection-officer, director, physician, archives.
     */
    post: operations['DestructionsController_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destructions/{destructionId}/begin': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Begins what two people have approved
     * @description Each record is checked once more, and destroyed or left. There is no way back for a record whose keys are gone. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['DestructionsController_begin'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destructions/{destructionId}/rejection': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Rejects a list
     * @description Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['DestructionsController_reject'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/destructions/unconfirmed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Holders that have not confirmed that they deleted
     * @description The longest first. A certificate is issued when all have. Needs one of the roles retention-officer, data-protection-officer, auditor, operator.
     */
    get: operations['DestructionsController_unconfirmed'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/due-date-simulations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What would be due under other rules
     * @description Works out dates by rules as they might be, and writes nothing. A page has `limit` records, with and without a change; go on with `after` until `next` is null, and add the counts up. Sets in `adopt` stand in the place of adopted ones with the same ids. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['DueDatesController_simulate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/due-dates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Records by the day on which they are due
     * @description The next one first; those without a day at the end. A page that looks at many records to find few ends early, and says how far it has come (`searchedUpTo`): go on with `next`. `status=unknown` is the work list: records that are never due before what is `missing` is known. `status=conflict`: a law wants them gone before another one lets them go. `status=to-do`: what is due, and is not to be destroyed: its rule asks a person to archive it, to anonymise it or to hand it over (`acts`), until `act.completed` says so; and what no list can destroy. Each patient who is named is an access of its own. Needs one of the roles retention-officer, data-protection-officer.
     */
    get: operations['DueDatesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/due-dates/{retentionClass}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * When a record of the organisation itself is due, and why
     * @description Needs one of the roles retention-officer, data-protection-officer.
     */
    get: operations['DueDatesController_explainClass'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/holds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Holds, the newest first
     * @description Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['HoldsController_list'];
    put?: never;
    /**
     * Places a hold
     * @description Nothing in its scope is destroyed until it is lifted: it beats the schedule, requests for erasure and operators. All members of the scope have to fit, and what is not known fits. In force when it is answered. A query has the form of a search: `birthdate`, `death-date` (with eq, ge, gt, le, lt), `deceased`, `circumstance`, `record-kind`. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['HoldsController_place'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/holds/{holdId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One hold, with the persons that it names
     * @description Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['HoldsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/holds/{holdId}/lift': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Lifts a hold
     * @description Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['HoldsController_lift'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/log-key': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The key that checks the signatures
     * @description C2SP verifier key. Keep it where the operator of the log cannot change it: whoever trusts it trusts the log. Needs one of the roles auditor, operator, system.
     */
    get: operations['LogController_logKey'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/acts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Says that an officer has done with a record that is due what its rule asks for
     * @description Archived, anonymised or handed over, outside of Everchart: `GET due-dates?status=to-do` lists what waits for it. Nothing is destroyed by it. With `copy: to-be-destroyed` the own copy can be listed for destruction, which two people approve. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['ActsController_complete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/due-date': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * When the record of a patient is due, and why
     * @description The rule that decides with its version, what was put in with the events that say it, and the rules that lost. Needs one of the roles retention-officer, data-protection-officer.
     */
    get: operations['DueDatesController_explain'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/holds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Holds that are on the record of a patient
     * @description In force, by what is known now: records that were merged are one person. While there is one, nothing of the record is destroyed. Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['HoldsController_ofPatient'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A person asks for erasure, for access, or for a copy
     * @description It has to be answered within one month of its receipt (GDPR 12(3)). While a request for access or a copy is open, nothing of the record is destroyed. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['RequestsController_receive'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/stated-facts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What officers have stated of a record
     * @description Needs one of the roles retention-officer, data-protection-officer.
     */
    get: operations['StatedFactsController_list'];
    put?: never;
    /**
     * States what no entry says, and a rule needs
     * @description A case in court, the birth of a last child, an order of an authority, a kind of record. No clinical content. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['StatedFactsController_state'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/patients/{patientId}/stated-facts/{factId}/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Withdraws what an officer has stated
     * @description Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['StatedFactsController_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/proofs/access': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Is an access that was answered in the log
     * @description Who read something has a receipt of the access: the header Everchart-Access of the answer. An access that was removed before it was published leaves no other trace. Needs one of the roles auditor, operator, system.
     */
    get: operations['ProofsController_access'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/proofs/consistency': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Proof that the log of then is the beginning of the log of now
     * @description Of two sizes that the log has had, the first not greater than the second. Needs one of the roles auditor, operator, system.
     */
    get: operations['ProofsController_consistency'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/proofs/inclusion': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Proof that an event is in the log
     * @description Needs one of the roles auditor, operator, system.
     */
    get: operations['ProofsController_inclusion'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/request-counts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Requests that were answered, by half hours
     * @description As the services have recorded them: each is the event `requests.counted`, and an entry of the log. Several events of one half hour and service add up. A half hour without requests is not there. Requests without an organisation are in the log of the installation. Needs one of the roles operator, auditor.
     */
    get: operations['RequestCountsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Requests, the overdue ones first
     * @description Those that are open, by their deadlines; with `closed` all, the newest first. One access is put on record for each patient who is named. Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['RequestsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/requests/{requestId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One request, and what rules say to it now
     * @description Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['RequestsController_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/requests/{requestId}/answer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Answers a request
     * @description Erasure is granted when the record is due and no hold is on it: its destruction is approved afterwards as any other. While a duty to keep runs it is refused, or granted once it is due, with the grounds; the rule and the day are added. What is handed out is named by its digest: that of the newest copy that was made for the request, unless the officer names another one. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['RequestsController_answer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/requests/{requestId}/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Lets a copy of the record be made, to answer a request for access or portability
     * @description For seven days, or until the request is closed, a data protection officer may have it made by patient-timeline, which has the record: `GET /v1/orgs/{org}/patients/{patientId}/exports/{exportId}`, where `exportId` is the id of this decision. It says how long what is kept, by which rule. `withheld` names entries whose content is left out. A copy that was made comes back here, with its digest. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['RequestsController_approveExport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/requests/{requestId}/extend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The answer takes longer: two further months, once
     * @description Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['RequestsController_extend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/requests/{requestId}/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A request is taken back
     * @description Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['RequestsController_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/rule-sets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The sets of rules that the organisation has adopted
     * @description Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['RuleSetsController_list'];
    put?: never;
    /**
     * Adopts a set of rules, in the place of the one with the same id
     * @description The whole set is in the event. All dates are worked out again: `POST due-date-simulations` says before what changes. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['RuleSetsController_adopt'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/rule-sets/{ruleSetId}/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Withdraws a set of rules
     * @description Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['RuleSetsController_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/rule-sets/offered': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The sets of rules that come with Everchart
     * @description Seeds, no legal advice: `verified` is false in all of them. A person who knows the law of the place reviews one before it is adopted. Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['RuleSetsController_offered'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/rule-sets/offered/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One set that comes with Everchart
     * @description Needs one of the roles retention-officer, data-protection-officer, auditor.
     */
    get: operations['RuleSetsController_offeredSet'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/stated-facts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What officers have stated of the records of the organisation itself
     * @description Needs one of the roles retention-officer, data-protection-officer.
     */
    get: operations['StatedFactsController_listOwn'];
    put?: never;
    /**
     * States what rules need of the records of the organisation itself
     * @description Of its events of retention, of what it states of itself, and of accesses, all at once: the day of their completion (the organisation has closed), a case in court. Its own kinds of records are those of their classes. Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['StatedFactsController_stateOwn'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/stated-facts/{factId}/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Withdraws what an officer has stated of the records of the organisation itself
     * @description Needs one of the roles retention-officer, data-protection-officer.
     */
    post: operations['StatedFactsController_withdrawOwn'];
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
  '/v1/orgs/{org}/tile/{level}/{path}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A tile of up to 256 hashes
     * @description C2SP tlog-tiles: 32 bytes per hash. Needs one of the roles auditor, operator, system.
     */
    get: operations['LogController_hashTile'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orgs/{org}/tile/entries/{path}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A bundle of up to 256 entries
     * @description C2SP tlog-tiles: each entry behind its length, 16 bits big-endian. Needs one of the roles auditor, operator, system.
     */
    get: operations['LogController_entryTile'];
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
    ActToComplete: {
      /** @description An officer has done what a rule asks for of a record that is due, other than to destroy it */
      data: {
        /** @enum {string} */
        act: 'anonymise' | 'archive' | 'hand-over';
        /**
         * @description What becomes of the organisation's own copy. To be destroyed: two people can approve that
         * @enum {string}
         */
        copy: 'kept' | 'to-be-destroyed';
        /**
         * Format: date
         * @description As it was shown: the record stands on the list again when it has another date, or rule
         */
        dueOn: string;
        /** @description Why. No clinical content */
        reason: string;
        /** @description Who has it now */
        receiver?: string;
        /** @description Of the receiver, or of what was made */
        reference?: string;
        /** @description Class of keys: clinical, access-2026, retention … */
        retentionClass: string;
        rule: {
          /** @description Id of a facility in the directory of the organisation */
          facilityId?: string;
          /** @description Lower-case letters, digits, hyphens */
          ruleId: string;
          /** @description Lower-case letters, digits, hyphens */
          ruleSetId: string;
          ruleSetVersion: number;
          version: number;
        };
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    AssessedRequest: {
      answer: {
        /** @enum {string} */
        answer: 'granted' | 'refused' | 'granted-in-part' | 'granted-once-due';
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        dueOn: string | null;
        /** @description The copy that was made here */
        export: {
          bytes: number;
          /** @description Records, entries, those that are in FHIR, amended, struck, withheld … */
          counts: {
            [key: string]: number;
          };
          /**
           * Format: uuid
           * @description The event `export.made`
           */
          madeBy: string;
          parts: {
            bytes: number;
            /** @description SHA-256 */
            digest: string;
            name: string;
          }[];
        } | null;
        exportDigest: string | null;
        grounds: string[];
        reason: string;
        role: string;
        rule: {
          facilityId?: string;
          ruleId: string;
          ruleSetId: string;
          ruleSetVersion: number;
          version: number;
        } | null;
      } | null;
      /**
       * Format: date
       * @description One month after receipt, or three where it was extended
       */
      answerBy: string;
      /** @description What rules say to a request for erasure, now */
      assessment: {
        /**
         * Format: date
         * @description When the duty to keep ends, where that is known
         */
        dueOn?: string;
        holdIds: string[];
        rule?: {
          facilityId?: string;
          ruleId: string;
          ruleSetId: string;
          ruleSetVersion: number;
          version: number;
        };
        /**
         * @description due: nothing has to be kept any more; duty: the duty to keep runs, or its end is not known; held: by a hold; no-record: none is known here
         * @enum {string}
         */
        verdict: 'due' | 'duty' | 'held' | 'no-record';
      };
      /** @description Who made it: person, representative, heir, authority */
      by: string | null;
      /** @description Below 0: it is overdue. null: it is not open */
      daysLeft: number | null;
      /** @description Copies that may be made, and those that were, the newest first */
      exports: {
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        /** Format: uuid */
        exportId: string;
        /** @description The newest first */
        made: {
          bytes: number;
          /** @description Records, entries, those that are in FHIR, amended, struck, withheld … */
          counts: {
            [key: string]: number;
          };
          digest: string;
          /** Format: uuid */
          eventId: string;
          madeAt: string;
          parts: {
            bytes: number;
            /** @description SHA-256 */
            digest: string;
            name: string;
          }[];
        }[];
        role: string;
        validUntil: string;
        withheld: {
          /** Format: uuid */
          eventId: string;
          ground: string;
        }[];
      }[];
      extended: {
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        reason: string;
        role: string;
      } | null;
      /**
       * @description GDPR 17, 15, 20
       * @enum {string}
       */
      kind: 'erasure' | 'access' | 'portability';
      note: string | null;
      /** Format: uuid */
      patientId: string;
      received: {
        /** Format: date-time */
        at: string;
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        role: string;
      };
      /** Format: date */
      receivedOn: string;
      /** Format: uuid */
      requestId: string;
      /** @description null: the whole record */
      retentionClasses: string[] | null;
      /** @enum {string} */
      state: 'open' | 'overdue' | 'answered' | 'withdrawn';
      withdrawn: {
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        reason: string;
        role: string;
      } | null;
    };
    Backup: {
      /** @description null: it is kept */
      expiredAt: string | null;
      generation: string;
      place: string | null;
      /** Format: date-time */
      takenAt: string;
      /**
       * Format: date
       * @description Until when it is to be kept
       */
      until: string;
    };
    BackupToDeclare: {
      /** @description A generation of backups, and until when it is kept */
      data: {
        generation: string;
        place?: string;
        /** Format: date-time */
        takenAt: string;
        /**
         * Format: date
         * @description YYYY-MM-DD, by the calendar where the facility is
         */
        until: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    BackupToExpire: {
      /** @description A generation of backups is gone */
      data: {
        /** Format: date-time */
        expiredAt: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    Certificate: {
      /** @description A checkpoint of the audit log */
      after: {
        root: string;
        size: number;
      };
      approvers: {
        actor: string;
        /** Format: date-time */
        at?: string;
        /** Format: uuid */
        eventId: string;
        role: string;
      }[];
      /** @description That held a wrapped key when it was issued */
      backups: {
        generation: string;
        place?: string;
        /** Format: date */
        until: string;
      }[];
      /** @description A checkpoint of the audit log */
      before: {
        root: string;
        size: number;
      };
      /** Format: uuid */
      certificateId: string;
      /** @description Of a class that went as a whole: the keys of all subjects */
      classKeys?: {
        count: number;
        digest: string;
      };
      /** @description When the last backup with a key had expired */
      completion?: {
        /** @description A checkpoint of the audit log */
        after?: {
          root: string;
          size: number;
        };
        /** Format: date */
        completedOn: string;
      };
      /** Format: date-time */
      destroyedAt: string;
      /**
       * Format: uuid
       * @description The event retention.destroyed
       */
      destroyedBy: string;
      /** Format: date */
      dueOn: string;
      exceptions?: string[];
      holders: {
        /** Format: date-time */
        deletedAt: string;
        /** Format: uuid */
        eventId: string;
        holder: string;
        rows: number;
      }[];
      holdSearch: {
        /** Format: date-time */
        at: string;
        found: number;
      };
      /** @description What the due date followed from; the dates are gone */
      inputs: {
        eventIds: string[];
        trigger: string;
      }[];
      /** Format: date-time */
      issuedAt: string;
      keys: {
        /** @description SHA-256 of the wrapped key */
        fingerprint: string;
        /** Format: uuid */
        keyId: string;
        retentionClass: string;
      }[];
      method: string;
      organisation: string;
      /**
       * Format: uuid
       * @description Absent: a class of the organisation, such as the accesses of a year
       */
      patientId?: string;
      rule: {
        facilityId?: string;
        ruleId: string;
        ruleSetId: string;
        ruleSetVersion: number;
        version: number;
      };
      scope: {
        entries?: number;
        /** Format: date */
        from?: string;
        retentionClasses: string[];
        /** Format: date */
        to?: string;
      };
      /**
       * @description complete: no backup holds a key of it any more
       * @enum {string}
       */
      status: 'issued' | 'complete';
    };
    CompletedAct: {
      /** @enum {string} */
      act: 'anonymise' | 'archive' | 'hand-over';
      /** Format: date-time */
      at: string;
      by: string;
      /** @enum {string} */
      copy: 'kept' | 'to-be-destroyed';
      /** Format: uuid */
      eventId: string;
      reason: string;
      receiver?: string;
      reference?: string;
    };
    Completeness: {
      checkpoint: {
        /** Format: date-time */
        signedAt: string;
        size: number;
      } | null;
      /** @description By the number in the newest one, and those that are kept: fewer are kept when some were deleted */
      checkpoints: {
        kept: number;
        signed: number;
      };
      /** @description No hole, no broken chain, nothing that waits, everything that sources have stated; the newest checkpoint covers every entry, and all are kept */
      complete: boolean;
      entries: number;
      /** @description What was taken from the stream, and is not in the log any more */
      missingTail: {
        from: number;
        shard: number;
        /** Format: uuid */
        storeId: string;
        to: number;
      }[];
      shards: {
        /** @description What the source has stated has not come: it is on its way, not published any more, or was removed */
        behind: boolean;
        /** @description Positions that do not follow the one before them */
        chainFaults: number[];
        /** @description Positions at which the source has stated another event than the log has */
        contradicted: number[];
        entries: number;
        /** @description Rises when the store is restored from a backup */
        epoch: number;
        /** @description The source's hash chain was checked up to this position, without a hole */
        followedTo: number;
        /** @description First position */
        from: number;
        /** @description Positions that are missing, the first hundred spans */
        gaps: {
          from: number;
          to: number;
        }[];
        /** @description The last event that is here, as its source states it */
        head: {
          chain: string;
          position: number;
          /** Format: date-time */
          recordedAt: string;
        } | null;
        service: string;
        shard: number;
        /** @description The source has stated nothing for three hours: it does not run, or its publication has stopped */
        silent: boolean;
        /** @description The highest position that the source itself has stated, and when it last stated one; null: none */
        stated: {
          /** Format: date-time */
          at: string;
          position: number;
        } | null;
        /** Format: uuid */
        storeId: string;
        /** @description Last position */
        to: number;
      }[];
      /** @description Nothing more is signed: the log ends before what was published, or is another tree */
      signingRefused: ('below-published' | 'other-tree') | null;
      stoppedStreams: {
        code: string;
        parkedEvents: number;
        reason: string;
        /** Format: date-time */
        since: string;
        stream: string;
      }[];
      /** @description Why the stream lacks records that never came here, if it does */
      streamLost: string | null;
      /** @description Events that could not become entries, at most 100 */
      unreadableEvents: {
        code: string;
        eventId: string;
        position: number;
        shard: number;
        /** Format: date-time */
        since: string;
        stream: string;
      }[];
    };
    ConsistencyProof: {
      from: number;
      /** @description 32 bytes */
      fromRoot: string;
      /** @description RFC 6962 consistency proof */
      proof: string[];
      to: number;
      /** @description 32 bytes */
      toRoot: string;
    };
    CountedHalfHour: {
      counts: components['schemas']['RequestCount'][];
      /**
       * Format: uuid
       * @description Its entry in the log: `proofs/inclusion?event=…`
       */
      eventId: string;
      /** Format: date-time */
      from: string;
      service: string;
      /** Format: date-time */
      to: string;
    };
    Destruction: {
      /** @enum {string} */
      act: 'destroy' | 'anonymise' | 'archive' | 'hand-over';
      approvals: {
        /** Format: date-time */
        at: string;
        by: string;
        /** Format: uuid */
        eventId: string;
        note: string | null;
        role: string;
      }[];
      /** @description Records that are not any more what was listed: another list is needed, and other approvals */
      changed: {
        /**
         * Format: uuid
         * @description Absent: a class of the organisation
         */
        patientId?: string;
        /**
         * @description Why a record is not, or not any more, what may be destroyed
         * @enum {string}
         */
        reason: 'hold' | 'request' | 'due-date' | 'entry' | 'stay-open' | 'recent-entry' | 'merged' | 'unknown-record' | 'destroyed';
        /** @description Of what is of no patient; of a patient: the kind of entries, where it is not the whole record */
        retentionClass?: string;
      }[];
      /** Format: uuid */
      destructionId: string;
      /** @description Of act and items: what is approved */
      digest: string;
      /** @description Who rejected or began it */
      ended: {
        /** Format: date-time */
        at: string;
        by: string;
        reason: string | null;
        role: string;
      } | null;
      items: {
        /** Format: date */
        dueOn: string;
        entries?: number;
        /** Format: uuid */
        lastEntry?: string;
        /**
         * Format: uuid
         * @description Absent: a class of the organisation
         */
        patientId?: string;
        /** @description Why it was left */
        reason:
          ('hold' | 'request' | 'due-date' | 'entry' | 'stay-open' | 'recent-entry' | 'merged' | 'unknown-record' | 'destroyed') | null;
        /** Format: uuid */
        requestId?: string;
        /** @description Of the keys */
        retentionClasses: string[];
        rule: {
          facilityId?: string;
          ruleId: string;
          ruleSetId: string;
          ruleSetVersion: number;
          version: number;
        };
        /**
         * @description destroying: its keys may be gone, and it is finished, unless none is gone and something has come between
         * @enum {string}
         */
        state: 'listed' | 'destroying' | 'destroyed' | 'left';
        /** @description What the last attempt could not do without */
        waitsFor: string | null;
      }[];
      /** @description What is missing to begin; null: it has begun, or is rejected */
      missing: {
        people: number;
        /** @description That rules of the records ask for */
        roles: string[];
      } | null;
      proposed: {
        /** Format: date-time */
        at: string;
        by: string;
        role: string;
      };
      /** @enum {string} */
      state: 'proposed' | 'rejected' | 'begun';
    };
    DestructionToApprove: {
      /** @description A person approves a list that was shown */
      data: {
        as: string;
        /** @description Of the list that was shown */
        digest: string;
        /** @description Why. No clinical content */
        note?: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    DestructionToBegin: {
      /** @description What was approved begins: from here on each item ends with retention.destroyed or destruction.left */
      data: {
        /** @description Of the list that was approved */
        digest: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    DestructionToPropose: {
      data: {
        /** @description Kinds of entries that a rule has destroyed before the rest of the record: all of them, or none */
        kinds?: {
          /** Format: uuid */
          patientId: string;
          /** @enum {string} */
          retentionClass: 'observations' | 'documents';
        }[];
        /** @description Without patients and classes: how many at most */
        limit?: number;
        /** @description All of them, or none */
        patientIds?: string[];
        /** @description Years of accesses, those to all patients: all of them, or none */
        retentionClasses?: string[];
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client: the id of the destruction. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    DestructionToReject: {
      /** @description A list is not approved */
      data: {
        /** @description Why. No clinical content */
        reason: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    DueDate: {
      acts?: ('destroy' | 'anonymise' | 'archive' | 'hand-over')[];
      approvals?: string[];
      /** @description Rules whose maximum ends before the minimum: a person decides */
      conflicts: {
        /** Format: date */
        goneBy: string;
        rule: components['schemas']['RuleReference'];
      }[];
      /**
       * Format: date
       * @description The first day on which it may be destroyed
       */
      dueOn?: string;
      /**
       * Format: date
       * @description The last day on which it may be kept
       */
      goneBy?: string;
      /** @description What was put in, with the events that say it */
      inputs: {
        /** Format: date */
        date?: string;
        eventIds: string[];
        facilityId?: string;
        trigger: string;
        /** Format: date */
        until?: string;
      }[];
      /**
       * Format: date
       * @description The last day of the duty
       */
      keptThrough?: string;
      /** @description Rules that apply and do not decide */
      lost: {
        /** Format: date */
        keptThrough?: string;
        /** @enum {string} */
        reason: 'shorter-minimum' | 'no-minimum' | 'duty-ended';
        rule: components['schemas']['RuleReference'];
      }[];
      /** @description What is not known: never due until it is */
      missing: {
        rule?: components['schemas']['RuleReference'];
        trigger: string;
      }[];
      /** @description The rule that decides */
      rule?: components['schemas']['RuleReference'];
      /** @enum {string} */
      status: 'due-on' | 'forever' | 'unknown' | 'suspended' | 'no-rule';
    };
    ExplainedDueDate: {
      completed: components['schemas']['CompletedAct'] | null;
      due: components['schemas']['DueDate'];
      facilities: string[];
      /**
       * Format: uuid
       * @description Absent: a record of the organisation itself
       */
      patientId?: string;
      retentionClass: string;
      /** @description Counts its changes: each is an event of the log */
      revision: number;
      /** @description The explanation in sentences */
      words: string[];
    };
    ExportToApprove: {
      /** @description An officer lets a copy of the person's record be made, for a request for access or portability. It says for how long the record is kept, so that who makes the copy need not ask */
      data: {
        /** @description Entries whose content is left out, as an officer decided who read them */
        withheld?: {
          /** Format: uuid */
          eventId: string;
          /** @enum {string} */
          ground: 'rights-of-others' | 'therapeutic-reasons' | 'legal-secrecy';
        }[];
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    FactToState: {
      /** @description An officer states what no entry of the record says, and a rule needs */
      data: {
        fact: {
          /** @enum {string} */
          circumstance?:
            | 'litigation'
            | 'complaint'
            | 'pending-case'
            | 'death-by-injury'
            | 'extension'
            | 'selected-for-archive'
            | 'transfer'
            | 'hand-over';
          /** @description Lower-case letters, digits, hyphens */
          recordKind?: string;
          /** @enum {string} */
          trigger?: 'completion' | 'act' | 'birth-of-last-child' | 'end-of-employment' | 'deregistration' | 'authority-order';
        };
        /**
         * Format: date
         * @description Of a trigger; the beginning of a circumstance
         */
        on?: string;
        /** @description Why. No clinical content */
        reason: string;
        /**
         * Format: date
         * @description The end of a circumstance; absent: it goes on
         */
        until?: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    FactToWithdraw: {
      /** @description A stated fact does not hold */
      data: {
        /** @description Why. No clinical content */
        reason: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
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
    Hold: {
      /** Format: uuid */
      holdId: string;
      /** @description null: it is in force */
      lifted: {
        /**
         * Format: date-time
         * @description When it was recorded
         */
        at: string;
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        reason: string;
        role: string;
      } | null;
      matter: string | null;
      /** @description false: it is in force, and its event is recorded as soon as the store or the keyring answers again */
      onRecord: boolean;
      orderedBy: string | null;
      placed: {
        /**
         * Format: date-time
         * @description When it was recorded
         */
        at: string;
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        role: string;
      };
      reason: string;
      reviewOn: string | null;
      scope: {
        actors?: string[];
        facilityIds?: string[];
        /** Format: date */
        from?: string;
        patientIds?: string[];
        query?: string;
        stayIds?: string[];
        /** Format: date */
        to?: string;
      };
      /** @description Patients of the scope of whom no entry is known here: the hold is on them, too */
      unknownPatientIds: string[];
    };
    HoldToLift: {
      /** @description A hold ends */
      data: {
        /** @description Why. No clinical content */
        reason: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    HoldToPlace: {
      /** @description Nothing in its scope is destroyed until it is lifted */
      data: {
        /** @description Reference of the case */
        matter?: string;
        orderedBy?: string;
        /** @description Why. No clinical content */
        reason: string;
        /**
         * Format: date
         * @description YYYY-MM-DD, by the calendar where the facility is
         */
        reviewOn?: string;
        /** @description What is held; all members that are named must fit */
        scope: {
          /** @description Who recorded or looked */
          actors?: string[];
          facilityIds?: string[];
          /**
           * Format: date
           * @description YYYY-MM-DD, by the calendar where the facility is
           */
          from?: string;
          patientIds?: string[];
          /** @description As it was searched */
          query?: string;
          stayIds?: string[];
          /**
           * Format: date
           * @description YYYY-MM-DD, by the calendar where the facility is
           */
          to?: string;
        };
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    InclusionProof: {
      /** @description The signed checkpoint of that size (C2SP signed-note) */
      checkpoint: string;
      /** @description Canonical JSON of the event's header; the leaf hash is SHA-256(0x00 ‖ its bytes) */
      entry: string;
      /** Format: uuid */
      event: string;
      /** @description Of the entry in the log, from 0 */
      index: number;
      /** @description 32 bytes */
      leafHash: string;
      /** @description The event was recorded again after a restore */
      otherIndexes: number[];
      /** @description RFC 6962 audit path, lowest sibling first */
      proof: string[];
      /** @description 32 bytes */
      root: string;
      /** @description Of the tree that the proof is for */
      size: number;
    };
    JudgedAccess: {
      /** @description At the place of the access: its inclusion can be proved */
      event: {
        /** Format: uuid */
        id: string;
        index: number;
      } | null;
      /**
       * Format: date-time
       * @description As the receipt states it
       */
      recordedAt: string;
      source: {
        epoch: number;
        position: number;
        shard: number;
        /** Format: uuid */
        storeId: string;
      };
      /**
       * @description included: it is in the log; awaited: it may be on its way; missing: it is not there, and what its source recorded later, or stated a minute later, is; differs: another event stands at its place; not-in-event: the event is there, and holds another access
       * @enum {string}
       */
      verdict: 'included' | 'awaited' | 'missing' | 'differs' | 'not-in-event';
    };
    ListedDestruction: {
      approvals: {
        /** Format: date-time */
        at: string;
        by: string;
        /** Format: uuid */
        eventId: string;
        note: string | null;
        role: string;
      }[];
      /** Format: uuid */
      destructionId: string;
      /** @description Of act and items: what is approved */
      digest: string;
      /** @description Who rejected or began it */
      ended: {
        /** Format: date-time */
        at: string;
        by: string;
        reason: string | null;
        role: string;
      } | null;
      items: {
        destroyed: number;
        destroying: number;
        left: number;
        listed: number;
      };
      proposed: {
        /** Format: date-time */
        at: string;
        by: string;
        role: string;
      };
      /** @enum {string} */
      state: 'proposed' | 'rejected' | 'begun';
    };
    ListedDueDate: {
      /** @description What may be done when it is due, the usual one first */
      acts?: ('destroy' | 'anonymise' | 'archive' | 'hand-over')[];
      completed: components['schemas']['CompletedAct'] | null;
      /** @description Rules whose maximum ends before the minimum: a person decides */
      conflicts: {
        /** Format: date */
        goneBy: string;
        rule: components['schemas']['RuleReference'];
      }[];
      /** Format: date */
      dueOn?: string;
      /** @description Facilities in which it was made */
      facilities: string[];
      /** Format: date */
      keptThrough?: string;
      /** @description What is not known: never due until it is */
      missing: {
        rule?: components['schemas']['RuleReference'];
        trigger: string;
      }[];
      /**
       * Format: uuid
       * @description Absent: a record of the organisation itself
       */
      patientId?: string;
      retentionClass: string;
      rule?: components['schemas']['RuleReference'];
      /** @enum {string} */
      status: 'due-on' | 'forever' | 'unknown' | 'suspended' | 'no-rule';
    };
    ListedHold: {
      /** Format: uuid */
      holdId: string;
      /** @description null: it is in force */
      lifted: {
        /**
         * Format: date-time
         * @description When it was recorded
         */
        at: string;
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        reason: string;
        role: string;
      } | null;
      matter: string | null;
      /** @description false: it is in force, and its event is recorded as soon as the store or the keyring answers again */
      onRecord: boolean;
      orderedBy: string | null;
      placed: {
        /**
         * Format: date-time
         * @description When it was recorded
         */
        at: string;
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        role: string;
      };
      reason: string;
      reviewOn: string | null;
      scope: {
        actors?: string[];
        facilityIds?: string[];
        /** Format: date */
        from?: string;
        patients: number;
        query?: string;
        stays: number;
        /** Format: date */
        to?: string;
      };
    };
    PersonRequest: {
      answer: {
        /** @enum {string} */
        answer: 'granted' | 'refused' | 'granted-in-part' | 'granted-once-due';
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        dueOn: string | null;
        /** @description The copy that was made here */
        export: {
          bytes: number;
          /** @description Records, entries, those that are in FHIR, amended, struck, withheld … */
          counts: {
            [key: string]: number;
          };
          /**
           * Format: uuid
           * @description The event `export.made`
           */
          madeBy: string;
          parts: {
            bytes: number;
            /** @description SHA-256 */
            digest: string;
            name: string;
          }[];
        } | null;
        exportDigest: string | null;
        grounds: string[];
        reason: string;
        role: string;
        rule: {
          facilityId?: string;
          ruleId: string;
          ruleSetId: string;
          ruleSetVersion: number;
          version: number;
        } | null;
      } | null;
      /**
       * Format: date
       * @description One month after receipt, or three where it was extended
       */
      answerBy: string;
      /** @description Who made it: person, representative, heir, authority */
      by: string | null;
      /** @description Below 0: it is overdue. null: it is not open */
      daysLeft: number | null;
      extended: {
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        reason: string;
        role: string;
      } | null;
      /**
       * @description GDPR 17, 15, 20
       * @enum {string}
       */
      kind: 'erasure' | 'access' | 'portability';
      note: string | null;
      /** Format: uuid */
      patientId: string;
      received: {
        /** Format: date-time */
        at: string;
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        role: string;
      };
      /** Format: date */
      receivedOn: string;
      /** Format: uuid */
      requestId: string;
      /** @description null: the whole record */
      retentionClasses: string[] | null;
      /** @enum {string} */
      state: 'open' | 'overdue' | 'answered' | 'withdrawn';
      withdrawn: {
        by: string;
        /** @description As the officer stated it */
        decidedAt: string;
        reason: string;
        role: string;
      } | null;
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
    RequestCount: {
      /** @description Status; 499: the client went before, 444: cut off without an answer */
      code: number;
      /** @description The longest one */
      maxUs: number;
      /** @description Id in the OpenAPI document of the service; `unmatched`: no route took it; `unread`: it never became a request */
      operation: string;
      /** @description Half of them took no longer, in microseconds */
      p50Us: number;
      /** @description 99 of 100 took no longer */
      p99Us: number;
      release: string;
      requests: number;
    };
    RequestToAnswer: {
      /** @description A request is answered */
      data: {
        /** @enum {string} */
        answer: 'granted' | 'refused' | 'granted-in-part' | 'granted-once-due';
        /** @description Of what was handed out: of the whole file */
        exportDigest?: string;
        /** @description Of a refusal (GDPR 17(3)) */
        grounds?: (
          'legal-obligation' | 'public-health' | 'archiving' | 'legal-claims' | 'hold' | 'identity-not-proved' | 'no-such-record'
        )[];
        /** @description Why. No clinical content */
        reason: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    RequestToExtend: {
      /** @description The answer takes longer */
      data: {
        /** @description Why. No clinical content */
        reason: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    RequestToReceive: {
      /** @description A person asks for erasure, access or a copy (GDPR 17, 15, 20) */
      data: {
        /** @enum {string} */
        by?: 'person' | 'representative' | 'heir' | 'authority';
        /** @enum {string} */
        kind: 'erasure' | 'access' | 'portability';
        /** @description Why. No clinical content */
        note?: string;
        /**
         * Format: date
         * @description YYYY-MM-DD, by the calendar where the facility is
         */
        receivedOn: string;
        /** @description Absent: the whole record */
        retentionClasses?: string[];
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    RequestToWithdraw: {
      /** @description A request is taken back */
      data: {
        /** @description Why. No clinical content */
        reason: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    RuleReference: {
      facilityId?: string;
      ruleId: string;
      ruleSetId: string;
      ruleSetVersion: number;
      version: number;
    };
    RuleSet: {
      /** @description As `rule-set.adopted` has them */
      rules: {
        [key: string]: unknown;
      }[];
      ruleSetId: string;
      title: string;
      version: number;
    } & {
      [key: string]: unknown;
    };
    RuleSetToAdopt: {
      /** @description The organisation adopts a set of rules, in this version. It takes the place of the version before */
      data: {
        approvedBy?: string;
        /** @description Why. No clinical content */
        reason: string;
        /** @description The whole set: a date can be worked out again from it alone */
        rules: {
          /** @description What may be done when it is due, the usual one first */
          acts: ('destroy' | 'anonymise' | 'archive' | 'hand-over')[];
          ages?: {
            /** @description In years; absent: from birth */
            ageFrom?: number;
            /** @description In years; absent: every age */
            ageUnder?: number;
            /**
             * @description What a period counts from. `birth-of-last-child`, `completion`, `act`, `end-of-employment`, `deregistration` and `authority-order` are stated as facts; `end-of-record` is the end of the duty to keep the record itself
             * @enum {string}
             */
            at:
              | 'last-entry'
              | 'last-contact'
              | 'discharge'
              | 'end-of-care-process'
              | 'completion'
              | 'act'
              | 'death'
              | 'birth'
              | 'birth-of-last-child'
              | 'end-of-employment'
              | 'log-line'
              | 'deregistration'
              | 'authority-order'
              | 'end-of-record';
            /** @description A period after a trigger */
            until: {
              /**
               * @description What a period counts from. `birth-of-last-child`, `completion`, `act`, `end-of-employment`, `deregistration` and `authority-order` are stated as facts; `end-of-record` is the end of the duty to keep the record itself
               * @enum {string}
               */
              after:
                | 'last-entry'
                | 'last-contact'
                | 'discharge'
                | 'end-of-care-process'
                | 'completion'
                | 'act'
                | 'death'
                | 'birth'
                | 'birth-of-last-child'
                | 'end-of-employment'
                | 'log-line'
                | 'deregistration'
                | 'authority-order'
                | 'end-of-record';
              /**
               * @description The period begins with the end of the year of the trigger
               * @enum {string}
               */
              countedFrom?: 'end-of-calendar-year';
              otherwise?: Record<string, never>;
              /**
               * Format: period
               * @description Years, months, days: P10Y, P1Y6M, P30D, P0D
               */
              period: string;
            };
          }[];
          /** @description Kinds of entries that it has destroyed before the rest of the record. It says nothing of the rest */
          alone?: ('observations' | 'documents')[];
          /** @description Functions that approve, beside the two officers */
          approvals?: string[];
          /** @enum {string} */
          binding: 'law' | 'recommendation';
          /** @description What a death changes */
          death?: {
            /**
             * @description Shortens: kept until the earlier of both; extends: until the later
             * @enum {string}
             */
            effect: 'shortens' | 'extends';
            /** @description A period after a trigger */
            until: {
              /**
               * @description What a period counts from. `birth-of-last-child`, `completion`, `act`, `end-of-employment`, `deregistration` and `authority-order` are stated as facts; `end-of-record` is the end of the duty to keep the record itself
               * @enum {string}
               */
              after:
                | 'last-entry'
                | 'last-contact'
                | 'discharge'
                | 'end-of-care-process'
                | 'completion'
                | 'act'
                | 'death'
                | 'birth'
                | 'birth-of-last-child'
                | 'end-of-employment'
                | 'log-line'
                | 'deregistration'
                | 'authority-order'
                | 'end-of-record';
              /**
               * @description The period begins with the end of the year of the trigger
               * @enum {string}
               */
              countedFrom?: 'end-of-calendar-year';
              otherwise?: Record<string, never>;
              /**
               * Format: period
               * @description Years, months, days: P10Y, P1Y6M, P30D, P0D
               */
              period: string;
            };
            /** @description Only when the person died so soon after */
            within?: {
              /**
               * @description What a period counts from. `birth-of-last-child`, `completion`, `act`, `end-of-employment`, `deregistration` and `authority-order` are stated as facts; `end-of-record` is the end of the duty to keep the record itself
               * @enum {string}
               */
              of:
                | 'last-entry'
                | 'last-contact'
                | 'discharge'
                | 'end-of-care-process'
                | 'completion'
                | 'act'
                | 'death'
                | 'birth'
                | 'birth-of-last-child'
                | 'end-of-employment'
                | 'log-line'
                | 'deregistration'
                | 'authority-order'
                | 'end-of-record';
              /**
               * Format: period
               * @description Years, months, days: P10Y, P1Y6M, P30D, P0D
               */
              period: string;
            };
          };
          /** @description What ends the duty to keep */
          endedBy?: ('transfer' | 'hand-over' | 'authority-order')[];
          /** @description May be extended, by a stated fact each time */
          extension?: {
            /**
             * Format: period
             * @description Years, months, days: P10Y, P1Y6M, P30D, P0D
             */
            period: string;
            times: number;
          };
          /**
           * Format: jurisdiction
           * @description Whose law it is; absent: everywhere
           */
          jurisdiction?: string;
          /** @description Facilities that it holds for; absent: all */
          kindsOfCare?: (
            | 'nursing-home'
            | 'residential-care'
            | 'hospice'
            | 'day-care'
            | 'home-care'
            | 'hospital'
            | 'psychiatric-hospital'
            | 'rehabilitation'
            | 'maternity'
            | 'medical-practice'
            | 'dental-practice'
            | 'other'
          )[];
          /** @description A period after a trigger */
          maximum?: {
            /**
             * @description What a period counts from. `birth-of-last-child`, `completion`, `act`, `end-of-employment`, `deregistration` and `authority-order` are stated as facts; `end-of-record` is the end of the duty to keep the record itself
             * @enum {string}
             */
            after:
              | 'last-entry'
              | 'last-contact'
              | 'discharge'
              | 'end-of-care-process'
              | 'completion'
              | 'act'
              | 'death'
              | 'birth'
              | 'birth-of-last-child'
              | 'end-of-employment'
              | 'log-line'
              | 'deregistration'
              | 'authority-order'
              | 'end-of-record';
            /**
             * @description The period begins with the end of the year of the trigger
             * @enum {string}
             */
            countedFrom?: 'end-of-calendar-year';
            otherwise?: Record<string, never>;
            /**
             * Format: period
             * @description Years, months, days: P10Y, P1Y6M, P30D, P0D
             */
            period: string;
          };
          /** @description A period after a trigger, or permanently */
          minimum?: {
            /** @enum {boolean} */
            forever?: true;
            /** @description A period after a trigger */
            term?: {
              /**
               * @description What a period counts from. `birth-of-last-child`, `completion`, `act`, `end-of-employment`, `deregistration` and `authority-order` are stated as facts; `end-of-record` is the end of the duty to keep the record itself
               * @enum {string}
               */
              after:
                | 'last-entry'
                | 'last-contact'
                | 'discharge'
                | 'end-of-care-process'
                | 'completion'
                | 'act'
                | 'death'
                | 'birth'
                | 'birth-of-last-child'
                | 'end-of-employment'
                | 'log-line'
                | 'deregistration'
                | 'authority-order'
                | 'end-of-record';
              /**
               * @description The period begins with the end of the year of the trigger
               * @enum {string}
               */
              countedFrom?: 'end-of-calendar-year';
              otherwise?: Record<string, never>;
              /**
               * Format: period
               * @description Years, months, days: P10Y, P1Y6M, P30D, P0D
               */
              period: string;
            };
          };
          note?: string;
          /** @description What kinds of record it is about */
          recordKinds: string[];
          /** @description Who has reviewed it for the organisation */
          reviewedBy?: string;
          /**
           * Format: date
           * @description YYYY-MM-DD, by the calendar where the facility is
           */
          reviewedOn?: string;
          /** @description Lower-case letters, digits, hyphens */
          ruleId: string;
          /** @description Kept permanently, as a sample */
          sample?: {
            /** @description Days of the month */
            bornOnDays?: number[];
            /**
             * @description When it was selected for an archive
             * @enum {boolean}
             */
            selected?: true;
          };
          /** @description Where it is from */
          source: {
            /**
             * @description How well it is known
             * @enum {string}
             */
            basis: 'primary' | 'secondary' | 'general-knowledge' | 'unresolved';
            /** @description The law or policy */
            citation: string;
            /** @description What was read */
            page?: string;
          };
          /** @description While a case runs */
          suspension?: {
            by: (
              | 'litigation'
              | 'complaint'
              | 'pending-case'
              | 'death-by-injury'
              | 'extension'
              | 'selected-for-archive'
              | 'transfer'
              | 'hand-over'
            )[];
            /** @enum {string} */
            effect: 'adds-its-length' | 'waits-for-its-end';
          };
          title: string;
          /**
           * Format: date
           * @description YYYY-MM-DD, by the calendar where the facility is
           */
          validFrom?: string;
          /**
           * Format: date
           * @description YYYY-MM-DD, by the calendar where the facility is
           */
          validTo?: string;
          /** @description Whether a person with knowledge of the law there has verified it */
          verified: boolean;
          version: number;
          /** @description Only under these circumstances */
          when?: (
            | 'litigation'
            | 'complaint'
            | 'pending-case'
            | 'death-by-injury'
            | 'extension'
            | 'selected-for-archive'
            | 'transfer'
            | 'hand-over'
          )[];
        }[];
        /** @description Lower-case letters, digits, hyphens */
        ruleSetId: string;
        title: string;
        version: number;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    RuleSetToWithdraw: {
      /** @description A set of rules holds no longer for the organisation */
      data: {
        /** @description Why. No clinical content */
        reason: string;
      };
      /**
       * Format: uuid
       * @description UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was decided
       */
      occurredAt: string;
    };
    SimulatedPage: {
      byStatus: {
        [key: string]: number;
      };
      /** @description Of those, by the year of the day */
      byYear: {
        [key: string]: number;
      };
      /** @description With another date, or status, than at present */
      changed: number;
      /** @description Due by `until` */
      due: number;
      /** @description Of those, with an earlier end */
      earlier: number;
      /** @description Those of this page */
      examined: number;
      inConflict: number;
      listed: {
        /** Format: date */
        dueOn?: string;
        /** Format: date */
        keptThrough?: string;
        /**
         * Format: uuid
         * @description Absent: a record of the organisation itself
         */
        patientId?: string;
        retentionClass: string;
        /** @enum {string} */
        status: 'due-on' | 'forever' | 'unknown' | 'suspended' | 'no-rule';
        was?: {
          /** Format: date */
          keptThrough?: string;
          /** @enum {string} */
          status: 'due-on' | 'forever' | 'unknown' | 'suspended' | 'no-rule';
        };
      }[];
      next: string | null;
      /** @description Records of patients in all; on the first page */
      records?: number;
    };
    Simulation: {
      /**
       * @description Sets, as `rule-set.adopted` has them
       * @default []
       */
      adopt: {
        [key: string]: unknown;
      }[];
      /**
       * Format: uuid
       * @description The "next" of the page before
       */
      after?: string;
      /**
       * Format: date
       * @description The day whose rules hold; default: today
       */
      asOf?: string;
      /** @default 1000 */
      limit: number;
      /**
       * @description Names the records that are due by `until`, or whose date would be another one: each patient is an access of its own. At most 500 records in a page then
       * @enum {string}
       */
      list?: 'due' | 'changed';
      /**
       * @description Names of sets that come with Everchart, to be adopted likewise
       * @default []
       */
      offered: (
        | 'at'
        | 'au'
        | 'be'
        | 'br'
        | 'ca'
        | 'ch'
        | 'de'
        | 'dk'
        | 'es'
        | 'fi'
        | 'fr'
        | 'gb'
        | 'ie'
        | 'it'
        | 'jp'
        | 'kr'
        | 'nl'
        | 'no'
        | 'nz'
        | 'own'
        | 'pl'
        | 'se'
        | 'us'
      )[];
      /**
       * Format: date
       * @description Counts what is due on this day or before; default: what is due on any
       */
      until?: string;
      /**
       * @description Ids of adopted sets that do not hold
       * @default []
       */
      withdraw: string[];
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
  ActsController_completeOwn: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "retentionClass": "clinical",
         *         "act": "archive",
         *         "dueOn": "2036-03-02",
         *         "rule": {
         *           "ruleSetId": "everchart-seed",
         *           "ruleSetVersion": 1,
         *           "ruleId": "de-patient-record",
         *           "version": 1,
         *           "facilityId": "house-linden"
         *         },
         *         "copy": "kept",
         *         "receiver": "State archive",
         *         "reference": "A 2036/112",
         *         "reason": "Taken over by the archive"
         *       }
         *     }
         */
        'application/json': components['schemas']['ActToComplete'];
      };
    };
    responses: {
      /** @description It was recorded before, under this id */
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
          };
        };
      };
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
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
      /** @description There is no date for this record */
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
            type: 'urn:everchart:problem:due-date-unknown';
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
      /** @description Another event was recorded under this id; or: The record is not due for this act */
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
            type: 'urn:everchart:problem:id-conflict' | 'urn:everchart:problem:act-not-due';
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  CertificatesController_listBackups: {
    parameters: {
      query?: {
        /** @description The "next" of an earlier page */
        before?: string;
        limit?: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor, operator) */
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
      /** @description Those that were declared */
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
           *       "backups": [
           *         {
           *           "generation": "weekly-2036-09",
           *           "place": "vault-2",
           *           "takenAt": "2036-03-01T02:00:00.000Z",
           *           "until": "2036-04-01",
           *           "expiredAt": null
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': {
            backups: components['schemas']['Backup'][];
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
  CertificatesController_declare: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, operator) */
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
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "generation": "weekly-2036-09",
         *         "place": "vault-2",
         *         "takenAt": "2036-03-01T02:00:00Z",
         *         "until": "2036-04-01"
         *       }
         *     }
         */
        'application/json': components['schemas']['BackupToDeclare'];
      };
    };
    responses: {
      /** @description It was declared before */
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
           *       "generation": "weekly-2036-09",
           *       "place": "vault-2",
           *       "takenAt": "2036-03-01T02:00:00.000Z",
           *       "until": "2036-04-01",
           *       "expiredAt": null
           *     }
           */
          'application/json': components['schemas']['Backup'];
        };
      };
      /** @description It is declared, and that is on record */
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
           *       "generation": "weekly-2036-09",
           *       "place": "vault-2",
           *       "takenAt": "2036-03-01T02:00:00.000Z",
           *       "until": "2036-04-01",
           *       "expiredAt": null
           *     }
           */
          'application/json': components['schemas']['Backup'];
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
      /** @description Another event was recorded under this id; or: A generation of this name was declared before, with other times */
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
            type: 'urn:everchart:problem:id-conflict' | 'urn:everchart:problem:backup-known';
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  CertificatesController_expire: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, operator) */
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
        generation: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "expiredAt": "2036-04-01T03:00:00Z"
         *       }
         *     }
         */
        'application/json': components['schemas']['BackupToExpire'];
      };
    };
    responses: {
      /** @description It has expired, and that is on record */
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
           *       "generation": "weekly-2036-09",
           *       "place": "vault-2",
           *       "takenAt": "2036-03-01T02:00:00.000Z",
           *       "until": "2036-04-01",
           *       "expiredAt": "2036-04-01T03:00:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Backup'];
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
      /** @description There is no such generation of backups */
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
            type: 'urn:everchart:problem:backup-unknown';
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
      /** @description Another event was recorded under this id; or: The generation has expired before */
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
            type: 'urn:everchart:problem:id-conflict' | 'urn:everchart:problem:backup-expired';
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  CertificatesController_list: {
    parameters: {
      query?: {
        /** @description The "next" of an earlier page */
        before?: string;
        limit?: number;
        /** @description Of this record only */
        patient?: string;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
           *       "certificates": [
           *         {
           *           "certificateId": "01980c60-0000-7000-8000-0000000000d1",
           *           "organisation": "home",
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "issuedAt": "2036-03-02T09:00:05.000Z",
           *           "status": "issued",
           *           "destroyedBy": "0198a1b2-0000-7000-8000-000000000015",
           *           "scope": {
           *             "retentionClasses": [
           *               "clinical"
           *             ],
           *             "entries": 4200,
           *             "from": "2020-01-02",
           *             "to": "2026-03-01"
           *           },
           *           "rule": {
           *             "ruleSetId": "everchart-seed",
           *             "ruleSetVersion": 1,
           *             "ruleId": "de-patient-record",
           *             "version": 1,
           *             "facilityId": "house-linden"
           *           },
           *           "holdSearch": {
           *             "at": "2036-03-02T08:00:00Z",
           *             "found": 0
           *           },
           *           "approvers": [
           *             {
           *               "actor": "officer-ruth",
           *               "role": "retention-officer",
           *               "eventId": "0198a1b2-0000-7000-8000-000000000013"
           *             },
           *             {
           *               "actor": "officer-omar",
           *               "role": "data-protection-officer",
           *               "eventId": "0198a1b2-0000-7000-8000-000000000014"
           *             }
           *           ],
           *           "keys": [
           *             {
           *               "keyId": "0198a1b2-0000-7000-8000-000000000020",
           *               "fingerprint": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
           *               "retentionClass": "clinical"
           *             }
           *           ],
           *           "holders": [
           *             {
           *               "holder": "patient-timeline",
           *               "eventId": "0198a1b2-0000-7000-8000-000000000016",
           *               "deletedAt": "2036-03-02T09:00:00Z",
           *               "rows": 1200
           *             }
           *           ],
           *           "backups": [
           *             {
           *               "generation": "weekly-2036-09",
           *               "until": "2036-04-01"
           *             }
           *           ],
           *           "before": {
           *             "size": 100,
           *             "root": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
           *           },
           *           "inputs": [
           *             {
           *               "trigger": "last-contact",
           *               "eventIds": [
           *                 "0198a1b2-0000-7000-8000-000000000021"
           *               ]
           *             }
           *           ],
           *           "dueOn": "2036-03-02",
           *           "destroyedAt": "2036-03-02T08:00:00Z",
           *           "method": "The wrapped keys were removed",
           *           "after": {
           *             "size": 120,
           *             "root": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
           *           }
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': {
            certificates: components['schemas']['Certificate'][];
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
  CertificatesController_show: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
        certificateId: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The certificate */
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
           *       "certificateId": "01980c60-0000-7000-8000-0000000000d1",
           *       "organisation": "home",
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "issuedAt": "2036-03-02T09:00:05.000Z",
           *       "status": "issued",
           *       "destroyedBy": "0198a1b2-0000-7000-8000-000000000015",
           *       "scope": {
           *         "retentionClasses": [
           *           "clinical"
           *         ],
           *         "entries": 4200,
           *         "from": "2020-01-02",
           *         "to": "2026-03-01"
           *       },
           *       "rule": {
           *         "ruleSetId": "everchart-seed",
           *         "ruleSetVersion": 1,
           *         "ruleId": "de-patient-record",
           *         "version": 1,
           *         "facilityId": "house-linden"
           *       },
           *       "holdSearch": {
           *         "at": "2036-03-02T08:00:00Z",
           *         "found": 0
           *       },
           *       "approvers": [
           *         {
           *           "actor": "officer-ruth",
           *           "role": "retention-officer",
           *           "eventId": "0198a1b2-0000-7000-8000-000000000013"
           *         },
           *         {
           *           "actor": "officer-omar",
           *           "role": "data-protection-officer",
           *           "eventId": "0198a1b2-0000-7000-8000-000000000014"
           *         }
           *       ],
           *       "keys": [
           *         {
           *           "keyId": "0198a1b2-0000-7000-8000-000000000020",
           *           "fingerprint": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
           *           "retentionClass": "clinical"
           *         }
           *       ],
           *       "holders": [
           *         {
           *           "holder": "patient-timeline",
           *           "eventId": "0198a1b2-0000-7000-8000-000000000016",
           *           "deletedAt": "2036-03-02T09:00:00Z",
           *           "rows": 1200
           *         }
           *       ],
           *       "backups": [
           *         {
           *           "generation": "weekly-2036-09",
           *           "until": "2036-04-01"
           *         }
           *       ],
           *       "before": {
           *         "size": 100,
           *         "root": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
           *       },
           *       "inputs": [
           *         {
           *           "trigger": "last-contact",
           *           "eventIds": [
           *             "0198a1b2-0000-7000-8000-000000000021"
           *           ]
           *         }
           *       ],
           *       "dueOn": "2036-03-02",
           *       "destroyedAt": "2036-03-02T08:00:00Z",
           *       "method": "The wrapped keys were removed",
           *       "after": {
           *         "size": 120,
           *         "root": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
           *       }
           *     }
           */
          'application/json': components['schemas']['Certificate'];
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
      /** @description There is no such certificate */
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
            type: 'urn:everchart:problem:certificate-unknown';
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
  CertificatesController_note: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
        certificateId: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The note */
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
           * @example everchart certificate of destruction v1
           *     {…}
           *
           *     — everchart.local/log/home q1fK2M0lB1cJ…
           */
          'text/plain': string;
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
      /** @description There is no such certificate */
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
            type: 'urn:everchart:problem:certificate-unknown';
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
      /** @description The certificate is not signed yet; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:certificate-not-signed'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  CertificatesController_page: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
        certificateId: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page */
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
          'text/html': string;
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
      /** @description There is no such certificate */
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
            type: 'urn:everchart:problem:certificate-unknown';
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
  LogController_checkpoint: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, operator, system) */
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
      /** @description The note */
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
           * @example everchart.local/log/home
           *     1204
           *     44uZ9Xm2LQxGkC0mLwqFvJYf0b6XU5HRJHNtMzGZV0E=
           *
           *     — everchart.local/log/home q1fK2M0lB1cJ…
           */
          'text/plain': string;
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
      /** @description There is no such checkpoint */
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
            type: 'urn:everchart:problem:checkpoint-unknown';
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
  LogController_checkpoints: {
    parameters: {
      query?: {
        /** @description Only smaller ones: the "next" of an earlier page */
        before?: number;
        limit?: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, operator, system) */
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
           *       "checkpoints": [
           *         {
           *           "size": 1204,
           *           "signedAt": "2026-03-01T08:00:00.000Z"
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': {
            checkpoints: {
              /** Format: date-time */
              signedAt: string;
              size: number;
            }[];
            next: number | null;
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
  LogController_checkpointAt: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, operator, system) */
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
        /** @description Size of the tree */
        size: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The note */
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
           * @example everchart.local/log/home
           *     1204
           *     44uZ9Xm2LQxGkC0mLwqFvJYf0b6XU5HRJHNtMzGZV0E=
           *
           *     — everchart.local/log/home q1fK2M0lB1cJ…
           */
          'text/plain': string;
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
      /** @description There is no such checkpoint */
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
            type: 'urn:everchart:problem:checkpoint-unknown';
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
  LogController_report: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, operator, system) */
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
      /** @description The report */
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
           *       "complete": true,
           *       "streamLost": null,
           *       "entries": 1204,
           *       "checkpoint": {
           *         "size": 1204,
           *         "signedAt": "2026-03-01T08:00:00.000Z"
           *       },
           *       "checkpoints": {
           *         "signed": 812,
           *         "kept": 812
           *       },
           *       "signingRefused": null,
           *       "missingTail": [],
           *       "shards": [
           *         {
           *           "service": "ingest",
           *           "storeId": "7ece4ea0-0189-4bbf-a39a-3a248d313cf9",
           *           "epoch": 1,
           *           "shard": 0,
           *           "from": 1,
           *           "to": 1204,
           *           "entries": 1204,
           *           "followedTo": 1204,
           *           "head": {
           *             "position": 1204,
           *             "chain": "5f1b0c7b2e9c4a67d0d3b5f1f0b7a1c0e7f4f8a9d2c6b1e0a3c5d7e9f1b2c4d6",
           *             "recordedAt": "2026-03-01T07:59:58.201733Z"
           *           },
           *           "gaps": [],
           *           "chainFaults": [],
           *           "stated": {
           *             "position": 1204,
           *             "at": "2026-03-01T07:59:59.000000Z"
           *           },
           *           "behind": false,
           *           "contradicted": [],
           *           "silent": false
           *         }
           *       ],
           *       "stoppedStreams": [],
           *       "unreadableEvents": []
           *     }
           */
          'application/json': components['schemas']['Completeness'];
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
  DestructionsController_list: {
    parameters: {
      query?: {
        /** @description The "next" of an earlier page */
        before?: string;
        limit?: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
           *       "destructions": [
           *         {
           *           "destructionId": "01980c60-0000-7000-8000-0000000000d1",
           *           "state": "proposed",
           *           "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
           *           "proposed": {
           *             "by": "retention-officer-gesa",
           *             "role": "retention-officer",
           *             "at": "2026-03-01T08:30:00+01:00"
           *           },
           *           "approvals": [],
           *           "ended": null,
           *           "items": {
           *             "listed": 1,
           *             "destroying": 0,
           *             "destroyed": 0,
           *             "left": 0
           *           }
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': {
            destructions: components['schemas']['ListedDestruction'][];
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
  DestructionsController_propose: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "patientIds": [
         *           "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22"
         *         ]
         *       }
         *     }
         */
        'application/json': components['schemas']['DestructionToPropose'];
      };
    };
    responses: {
      /** @description It was listed before, under this id */
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
           *       "destructionId": "01980c60-0000-7000-8000-0000000000d1",
           *       "state": "proposed",
           *       "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
           *       "proposed": {
           *         "by": "retention-officer-gesa",
           *         "role": "retention-officer",
           *         "at": "2026-03-01T08:30:00+01:00"
           *       },
           *       "approvals": [],
           *       "ended": null,
           *       "act": "destroy",
           *       "items": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "retentionClasses": [
           *             "clinical",
           *             "retention-facts",
           *             "observations",
           *             "documents"
           *           ],
           *           "dueOn": "2036-03-02",
           *           "rule": {
           *             "ruleSetId": "everchart-seed",
           *             "ruleSetVersion": 1,
           *             "ruleId": "de-patient-record",
           *             "version": 1,
           *             "facilityId": "linden"
           *           },
           *           "entries": 4200,
           *           "lastEntry": "01980c60-0000-7000-8000-0000000000d1",
           *           "state": "listed",
           *           "reason": null,
           *           "waitsFor": null
           *         }
           *       ],
           *       "missing": {
           *         "people": 2,
           *         "roles": []
           *       },
           *       "changed": []
           *     }
           */
          'application/json': components['schemas']['Destruction'];
        };
      };
      /** @description The list is on record */
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
           *       "destructionId": "01980c60-0000-7000-8000-0000000000d1",
           *       "state": "proposed",
           *       "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
           *       "proposed": {
           *         "by": "retention-officer-gesa",
           *         "role": "retention-officer",
           *         "at": "2026-03-01T08:30:00+01:00"
           *       },
           *       "approvals": [],
           *       "ended": null,
           *       "act": "destroy",
           *       "items": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "retentionClasses": [
           *             "clinical",
           *             "retention-facts",
           *             "observations",
           *             "documents"
           *           ],
           *           "dueOn": "2036-03-02",
           *           "rule": {
           *             "ruleSetId": "everchart-seed",
           *             "ruleSetVersion": 1,
           *             "ruleId": "de-patient-record",
           *             "version": 1,
           *             "facilityId": "linden"
           *           },
           *           "entries": 4200,
           *           "lastEntry": "01980c60-0000-7000-8000-0000000000d1",
           *           "state": "listed",
           *           "reason": null,
           *           "waitsFor": null
           *         }
           *       ],
           *       "missing": {
           *         "people": 2,
           *         "roles": []
           *       },
           *       "changed": []
           *     }
           */
          'application/json': components['schemas']['Destruction'];
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
      /** @description Another event was recorded under this id; or: Nothing is due that could be listed; or: Something stands against each of the 100,000 records that are due longest; or: Some of the records must not be destroyed */
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
            type:
              | 'urn:everchart:problem:id-conflict'
              | 'urn:everchart:problem:nothing-due'
              | 'urn:everchart:problem:nothing-free'
              | 'urn:everchart:problem:not-to-be-destroyed';
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
      /** @description The decision cannot be put on record right now; or: Whether holds stand against it is not known right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:holds-not-known'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DestructionsController_show: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor, director, physician, archives) */
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
        destructionId: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The list */
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
           *       "destructionId": "01980c60-0000-7000-8000-0000000000d1",
           *       "state": "proposed",
           *       "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
           *       "proposed": {
           *         "by": "retention-officer-gesa",
           *         "role": "retention-officer",
           *         "at": "2026-03-01T08:30:00+01:00"
           *       },
           *       "approvals": [],
           *       "ended": null,
           *       "act": "destroy",
           *       "items": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "retentionClasses": [
           *             "clinical",
           *             "retention-facts",
           *             "observations",
           *             "documents"
           *           ],
           *           "dueOn": "2036-03-02",
           *           "rule": {
           *             "ruleSetId": "everchart-seed",
           *             "ruleSetVersion": 1,
           *             "ruleId": "de-patient-record",
           *             "version": 1,
           *             "facilityId": "linden"
           *           },
           *           "entries": 4200,
           *           "lastEntry": "01980c60-0000-7000-8000-0000000000d1",
           *           "state": "listed",
           *           "reason": null,
           *           "waitsFor": null
           *         }
           *       ],
           *       "missing": {
           *         "people": 2,
           *         "roles": []
           *       },
           *       "changed": []
           *     }
           */
          'application/json': components['schemas']['Destruction'];
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
      /** @description There is no such destruction */
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
            type: 'urn:everchart:problem:destruction-unknown';
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
  DestructionsController_approve: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, director, physician, archives) */
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
        destructionId: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
         *         "as": "retention-officer"
         *       }
         *     }
         */
        'application/json': components['schemas']['DestructionToApprove'];
      };
    };
    responses: {
      /** @description The approval is on record */
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
           *       "destructionId": "01980c60-0000-7000-8000-0000000000d1",
           *       "state": "proposed",
           *       "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
           *       "proposed": {
           *         "by": "retention-officer-gesa",
           *         "role": "retention-officer",
           *         "at": "2026-03-01T08:30:00+01:00"
           *       },
           *       "approvals": [],
           *       "ended": null,
           *       "act": "destroy",
           *       "items": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "retentionClasses": [
           *             "clinical",
           *             "retention-facts",
           *             "observations",
           *             "documents"
           *           ],
           *           "dueOn": "2036-03-02",
           *           "rule": {
           *             "ruleSetId": "everchart-seed",
           *             "ruleSetVersion": 1,
           *             "ruleId": "de-patient-record",
           *             "version": 1,
           *             "facilityId": "linden"
           *           },
           *           "entries": 4200,
           *           "lastEntry": "01980c60-0000-7000-8000-0000000000d1",
           *           "state": "listed",
           *           "reason": null,
           *           "waitsFor": null
           *         }
           *       ],
           *       "missing": {
           *         "people": 2,
           *         "roles": []
           *       },
           *       "changed": []
           *     }
           */
          'application/json': components['schemas']['Destruction'];
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
      /** @description There is no such destruction */
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
            type: 'urn:everchart:problem:destruction-unknown';
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
      /** @description Another event was recorded under this id; or: The destruction has begun, or is rejected; or: The digest is that of another list; or: The list is not any more what was shown; or: No approval in this role is needed */
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
            type:
              | 'urn:everchart:problem:id-conflict'
              | 'urn:everchart:problem:destruction-ended'
              | 'urn:everchart:problem:digest-differs'
              | 'urn:everchart:problem:list-changed'
              | 'urn:everchart:problem:role-not-needed';
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
      /** @description The decision cannot be put on record right now; or: Whether holds stand against it is not known right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:holds-not-known'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DestructionsController_begin: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
        destructionId: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "digest": "d07096fdbc8f3270c1424a01f5e63d3838ed92245b2de773ac53dbb1fc992c2e"
         *       }
         *     }
         */
        'application/json': components['schemas']['DestructionToBegin'];
      };
    };
    responses: {
      /** @description It has begun, and that is on record */
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
           *       "destructionId": "01980c60-0000-7000-8000-0000000000d1",
           *       "state": "proposed",
           *       "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
           *       "proposed": {
           *         "by": "retention-officer-gesa",
           *         "role": "retention-officer",
           *         "at": "2026-03-01T08:30:00+01:00"
           *       },
           *       "approvals": [],
           *       "ended": null,
           *       "act": "destroy",
           *       "items": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "retentionClasses": [
           *             "clinical",
           *             "retention-facts",
           *             "observations",
           *             "documents"
           *           ],
           *           "dueOn": "2036-03-02",
           *           "rule": {
           *             "ruleSetId": "everchart-seed",
           *             "ruleSetVersion": 1,
           *             "ruleId": "de-patient-record",
           *             "version": 1,
           *             "facilityId": "linden"
           *           },
           *           "entries": 4200,
           *           "lastEntry": "01980c60-0000-7000-8000-0000000000d1",
           *           "state": "listed",
           *           "reason": null,
           *           "waitsFor": null
           *         }
           *       ],
           *       "missing": {
           *         "people": 2,
           *         "roles": []
           *       },
           *       "changed": []
           *     }
           */
          'application/json': components['schemas']['Destruction'];
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
      /** @description There is no such destruction */
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
            type: 'urn:everchart:problem:destruction-unknown';
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
      /** @description Another event was recorded under this id; or: The destruction has begun, or is rejected; or: The digest is that of another list; or: The list is not any more what was shown; or: Approvals are missing */
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
            type:
              | 'urn:everchart:problem:id-conflict'
              | 'urn:everchart:problem:destruction-ended'
              | 'urn:everchart:problem:digest-differs'
              | 'urn:everchart:problem:list-changed'
              | 'urn:everchart:problem:approvals-missing';
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
      /** @description The decision cannot be put on record right now; or: Whether holds stand against it is not known right now; or: Whether the list was rejected is not known right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:holds-not-known'
              | 'urn:everchart:problem:rejections-not-known'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DestructionsController_reject: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
        destructionId: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "reason": "One of them is in a study"
         *       }
         *     }
         */
        'application/json': components['schemas']['DestructionToReject'];
      };
    };
    responses: {
      /** @description It is rejected, and that is on record */
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
           *       "destructionId": "01980c60-0000-7000-8000-0000000000d1",
           *       "state": "proposed",
           *       "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
           *       "proposed": {
           *         "by": "retention-officer-gesa",
           *         "role": "retention-officer",
           *         "at": "2026-03-01T08:30:00+01:00"
           *       },
           *       "approvals": [],
           *       "ended": null,
           *       "act": "destroy",
           *       "items": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "retentionClasses": [
           *             "clinical",
           *             "retention-facts",
           *             "observations",
           *             "documents"
           *           ],
           *           "dueOn": "2036-03-02",
           *           "rule": {
           *             "ruleSetId": "everchart-seed",
           *             "ruleSetVersion": 1,
           *             "ruleId": "de-patient-record",
           *             "version": 1,
           *             "facilityId": "linden"
           *           },
           *           "entries": 4200,
           *           "lastEntry": "01980c60-0000-7000-8000-0000000000d1",
           *           "state": "listed",
           *           "reason": null,
           *           "waitsFor": null
           *         }
           *       ],
           *       "missing": {
           *         "people": 2,
           *         "roles": []
           *       },
           *       "changed": []
           *     }
           */
          'application/json': components['schemas']['Destruction'];
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
      /** @description There is no such destruction */
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
            type: 'urn:everchart:problem:destruction-unknown';
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
      /** @description Another event was recorded under this id; or: The destruction has begun, or is rejected */
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
            type: 'urn:everchart:problem:id-conflict' | 'urn:everchart:problem:destruction-ended';
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
      /** @description The decision cannot be put on record right now; or: Whether holds stand against it is not known right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:holds-not-known'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DestructionsController_unconfirmed: {
    parameters: {
      query?: {
        /** @description The "next" of an earlier page */
        after?: string;
        limit?: number;
        /** @description Since the destruction, at least */
        minutes?: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor, operator) */
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
      /** @description The work list */
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
           *       "unconfirmed": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "destroyedBy": "01980c60-0000-7000-8000-0000000000d1",
           *           "holder": "patient-timeline",
           *           "since": "2036-03-02T08:00:00.000Z"
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': {
            next: string | null;
            unconfirmed: {
              /** Format: uuid */
              destroyedBy: string;
              holder: string;
              /**
               * Format: uuid
               * @description Absent: a class of the organisation
               */
              patientId?: string;
              /** @description Of what is of no patient; of a patient: the kind of entries, where it is not the whole record */
              retentionClass?: string;
              /** Format: date-time */
              since: string;
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
  DueDatesController_simulate: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
         *       "until": "2035-12-31",
         *       "offered": [
         *         "de",
         *         "own"
         *       ]
         *     }
         */
        'application/json': components['schemas']['Simulation'];
      };
    };
    responses: {
      /** @description A page */
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
           *       "records": 1204,
           *       "examined": 1000,
           *       "due": 17,
           *       "byYear": {
           *         "2034": 12,
           *         "2035": 5
           *       },
           *       "byStatus": {
           *         "due-on": 990,
           *         "unknown": 10
           *       },
           *       "changed": 3,
           *       "earlier": 0,
           *       "inConflict": 0,
           *       "listed": [],
           *       "next": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22"
           *     }
           */
          'application/json': components['schemas']['SimulatedPage'];
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
  DueDatesController_list: {
    parameters: {
      query?: {
        /** @description The "next" of an earlier page, with the same filters */
        after?: string;
        /** @description Due on an earlier day than this one */
        before?: string;
        /** @description Made in this facility, by its id */
        facility?: string;
        limit?: number;
        /** @description This rule decides */
        rule?: string;
        /** @description `due`: with a day */
        status?: 'due' | 'forever' | 'suspended' | 'unknown' | 'conflict' | 'to-do';
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
           *       "workingOut": false,
           *       "records": [
           *         {
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "retentionClass": "clinical",
           *           "status": "due-on",
           *           "keptThrough": "2036-03-01",
           *           "dueOn": "2036-03-02",
           *           "rule": {
           *             "ruleSetId": "everchart-de",
           *             "ruleSetVersion": 1,
           *             "ruleId": "de-patient-record",
           *             "version": 1,
           *             "facilityId": "linden"
           *           },
           *           "conflicts": [],
           *           "missing": [],
           *           "acts": [
           *             "destroy"
           *           ],
           *           "completed": null,
           *           "facilities": [
           *             "linden"
           *           ]
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': {
            next: string | null;
            records: components['schemas']['ListedDueDate'][];
            /** @description Present when the page ended before its limit, as 10,000 records were looked at: all that are due on an earlier day are in. `no-day`: all with a day are */
            searchedUpTo?: string;
            /** @description All dates are being worked out again: rules have changed, and some dates follow the old ones yet */
            workingOut: boolean;
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
  DueDatesController_explainClass: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
        retentionClass: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The date */
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
           *       "retentionClass": "access-2026",
           *       "due": {
           *         "status": "due-on",
           *         "keptThrough": "2036-03-01",
           *         "dueOn": "2036-03-02",
           *         "rule": {
           *           "ruleSetId": "everchart-de",
           *           "ruleSetVersion": 1,
           *           "ruleId": "de-patient-record",
           *           "version": 1,
           *           "facilityId": "linden"
           *         },
           *         "inputs": [
           *           {
           *             "trigger": "last-contact",
           *             "date": "2026-03-01",
           *             "eventIds": [
           *               "0198a1b2-0000-7000-8000-000000000001"
           *             ]
           *           }
           *         ],
           *         "lost": [],
           *         "conflicts": [],
           *         "missing": [],
           *         "acts": [
           *           "destroy"
           *         ],
           *         "approvals": []
           *       },
           *       "words": [
           *         "The record is kept through 2036-03-01, and due from 2036-03-02 on, by \"Patient record\" (rule de-patient-record, version 1, of set everchart-de, version 1, for linden).",
           *         "The last contact was on 2026-03-01, by event 0198a1b2-0000-7000-8000-000000000001."
           *       ],
           *       "facilities": [
           *         "linden"
           *       ],
           *       "completed": null,
           *       "revision": 1
           *     }
           */
          'application/json': components['schemas']['ExplainedDueDate'];
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
      /** @description There is no date for this record */
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
            type: 'urn:everchart:problem:due-date-unknown';
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
  HoldsController_list: {
    parameters: {
      query?: {
        /** @description The "next" of an earlier page */
        before?: string;
        /** @description Also those that were lifted */
        lifted?: boolean;
        limit?: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
           *       "holds": [
           *         {
           *           "holdId": "01980c60-0000-7000-8000-0000000000d1",
           *           "scope": {
           *             "patients": 1,
           *             "stays": 0
           *           },
           *           "reason": "Claim announced",
           *           "matter": "12 O 345/26",
           *           "orderedBy": null,
           *           "reviewOn": null,
           *           "placed": {
           *             "by": "retention-officer-gesa",
           *             "role": "retention-officer",
           *             "decidedAt": "2026-03-01T08:30:00+01:00",
           *             "at": "2026-03-01T07:30:01.000Z"
           *           },
           *           "onRecord": true,
           *           "lifted": null
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': {
            holds: components['schemas']['ListedHold'][];
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
  HoldsController_place: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "scope": {
         *           "patientIds": [
         *             "0198a1b2-0000-7000-8000-000000000009"
         *           ]
         *         },
         *         "reason": "Claim announced",
         *         "matter": "12 O 345/26"
         *       }
         *     }
         */
        'application/json': components['schemas']['HoldToPlace'];
      };
    };
    responses: {
      /** @description It was placed before, under this id */
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
           *       "holdId": "01980c60-0000-7000-8000-0000000000d1",
           *       "scope": {
           *         "patientIds": [
           *           "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22"
           *         ]
           *       },
           *       "reason": "Claim announced",
           *       "matter": "12 O 345/26",
           *       "orderedBy": null,
           *       "reviewOn": null,
           *       "placed": {
           *         "by": "retention-officer-gesa",
           *         "role": "retention-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z"
           *       },
           *       "onRecord": true,
           *       "lifted": null,
           *       "unknownPatientIds": []
           *     }
           */
          'application/json': components['schemas']['Hold'];
        };
      };
      /** @description It is in force, and on record */
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
           *       "holdId": "01980c60-0000-7000-8000-0000000000d1",
           *       "scope": {
           *         "patientIds": [
           *           "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22"
           *         ]
           *       },
           *       "reason": "Claim announced",
           *       "matter": "12 O 345/26",
           *       "orderedBy": null,
           *       "reviewOn": null,
           *       "placed": {
           *         "by": "retention-officer-gesa",
           *         "role": "retention-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z"
           *       },
           *       "onRecord": true,
           *       "lifted": null,
           *       "unknownPatientIds": []
           *     }
           */
          'application/json': components['schemas']['Hold'];
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
      /** @description Another event was recorded under this id */
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
      /** @description The decision cannot be put on record right now; or: The hold is in force, and is not on record yet; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:hold-awaits-record'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  HoldsController_show: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
        holdId: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The hold */
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
           *       "holdId": "01980c60-0000-7000-8000-0000000000d1",
           *       "scope": {
           *         "patientIds": [
           *           "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22"
           *         ]
           *       },
           *       "reason": "Claim announced",
           *       "matter": "12 O 345/26",
           *       "orderedBy": null,
           *       "reviewOn": null,
           *       "placed": {
           *         "by": "retention-officer-gesa",
           *         "role": "retention-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z"
           *       },
           *       "onRecord": true,
           *       "lifted": null,
           *       "unknownPatientIds": []
           *     }
           */
          'application/json': components['schemas']['Hold'];
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
      /** @description There is no such hold */
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
            type: 'urn:everchart:problem:hold-unknown';
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
  HoldsController_lift: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
        holdId: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "reason": "Case closed"
         *       }
         *     }
         */
        'application/json': components['schemas']['HoldToLift'];
      };
    };
    responses: {
      /** @description It is lifted, and that is on record */
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
           *       "holdId": "01980c60-0000-7000-8000-0000000000d1",
           *       "scope": {
           *         "patientIds": [
           *           "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22"
           *         ]
           *       },
           *       "reason": "Claim announced",
           *       "matter": "12 O 345/26",
           *       "orderedBy": null,
           *       "reviewOn": null,
           *       "placed": {
           *         "by": "retention-officer-gesa",
           *         "role": "retention-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z"
           *       },
           *       "onRecord": true,
           *       "lifted": {
           *         "by": "data-protection-officer-hugo",
           *         "role": "data-protection-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z",
           *         "reason": "Case closed"
           *       },
           *       "unknownPatientIds": []
           *     }
           */
          'application/json': components['schemas']['Hold'];
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
      /** @description There is no such hold */
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
            type: 'urn:everchart:problem:hold-unknown';
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
      /** @description Another event was recorded under this id; or: The hold was lifted before */
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
            type: 'urn:everchart:problem:id-conflict' | 'urn:everchart:problem:hold-lifted';
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  LogController_logKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, operator, system) */
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
      /** @description One line */
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
          /** @example everchart.local/log/home+ab57ca34+AXh0… */
          'text/plain': string;
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
      /** @description The log has no entry yet */
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
            type: 'urn:everchart:problem:log-empty';
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
  ActsController_complete: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "retentionClass": "clinical",
         *         "act": "archive",
         *         "dueOn": "2036-03-02",
         *         "rule": {
         *           "ruleSetId": "everchart-seed",
         *           "ruleSetVersion": 1,
         *           "ruleId": "de-patient-record",
         *           "version": 1,
         *           "facilityId": "house-linden"
         *         },
         *         "copy": "kept",
         *         "receiver": "State archive",
         *         "reference": "A 2036/112",
         *         "reason": "Taken over by the archive"
         *       }
         *     }
         */
        'application/json': components['schemas']['ActToComplete'];
      };
    };
    responses: {
      /** @description It was recorded before, under this id */
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
          };
        };
      };
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
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
      /** @description There is no date for this record */
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
            type: 'urn:everchart:problem:due-date-unknown';
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
      /** @description Another event was recorded under this id; or: The record is not due for this act */
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
            type: 'urn:everchart:problem:id-conflict' | 'urn:everchart:problem:act-not-due';
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  DueDatesController_explain: {
    parameters: {
      query?: {
        /** @description Of a kind of entries that rules have destroyed before the rest; absent: of the whole record */
        kind?: 'observations' | 'documents';
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
      /** @description The date */
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
           *       "retentionClass": "clinical",
           *       "due": {
           *         "status": "due-on",
           *         "keptThrough": "2036-03-01",
           *         "dueOn": "2036-03-02",
           *         "rule": {
           *           "ruleSetId": "everchart-de",
           *           "ruleSetVersion": 1,
           *           "ruleId": "de-patient-record",
           *           "version": 1,
           *           "facilityId": "linden"
           *         },
           *         "inputs": [
           *           {
           *             "trigger": "last-contact",
           *             "date": "2026-03-01",
           *             "eventIds": [
           *               "0198a1b2-0000-7000-8000-000000000001"
           *             ]
           *           }
           *         ],
           *         "lost": [],
           *         "conflicts": [],
           *         "missing": [],
           *         "acts": [
           *           "destroy"
           *         ],
           *         "approvals": []
           *       },
           *       "words": [
           *         "The record is kept through 2036-03-01, and due from 2036-03-02 on, by \"Patient record\" (rule de-patient-record, version 1, of set everchart-de, version 1, for linden).",
           *         "The last contact was on 2026-03-01, by event 0198a1b2-0000-7000-8000-000000000001."
           *       ],
           *       "facilities": [
           *         "linden"
           *       ],
           *       "completed": null,
           *       "revision": 1
           *     }
           */
          'application/json': components['schemas']['ExplainedDueDate'];
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
      /** @description There is no date for this record */
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
            type: 'urn:everchart:problem:due-date-unknown';
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
  HoldsController_ofPatient: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
      /** @description Those; none: the record is under no hold */
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
           *       "holds": [
           *         {
           *           "holdId": "01980c60-0000-7000-8000-0000000000d1",
           *           "scope": {
           *             "patients": 1,
           *             "stays": 0
           *           },
           *           "reason": "Claim announced",
           *           "matter": "12 O 345/26",
           *           "orderedBy": null,
           *           "reviewOn": null,
           *           "placed": {
           *             "by": "retention-officer-gesa",
           *             "role": "retention-officer",
           *             "decidedAt": "2026-03-01T08:30:00+01:00",
           *             "at": "2026-03-01T07:30:01.000Z"
           *           },
           *           "onRecord": true,
           *           "lifted": null
           *         }
           *       ]
           *     }
           */
          'application/json': {
            holds: components['schemas']['ListedHold'][];
            /** Format: uuid */
            patientId: string;
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
  RequestsController_receive: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "kind": "erasure",
         *         "receivedOn": "2026-03-01",
         *         "by": "person"
         *       }
         *     }
         */
        'application/json': components['schemas']['RequestToReceive'];
      };
    };
    responses: {
      /** @description It was received before, under this id */
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
           *       "requestId": "01980c60-0000-7000-8000-0000000000d1",
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "kind": "erasure",
           *       "receivedOn": "2026-03-01",
           *       "by": "person",
           *       "note": null,
           *       "retentionClasses": null,
           *       "received": {
           *         "by": "data-protection-officer-hugo",
           *         "role": "data-protection-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z"
           *       },
           *       "answerBy": "2026-04-01",
           *       "daysLeft": 31,
           *       "state": "open",
           *       "extended": null,
           *       "answer": null,
           *       "withdrawn": null,
           *       "assessment": {
           *         "verdict": "duty",
           *         "dueOn": "2036-03-02",
           *         "holdIds": []
           *       },
           *       "exports": []
           *     }
           */
          'application/json': components['schemas']['AssessedRequest'];
        };
      };
      /** @description It is on record, with its deadline */
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
           *       "requestId": "01980c60-0000-7000-8000-0000000000d1",
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "kind": "erasure",
           *       "receivedOn": "2026-03-01",
           *       "by": "person",
           *       "note": null,
           *       "retentionClasses": null,
           *       "received": {
           *         "by": "data-protection-officer-hugo",
           *         "role": "data-protection-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z"
           *       },
           *       "answerBy": "2026-04-01",
           *       "daysLeft": 31,
           *       "state": "open",
           *       "extended": null,
           *       "answer": null,
           *       "withdrawn": null,
           *       "assessment": {
           *         "verdict": "duty",
           *         "dueOn": "2036-03-02",
           *         "holdIds": []
           *       },
           *       "exports": []
           *     }
           */
          'application/json': components['schemas']['AssessedRequest'];
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
      /** @description Another event was recorded under this id */
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  StatedFactsController_list: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "facts": [
           *         {
           *           "factId": "01980c60-0000-7000-8000-0000000000d1",
           *           "fact": {
           *             "circumstance": "litigation"
           *           },
           *           "on": "2026-02-01",
           *           "reason": "Served on us on that day"
           *         }
           *       ]
           *     }
           */
          'application/json': {
            facts: {
              fact: {
                [key: string]: string;
              };
              /**
               * Format: uuid
               * @description The event that states it
               */
              factId: string;
              /** Format: date */
              on?: string;
              reason: string;
              /** Format: date */
              until?: string;
            }[];
            /** Format: uuid */
            patientId: string;
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
  StatedFactsController_state: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "fact": {
         *           "circumstance": "litigation"
         *         },
         *         "on": "2026-02-01",
         *         "reason": "Served on us on that day"
         *       }
         *     }
         */
        'application/json': components['schemas']['FactToState'];
      };
    };
    responses: {
      /** @description It was recorded before, under this id */
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
          };
        };
      };
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
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
      /** @description Another event was recorded under this id */
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  StatedFactsController_withdraw: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
        factId: string;
        /** @description Organisation of the token */
        org: string;
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "reason": "It was another patient"
         *       }
         *     }
         */
        'application/json': components['schemas']['FactToWithdraw'];
      };
    };
    responses: {
      /** @description It was recorded before, under this id */
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
          };
        };
      };
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
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
      /** @description No such fact is stated of the record */
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
            type: 'urn:everchart:problem:fact-unknown';
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
      /** @description Another event was recorded under this id */
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  ProofsController_access: {
    parameters: {
      query: {
        /** @description One value of Everchart-Access */
        receipt: string;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, operator, system) */
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
      /** @description What the log says of it */
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
           *       "verdict": "included",
           *       "recordedAt": "2026-03-01T07:59:58.201733Z",
           *       "source": {
           *         "storeId": "7ece4ea0-0189-4bbf-a39a-3a248d313cf9",
           *         "epoch": 1,
           *         "shard": 0,
           *         "position": 311
           *       },
           *       "event": {
           *         "id": "01890a5d-ac96-774b-bcce-b302099a8057",
           *         "index": 17
           *       }
           *     }
           */
          'application/json': components['schemas']['JudgedAccess'];
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
  ProofsController_consistency: {
    parameters: {
      query: {
        from: number;
        to: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, operator, system) */
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
      /** @description The proof */
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
           *       "from": 1000,
           *       "to": 1204,
           *       "fromRoot": "44uZ9Xm2LQxGkC0mLwqFvJYf0b6XU5HRJHNtMzGZV0E=",
           *       "toRoot": "44uZ9Xm2LQxGkC0mLwqFvJYf0b6XU5HRJHNtMzGZV0E=",
           *       "proof": [
           *         "44uZ9Xm2LQxGkC0mLwqFvJYf0b6XU5HRJHNtMzGZV0E="
           *       ]
           *     }
           */
          'application/json': components['schemas']['ConsistencyProof'];
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
      /** @description The log has no entry yet */
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
            type: 'urn:everchart:problem:log-empty';
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
  ProofsController_inclusion: {
    parameters: {
      query: {
        event: string;
        /** @description Of a kept checkpoint; the newest when absent */
        size?: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, operator, system) */
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
      /** @description The proof */
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
           *       "event": "01890a5d-ac96-774b-bcce-b302099a8057",
           *       "index": 17,
           *       "otherIndexes": [],
           *       "entry": "{\"actor\":\"carer-anna\", …}",
           *       "leafHash": "44uZ9Xm2LQxGkC0mLwqFvJYf0b6XU5HRJHNtMzGZV0E=",
           *       "size": 1204,
           *       "root": "44uZ9Xm2LQxGkC0mLwqFvJYf0b6XU5HRJHNtMzGZV0E=",
           *       "proof": [
           *         "44uZ9Xm2LQxGkC0mLwqFvJYf0b6XU5HRJHNtMzGZV0E="
           *       ],
           *       "checkpoint": "everchart.local/log/home\n1204\n44uZ9Xm2LQxGkC0mLwqFvJYf0b6XU5HRJHNtMzGZV0E=\n\n— everchart.local/log/home q1fK2M0lB1cJ…\n"
           *     }
           */
          'application/json': components['schemas']['InclusionProof'];
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
      /** @description There is no such checkpoint; or: The event is not in the log */
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
            type: 'urn:everchart:problem:checkpoint-unknown' | 'urn:everchart:problem:event-unknown';
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
  RequestCountsController_list: {
    parameters: {
      query: {
        /** @description The "next" of an earlier page, with the same filters */
        after?: string;
        /** @description Half hours that begin then or later */
        from: string;
        limit?: number;
        service?: string;
        /** @description Half hours that begin earlier */
        to: string;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (operator, auditor) */
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
           *       "halfHours": [
           *         {
           *           "eventId": "0198a1b2-0000-7000-8000-000000000001",
           *           "service": "ingest",
           *           "from": "2026-03-01T06:30:00.000Z",
           *           "to": "2026-03-01T07:00:00.000Z",
           *           "counts": [
           *             {
           *               "operation": "RecordEventsController_recordOne",
           *               "release": "1.4.0",
           *               "code": 201,
           *               "requests": 1893,
           *               "p50Us": 5120,
           *               "p99Us": 28963,
           *               "maxUs": 81234
           *             }
           *           ]
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': {
            halfHours: components['schemas']['CountedHalfHour'][];
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
  RequestsController_list: {
    parameters: {
      query?: {
        /** @description The "next" of an earlier page */
        after?: string;
        /** @description Also those that were answered or withdrawn */
        closed?: boolean;
        limit?: number;
      };
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
           *       "requests": [
           *         {
           *           "requestId": "01980c60-0000-7000-8000-0000000000d1",
           *           "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *           "kind": "erasure",
           *           "receivedOn": "2026-03-01",
           *           "by": "person",
           *           "note": null,
           *           "retentionClasses": null,
           *           "received": {
           *             "by": "data-protection-officer-hugo",
           *             "role": "data-protection-officer",
           *             "decidedAt": "2026-03-01T08:30:00+01:00",
           *             "at": "2026-03-01T07:30:01.000Z"
           *           },
           *           "answerBy": "2026-04-01",
           *           "daysLeft": 31,
           *           "state": "open",
           *           "extended": null,
           *           "answer": null,
           *           "withdrawn": null
           *         }
           *       ],
           *       "next": null
           *     }
           */
          'application/json': {
            next: string | null;
            requests: components['schemas']['PersonRequest'][];
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
  RequestsController_show: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
        requestId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The request */
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
           *       "requestId": "01980c60-0000-7000-8000-0000000000d1",
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "kind": "erasure",
           *       "receivedOn": "2026-03-01",
           *       "by": "person",
           *       "note": null,
           *       "retentionClasses": null,
           *       "received": {
           *         "by": "data-protection-officer-hugo",
           *         "role": "data-protection-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z"
           *       },
           *       "answerBy": "2026-04-01",
           *       "daysLeft": 31,
           *       "state": "open",
           *       "extended": null,
           *       "answer": null,
           *       "withdrawn": null,
           *       "assessment": {
           *         "verdict": "duty",
           *         "dueOn": "2036-03-02",
           *         "holdIds": []
           *       },
           *       "exports": []
           *     }
           */
          'application/json': components['schemas']['AssessedRequest'];
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
      /** @description There is no such request */
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
            type: 'urn:everchart:problem:request-unknown';
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
  RequestsController_answer: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
        requestId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "answer": "granted-once-due",
         *         "grounds": [
         *           "legal-obligation"
         *         ],
         *         "reason": "The duty to keep the record runs"
         *       }
         *     }
         */
        'application/json': components['schemas']['RequestToAnswer'];
      };
    };
    responses: {
      /** @description It is on record */
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
           *       "requestId": "01980c60-0000-7000-8000-0000000000d1",
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "kind": "erasure",
           *       "receivedOn": "2026-03-01",
           *       "by": "person",
           *       "note": null,
           *       "retentionClasses": null,
           *       "received": {
           *         "by": "data-protection-officer-hugo",
           *         "role": "data-protection-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z"
           *       },
           *       "answerBy": "2026-04-01",
           *       "daysLeft": 31,
           *       "state": "open",
           *       "extended": null,
           *       "answer": null,
           *       "withdrawn": null,
           *       "assessment": {
           *         "verdict": "duty",
           *         "dueOn": "2036-03-02",
           *         "holdIds": []
           *       },
           *       "exports": []
           *     }
           */
          'application/json': components['schemas']['AssessedRequest'];
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
      /** @description There is no such request */
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
            type: 'urn:everchart:problem:request-unknown';
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
      /** @description Another event was recorded under this id; or: The request was answered or withdrawn before */
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
            type: 'urn:everchart:problem:id-conflict' | 'urn:everchart:problem:request-closed';
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  RequestsController_approveExport: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
        requestId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "withheld": [
         *           {
         *             "eventId": "0198a1b2-0000-7000-8000-000000000031",
         *             "ground": "rights-of-others"
         *           }
         *         ]
         *       }
         *     }
         */
        'application/json': components['schemas']['ExportToApprove'];
      };
    };
    responses: {
      /** @description It is on record */
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
           *       "requestId": "01980c60-0000-7000-8000-0000000000d1",
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "kind": "erasure",
           *       "receivedOn": "2026-03-01",
           *       "by": "person",
           *       "note": null,
           *       "retentionClasses": null,
           *       "received": {
           *         "by": "data-protection-officer-hugo",
           *         "role": "data-protection-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z"
           *       },
           *       "answerBy": "2026-04-01",
           *       "daysLeft": 31,
           *       "state": "open",
           *       "extended": null,
           *       "answer": null,
           *       "withdrawn": null,
           *       "assessment": {
           *         "verdict": "duty",
           *         "dueOn": "2036-03-02",
           *         "holdIds": []
           *       },
           *       "exports": []
           *     }
           */
          'application/json': components['schemas']['AssessedRequest'];
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
      /** @description There is no such request */
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
            type: 'urn:everchart:problem:request-unknown';
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
      /** @description Another event was recorded under this id; or: The request was answered or withdrawn before; or: The request asks for no copy */
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
            type:
              'urn:everchart:problem:id-conflict' | 'urn:everchart:problem:request-closed' | 'urn:everchart:problem:request-for-erasure';
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  RequestsController_extend: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
        requestId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "reason": "Records of two facilities"
         *       }
         *     }
         */
        'application/json': components['schemas']['RequestToExtend'];
      };
    };
    responses: {
      /** @description It is on record */
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
           *       "requestId": "01980c60-0000-7000-8000-0000000000d1",
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "kind": "erasure",
           *       "receivedOn": "2026-03-01",
           *       "by": "person",
           *       "note": null,
           *       "retentionClasses": null,
           *       "received": {
           *         "by": "data-protection-officer-hugo",
           *         "role": "data-protection-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z"
           *       },
           *       "answerBy": "2026-04-01",
           *       "daysLeft": 31,
           *       "state": "open",
           *       "extended": null,
           *       "answer": null,
           *       "withdrawn": null,
           *       "assessment": {
           *         "verdict": "duty",
           *         "dueOn": "2036-03-02",
           *         "holdIds": []
           *       },
           *       "exports": []
           *     }
           */
          'application/json': components['schemas']['AssessedRequest'];
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
      /** @description There is no such request */
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
            type: 'urn:everchart:problem:request-unknown';
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
      /** @description Another event was recorded under this id; or: The request was answered or withdrawn before; or: The request was extended before; or: The request is overdue */
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
            type:
              | 'urn:everchart:problem:id-conflict'
              | 'urn:everchart:problem:request-closed'
              | 'urn:everchart:problem:request-extended'
              | 'urn:everchart:problem:request-overdue';
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  RequestsController_withdraw: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
        requestId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "reason": "By letter of the person"
         *       }
         *     }
         */
        'application/json': components['schemas']['RequestToWithdraw'];
      };
    };
    responses: {
      /** @description It is on record */
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
           *       "requestId": "01980c60-0000-7000-8000-0000000000d1",
           *       "patientId": "01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22",
           *       "kind": "erasure",
           *       "receivedOn": "2026-03-01",
           *       "by": "person",
           *       "note": null,
           *       "retentionClasses": null,
           *       "received": {
           *         "by": "data-protection-officer-hugo",
           *         "role": "data-protection-officer",
           *         "decidedAt": "2026-03-01T08:30:00+01:00",
           *         "at": "2026-03-01T07:30:01.000Z"
           *       },
           *       "answerBy": "2026-04-01",
           *       "daysLeft": 31,
           *       "state": "open",
           *       "extended": null,
           *       "answer": null,
           *       "withdrawn": null,
           *       "assessment": {
           *         "verdict": "duty",
           *         "dueOn": "2036-03-02",
           *         "holdIds": []
           *       },
           *       "exports": []
           *     }
           */
          'application/json': components['schemas']['AssessedRequest'];
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
      /** @description There is no such request */
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
            type: 'urn:everchart:problem:request-unknown';
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
      /** @description Another event was recorded under this id; or: The request was answered or withdrawn before */
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
            type: 'urn:everchart:problem:id-conflict' | 'urn:everchart:problem:request-closed';
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  RuleSetsController_list: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
      /** @description All of them */
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
           *       "workingOut": false,
           *       "ruleSets": [
           *         {
           *           "adoptedBy": "0198a1b2-0000-7000-8000-000000000001",
           *           "reason": "Reviewed by our counsel",
           *           "ruleSet": {
           *             "ruleSetId": "everchart-own",
           *             "version": 1,
           *             "title": "What the organisation keeps of its own",
           *             "rules": [
           *               {
           *                 "ruleId": "own-access-log",
           *                 "version": 1,
           *                 "title": "Log of accesses"
           *               }
           *             ]
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': {
            ruleSets: {
              /**
               * Format: uuid
               * @description The event that adopted it
               */
              adoptedBy: string;
              reason: string;
              ruleSet: components['schemas']['RuleSet'];
            }[];
            workingOut: boolean;
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
  RuleSetsController_adopt: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "ruleSetId": "everchart-seed",
         *         "version": 1,
         *         "title": "Everchart seed rules",
         *         "rules": [
         *           {
         *             "ruleId": "de-patient-record",
         *             "version": 1,
         *             "title": "Record of treatment",
         *             "jurisdiction": "DE",
         *             "recordKinds": [
         *               "patient-record"
         *             ],
         *             "binding": "law",
         *             "minimum": {
         *               "term": {
         *                 "after": "last-contact",
         *                 "period": "P10Y"
         *               }
         *             },
         *             "acts": [
         *               "destroy"
         *             ],
         *             "source": {
         *               "citation": "§630f(3) BGB",
         *               "basis": "secondary"
         *             },
         *             "verified": false
         *           }
         *         ],
         *         "reason": "First set, reviewed by our counsel"
         *       }
         *     }
         */
        'application/json': components['schemas']['RuleSetToAdopt'];
      };
    };
    responses: {
      /** @description It was recorded before, under this id */
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
          };
        };
      };
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
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
      /** @description Another event was recorded under this id */
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  RuleSetsController_withdraw: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
        ruleSetId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "reason": "Replaced by a set of our own"
         *       }
         *     }
         */
        'application/json': components['schemas']['RuleSetToWithdraw'];
      };
    };
    responses: {
      /** @description It was recorded before, under this id */
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
          };
        };
      };
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
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
      /** @description There is no such set of rules */
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
            type: 'urn:everchart:problem:rule-set-unknown';
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
      /** @description Another event was recorded under this id */
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  RuleSetsController_offered: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
      /** @description All of them */
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
           *       "ruleSets": [
           *         {
           *           "name": "own",
           *           "ruleSetId": "everchart-own",
           *           "version": 1,
           *           "title": "What the organisation keeps of its own",
           *           "rules": 3
           *         }
           *       ]
           *     }
           */
          'application/json': {
            ruleSets: {
              name: string;
              rules: number;
              ruleSetId: string;
              title: string;
              version: number;
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
  RuleSetsController_offeredSet: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer, auditor) */
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
        name: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The set, as it may be adopted */
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
           *       "ruleSetId": "everchart-own",
           *       "version": 1,
           *       "title": "What the organisation keeps of its own",
           *       "rules": [
           *         {
           *           "ruleId": "own-access-log",
           *           "version": 1,
           *           "title": "Log of accesses"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['RuleSet'];
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
      /** @description There is no such set of rules */
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
            type: 'urn:everchart:problem:rule-set-unknown';
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
  StatedFactsController_listOwn: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
           *       "facts": [
           *         {
           *           "factId": "01980c60-0000-7000-8000-0000000000d1",
           *           "fact": {
           *             "trigger": "completion"
           *           },
           *           "on": "2026-02-01",
           *           "reason": "The practice was closed"
           *         }
           *       ]
           *     }
           */
          'application/json': {
            facts: {
              fact: {
                [key: string]: string;
              };
              /**
               * Format: uuid
               * @description The event that states it
               */
              factId: string;
              /** Format: date */
              on?: string;
              reason: string;
              /** Format: date */
              until?: string;
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
  StatedFactsController_stateOwn: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "fact": {
         *           "circumstance": "litigation"
         *         },
         *         "on": "2026-02-01",
         *         "reason": "Served on us on that day"
         *       }
         *     }
         */
        'application/json': components['schemas']['FactToState'];
      };
    };
    responses: {
      /** @description It was recorded before, under this id */
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
          };
        };
      };
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
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
      /** @description Another event was recorded under this id */
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
              | 'urn:everchart:problem:identity-provider-unreachable'
              | 'urn:everchart:problem:token-key-unknown'
              | 'urn:everchart:problem:access-not-recorded'
              | 'urn:everchart:problem:unavailable';
          } & WithRequired<components['schemas']['Problem'], 'type'>;
        };
      };
    };
  };
  StatedFactsController_withdrawOwn: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (retention-officer, data-protection-officer) */
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
        factId: string;
        /** @description Organisation of the token */
        org: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "id": "01980c60-0000-7000-8000-0000000000d1",
         *       "occurredAt": "2026-03-01T08:30:00+01:00",
         *       "data": {
         *         "reason": "It was another patient"
         *       }
         *     }
         */
        'application/json': components['schemas']['FactToWithdraw'];
      };
    };
    responses: {
      /** @description It was recorded before, under this id */
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
          };
        };
      };
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
           *       "eventId": "01980c60-0000-7000-8000-0000000000d1",
           *       "recordedAt": "2026-03-01T07:30:01.000000Z"
           *     }
           */
          'application/json': {
            /** Format: uuid */
            eventId: string;
            /** Format: date-time */
            recordedAt: string;
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
      /** @description No such fact is stated of the record */
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
            type: 'urn:everchart:problem:fact-unknown';
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
      /** @description Another event was recorded under this id */
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
      /** @description The decision cannot be put on record right now; or: The identity provider's keys cannot be fetched; or: The token's key is not among those that the identity provider published a moment ago; or: The access cannot be put on record; or: The service cannot answer right now */
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
              | 'urn:everchart:problem:decision-not-recorded'
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
  LogController_hashTile: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, operator, system) */
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
        /** @description 0 = leaf hashes */
        level: number;
        /** @description Organisation of the token */
        org: string;
        /**
         * @description Three digits per group, all but the last prefixed with x; a tile of fewer than 256 ends in .p/<width>
         * @example x001/234
         */
        path: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The hashes */
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
          'application/octet-stream': unknown;
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
      /** @description There is no such tile */
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
            type: 'urn:everchart:problem:tile-unknown';
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
  LogController_entryTile: {
    parameters: {
      query?: never;
      header?: {
        /** @description Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: HOPERAT (auditor, operator, system) */
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
        /**
         * @description Three digits per group, all but the last prefixed with x; a tile of fewer than 256 ends in .p/<width>
         * @example x001/234
         */
        path: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The bundle */
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
          'application/octet-stream': unknown;
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
      /** @description There is no such tile */
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
            type: 'urn:everchart:problem:tile-unknown';
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
}
type WithRequired<T, K extends keyof T> = T & {
  [P in K]-?: T[P];
};
