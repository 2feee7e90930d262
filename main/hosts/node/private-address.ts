// Tells the addresses of this machine and of private networks from those of the public internet.
import { BlockList, isIP } from 'node:net'

const closed = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local, and cloud metadata
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96], // unspecified, loopback, and the old IPv4-compatible form
  ['100::', 64],
  ['2001::', 32], // Teredo carries an IPv4 address
  ['2001:db8::', 32],
  ['2002::', 16], // so does 6to4
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(net, bits, 'ipv6')

/** An IPv6 address that stands for an IPv4 one: mapped, or translated on a network that has only IPv6. */
function carriedIPv4(address: string): string | null {
  // The URL parser writes every IPv6 address in its one short form.
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const match = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short)
  if (!match?.[1] || !match[2]) return null
  const [high, low] = [parseInt(match[1], 16), parseInt(match[2], 16)]
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

/** `address` is an IP address, without brackets or zone. What is no address at all counts as private. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  const family = isIP(bare)
  if (family === 0) return true
  if (family === 4) return closed.check(bare, 'ipv4')
  const inner = carriedIPv4(bare)
  return inner ? closed.check(inner, 'ipv4') : closed.check(bare, 'ipv6')
}

const INNER_ENDINGS = ['.localhost', '.local', '.internal', '.lan', '.home.arpa', '.intranet', '.corp', '.home']

/** What a host name alone can tell (`hostname` as URL gives it): an address literal, or a name that no public name
 * server answers. Behind a proxy nothing else can be known. */
export function hostLooksPrivate(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  if (isIP(host)) return isPrivateAddress(host)
  return !host.includes('.') || INNER_ENDINGS.some((ending) => host.endsWith(ending))
}

/** IP literal or localhost: no name server is needed to know that it is private. */
export function isPrivateLiteral(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  return isIP(host) ? isPrivateAddress(host) : host === 'localhost' || host.endsWith('.localhost')
}
