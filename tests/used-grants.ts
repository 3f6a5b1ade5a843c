import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadStack } from '../local/aws/template/stack.ts';
import { statementsOf } from './scenarios/grants.ts';

/** Why a function may do what no story shows it doing. */
const reasons: readonly (readonly [grants: RegExp, reason: string])[] = [
  [/ (logs|xray):\w+$/, 'Lambda itself logs and traces in the name of the function.'],
  [/ sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)$/, 'Lambda itself reads the queue of the function.'],
  [
    / sqs:ChangeMessageVisibility$/,
    'A message that fails for the fifth time, or for hours, is hidden: few do in a story.',
  ],
  [
    /-(deliver-message|count-unmatched|check-deliverability) sqs:SendMessage$/,
    'Lambda itself sets aside what the function failed on.',
  ],
  [
    /-(await-event|choose-arm|do-action|leave-journey|manage-consent|record-feedback|sweep-customers) dynamodb:(BatchGetItem|GetItem|PutItem|Query)$/,
    'Whichever function loads a customer finishes a join that another one began, and looks up a write whose answer was lost.',
  ],
  [
    /-(await-event|choose-arm|do-action|leave-journey|sweep-customers) secretsmanager:GetSecretValue$/,
    'It reads the secret only when a key is needed: for what was put aside, consent, a webhook, or who was joined to another.',
  ],
  [
    /-(manage-customer|record-feedback|start-journey) sqs:SendMessage$/,
    'It asks to settle what was said about an address; no story reopens one, nor is first to hear of a consent there.',
  ],
  [
    /-record-feedback events:PutEvents$/,
    'It tells the shop of a change of consent a minute after it: few stories last so long.',
  ],
  [/-manage-customer dynamodb:Query$/, 'No story asks for the proof of consent.'],
  [
    /-manage-data states:SendTaskSuccess$/,
    'It ends the wait of a run whose customer is erased while the run awaits an event; no story erases one then.',
  ],
  [/-ingest-event dynamodb:DeleteItem$/, 'It settles a history that is longer than any story.'],
  [
    /-map-delivery dynamodb:BatchGetItem$/,
    'Whichever function loads a customer finishes a join that another one began.',
  ],
  [
    /-check-deliverability dynamodb:Query$/,
    'It reads what waits at an address that had statements before: in no story was such an address put on the list.',
  ],
  [
    /-check-deliverability dynamodb:BatchGetItem$/,
    'All functions with addresses reach them by one connection; this one closes them one at a time.',
  ],
];

/**
 * What the stack grants to functions, no story used and no reason explains: `<function> <action>`.
 * @param cdkOut the directory of the synthesized stack
 * @param directory the files in which stories noted the grants that they used
 */
export function unusedGrants(cdkOut: string, directory: string): string[] {
  const used = new Set(
    readdirSync(directory).flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n')),
  );
  const granted = [...statementsOf(loadStack(cdkOut, 'http://127.0.0.1'))].flatMap(([name, statements]) =>
    statements.flatMap(({ actions }) => actions.map((action) => `${name} ${action}`)),
  );
  return [...new Set(granted)].filter((grant) => !used.has(grant) && !reasons.some(([grants]) => grants.test(grant)));
}
