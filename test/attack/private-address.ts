import type { Luck } from '#test/fuzz/luck.ts';

/** Where nobody outside may be led: loopback, private, link-local, carriers', clouds' metadata, documentation, multicast. */
const V4 = [
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.9.9',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.100.100.200',
  '168.63.129.16',
  '0.0.0.0',
  '192.0.2.7',
  '192.0.0.8',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
] as const;
const V6 = [
  '::1',
  '::',
  'fe80::1',
  'febf::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001:db8::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
] as const;

/** A private address as it comes from a name's records. */
export const privateAddress = (luck: Luck): string => luck.pick([...V4, ...V6]);

/** A private address as a URL's host, in any writing that some parser reads as one. */
export function privateHost(luck: Luck): string {
  if (luck.chance(0.2)) return `[${luck.pick(V6)}]`;
  const address = luck.pick(V4);
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (n: number) => n.toString(16).padStart(2, '0');
  const [high, low] = [`${hex(a)}${hex(b)}`, `${hex(c)}${hex(d)}`];
  return luck.pick([
    address,
    `${address}.`,
    `0${a.toString(8)}.${b}.${c}.${d}`,
    `0x${hex(a)}.0x${hex(b)}.0x${hex(c)}.0x${hex(d)}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    String(whole),
    `0x${whole.toString(16)}`,
    `[::ffff:${address}]`,
    `[::${address}]`,
    `[::ffff:${high}:${low}]`,
    `[64:ff9b::${high}:${low}]`,
    `[2002:${high}:${low}::]`,
    `[2001:0:${high}:${low}::]`,
    address.replace(/[0-9]/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    address.replaceAll('.', '\u3002'),
    `user:word@${address}`,
    `music.example@${address}`,
    `${address}:443`,
    `${address}\\@music.example`,
    `${address}#music.example`,
  ]);
}
