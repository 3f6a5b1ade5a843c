import { createSocket, type Socket } from 'node:dgram';
import { type Answer, decode, encode, type Question } from 'dns-packet';

/** The types of records that are answered. */
export type RecordType = 'CNAME' | 'MX' | 'TXT';

/** A record of DNS. */
export interface DnsRecord {
  readonly name: string;
  readonly type: RecordType;
  /** As zone files write it: `10 mx.example` for MX; the text of TXT without quotation marks. */
  readonly value: string;
}

const notFound = 3;

/** A name server on the loopback interface, by UDP: it knows the records that it was told, and refers nobody on. */
export class NameServer {
  readonly #records = new Map<string, readonly string[]>();
  #socket: Socket | undefined;

  constructor(records: readonly DnsRecord[]) {
    for (const { name, type, value } of records) this.set(name, type, [...this.values(name, type), value]);
  }

  /** Sets the records of a type that a name has, in place of those that it had; none takes them away. */
  set(name: string, type: RecordType, values: readonly string[]): void {
    this.#records.set(keyOf(name, type), values);
  }

  /** The records of a type that a name has. */
  values(name: string, type: RecordType): readonly string[] {
    return this.#records.get(keyOf(name, type)) ?? [];
  }

  /** Begins to answer. @returns its address, such as 127.0.0.1:53001 */
  async listen(): Promise<string> {
    const socket = createSocket('udp4');
    this.#socket = socket;
    socket.on('message', (query, { address, port }) => {
      const answer = this.answer(query);
      if (answer !== undefined) socket.send(answer, port, address);
    });
    await new Promise<void>((listening, failed) => {
      socket.once('error', failed);
      socket.unref();
      socket.bind(0, '127.0.0.1', () => listening());
    });
    return `127.0.0.1:${socket.address().port}`;
  }

  /** Ends answering: who asks then waits in vain, as for a server that is down. */
  async close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket !== undefined) await new Promise<void>((closed) => socket.close(() => closed()));
  }

  /** The answer to a query; undefined for what is no question. */
  answer(query: Uint8Array): Uint8Array | undefined {
    const { id, questions = [] } = decode(Buffer.from(query));
    const [question] = questions;
    if (question === undefined) return undefined;
    const answers = this.#answersTo(question);
    const code = answers.length === 0 && !this.#knows(question.name) ? notFound : 0;
    const flags = 0x0480 | code; // authoritative, and recursion is available
    return encode({ type: 'response', ...(id !== undefined && { id }), flags, questions, answers });
  }

  /** As a name server does that looks up for others: the records that are asked for, or the alias and what it leads to. */
  #answersTo({ name, type }: Question): Answer[] {
    if (type !== 'CNAME' && type !== 'MX' && type !== 'TXT') return [];
    const [alias] = type === 'CNAME' ? [] : this.values(name, 'CNAME');
    if (alias === undefined) return this.values(name, type).map((value) => answerOf({ name, type, value }));
    const led = this.values(alias, type).map((value) => answerOf({ name: alias, type, value }));
    return [answerOf({ name, type: 'CNAME', value: alias }), ...led];
  }

  #knows(name: string): boolean {
    return (['CNAME', 'MX', 'TXT'] as const).some((type) => this.values(name, type).length > 0);
  }
}

const ttl = 300;

function answerOf({ name, type, value }: DnsRecord): Answer {
  if (type === 'CNAME') return { name, type, ttl, data: value };
  if (type === 'TXT') return { name, type, ttl, data: pieces(value) };
  const [preference, exchange = ''] = value.split(' ');
  return { name, type, ttl, data: { preference: Number(preference), exchange } };
}

/** A text record consists of pieces of at most 255 bytes. */
function pieces(text: string): string[] {
  return text.match(/.{1,255}/gs) ?? [''];
}

function keyOf(name: string, type: RecordType): string {
  return `${type} ${name.toLowerCase().replace(/\.$/, '')}`;
}
