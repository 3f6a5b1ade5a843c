import { channelKinds, channelsWithOwnText } from '../../src/channels/kinds.ts';
import { type Channel, channels } from '../../src/commerce/customer/channel.ts';
import { table } from './table.ts';

const [billed = ''] = channelsWithOwnText; // each of its texts is billed

/** The part of the page on journeys about the channel of a message, and the second attempt. */
export function channelChoice(): string {
  return [
    `A message with several \`channels\` goes by the first that reaches the customer: one that the stage has set up, with an open
address and, for marketing, consent to the topic. The order in which they are tried:

1. the channel that the customer has chosen on the preference page,
2. then those whose address received everything in the last seven days, before one that a message lately did not reach,
3. of a message with \`urgent: true\` the fastest channel,
4. the cheapest, if \`store.yaml\` says \`channels: { prefer: cheapest }\`,
5. the order of the step.

A channel that the shop has paused is passed over if another one reaches the customer. One whose part costs more than
\`at most\` is never used; a message that only it would reach is skipped as \`too-expensive\`. The ledger says why a message took
another channel than the first of its step, and so do \`npm run why\` and the outbox.

\`\`\`yaml
channels: { prefer: cheapest, ${billed}: { at most: 0.10 USD, prices: { GB: 0.04 USD, elsewhere: 0.15 USD } } }
\`\`\`

Prices are in US dollars, for an e-mail or a segment of an SMS: the shop's own under \`prices\`, else the list price of AWS, else the
shop's own under \`elsewhere\`. Where none of them has a price, \`at most\` lets the message go, and \`prefer: cheapest\` takes the channel
for the dearest. The list holds only what was found with a date, so look at your bill before you rely on a limit in other countries.
\`npm run journeys -- check\` warns of a country of the shop's clock or languages that has no price, and says what the dearest text
costs; \`check --costs\` says what each costs.`,
    table(['channel', 'where', 'price in USD', 'as of', 'source'], channels.flatMap(priceRows)),
    `#### When a message does not arrive

\`\`\`yaml
- send: delivery-tomorrow
  channels: [email]
  fall back: { to: [sms], after: 2 hours }
\`\`\`

The message is sent again by the first other channel in \`to\` that reaches the customer: as soon as a failure is reported (a hard
bounce, a refusal of the service, a carrier that gives up), and with \`after\` also when no delivery is reported by then. That
happens once. A message that was opened or clicked, or drew a complaint, is never sent again. A channel that does not reach the customer in the first place is no failure: name the other one under \`channels\` too.

Consent, hours, caps, gaps, pauses, \`useful until\` and the end of the run hold for the second attempt as for any message.
It takes the place of the first: the caps count one message, the first line of the ledger names the second as its replacement,
and results count the second alone. A second attempt that is held is dropped as \`already-delivered\` when the first turns out to
have arrived. A delivery that is reported after the second attempt was sent cannot call it back: choose \`after\` long enough; 30 minutes is
the least, since reports may themselves take a quarter of an hour.
While reports on what was sent by that channel just before and just after the first are late or missing, nobody knows whether it
arrived: the second attempt is then held as \`no-reports\` until they are here. Where they are lost, it never goes, and is skipped once it is
stale. In a shop that sends little, it waits for the report on the next message.
The run does not wait for the second attempt. A coupon keeps its code, unless it would end within a day.`,
  ].join('\n\n');
}

function priceRows(channel: Channel): string[][] {
  const { words, prices } = channelKinds[channel];
  const { everywhere, byCountry = {}, asOf, source } = prices;
  const rest = everywhere === undefined ? [] : [['everywhere', everywhere] as const];
  return [...Object.entries(byCountry), ...rest].map(([where, price]) => [
    words.en.name,
    where,
    String(price),
    asOf,
    source,
  ]);
}
