import { BlockList, isIP } from 'node:net';

/** What is not reachable, or means something else, outside this network: RFC 6890 and its registries. */
const inner = subnets(
  [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
  ],
  ['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // `::/96` and the mapped, translated and tunnelled ones hold an IPv4 address, which may be an inner one.
  [
    '::/96',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    'fc00::/7',
    'fe80::/10',
    'fec0::/10',
    'ff00::/8',
  ],
);
/** No list allows these: they are no address of a receiver. */
const never = subnets(['0.0.0.0/8', '224.0.0.0/4', '255.255.255.255/32', '::/128', 'ff00::/8']);

interface Rule {
  /** An address that a receiver has. */
  address: (address: string) => boolean;
  /** A host, as the destination names it. */
  host?: string;
  firstPort: number;
  lastPort: number;
}

const hostName = /^[a-z0-9](?:[a-z0-9.-]{0,252})$/;

/**
 * Where messages may go, by the list of the operator: `public` (every address that is not of an inner network),
 * networks, addresses, and names of hosts, each with a port or a range of ports, or with all of them:
 * `public,10.20.0.0/16:2575,[fd00::/8]:2575-2580,mllp.hospital.internal:2575`. A name allows what it leads to.
 */
export class AllowedDestinations {
  readonly #rules: readonly Rule[];

  /** @throws RangeError naming the first entry that is none */
  constructor(entries: readonly string[]) {
    this.#rules = entries.map(ruleOf);
  }

  /** @param address that is connected to, `host` as the destination names it */
  permits(address: string, { host, port }: { host: string; port: number }): boolean {
    if (holds(never, address)) return false;
    return this.#rules.some(
      (rule) =>
        port >= rule.firstPort &&
        port <= rule.lastPort &&
        (rule.host === undefined ? rule.address(address) : rule.host === plainName(host)),
    );
  }

  /** Whether it is known without a look-up that no message can go there. A name is judged at each connection, too. */
  refuses(endpoint: { host: string; port: number }): boolean {
    const name = readAsAddress(endpoint.host);
    if (isIP(name) !== 0) return !this.permits(name, endpoint);
    if (name !== 'localhost' && !name.endsWith('.localhost')) return false;
    return !this.permits('127.0.0.1', endpoint) && !this.permits('::1', endpoint);
  }
}

function ruleOf(entry: string): Rule {
  const [, bracketed, plain, ports] = /^(?:\[([^\]]+)\]|([^:]+))(?::([\d-]+))?$/.exec(entry) ?? [undefined, undefined, entry];
  const where = (bracketed ?? plain ?? '').toLowerCase();
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(ports ?? '1-65535') ?? [];
  const [firstPort, lastPort] = [Number(first), Number(last ?? first)];
  const wrong = new RangeError(`${entry} is no network, address, name of a host, or "public", with a port`);
  if (!(firstPort >= 1 && lastPort >= firstPort && lastPort <= 65_535)) throw wrong;
  if (where === 'public') return { address: (address) => !holds(inner, address), firstPort, lastPort };
  if (where.includes('/') || isIP(where) !== 0) {
    try {
      const network = subnets([where.includes('/') ? where : `${where}/${isIP(where) === 4 ? 32 : 128}`]);
      return { address: (address) => holds(network, address), firstPort, lastPort };
    } catch (cause) {
      throw new RangeError(wrong.message, { cause });
    }
  }
  if (!hostName.test(where)) throw wrong;
  return { address: () => false, host: plainName(where), firstPort, lastPort };
}

function subnets(...lists: readonly string[][]): BlockList {
  const list = new BlockList();
  for (const network of lists.flat()) {
    const [address, prefix] = network.split('/');
    list.addSubnet(address!, prefix ? Number(prefix) : NaN, isIP(address!) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** An IPv6 address that is an IPv4 one (`::ffff:127.0.0.1`) is looked for among both. */
function holds(list: BlockList, address: string): boolean {
  const plain = address.split('%')[0]!;
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

const plainName = (host: string): string => host.toLowerCase().replace(/\.$/, '');

/** `127.1`, `0x7f.1` and `2130706433` are addresses to the resolver, as they are to a browser. */
function readAsAddress(host: string): string {
  const url = isIP(host) === 6 ? `http://[${host}]/` : `http://${host}/`;
  return URL.canParse(url) ? plainName(new URL(url).hostname.replace(/^\[|\]$/g, '')) : plainName(host);
}
