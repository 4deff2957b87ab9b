import { describe, expect, it } from 'vitest';
import { readFetchAllow } from '../../../src/config/fetch-allow.ts';
import { isPublic } from '../../../src/origin/guard/addresses.ts';
import { createAllowList } from '../../../src/origin/guard/allow-list.ts';

const allows = (entries: readonly string[], address: string): boolean =>
  createAllowList({ entries }).allowsUrl(new URL(address));

const reaches = (
  entries: readonly string[],
  address: string,
  at: string,
  trusted: readonly string[] = [],
): boolean => createAllowList({ entries, trusted }).allowsAddress(new URL(address), at);

describe('an address of the open internet', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.255.255',
    '2606:4700::1111',
    '2a00::1',
  ])('is %s', (address) => expect(isPublic(address)).toBe(true));

  it.each([
    ['this host', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['carrier-grade NAT', '100.127.255.255'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['metadata', '169.254.169.254'],
    ['protocol assignments', '192.0.0.8'],
    ['documentation', '192.0.2.1'],
    ['6to4 relay', '192.88.99.1'],
    ['benchmarks', '198.18.0.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['IPv4-mapped', '::ffff:127.0.0.1'],
    ['IPv4-mapped', '::ffff:8.8.8.8'],
    ['IPv4-mapped in hex', '::ffff:a9fe:a9fe'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['NAT64', '64:ff9b::a9fe:a9fe'],
    ['NAT64, local', '64:ff9b:1::7f00:1'],
    ['discard', '100::1'],
    ['Teredo', '2001:0:4136:e378::1'],
    ['ORCHID', '2001:20::1'],
    ['documentation', '2001:db8::1'],
    ['6to4', '2002:7f00:1::'],
    ['documentation', '3fff::1'],
    ['unique local', 'fc00::1'],
    ['unique local', 'fd12:3456::1'],
    ['metadata', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['no address', 'example.com'],
    ['nothing', ''],
  ])('is none that is %s: %s', (_, address) => expect(isPublic(address)).toBe(false));
});

describe('an allow-list', () => {
  it.each<readonly [string, string]>([
    ['images.example.com', 'https://images.example.com/a.png'],
    ['images.example.com', 'http://images.example.com/a.png'],
    ['IMAGES.example.com', 'https://images.EXAMPLE.com./a.png'],
    ['*.example.com', 'https://a.b.example.com/'],
    ['example.com:8080', 'http://example.com:8080/'],
    ['bücher.example', 'https://xn--bcher-kva.example/'],
    ['*', 'https://anything.example/'],
    ['10.0.0.0/8', 'http://10.1.2.3/'],
    ['127.0.0.1:9000', 'http://127.0.0.1:9000/'],
    ['127.0.0.1:9000', 'http://0x7f.1:9000/'],
    ['[::1]:8080', 'http://[::1]:8080/'],
    ['fd00::/8', 'http://[fd00::1]/'],
    ['localhost', 'http://localhost/'],
  ])('with %s lets %s pass', (entry, address) => {
    expect(allows([entry], address)).toBe(true);
    expect(readFetchAllow(entry).ok).toBe(true);
  });

  it.each<readonly [string, string]>([
    ['images.example.com', 'https://example.com/'],
    ['images.example.com', 'https://images.example.com.evil.example/'],
    ['images.example.com', 'https://images.example.com:8443/'],
    ['images.example.com', 'https://user@images.example.com/'],
    ['images.example.com', 'https://user:secret@images.example.com/'],
    ['images.example.com', 'https://images.example.com@evil.example/'],
    ['images.example.com', 'ftp://images.example.com/'],
    ['images.example.com', 'file://images.example.com/etc/passwd'],
    ['*.example.com', 'https://example.com/'],
    ['*.example.com', 'https://evilexample.com/'],
    ['example.com:8080', 'http://example.com/'],
    ['*', 'http://127.0.0.1/'],
    ['*', 'http://2130706433/'],
    ['*', 'http://0177.0.0.1/'],
    ['*', 'http://[::ffff:127.0.0.1]/'],
    ['*', 'http://169.254.169.254/latest/meta-data/'],
    ['*', 'https://anything.example:22/'],
    ['10.0.0.0/8', 'http://11.0.0.1/'],
    ['127.0.0.1:9000', 'http://127.0.0.1/'],
  ])('with %s refuses %s', (entry, address) => expect(allows([entry], address)).toBe(false));

  it('opens the network around us to addresses that are named, and to no host', () => {
    expect(reaches(['a.example'], 'http://a.example/', '10.0.0.1')).toBe(false);
    expect(reaches(['a.example', '10.0.0.0/8'], 'http://a.example/', '10.0.0.1')).toBe(true);
    expect(reaches(['a.example', '10.0.0.0/8'], 'http://a.example/', '192.168.0.1')).toBe(false);
    expect(reaches(['a.example', '10.0.0.1:9000'], 'http://a.example/', '10.0.0.1')).toBe(false);
    expect(reaches(['a.example', '127.0.0.1'], 'http://a.example/', '::ffff:127.0.0.1')).toBe(true);
    expect(reaches(['*'], 'http://a.example/', '127.0.0.1')).toBe(false);
  });

  it('takes localhost for what it is, and lends its address to no other host', () => {
    expect(reaches(['localhost', 'a.example'], 'http://localhost/', '::1')).toBe(true);
    expect(reaches(['localhost', 'a.example'], 'http://localhost/', '10.0.0.1')).toBe(false);
    expect(reaches(['localhost', 'a.example'], 'http://a.example/', '127.0.0.1')).toBe(false);
  });

  it('trusts the hosts of origins with private addresses, and with metadata services never', () => {
    const trusted = ['http://backend:8080/img/'];
    expect(reaches([], 'http://backend:8080/', '172.18.0.2', trusted)).toBe(true);
    expect(reaches([], 'http://backend/', '172.18.0.2', trusted)).toBe(false);
    expect(reaches([], 'http://other:8080/', '172.18.0.2', trusted)).toBe(false);
    for (const address of ['169.254.169.254', '0.0.0.0', 'fe80::1', 'fd00:ec2::254', '64:ff9b::a9fe:a9fe']) {
      expect(reaches([], 'http://backend:8080/', address, trusted)).toBe(false);
    }
  });

  it.each([
    'http://a.example',
    'a b',
    'a/b',
    '1.2.3',
    '10.0.0.0/33',
    'a.example:0',
    'a.example:99999',
    '[a]',
  ])('is not made of %j', (entry) => {
    expect(readFetchAllow(entry).ok).toBe(false);
  });
});
