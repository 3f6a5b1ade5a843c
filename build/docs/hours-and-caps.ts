import { hoursAsOf, type LegalHours, legalHours, withoutStricterHours } from '../../src/policy/hours/legal-hours.ts';
import { table } from './table.ts';

const ofStates = legalHours.filter(({ in: [place = ''] }) => place.startsWith('US-')).map((row) => row.hours);

/** The weekday that the rules of all states leave. */
const strictest = {
  from: ofStates.map(([from]) => from).reduce((one, other) => (one > other ? one : other)),
  to: ofStates.map(([, to]) => to).reduce((one, other) => (one < other ? one : other)),
};

/** The part of the page on journeys about hours, caps and gaps. */
export function hoursAndCaps(): string {
  return [
    `Marketing keeps out of \`quiet hours\`, and to three more settings of \`store.yaml\`, all of them optional but \`caps\`:

\`\`\`yaml
caps: { marketing per day: 1, marketing per week: 4, email: { per week: 3 }, topics: { offers: { per week: 3 } } }
gaps: { email: 16 hours }
hours: { email: 10:00 to 19:00, not on: [Sunday, public holidays, 12-31] }
\`\`\`

A day is one of the customer's calendar, a week any seven days, a month any thirty. Caps hold for a customer and for a mailbox
or number, also where several customers share it. \`gaps\` are the least time between two marketing messages by one channel: without the key 16
hours for e-mail and 24 for SMS; \`none\` turns one off. \`ignores caps: true\` in a journey excepts its marketing from caps and
gaps. Hours of texts go under \`sms\`. Those of transactional messages go under \`transactional email\` and \`transactional sms\`: the quiet hours
and \`not on\` do not concern these. \`not on\` names days without marketing, and the build warns where there is no list of public holidays; they are
those of the customer's country. \`npm run journeys -- check\` refuses hours within the quiet hours and a \`not on\` with all weekdays, and warns of
settings that make others pointless: caps that another cap, or a gap and the hours of a day, never let anyone reach, a \`stale after\` that is shorter than the quiet
hours, a gap or the days off in a row.

When there is room for one message, the one of the higher priority goes. The other is held as \`higher-priority\` until five
minutes after its rival was due: if the rival never went, it goes then. It makes way only while it could still go the next day,
and no more once it has lost three days to others. Then, and on its last day, it comes back as the hours open, before what is due
later that day. So no message that has two days to go is made stale by rivals alone. The messages of one run go in their order: a later
one is held as \`earlier-first\` while one before it has yet to come back, and is not late for that. A message with \`useful until\` is skipped as \`no-longer-useful\` when it
cannot go in time.

\`sms replies per day\` under \`caps\` limits how many texts of customers the whole shop answers by text within 24 hours: 200 without it.
An answer beyond that is skipped as \`too-many-replies\`; the inquiry itself reaches the staff.

Texts also keep to the hours of the recipient's country, by the number's calling code; the strictest of all rules wins. Within
the United States the area code tells the state. Where it does not, the rules of all states hold at once, on every clock from
New York to Honolulu: on weekdays from ${strictest.from} in Honolulu to ${strictest.to} in New York, an hour or two a day. The clock is the
one that the customer told, which makes the day longer; else that of the number's region, of the country, or of the shop.

The table is no legal advice; it was put together on ${hoursAsOf} ([legal-hours.ts](../src/policy/hours/legal-hours.ts)).
\`law\` is a law of the place, \`guidance\` what senders are advised to keep to where no law names hours. A \`caution\` is the
stricter of two readings that sources give; the law may well allow more. The column \`read\` says whether the words of the source
were read, in a copy or a quotation (\`wording\`), or only what others say of it (\`report\`). A state that rests on holidays
rests on those of the country and on its own, but not on days that its governor proclaims.`,
    table(
      ['where', 'channel', 'hours', 'Saturday', 'Sunday', 'holidays', 'kind', 'source', 'read', 'because'],
      legalHours.map(row),
    ),
    `The other states ask for no more than the federal hours: ${others()}.`,
  ].join('\n\n');
}

function row({ in: places, channel, hours, saturday, sunday, holidays, kind, source, read, because }: LegalHours) {
  const spelled = [saturday, sunday].map((day) => (typeof day === 'string' ? day : (day?.join('–') ?? '')));
  return [places.join(', '), channel, hours.join('–'), ...spelled, holidays ?? '', kind, source, read, because ?? ''];
}

function others(): string {
  return Object.entries(withoutStricterHours)
    .map(([state, found]) => `${state} (${found})`)
    .join(', ');
}
