import { type Mistake, sharedText } from '../shop.ts';

const line = sharedText('store.yaml').split('# topics:\n')[0]?.split('\n').length;

function inStore(mistake: string, topics: string, ...says: readonly string[]): Mistake {
  const changes = [{ file: 'store.yaml', from: '# topics:\n', to: `topics: ${topics}\n#\n` }];
  return { mistake, changes, says: says.map((said) => `store.yaml:${line}:${said}`) };
}

function inJourney(mistake: string, topic: string, ...says: readonly string[]): Mistake {
  const changes = [{ file: 'cart/journey.yaml', from: 'purpose: marketing\n', to: `purpose: marketing\n${topic}\n` }];
  return { mistake, changes, says: says.map((said) => `cart/journey.yaml:5:${said}`) };
}

const names = 'name: { en: News, ja: ニュース }';

/** Mistakes in the topics of store.yaml, and in those that a journey or a message names. */
export const topicMistakes: readonly Mistake[] = [
  inStore(
    'a topic without a purpose',
    `{ news: { ${names} } }`,
    '17 topic "news" has no "purpose": write "purpose:" and marketing or transactional.',
  ),
  inStore(
    'a topic without a name',
    '{ news: { purpose: marketing } }',
    '17 topic "news" has no "name": write it in en and ja.',
  ),
  inStore(
    'a topic without a Japanese name',
    '{ news: { name: { en: News }, purpose: marketing } }',
    '25 name has no "ja": write it in ja.',
  ),
  inStore(
    'a list of topics',
    '[news]',
    '9 topics is no mapping: write "news: { name: { en: News, ja: ニュース }, purpose: marketing }".',
  ),
  inStore(
    'a topic that is only a text',
    '{ news: marketing }',
    '17 topic "news" is no mapping: write "news: { name: { en: News, ja: ニュース }, purpose: marketing }".',
  ),
  inStore(
    'a topic called メルマガ',
    `{ メルマガ: { ${names}, purpose: marketing } }`,
    '17 "メルマガ" is no name of a topic: use 2 to 40 of a-z, 0-9 and -, beginning with a letter.',
  ),
  inStore(
    'surveys as marketing',
    `{ surveys: { ${names}, purpose: marketing } }`,
    '61 the topic "surveys" is always transactional: give the other topic another name.',
  ),
  inStore(
    'a topic that is asked first',
    `{ news: { ${names}, purpose: marketing, ask: first } }`,
    '74 unknown ask "first": write separately.',
  ),
  inJourney(
    'a topic that the shop does not have',
    'topic: restok',
    '8 unknown topic "restok": did you mean "restock"?',
  ),
  inJourney(
    'a topic called 再入荷',
    'topic: 再入荷',
    '8 unknown topic "再入荷": write offers, restock, reviews, surveys, order-updates, or add it to "topics" of statemachines/store.yaml.',
  ),
  inJourney(
    'a transactional topic of marketing',
    'topic: order-updates',
    '8 marketing cannot go under the transactional topic "order-updates": write offers, restock or reviews.',
  ),
  inJourney('an empty topic', 'topic:', '7 topic is empty: write offers, restock, reviews, surveys or order-updates.'),
];
