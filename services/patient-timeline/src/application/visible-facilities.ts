import type { RequestContext } from '@everchart/platform';
import { Injectable } from '@nestjs/common';
import type { Facilities } from '../domain/persons/match.js';

/** Whose patients a reader may find: the ids of the facilities in the directory. */
@Injectable()
export class VisibleFacilities {
  /** As long as an organisation states no rule, its people find all of its patients. */
  of(_context: RequestContext): Promise<Facilities> {
    return Promise.resolve('all');
  }
}
