import type { Operator } from './operator.ts';

/** `{"cidr": "10.0.0.0/24"}`: an IPv4 or IPv6 address within the network. */
export const cidr: Operator = {
  problem(operand) {
    return parseNetwork(operand)
      ? undefined
      : '"cidr" takes a network such as "10.0.0.0/24" or "2001:db8::/64": an address, one "/", the number of bits.';
  },
  matches(operand, value) {
    const network = parseNetwork(operand);
    const address = typeof value === 'string' ? parseAddress(value) : undefined;
    return network !== undefined && address !== undefined && contains(network, address);
  },
};

interface Network {
  address: number[];
  bits: number;
}

function contains({ address, bits }: Network, candidate: number[]): boolean {
  if (candidate.length !== address.length) return false;
  return address.every((byte, index) => {
    const free = 8 - Math.min(8, Math.max(0, bits - index * 8));
    return byte >> free === (candidate[index] ?? 0) >> free;
  });
}

function parseNetwork(text: unknown): Network | undefined {
  if (typeof text !== 'string') return undefined;
  const [left, right, ...rest] = text.split('/');
  if (left === undefined || right === undefined || rest.length > 0 || !/^\d{1,3}$/.test(right)) return undefined;
  const address = parseAddress(left);
  const bits = Number(right);
  return address && bits <= address.length * 8 ? { address, bits } : undefined;
}

/** The bytes of an address: 4 for IPv4, 16 for IPv6. */
function parseAddress(text: string): number[] | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

function parseV4(text: string): number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.map(Number);
}

function parseV6(text: string): number[] | undefined {
  const [head, tail, ...rest] = text.split('::');
  if (rest.length > 0) return undefined;
  const before = groups(head ?? '');
  const after = groups(tail ?? '');
  if (!before || !after) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...before, ...Array<number>(missing).fill(0), ...after].flatMap((group) => [group >> 8, group & 255]);
}

function groups(text: string): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  return parts.every((part) => /^[0-9a-f]{1,4}$/i.test(part))
    ? parts.map((part) => Number.parseInt(part, 16))
    : undefined;
}
