import { expect, it } from '@jest/globals';
import { countryCode } from './hl7-tables.js';

it.each([
  ['CH', 'CHE'],
  [' che ', 'CHE'],
  ['de', 'DEU'],
  ['GB', 'GBR'],
  ['ZW', 'ZWE'],
  ['AD', 'AND'],
  ['IT', 'ITA'],
  ['LI', 'LIE'],
  ['NL', 'NLD'],
  ['PL', 'POL'],
  ['SE', 'SWE'],
  ['US', 'USA'],
  ['FR', 'FRA'],
  ['CO', 'COL'],
  ['BR', 'BRA'],
  ['UK', undefined],
  ['Schweiz', undefined],
  ['', undefined],
])('the country %j is %s in table 0399', (country, code) => expect(countryCode(country)).toBe(code));
