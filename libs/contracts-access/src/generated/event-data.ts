/** Made from ../../schemas by tools/generate-contract-types.mjs: change the schemas, not this file. */

/**
 * Data of each type and version, as `<type>:<version>`
 */
export interface AccessEventDataByVersion {
  'access.denied:1': AccessDeniedV1;
  'record.read:1': RecordReadV1;
  'record.searched:1': RecordSearchedV1;
}
/**
 * A read was refused
 */
export interface AccessDeniedV1 {
  /**
   * What was asked for, such as summary.read
   */
  operation: string;
  outcome: 'granted' | 'denied';
  /**
   * HTTP status of the answer
   */
  status: number;
  /**
   * HL7 purpose of use, such as TREAT
   */
  purpose: string;
  /**
   * Template of the route, or the name of the resource
   */
  resource?: string;
  /**
   * The reader overrode a restriction
   */
  breakGlass?: boolean;
  /**
   * What else an auditor needs; no clinical data
   */
  detail?: {
    [k: string]: unknown;
  };
}
/**
 * A record was read
 */
export interface RecordReadV1 {
  /**
   * What was asked for, such as summary.read
   */
  operation: string;
  outcome: 'granted' | 'denied';
  /**
   * HTTP status of the answer
   */
  status: number;
  /**
   * HL7 purpose of use, such as TREAT
   */
  purpose: string;
  /**
   * Template of the route, or the name of the resource
   */
  resource?: string;
  /**
   * The reader overrode a restriction
   */
  breakGlass?: boolean;
  /**
   * What else an auditor needs; no clinical data
   */
  detail?: {
    [k: string]: unknown;
  };
}
/**
 * Records were searched
 */
export interface RecordSearchedV1 {
  /**
   * What was asked for, such as summary.read
   */
  operation: string;
  outcome: 'granted' | 'denied';
  /**
   * HTTP status of the answer
   */
  status: number;
  /**
   * HL7 purpose of use, such as TREAT
   */
  purpose: string;
  /**
   * Template of the route, or the name of the resource
   */
  resource?: string;
  /**
   * The reader overrode a restriction
   */
  breakGlass?: boolean;
  /**
   * What else an auditor needs; no clinical data
   */
  detail?: {
    [k: string]: unknown;
  };
}

/** Data of the newest version of each type. */
export interface AccessEventData {
  'access.denied': AccessEventDataByVersion['access.denied:1'];
  'record.read': AccessEventDataByVersion['record.read:1'];
  'record.searched': AccessEventDataByVersion['record.searched:1'];
}

export type AccessEventType = keyof AccessEventData;
