/**
 * Which addresses are the open internet. Everything else (our own machine, the network around it, the metadata service
 * of a cloud, what tunnels to them) is reached only where somebody has named it.
 * https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry
 */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

type Range = readonly [network: string, prefix: number];

const blockListOf = (ipv4: readonly Range[], ipv6: readonly Range[]): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of ipv4) list.addSubnet(network, prefix, 'ipv4');
  for (const [network, prefix] of ipv6) list.addSubnet(network, prefix, 'ipv6');
  return list;
};

const special = blockListOf(
  [
    ['0.0.0.0', 8], // this network; Linux takes 0.0.0.0 for itself
    ['10.0.0.0', 8],
    ['100.64.0.0', 10], // carrier-grade NAT
    ['127.0.0.0', 8],
    ['169.254.0.0', 16], // link-local, metadata services
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24], // 6to4 relays
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ],
  [
    ['2001::', 23], // protocol assignments: Teredo, ORCHID, benchmarks
    ['2001:db8::', 32],
    ['2002::', 16], // 6to4: an IPv4 address of any kind inside
    ['3fff::', 20],
  ],
);

/** The only part of IPv6 given out to the world: mapped, translated, local and multicast addresses lie outside. */
const globalUnicast = blockListOf([], [['2000::', 3]]);

/** What no name of ours ever stands for, not even one that was named: a name may be made to point anywhere. */
const neverByName = blockListOf(
  [
    ['0.0.0.0', 8],
    ['169.254.0.0', 16],
    ['224.0.0.0', 3],
  ],
  [
    ['::', 128],
    ['fe80::', 10],
    ['fd00:ec2::', 32], // metadata service of AWS
    ['ff00::', 8],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['2001::', 32],
    ['2002::', 16],
  ],
);

const loopback = blockListOf([['127.0.0.0', 8]], [['::1', 128]]);

export const familyOf = (address: string): 'ipv4' | 'ipv6' | undefined =>
  isIPv4(address) ? 'ipv4' : isIPv6(address) && !address.includes('%') ? 'ipv6' : undefined;

export const isIn = (list: BlockList, address: string): boolean => {
  const family = familyOf(address);
  return family !== undefined && list.check(address, family);
};

export const isPublic = (address: string): boolean => {
  const family = familyOf(address);
  if (family === undefined) return false;
  return (family === 'ipv4' || isIn(globalUnicast, address)) && !isIn(special, address);
};

export const isLoopback = (address: string): boolean => isIn(loopback, address);

export const mayNameStandFor = (address: string): boolean =>
  familyOf(address) !== undefined && !isIn(neverByName, address);
