import { valueAt, type Facility } from '@everchart/contracts-organisation';
import { Injectable } from '@nestjs/common';
import type { CodeQuery } from '../domain/code-key.js';
import { LocalTime } from '../domain/doses/local-time.js';
import { placesOf } from '../domain/places.js';
import { Bucketing, type BucketKind } from '../domain/series/buckets.js';
import { bucketsOf, observationType, seriesOf, type Series, type SeriesBucket } from '../domain/series/series.js';
import { RecordStore, type Standing, type TimelineCursor } from '../infrastructure/record.store.js';
import { DirectoryReader } from './directory.reader.js';

export interface SeriesQuery {
  code: CodeQuery;
  from: string;
  to: string;
  unit?: string | undefined;
  before?: TimelineCursor | undefined;
  limit: number;
  bucket?: BucketKind | undefined;
  /** IANA; default: that of the facility. */
  timeZone?: string | undefined;
}

export interface SeriesRow extends Standing, Series {
  next: TimelineCursor | undefined;
  /** Undefined: there are more values than are worked out. */
  buckets?: SeriesBucket[] | undefined;
  timeZone?: { name: string; from: 'query' | 'facility' | 'default' };
}

/** Of one answer with buckets: a value every half an hour for a year. */
const bucketedMax = 20_000;
const bucketedBytesMax = 24 * 1024 * 1024;

/** The values of one code, one by one in pages, or in buckets. */
@Injectable()
export class SeriesReader {
  constructor(
    private readonly store: RecordStore,
    private readonly directories: DirectoryReader,
  ) {}

  async read(org: string, patient: string, query: SeriesQuery): Promise<SeriesRow> {
    const { code, from, to, unit, before, bucket } = query;
    const limit = bucket === undefined ? query.limit : bucketedMax;
    const bounds = bucket === undefined ? {} : { lookedAt: bucketedMax + 1, bytesMax: bucketedBytesMax };
    const { found, next, ...standing } = await this.store.walk(
      org,
      patient,
      { types: [observationType], code, from, to, before, limit },
      bounds,
    );
    const series = seriesOf(found.map(({ document }) => document), code, unit); // prettier-ignore
    if (bucket === undefined) return { ...standing, ...series, next };
    const timeZone = await this.#zone(org, patient, query.timeZone);
    const buckets = next ? undefined : bucketsOf(series.points, new Bucketing(bucket, LocalTime.in(timeZone.name)!));
    return { ...standing, ...series, next: undefined, buckets, timeZone };
  }

  /** Of the facility of the open stay that began last, as it is now. */
  async #zone(org: string, patient: string, stated: string | undefined): Promise<NonNullable<SeriesRow['timeZone']>> {
    if (stated !== undefined) return { name: stated, from: 'query' };
    const [directory, location] = [await this.directories.read(org), await this.store.location(org, patient)];
    const facility = location && (placesOf(location, directory).facility as Facility | undefined);
    const name = facility && valueAt(facility.timeZones, Date.now());
    return name !== undefined && LocalTime.in(name) ? { name, from: 'facility' } : { name: 'UTC', from: 'default' };
  }
}
