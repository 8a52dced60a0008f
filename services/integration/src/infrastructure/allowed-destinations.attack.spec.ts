import { describe, expect, it } from '@jest/globals';
import { AllowedDestinations } from './allowed-destinations.js';

const to = (host: string, port = 2575) => ({ host, port });

describe('destinations that the operator has not allowed', () => {
  const byDefault = new AllowedDestinations(['public']);

  it.each([
    ...[
      '127.0.0.1',
      '127.9.9.9',
      '0.0.0.0',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '198.18.0.1',
    ],
    ...[
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:a9fe:a9fe',
      '::7f00:1',
      '::FFFF:10.0.0.1',
    ],
    ...[
      '64:ff9b::7f00:1',
      '64:ff9b::10.0.0.1',
      '2002:7f00:1::1',
      '2001:0:7f00:1::',
      'fc00::1',
      'fd00:ec2::254',
      'fe80::1',
      'fe80::1%lo',
      'ff02::1',
    ],
  ])('are refused by default: %s', (address) => {
    expect(byDefault.permits(address, to(address))).toBe(false);
    expect(byDefault.permits(address, to('mllp.hospital.example'))).toBe(false);
    expect(byDefault.refuses(to(address.split('%')[0]!))).toBe(true);
  });

  it.each([
    'localhost',
    'LOCALHOST.',
    'any.localhost',
    '127.1',
    '127.0.1',
    '0x7f.1',
    '0177.0.0.1',
    '2130706433',
    '0x7f000001',
    '0',
    '127.0.0.1.',
  ])('are refused however they are spelt: %s', (host) => expect(byDefault.refuses(to(host))).toBe(true));

  it.each(['8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('public ones are not: %s', (address) => {
    expect(byDefault.permits(address, to(address))).toBe(true);
    expect(byDefault.refuses(to(address))).toBe(false);
  });

  it('are what the list says: networks, addresses and names, with ports', () => {
    const allowed = new AllowedDestinations(['10.20.0.0/16:2575', '[fd00::/8]:2575-2580', '127.0.0.1', 'mllp.Hospital.internal:6661']);
    expect(allowed.permits('10.20.3.4', to('10.20.3.4'))).toBe(true);
    expect(allowed.permits('::ffff:10.20.3.4', to('::ffff:10.20.3.4'))).toBe(true);
    expect(allowed.permits('10.20.3.4', to('10.20.3.4', 22))).toBe(false);
    expect(allowed.permits('10.21.3.4', to('10.21.3.4'))).toBe(false);
    expect(allowed.permits('fd12::1', to('fd12::1', 2580))).toBe(true);
    expect(allowed.permits('fd12::1', to('fd12::1', 2581))).toBe(false);
    expect(allowed.permits('127.0.0.1', to('127.0.0.1', 1))).toBe(true);
    expect(allowed.permits('192.168.7.7', to('MLLP.hospital.internal.', 6661))).toBe(true);
    expect(allowed.permits('192.168.7.7', to('mllp.hospital.internal', 6662))).toBe(false);
    expect(allowed.permits('192.168.7.7', to('other.hospital.internal', 6661))).toBe(false);
    // Without "public" nothing else is.
    expect(allowed.permits('8.8.8.8', to('8.8.8.8'))).toBe(false);
  });

  it('are the addresses of no receiver, whatever the list says', () => {
    const all = new AllowedDestinations(['0.0.0.0/0', '[::/0]', 'any.example']);
    for (const address of ['0.0.0.0', '::', '::ffff:0.0.0.0', '224.0.0.1', '255.255.255.255', 'ff02::1'])
      expect({ address, permitted: all.permits(address, to('any.example')) }).toEqual({ address, permitted: false });
    expect(all.permits('10.0.0.1', to('10.0.0.1'))).toBe(true);
  });

  it.each([
    '',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0/8',
    'fd00::/200',
    '[fd00::/8',
    'public:0',
    'public:70000',
    'public:20-10',
    'a b',
    '*',
    '127.0.0.1:x',
  ])('a list with an entry that is none is refused: %j', (entry) => expect(() => new AllowedDestinations([entry])).toThrow(RangeError));
});
