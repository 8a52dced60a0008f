import { withAccessTopic } from '@everchart/contracts-access';
import { asyncApiDocument } from '@everchart/contracts-clinical';
import { withOrganisationEvents } from '@everchart/contracts-organisation';
import { withRetentionTopic } from '@everchart/contracts-retention';

/** AsyncAPI 3.0 document of all topics. @param version of this service */
export const topicsDocument = (version: string): Readonly<Record<string, unknown>> =>
  withRetentionTopic(withAccessTopic(withOrganisationEvents(asyncApiDocument(version))));
