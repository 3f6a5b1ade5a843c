import { compileCondition } from '../../src/journey/conditions/compile.ts';
import { isMisread } from '../../src/journey/conditions/misread.ts';
import { readPlainCondition } from '../../src/journey/conditions/read-condition.ts';
import { formExamples } from '../../src/journey/conditions/reference.ts';
import { stepScope } from '../../src/journey/conditions/scope.ts';
import { conditionInWords } from '../../src/journey/words/words.ts';
import { table } from './table.ts';

/** The section of docs/journeys.md about conditions: the rules, and a table of all forms. */
export function conditionsPage(): string {
  return [
    introduction,
    example,
    rules,
    table(['condition', 'explained as', 'in Japanese'], formExamples().map(formRow)),
    '#### Patterns',
    patterns,
    patternExample,
    '#### Fields of your own',
    ownFields,
    ownFieldsExample,
  ].join('\n\n');
}

const introduction = `A condition is what is behind \`where\`, \`if\` and the name of a segment: a field and what is asked of it, or a sentence.
All conditions of a list have to hold. \`any of:\` needs one of its list, \`none of:\` none.`;

const example = `\`\`\`yaml
starts:
  on: order.placed
  where: order.total at least 10,000 JPY
  if:
    - agreed to email
    - any of:
        - ordered at least 3 times
        - in segment vip
    - none of:
        - survey.score 6 or less
\`\`\``;

const rules = `- Fields have the names of [events.md](events.md). A noun by itself is its id: \`product in [tea, coffee]\`. \`where\` asks about the
  starting event, so the noun of the event may be left out there: \`score 6 or less\` on \`survey.answered\`. \`if\` asks about what
  is known when it is decided: the customer, and the things that the run is about. \`event.\` before a field asks about it as the
  starting event told it: \`event.referral.role is referrer\`.
- Money needs its currency, behind the amount. The condition holds for amounts in this currency only: an order of 200 USD is neither
  over nor under 10,000 JPY. For several currencies write a line for each under \`any of:\`. \`0\` needs no currency. The sum
  spent is the one in the currency of the last order.
- A value that is not known passes no comparison, and neither \`is\` nor \`in\`. It passes \`is not\`, \`not in\` and \`none of\`.
- A coupon is one that the run itself sent, still valid and not used.
- A text in quotes may hold commas, brackets and full-width characters: \`order.number is "A, B"\`.
- In a YAML list in brackets a comma ends the item. Write conditions with a comma on lines of their own.

A field that the event never carries, or that the run cannot know, is an error; so is a condition that can never or always hold,
such as \`survey.score 60 or less\`.`;

const patterns = `An [EventBridge pattern](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html) says
everything else, in any place of a condition, also beside plain ones. Plain conditions become such patterns.`;

const patternExample = `\`\`\`yaml
where:
  - order.total over 10,000 JPY
  - order: { number: [{ prefix: W- }], lines: { title: [{ wildcard: "*gift*" }] } }
\`\`\``;

const ownFields = `Events may carry fields that events.md does not list. Conditions can ask about those that
\`statemachines/fields.yaml\` names, each with its kind: \`text\`, \`number\`, \`true or false\`, \`texts\` (a list), or the texts that it
may be. Fields inside a list of the contract, such as \`order.lines\`, are not stored.`;

const ownFieldsExample = `\`\`\`yaml
# yaml-language-server: $schema=../docs/schemas/fields.schema.json
fields:
  order.giftWrap: true or false
  order.channel: [web, store, phone]
  customer.loyalty.card: text
\`\`\``;

const scope = stepScope({ segments: ['loyal'] });

/** An example, with what `explain` makes of it. @throws Error when it is no condition */
function formRow(text: string): string[] {
  const asked = readPlainCondition(text, scope);
  if (isMisread(asked)) throw new Error(`"${text}" is no condition: ${asked.message}.`);
  const pattern = compileCondition(asked, scope.fields);
  if (typeof pattern === 'string') throw new Error(`"${text}" is no condition: ${pattern}.`);
  const { en, ja } = conditionInWords(pattern);
  return [`\`${text}\``, en, ja];
}
