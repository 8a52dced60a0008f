/** Every role that a token may have, and one that no route names. */
export const roles = ['carer', 'nurse', 'auditor', 'retention-officer', 'data-protection-officer', 'operator', 'integration-engineer', 'system', 'administrator', 'director', 'physician', 'archives', 'visitor'] as const; // prettier-ignore
export type Role = (typeof roles)[number];

const writers = ['carer', 'nurse', 'system'] as const;
const readers = ['carer', 'nurse', 'auditor', 'system'] as const;
const engineers = ['integration-engineer', 'operator', 'system'] as const;
const auditors = ['auditor', 'operator', 'system'] as const;
const officers = ['retention-officer', 'data-protection-officer'] as const;
const officersAndAuditor = [...officers, 'auditor'] as const;
/** Whose approval a rule may ask for, beside that of officers. */
const approvers = ['director', 'physician', 'archives'] as const;
const officersAndOperator = [...officers, 'operator'] as const;
const officersAuditorOperator = [...officers, 'auditor', 'operator'] as const;
const everyone = 'everyone';

/** What waits and what cannot be read: the same in each consumer. */
const streams = {
  'get /v1/orgs/{org}/streams': ['operator'],
  'get /v1/orgs/{org}/streams/{stream}': ['operator'],
  'post /v1/orgs/{org}/streams/{stream}/retry': ['operator'],
  'post /v1/orgs/{org}/streams/{stream}/skip': ['operator'],
} as const;

/**
 * Who may use which route, by service: written down here a second time on purpose. A decorator that changes by mistake
 * lets an operator read records, or a carer the log; so it changes together with this table, or a test fails.
 */
export const roleTable: Readonly<
  Record<'ingest' | 'timeline' | 'integration' | 'retention', Readonly<Record<string, readonly Role[] | typeof everyone>>>
> = {
  ingest: {
    'get /health/live': everyone,
    'get /health/ready': everyone,
    'get /metrics': everyone,
    'get /v1/event-types': everyone,
    'get /v1/event-types/{type}': everyone,
    'get /asyncapi.json': everyone,
    'get /v1/orgs/{org}/fhir/R4/metadata': everyone,
    'post /v1/orgs/{org}/patients/{patientId}/events': writers,
    'post /v1/orgs/{org}/events': writers,
    'post /v1/orgs/{org}/directory/events': ['administrator'],
    'post /v1/orgs/{org}/directory/batch': ['administrator'],
    'post /v1/orgs/{org}/rounds/events': ['carer', 'nurse'],
    'post /v1/orgs/{org}/releases/events': ['operator'],
    'get /v1/orgs/{org}/releases': ['operator'],
    // By a secret of its own.
    'get /internal/releases': everyone,
    'get /v1/orgs/{org}/fhir/R4/{type}/{id}/_history/{version}': writers,
    'get /v1/orgs/{org}/shards/{shard}/events': ['system'],
    'post /v1/orgs/{org}/fhir/R4': writers,
    'post /v1/orgs/{org}/fhir/R4/{type}': writers,
  },
  timeline: {
    'get /health/live': everyone,
    'get /health/ready': everyone,
    'get /metrics': everyone,
    // By a secret of its own.
    'get /internal/releases/standing': everyone,
    'post /v1/orgs/{org}/patients/search': readers,
    'get /v1/orgs/{org}/patients/{patientId}/live': readers,
    'get /v1/orgs/{org}/live': readers,
    'get /v1/orgs/{org}/live/organisation': ['auditor', 'system'],
    'get /v1/orgs/{org}/patients/{patientId}/accesses': ['auditor', 'data-protection-officer'],
    'get /v1/orgs/{org}/patients/{patientId}/exports/{exportId}': ['data-protection-officer'],
    'get /v1/orgs/{org}/emergencies': ['auditor', 'data-protection-officer'],
    'post /v1/orgs/{org}/emergencies/{emergencyId}/reviews': ['auditor', 'data-protection-officer'],
    'get /v1/orgs/{org}/directory': [...readers, 'administrator'],
    'get /v1/orgs/{org}/directory/faults': ['nurse', 'auditor', 'system', 'administrator'],
    'get /v1/orgs/{org}/patients/{patientId}/summary': readers,
    'get /v1/orgs/{org}/patients/{patientId}/timeline': readers,
    'get /v1/orgs/{org}/patients/{patientId}/difference': readers,
    'get /v1/orgs/{org}/patients/{patientId}/series': readers,
    'get /v1/orgs/{org}/patients/{patientId}/doses': readers,
    'get /v1/orgs/{org}/board': readers,
    'get /v1/orgs/{org}/round': readers,
    'get /v1/orgs/{org}/handover': readers,
    ...streams,
  },
  integration: {
    'get /health/live': everyone,
    'get /health/ready': everyone,
    'get /metrics': everyone,
    'post /v1/orgs/{org}/destinations': engineers,
    'get /v1/orgs/{org}/destinations': engineers,
    'post /v1/orgs/{org}/destinations/{destination}/pause': engineers,
    'post /v1/orgs/{org}/destinations/{destination}/resume': engineers,
    'post /v1/orgs/{org}/destinations/{destination}/retry-held': engineers,
    'delete /v1/orgs/{org}/destinations/{destination}': engineers,
    'get /v1/orgs/{org}/deliveries': engineers,
    'post /v1/orgs/{org}/destinations/{destination}/deliveries/{controlId}/hold': engineers,
    'post /v1/orgs/{org}/destinations/{destination}/deliveries/{controlId}/retry': engineers,
    'post /v1/orgs/{org}/destinations/{destination}/deliveries/{controlId}/discard': engineers,
    ...streams,
  },
  retention: {
    'get /health/live': everyone,
    'get /health/ready': everyone,
    'get /metrics': everyone,
    'get /v1/orgs/{org}/checkpoint': auditors,
    'get /v1/orgs/{org}/checkpoints': auditors,
    'get /v1/orgs/{org}/checkpoints/{size}': auditors,
    'get /v1/orgs/{org}/log-key': auditors,
    'get /v1/orgs/{org}/tile/entries/{path}': auditors,
    'get /v1/orgs/{org}/tile/{level}/{path}': auditors,
    'get /v1/orgs/{org}/completeness': auditors,
    'get /v1/orgs/{org}/proofs/inclusion': auditors,
    'get /v1/orgs/{org}/request-counts': ['auditor', 'operator'],
    'get /v1/orgs/{org}/proofs/consistency': auditors,
    'get /v1/orgs/{org}/proofs/access': auditors,
    'post /v1/orgs/{org}/acts': officers,
    'post /v1/orgs/{org}/patients/{patientId}/acts': officers,
    'post /v1/orgs/{org}/holds': officers,
    'post /v1/orgs/{org}/holds/{holdId}/lift': officers,
    'get /v1/orgs/{org}/holds': officersAndAuditor,
    'get /v1/orgs/{org}/holds/{holdId}': officersAndAuditor,
    'get /v1/orgs/{org}/patients/{patientId}/holds': officersAndAuditor,
    'get /v1/orgs/{org}/due-dates': officers,
    'get /v1/orgs/{org}/due-dates/{retentionClass}': officers,
    'post /v1/orgs/{org}/due-date-simulations': officers,
    'get /v1/orgs/{org}/patients/{patientId}/due-date': officers,
    'get /v1/orgs/{org}/patients/{patientId}/stated-facts': officers,
    'post /v1/orgs/{org}/patients/{patientId}/stated-facts': officers,
    'post /v1/orgs/{org}/patients/{patientId}/stated-facts/{factId}/withdraw': officers,
    'get /v1/orgs/{org}/stated-facts': officers,
    'post /v1/orgs/{org}/stated-facts': officers,
    'post /v1/orgs/{org}/stated-facts/{factId}/withdraw': officers,
    'get /v1/orgs/{org}/rule-sets': officersAndAuditor,
    'get /v1/orgs/{org}/rule-sets/offered': officersAndAuditor,
    'get /v1/orgs/{org}/rule-sets/offered/{name}': officersAndAuditor,
    'post /v1/orgs/{org}/rule-sets': officers,
    'post /v1/orgs/{org}/rule-sets/{ruleSetId}/withdraw': officers,
    'post /v1/orgs/{org}/destructions': officers,
    'get /v1/orgs/{org}/destructions': officersAndAuditor,
    'get /v1/orgs/{org}/destructions/unconfirmed': officersAuditorOperator,
    'get /v1/orgs/{org}/destructions/{destructionId}': [...officersAndAuditor, ...approvers],
    'post /v1/orgs/{org}/destructions/{destructionId}/approvals': [...officers, ...approvers],
    'post /v1/orgs/{org}/destructions/{destructionId}/rejection': officers,
    'post /v1/orgs/{org}/destructions/{destructionId}/begin': officers,
    'get /v1/orgs/{org}/certificates': officersAndAuditor,
    'get /v1/orgs/{org}/certificates/{certificateId}': officersAndAuditor,
    'get /v1/orgs/{org}/certificates/{certificateId}/note': officersAndAuditor,
    'get /v1/orgs/{org}/certificates/{certificateId}/page': officersAndAuditor,
    'get /v1/orgs/{org}/backups': officersAuditorOperator,
    'post /v1/orgs/{org}/backups': officersAndOperator,
    'post /v1/orgs/{org}/backups/{generation}/expiry': officersAndOperator,
    'post /v1/orgs/{org}/patients/{patientId}/requests': officers,
    'post /v1/orgs/{org}/requests/{requestId}/extend': officers,
    'post /v1/orgs/{org}/requests/{requestId}/exports': officers,
    'post /v1/orgs/{org}/requests/{requestId}/answer': officers,
    'post /v1/orgs/{org}/requests/{requestId}/withdraw': officers,
    'get /v1/orgs/{org}/requests': officersAndAuditor,
    'get /v1/orgs/{org}/requests/{requestId}': officersAndAuditor,
    ...streams,
  },
};
