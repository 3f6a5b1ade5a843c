import { channels, isChannel } from '../../../src/commerce/customer/channel.ts';
import { normalise } from '../../../src/commerce/customer/identity.ts';
import type { Json } from '../../aws/json.ts';
import type { Mail, Text } from '../../aws/outbox.ts';
import { RawAnswer } from '../../aws/services/service.ts';
import { readCustomers } from './customers.ts';
import type { PageData } from './page-data.ts';
import { refusalsOf } from './refused.ts';
import { contains, sentWords, unsentWords } from './search.ts';
import { stepOf } from './step.ts';
import { type Unsent, unsentMessages } from './unsent-lines.ts';

/** The filters of the outbox. Texts are compared whole, but for `q`, which may be anywhere. */
const parameters = ['q', 'view', 'channel', 'address', 'journey', 'step', 'since', 'limit'] as const;
const [defaultLimit, mostLimit] = [100, 1000];

type Query = ReadonlyMap<(typeof parameters)[number], string>;

/**
 * The outbox for programs, newest first: what was sent, or with `view=unsent` what was not, and why, or with
 * `view=refused` which events were refused. Programs on other
 * sites' pages cannot read it: no header allows that.
 */
export async function outboxJson(url: URL, data: PageData): Promise<RawAnswer> {
  const query: Query = new Map([...url.searchParams].map(([name, value]) => [name as never, value])); // checked next
  const problem = problemOf(query);
  if (problem !== undefined) return answer(400, { error: problem });
  if (query.get('view') === 'refused') return refused(data);
  const found = query.get('view') === 'unsent' ? await unsent(query, data) : sent(query, data);
  const limit = Number(query.get('limit') ?? defaultLimit);
  return answer(200, {
    now: instant(data.now()),
    total: found.length,
    messages: await Promise.all(found.slice(0, limit).map((describe) => describe())),
  });
}

function refused(data: PageData): RawAnswer {
  const events = refusalsOf(data).map(({ at, ...refusal }) => ({ ...refusal, time: instant(at) }));
  return answer(200, { now: instant(data.now()), total: events.length, events });
}

function problemOf(query: Query): string | undefined {
  const unknown = [...query.keys()].find((name) => !parameters.includes(name));
  if (unknown !== undefined) return `There is no parameter ${unknown}: there are ${parameters.join(', ')}.`;
  if (!['sent', 'unsent', 'refused'].includes(query.get('view') ?? 'sent')) return 'view is sent, unsent or refused.';
  const channel = query.get('channel');
  if (channel !== undefined && !isChannel(channel)) return `channel is ${channels.join(' or ')}.`;
  if (Number.isNaN(Date.parse(query.get('since') ?? '2026-01-01'))) return 'since is an ISO 8601 time.';
  const limit = Number(query.get('limit') ?? defaultLimit);
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostLimit) return undefined;
  return `limit is a whole number from 1 to ${mostLimit}.`;
}

function sent(query: Query, { outbox }: PageData): (() => Json)[] {
  const fits = (message: Mail | Text) =>
    isAsked(query, 'channel', message.channel) &&
    isAddressed(query, message.to) &&
    isAsked(query, 'journey', message.tags.journey) &&
    isAsked(query, 'step', stepOf(message.tags)) &&
    isSince(query, message.at) &&
    contains(sentWords(message), query.get('q') ?? '');
  return outbox.messages.toReversed().flatMap((message) => (fits(message) ? [() => describeSent(message)] : []));
}

function describeSent(message: Mail | Text): Json {
  const { id, at, channel, from, to, tags, events } = message;
  return {
    id,
    time: instant(at),
    channel,
    from,
    address: to,
    customer: tags.customer,
    journey: tags.journey,
    step: stepOf(tags),
    purpose: tags.purpose,
    ...(message.channel === 'email'
      ? { subject: message.subject, html: message.html, text: message.text, headers: message.headers }
      : { text: message.body, segments: message.segments }),
    outcome: events.at(-1)?.kind ?? 'sent',
    reports: events.map((event) => ({ kind: event.kind, time: instant(event.at) })),
  };
}

async function unsent(query: Query, data: PageData): Promise<(() => Json)[]> {
  const lines = unsentMessages(await data.items()).filter(
    (line) =>
      isAsked(query, 'journey', line.journey) &&
      isAsked(query, 'step', line.step) &&
      isSince(query, line.due) &&
      contains(unsentWords(line), query.get('q') ?? ''),
  );
  const customers = await readCustomers(
    lines.map(({ customer }) => customer),
    data.read,
    data.storeZone,
  );
  const addressOf = (line: Unsent): string | undefined => customers(line.customer).address;
  return lines
    .filter((line) => isAddressed(query, addressOf(line)))
    .map((line) => () => {
      const { due, until, detail, ...rest } = line;
      return {
        due: instant(due),
        address: addressOf(line),
        ...rest,
        ...(detail !== '' && { detail }),
        ...(until !== undefined && { until: instant(until) }),
      };
    });
}

function isAsked(query: Query, name: (typeof parameters)[number], value: string | undefined): boolean {
  const asked = query.get(name);
  return asked === undefined || asked === value;
}

/** Addresses are compared as the product compares them. */
function isAddressed(query: Query, address: string | undefined): boolean {
  const asked = query.get('address');
  return asked === undefined || spelt(asked) === spelt(address ?? '');
}

function spelt(address: string): string {
  return normalise(address.includes('@') ? 'email' : 'phone', address);
}

function isSince(query: Query, at: number): boolean {
  const since = query.get('since');
  return since === undefined || at >= Date.parse(since);
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

function answer(status: number, body: Json): RawAnswer {
  return new RawAnswer(status, `${JSON.stringify(body, null, 2)}\n`, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}
