import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The examples of docs/examples, in the order of the page. */
const examples = [
  { file: 'node.mjs', language: 'js', title: 'Node.js' },
  { file: 'python.py', language: 'python', title: 'Python' },
  { file: 'php.php', language: 'php', title: 'PHP' },
  { file: 'ruby.rb', language: 'ruby', title: 'Ruby' },
  { file: 'curl.sh', language: 'sh', title: 'curl' },
] as const;

/** The part of docs/events.md on posting events: permission, check, one example in each language. */
export function postingPart(): readonly string[] {
  return [
    '## Posting events',
    introduction,
    policy,
    checking,
    ...examples.map((example) => exampleOf(example)),
    '### How fast',
    howFast,
    '### Customers and orders from before',
    before,
  ];
}

const introduction = `Any AWS SDK posts events, and needs nothing of Aftercart. Post an event after the transaction that it tells of has
been stored, never before. Post it again when \`FailedEntryCount\` is not 0 or the call failed: the same \`id\` makes that
harmless. Ten entries and 1 MB fit in one call. Tools that read AsyncAPI find all events in [asyncapi.yaml](asyncapi.yaml).`;

const policy = `The role or user of the store needs one permission (replace the Region and the account; the stage prod has the bus
\`aftercart-prod\`):

\`\`\`json
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "events:PutEvents",
      "Resource": "arn:aws:events:ap-northeast-1:111122223333:event-bus/aftercart",
      "Condition": { "StringEquals": { "events:source": "store.demo" } }
    }
  ]
}
\`\`\`

A store in another account also has to be named under \`stores\` of the stage in \`infra/settings.ts\`.`;

const checking = `Check events before the store posts them. The command reads a file of entries or the standard input, names every field
that does not fit, and every slip in a consent: an unknown key or channel, or a topic that \`store.yaml\` does not have. It shows which journeys the event concerns:

\`\`\`sh
npm run events -- check entries.json
npm run events -- send entries.json --stage dev
\`\`\`

Each of these examples posts one order, and posts it again when the bus did not take it; it ends with an error when the bus
takes it not even then. What the bus takes may still be refused by its contract, which shows in the dead letters, and on one
machine in the terminal of \`npm start\` and on its page. \`AFTERCART_BUS\` selects the bus. Without \`EventBusName\` an event goes
to the bus \`default\`, where nobody listens.

To try your integration on one machine, start the demo shop with \`--today\`, so that its clock shows the present time, and post to it:

\`\`\`sh
npm start -- --today # in a terminal of its own
export AWS_ENDPOINT_URL=http://127.0.0.1:4310 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
node docs/examples/node.mjs
npm run clock -- until-message # asks where AWS_ENDPOINT_URL leads
\`\`\`

Some SDKs read the Region from \`AWS_REGION\`, others from \`AWS_DEFAULT_REGION\`. Without \`--today\` the clock shows a day of 2026, and
events of the present are refused as more than a day ahead of it, or start nothing because they are older than \`stale after\`.`;

const howFast = `As fast as EventBridge takes them: 1,200 requests a second in Tokyo, of up to ten events each, and fewer in some Regions (Service
Quotas, "PutEvents throttle limit"). Beyond that it answers \`ThrottlingException\`: wait, and post the same again. Aftercart works
off what it has taken at its own pace, from a queue: [a rush of orders](operations.md#a-rush-of-orders) has the figures.
Post an event within \`stale after\` of \`store.yaml\`, three days unless it says otherwise: an older one is recorded, but starts nothing.`;

const before = `\`npm run import\` reads exports of Shopify, Klaviyo, Stripe and EC-CUBE, and any CSV: [imports.md](imports.md). Or post what you know as events with \`"history": true\`, with the
times at which it happened ([what history does](#history)).

1. **Customers and consents**: one \`customer.updated\` each, with \`customer.id\`, the addresses, and \`consent\` as it was given: its
   own \`at\`, \`source\` and \`wording\`. Post opt-outs too, as \`granted: false\`. Omit \`consent\` where you cannot prove one: then no
   marketing is sent. Make the \`id\` from the customer's, such as \`import-c-1001\`, so that a repeated import changes nothing.
2. **Past orders**: one \`order.placed\` each, with its real \`occurredAt\` and id, oldest first, and \`order.cancelled\` or
   \`order.refunded\` where that is how it ended, all with \`"history": true\`. However recent an order is, it starts, ends and sends
   nothing then; it counts in what conditions and segments say of a customer. Post without the mark what happens from the first day
   on, such as the delivery of a parcel that is still on its way.
3. Journeys that begin with the calendar or a segment, such as \`win-back\` and \`birthday\`, judge customers as they are: from the
   first night on they may write to those whom you brought in and who agreed. Deploy them later if you do not want that.

Carts from before need no import. Read a file with \`npm run events -- check\`, then \`send\` it: ten events go in a request, one request
after the other.`;

function exampleOf({ file, language, title }: (typeof examples)[number]): string {
  const code = readFileSync(path.join(import.meta.dirname, '../../docs/examples', file), 'utf8').trim();
  return `<details><summary>${title}</summary>\n\n\`\`\`${language}\n${code}\n\`\`\`\n\n</details>`;
}
