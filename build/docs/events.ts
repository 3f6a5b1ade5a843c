import { eventTypes } from '../../src/commerce/events.ts';
import { eventExamples } from '../../src/commerce/examples.ts';
import { emittedEventExamples, emittedEventTypes } from '../../src/model/emitted-event-schemas.ts';
import { emittedEventSchema, eventSchema, type JsonSchema } from './event-schema.ts';
import { postingPart } from './posting.ts';
import { generated, table } from './table.ts';

/** docs/events.md: how events are posted, every event that a store can send, and those that Aftercart puts on the bus. */
export function eventsPage(): string {
  return `${[
    generated,
    '# Events',
    'The bus carries two kinds of event: those that the store sends, and those that Aftercart sends to the store.',
    '## What the store sends',
    introduction,
    ...part(storeEvents),
    'At least one of `customer.id`, `email`, `phone`, `line` (or `lineId`), `instagram`, `x`, `facebook` and `anonymousId` is required.',
    '### Whose an event is',
    identity,
    '### History',
    history,
    '### What is refused, and what is dropped',
    rules,
    ...postingPart(),
    '## The store’s events',
    ...storeEvents.flatMap((event) => section(event, storeEvents)),
    '## What Aftercart sends',
    emittedIntroduction,
    ...part(emittedEvents),
    ...emittedEvents.flatMap((event) => section(event, emittedEvents)),
  ].join('\n\n')}\n`;
}

const introduction = `A store posts these to the event bus \`aftercart\` with PutEvents: \`Source\` is \`store.<shop>\`, \`DetailType\` the
event's name, \`Detail\` the JSON below, where \`shop\` is the same \`<shop>\` as in \`store.yaml\`. Fields that are not listed
here are allowed. They are not stored, unless \`fields.yaml\` names them and a journey's \`where\` or \`if\`
[asks for them](journeys.md#fields-of-your-own).
Each event has a JSON Schema in [schemas/](schemas/). A duplicate event is harmless as long as its \`id\` stays the same.
Events may arrive in any order.`;

const identity = `**Name the customer the same way in every event about one thing**, and mark what you have verified: Aftercart joins
customers, and overwrites what it knows of them, only with proof. Proof is

- \`customer.id\`, the store's own id of an account. An event with this id comes from a signed-in customer, or from the shop's own
  record of the account: leave it out wherever somebody has only typed the account's address.
- An address in \`customer.verified\`, such as \`["email"]\`: the shop has verified that it belongs to this customer. A shop that
  verifies addresses before an account may use them sets \`verified addresses: [email]\` in \`store.yaml\` instead. It
  is about events that say nothing in \`verified\`: \`[]\` marks one whose addresses were typed, such as a billing address.
  Connectors mark so whatever their platform has not verified, and the setting changes nothing of that.
- An action through a signed link in a message, or by a text from the customer's number.

| an event with | effect |
| --- | --- |
| \`id\` | updates that account, including its addresses. An address that it gives up is released: its next owner starts fresh |
| \`id\` and a verified address | also joins the guest known by that address, with all of their orders. Another address of that guest, such as a phone typed at the checkout, stays behind until the account names it |
| an address without proof | finds the customer who carries it, \`email\` before \`phone\`, or creates one. It fills empty fields and overwrites nothing; the name and birthday of an account come only from its own events, and so does its clock (\`timeZone\`, \`country\`). It joins nobody who has another address or an account |
| \`anonymousId\` or \`line\` alone | finds the customer who was named with it. The events of an anonymous visitor go to the first customer named with the same \`anonymousId\`. A browser used by two people no longer leads to either of them |
| \`instagram\`, \`x\` or \`facebook\` alone | finds the customer known by that name, or creates one: so a chat tells of its customer |
| such a name beside others, in \`verified\` | also joins the customer known by the name alone to the account of the event's \`id\`; without an \`id\` it gives that customer their first address |
| such a name beside others, without proof | as if it were not there: anybody can type a stranger's name |

**A message about a thing goes to the address that came with the thing.** An order, a cart or a checkout whose event names
\`customer.id\` follows the account's current addresses. A guest's order stays at the guest's address, even if the guest turns
out to have an account. Messages about a guest alone go to the e-mail address and the phone that the guest gave first, each only
as far as its own consent allows: the first to order under an e-mail address chooses the phone. Without an address, the message goes to the customer's own. Later events of an order find it by the
address that it was placed under, even if another customer has that address by now. Include in \`order.placed\` its \`cart\` and
the \`anonymousId\` of the browser: then nobody is reminded of a cart that was bought, not even a guest who signed in to pay.

**Consent, opt-outs and closings belong to the address.** \`customer.consent.email\` is about the \`email\` of the same event;
without one it is about any address that the account has (under
[double opt-in](operations.md#double-opt-in) an unproven one that it takes later has to confirm it). An opt-out closes the address for every customer who carries it.
Only a later agreement with proof opens it again: of the account that opted out, or of anybody with the address verified. An
agreement that is more than a day older than the first event in which the customer is known to have named the address was
about another address, and opens nothing. One that an import tells of, as \`history\` or in a live event with \`"from": "import"\`, lifts no
opt-out, whatever its date: a list says nothing of what a customer has wanted since. An agreement counts for the customer in
whose name it was given, and an opt-out that an account posts about another customer's address binds that account alone. An opt-out, also one of a single topic, goes along with the
customer to every address that they take, and to those of their earlier orders as a guest: neither another address nor an
agreement that somebody types without proof lifts it. Omit \`consent\` if the customer has said nothing, for example left a box
unticked: \`granted: false\` is an opt-out. A guest's event, with neither \`customer.id\` nor a verified address, may be anybody's: its
opt-out closes the address only while no agreement with proof is known, and takes back no such agreement, be it earlier or later.
So an unticked box of a guest never silences an account, and nobody can opt others out by typing their address. A hard bounce closes the address; a corrected one works at once.`;

const history = `An import marks its events with \`"history": true\`, beside \`id\`: what happened is told afterwards. A live event leaves the field
out, or has \`false\` there. Such an event is recorded like any
other: profile, order, parcel, review, tier, consent. No journey starts, ends or goes on by it, and nothing is sent because of it.

| | what history does |
| --- | --- |
| a journey's \`starts\` | nothing: the rules on the bus leave it out, so no function is called for it |
| \`ends\`, \`await\`, \`restarts on\`, a goal and its conversion | nothing, whenever it happened |
| conditions, segments, \`once per\` reasons such as "already reviewed" | counts like any other fact, as known from before: an order from history is never "since the start" |
| sweeps | imported customers take part like everybody: a birthday, or a segment that they enter as time passes, admits them from the night after the import. What they were before the import admits nobody |
| consent | counts with its own \`at\` and \`source\`; without \`from\` it is \`import\`. An agreement opens an address where nobody has opted out, and lifts no opt-out, whatever its date |

The same \`id\` is the same happening: history after the live event changes nothing. If history is first and the live event follows, the
live event counts as if it came first, so an import may run while the shop posts live. \`customer.erased\`, \`customer.data_requested\`
and \`journey.requested\` ask for something now, and are refused as history.`;

const rules = `An event with an invalid field is refused as a whole. It ends in the dead-letter queue, and the log names the fields, never
their values. Optional fields of the customer are the exception: an order is not refused because of an address.

| | refused | changed or dropped |
| --- | --- | --- |
| Times | \`occurredAt\` more than a day ahead; promised dates (\`dispatchBy\`, \`expectedAt\`, \`answerBy\`) more than ten years ahead; any time before 2000, with more than nine decimals, with 24:00 or a second 60 | \`occurredAt\` up to a day ahead and \`consent.*.at\` up to five minutes ahead become the time of receipt |
| Ids | empty, over 200 characters or 512 bytes, with invisible characters; placeholders such as \`null\`, \`undefined\`, \`0\`, \`none\` as the id of a cart, an order … | surrounding spaces are removed; placeholders as \`customer.id\`, \`anonymousId\` or \`lineId\` are dropped, because they would join strangers into one customer |
| Texts | a title or a tier's name without any visible word; an order or tracking number over 60 characters | line breaks become spaces; control characters and bidirectional marks are removed; long texts are cut; links are defused, so that mail programs do not show them as links |
| URLs | other than http and https, over 2,000 characters, with a user name | normalised as in browsers |
| Amounts | negative, over 10^12 minor units, with more decimals than ISO 4217 gives the currency, in a currency that it does not list | amounts in AFN, ALL, COP, HUF, IDR, IQD, IRR, KPW, LAK, LBP, MGA, MMK, PKR, SLL, SOS, SYP and YER are rounded to whole units, as they are shown |
| Lists | over 500 lines | the first 20 lines are kept, the others counted |
| Customer | no identity that can be used | \`email\`: full-width characters become half-width, an internationalized domain becomes punycode. \`phone\`: spaces, hyphens, full-width digits and national numbers of the \`country\` become E.164. \`ja_JP\` becomes \`ja-JP\`, and \`UK\` \`GB\`. A \`name\` with a link or with seven digits, such as a phone number, is dropped, and so is each of these fields if it cannot be used. \`null\` means absent |
| Consent | never | an agreement that is not written as above is dropped: without time or place, with \`at\` more than five minutes after its receipt, because each repetition would count as a new agreement, \`granted: "true"\`, or with a key that the tables above do not name and that holds something: \`"topics": ["restock"]\` would be an agreement to everything without it. An agreement to a \`topic\` that \`store.yaml\` does not have is kept as proof and counts for nothing. What may be meant as an opt-out is one: \`granted: false\` counts whatever else is wrong with it, at the event's own time if need be, and so do \`granted: "false"\`, \`"no"\`, \`0\`, \`consent: false\`, a list such as \`[{ channel: "email", granted: false }]\`, and \`subscribed: false\`; with an unknown key or topic it is an opt-out from all marketing. \`"null"\`, \`"undefined"\`, \`"unknown"\` and \`"pending"\` say nothing |
| Shop | \`shop\`, or the event's source, is not the one of \`store.yaml\` | |

The metric \`DroppedField\` counts dropped fields, by field.

The files in [schemas/](schemas/) accept what is accepted here, and refuse what is refused, but for what JSON Schema cannot say:
how far a time lies ahead, the shop's own name, the bytes of an id, an amount's decimals other than of currencies without any and
its upper limit, addresses that browsers cannot read, whether an identity that looks usable is, and that an answer has a score or a choice. \`npm run events -- check\` says all of it.`;

const emittedIntroduction = `Aftercart puts these on the same bus, with the source \`aftercart\`: a rule of the store receives them from there.
An event may come twice, with the same \`id\`: process it once. A journey's \`- do: { emit }\` puts further events there, which
carry the same fields and those of its \`detail\`.`;

/** An event with all that the page says of it. */
interface Documented {
  readonly type: string;
  readonly schema: JsonSchema;
  readonly example: unknown;
}

const storeEvents: readonly Documented[] = eventTypes.map((type) => ({
  type,
  schema: eventSchema(type),
  example: eventExamples[type],
}));

const emittedEvents: readonly Documented[] = emittedEventTypes.map((type) => ({
  type,
  schema: emittedEventSchema(type),
  example: emittedEventExamples[type],
}));

/** The list of some events, and the fields that all of them carry. */
function part(events: readonly Documented[]): string[] {
  const [first] = events;
  const common = Object.entries(first?.schema.properties ?? {}).filter(([name]) => inAll(name, events));
  return [
    table(
      ['event', 'what happened'],
      events.map(({ type, schema }) => [`[\`${type}\`](#${anchor(type)})`, schema.description ?? '']),
    ),
    '### Common fields',
    fieldTable({ ...first?.schema, properties: Object.fromEntries(common) }),
  ];
}

function inAll(name: string, events: readonly Documented[]): boolean {
  return events.every(({ schema }) => Object.hasOwn(schema.properties ?? {}, name));
}

function section({ type, schema, example }: Documented, among: readonly Documented[]): string[] {
  const own = Object.entries(schema.properties ?? {}).filter(([name]) => !inAll(name, among));
  const fields = { ...schema, properties: Object.fromEntries(own) };
  return [
    `### ${type}`,
    `${schema.description} ([schema](schemas/${type}.schema.json))`,
    own.length === 0 ? 'The common fields only.' : fieldTable(fields),
    `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``,
  ];
}

function fieldTable(schema: JsonSchema): string {
  return table(['field', 'type', 'required', 'description'], rowsOf(schema, ''));
}

/** One row a field; fields inside of objects and lists follow theirs. */
function rowsOf(schema: JsonSchema, prefix: string): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix + name;
    const required = schema.required?.includes(name) ? 'yes' : 'no';
    const row = [`\`${path}\``, typeOf(field), required, describe(field)];
    const inner = field.type === 'array' ? rowsOf(field.items ?? {}, `${path}[].`) : rowsOf(field, `${path}.`);
    return [row, ...inner];
  });
}

function typeOf(field: JsonSchema): string {
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.enum) return field.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  if (field.anyOf) return [...new Set(field.anyOf.map(typeOf))].join(' or ');
  if (field.type === 'array') return `list of ${typeOf(field.items ?? {})}s`;
  return field.format ? `${field.type} (${field.format})` : (field.type ?? 'any');
}

function describe({ description = '', default: value, maxLength, maxItems }: JsonSchema): string {
  const text = description === '' || /[.…]$/.test(description) ? description : `${description}.`;
  return [
    text,
    maxLength === undefined ? '' : `At most ${maxLength} characters.`,
    maxItems === undefined ? '' : `At most ${maxItems}.`,
    value === undefined ? '' : `Without it: \`${JSON.stringify(value)}\`.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function anchor(heading: string): string {
  return heading.replaceAll('.', '');
}
