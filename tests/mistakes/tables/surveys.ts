import { type Mistake, sharedText } from '../shop.ts';

const line = sharedText('store.yaml').split('# surveys:\n')[0]?.split('\n').length;

function inStore(mistake: string, surveys: string, ...says: readonly string[]): Mistake {
  const changes = [{ file: 'store.yaml', from: '# surveys:\n', to: `surveys: ${surveys}\n#\n` }];
  return { mistake, changes, says: says.map((said) => `store.yaml:${line}:${said}`) };
}

function inJourney(mistake: string, to: string, ...says: readonly string[]): Mistake {
  const changes = [{ file: 'cart/journey.yaml', from: '  - send: reminder\n', to }];
  return { mistake, changes, says: says.map((said) => `cart/journey.yaml:14:${said}`) };
}

const question = 'question: { en: Which?, ja: どれ？ }';
const one = 'red: { en: Red, ja: 赤 }';
const form = 'write "colour: { kind: choices, question: { en: …, ja: … }, options: { red: { en: Red, ja: 赤 } } }"';

/** Mistakes in the surveys of store.yaml, and in those that a message asks. */
export const surveyMistakes: readonly Mistake[] = [
  inStore(
    'a survey without a kind',
    `{ colour: { ${question} } }`,
    '20 survey "colour" has no "kind": write "kind:" and faces, nps or choices.',
  ),
  inStore(
    'a survey of a kind that there is not',
    `{ colour: { kind: stars, ${question} } }`,
    '28 unknown kind "stars": write faces, nps or choices.',
  ),
  inStore(
    'choices without options',
    `{ colour: { kind: choices, ${question} } }`,
    `20 survey "colour" has no "options": ${form}.`,
  ),
  inStore(
    'choices with one option',
    `{ colour: { kind: choices, ${question}, options: { ${one} } } }`,
    `81 survey "colour" has fewer than two options: ${form}.`,
  ),
  inStore(
    'options of a score',
    `{ colour: { kind: nps, ${question}, options: { ${one} } } }`,
    '77 survey "colour" is answered by a score, and has no options: drop "options".',
  ),
  inStore(
    'an option called 赤',
    `{ colour: { kind: choices, ${question}, options: { ${one}, 赤: { en: Red, ja: 赤 } } } }`,
    '111 "赤" is no name of a survey or an option: use 2 to 40 of a-z, 0-9 and -, beginning with a letter.',
  ),
  inStore(
    'a survey without a Japanese question',
    '{ mood: { kind: faces, question: { en: How? } } }',
    '43 question has no "ja": write it in ja.',
  ),
  inStore('a list of surveys', '[colour]', `10 surveys is no mapping: ${form}.`),
  inJourney(
    'a survey that the shop does not have',
    '  - send: reminder\n    survey: cart-lef\n',
    '13 unknown survey "cart-lef": did you mean "cart-left"?',
  ),
  inJourney(
    'a survey that its message does not ask',
    '  - send: reminder\n    survey: cart-left\n',
    "13 messages/reminder.en.md does not ask the survey: write {% render 'poll' %} on a line of it.",
  ),
  inJourney(
    'an answer that no survey has',
    '  - send: reminder\n    if: survey.choice is pirce\n',
    '26 if: "survey.choice" is never "pirce": did you mean "price"?',
  ),
  inJourney(
    'a survey by a name that it does not have',
    '  - send: reminder\n    if: survey.name is recomend\n',
    '24 if: "survey.name" is never "recomend": did you mean "recommend"?',
  ),
];
