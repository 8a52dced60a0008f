import { withAccessTopic } from '@everchart/contracts-access';
import { asyncApiDocument } from '@everchart/contracts-clinical';

/** AsyncAPI 3.0 document of all topics. @param version of this service */
export const topicsDocument = (version: string): Readonly<Record<string, unknown>> => withAccessTopic(asyncApiDocument(version));
