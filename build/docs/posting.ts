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
  return ['## Posting events', introduction, policy, checking, ...examples.map((example) => exampleOf(example))];
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
that does not fit, and shows which journeys the event concerns:

\`\`\`sh
npm run events -- check entries.json
npm run events -- send entries.json --stage dev
\`\`\`

Each of these examples posts one order, and posts it again when the bus did not take it. \`AFTERCART_BUS\` selects the bus,
and \`AWS_ENDPOINT_URL=http://127.0.0.1:4310\` the one of \`npm start\`.`;

function exampleOf({ file, language, title }: (typeof examples)[number]): string {
  const code = readFileSync(path.join(import.meta.dirname, '../../docs/examples', file), 'utf8').trim();
  return `<details><summary>${title}</summary>\n\n\`\`\`${language}\n${code}\n\`\`\`\n\n</details>`;
}
