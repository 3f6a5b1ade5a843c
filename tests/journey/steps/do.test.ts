import { describe, expect, test } from 'vitest';
import { compileJourney, printMachine } from '../../../src/journey/compiling/compile.ts';
import { explainJourney } from '../../../src/journey/explaining/explain.ts';
import { drawJourney } from '../../../src/journey/explaining/picture.ts';
import { transitionsOf } from '../../../src/journey/machine/transitions.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { context, messages, withSteps } from '../journeys.ts';
import { faultsOf } from '../refusals.ts';

const parse = (...steps: string[]) => parseJourney(withSteps(...steps), context);
const problemOf = (step: string) => faultsOf(withSteps(`- do: ${step}`))[0];
const compile = (...steps: string[]) => compileJourney(parse(...steps), messages);

const everything: [written: string, name: string, action: object, en: string, ja: string][] = [
  [
    '{ tag: loyal }',
    'Tag loyal',
    { kind: 'tag', tag: 'loyal' },
    'Put the tag “loyal” on the customer.',
    'お客様にタグ「loyal」を付けます。',
  ],
  [
    '{ untag: loyal }',
    'Untag loyal',
    { kind: 'untag', tag: 'loyal' },
    'Take the tag “loyal” off the customer.',
    'お客様のタグ「loyal」を外します。',
  ],
  [
    '{ points: 100, for: review }',
    'Grant points for review',
    { kind: 'points', points: 100, for: 'review' },
    'Grant the customer 100 points for “review”.',
    '「review」のために、お客様に100ポイントを付与します。',
  ],
  [
    '{ emit: { type: gift.due, detail: { gift: mug, sizes: [1, 2], wrapped: true } } }',
    'Emit gift.due',
    { kind: 'emit', type: 'gift.due', detail: { gift: 'mug', sizes: [1, 2], wrapped: true } },
    'Put the event “gift.due” on the bus.',
    'イベント「gift.due」をイベントバスに送ります。',
  ],
  [
    '{ tell staff: Call them }',
    'Tell staff by e-mail',
    { kind: 'tell-staff', text: 'Call them', by: 'email' },
    'Tell the staff by e-mail: “Call them”',
    'スタッフにメールで知らせます：「Call them」',
  ],
  [
    '{ tell staff: Call them, by: webhook }',
    'Tell staff by webhook',
    { kind: 'tell-staff', text: 'Call them', by: 'webhook' },
    'Tell the staff by webhook: “Call them”',
    'スタッフにWebhookで知らせます：「Call them」',
  ],
  [
    '{ tell staff: { en: Call them, ja: お電話をお願いします。 } }',
    'Tell staff by e-mail',
    { kind: 'tell-staff', text: 'Call them', texts: { en: 'Call them', ja: 'お電話をお願いします。' }, by: 'email' },
    'Tell the staff by e-mail: “Call them”',
    'スタッフにメールで知らせます：「お電話をお願いします。」',
  ],
];

describe('a step do', () => {
  test.each(everything)('%s becomes one task', (written, name, action, en, ja) => {
    const machine = compile(`- do: ${written}`, '- wait: 1 day', '- send: reminder');
    expect(transitionsOf(machine)).toBe(3);
    expect(machine.States[name]).toMatchObject({
      Resource: '$' + '{do-action}',
      Parameters: { 'run.$': '$.run', 'next.$': '$.next', step: { action }, then: { minutes: 1440 } },
      TimeoutSeconds: 60,
    });
    const [step] = explainJourney(parse(`- do: ${written}`)).steps;
    expect(step?.words).toEqual({ en, ja });
  });

  test('tells that it is the last, and has an id of its own', () => {
    const { States } = compile('- do: { tag: loyal }', '- send: reminder', '- do: { tag: loyal }');
    expect(States['Tag loyal']).toMatchObject({ Parameters: { step: { id: 'tag-loyal' } } });
    expect(States['Tag loyal (2)']).toMatchObject({
      Parameters: { step: { id: 'tag-loyal-2' }, last: true },
      End: true,
    });
  });

  test('is reckoned from the time-out when an await was in vain', () => {
    const otherwise = ['    - do: { tell staff: No delivery }'];
    const { States } = compile(
      '- await: order.placed',
      '  within: 3 days',
      '  otherwise:',
      ...otherwise,
      '- send: nudge',
    );
    expect(States['Tell staff by e-mail']).toMatchObject({
      Parameters: { next: { 'until.$': '$$.State.EnteredTime' } },
    });
  });

  test('differs in one line when its amount becomes another', () => {
    const print = (points: number) => printMachine(compile(`- do: { points: ${points}, for: review }`)).split('\n');
    const [before, after] = [print(100), print(200)];
    expect(after.filter((line, index) => line !== before[index])).toHaveLength(1);
  });

  test('has a box in the picture', () => {
    const journey = parse('- do: { points: 100, for: review }', '- do: { tell staff: "Call <them>" }');
    const svg = drawJourney(journey, 'en');
    expect(svg).toContain('Grant 100 points');
    expect(svg).toContain('Call &lt;them&gt;');
  });

  test.each([
    ['{ tga: loyal }', '9:11 nothing to do is called "tga": did you mean "tag"?'],
    ['loyal', '9:9 do says nothing to do: write one of "tag:", "untag:", "points:", "emit:" or "tell staff:"'],
    ['{ tag: a, untag: b }', '9:19 "untag" is a thing to do of its own: write a second "- do:"'],
    ['{ tag: Loyal }', '9:16 "Loyal" is no tag: use a-z, 0-9 and -, beginning with a letter; at most 40'],
    ['{ tag: loyal, for: x }', '9:23 unknown key "for" in "do: tag": write tag'],
    ['{ points: 0, for: review }', '9:19 points "0" is out of range: write a whole number from 1 to 1000000'],
    ['{ points: 5 }', '9:9 points has no "for": say what for, such as "for: review"'],
    ['{ emit: {} }', '9:17 emit has no "type": name the event, such as "type: gift.due"'],
    [
      '{ emit: { type: gift } }',
      '9:25 "gift" is no name of an event: write words with dots between them, such as "gift.due"',
    ],
    [
      '{ emit: { type: order.placed } }',
      '9:25 "order.placed" is what the store sends: give the event a name of its own',
    ],
    [
      '{ emit: { type: coupon.issued } }',
      '9:25 "coupon.issued" is what Aftercart itself emits: give the event a name of its own',
    ],
    ['{ emit: { type: a.b, detail: 3 } }', '9:38 detail is no mapping: write "key: value" lines'],
    ['{ emit: { type: a.b, detail: { id: 3 } } }', '9:40 every event has its own "id": give the value another name'],
    [
      '{ emit: { type: a.b, detail: { to: "{{ customer.name }}" } } }',
      '9:40 "{{" in detail is never filled in: write the value as it is',
    ],
    ['{ emit: { type: a.b, detail: { "x.$": 1 } } }', '9:40 "x.$" ends with ".$": give it another name'],
    [
      '{ emit: { type: a.b, detail: { x: [.inf] } } }',
      '9:44 detail holds a value that JSON does not know: write a text, a number, true or false',
    ],
    ['{ tell staff: "" }', '9:23 tell staff is empty: write some words'],
    ['{ tell staff: "Call {{ customer.name }}" }', '9:29 "{{" in tell staff is never filled in: write plain words'],
    ['{ tell staff: { en: Call them } }', '9:23 tell staff has no "ja": write it in ja'],
    ['{ tell staff: { en: Call them, ja: "" } }', '9:44 tell staff in ja is empty: write some words'],
    [
      '{ tell staff: { en: Call them, ja: "{{ order.id }}" } }',
      '9:44 "{{" in tell staff in ja is never filled in: write plain words',
    ],
    ['{ tell staff: { en: a, ja: b, jp: c } }', '9:39 unknown key "jp" in tell staff: did you mean "ja"?'],
    ['{ tell staff: x, by: fax }', '9:30 unknown way "fax": write email or webhook'],
  ])('that says %s is refused with its place', (written, problem) => {
    expect(problemOf(written)).toBe(problem);
  });

  test.each([
    [`{ tell staff: ${'x'.repeat(501)} }`, 'tell staff is longer than 500 characters: shorten it'],
    [
      `{ emit: { type: a.b, detail: { x: ${'x'.repeat(2000)} } } }`,
      'detail is longer than 2000 characters: say less, and let the receiver look it up',
    ],
  ])('that says too much is refused', (written, problem) => {
    expect(problemOf(written)).toContain(problem);
  });
});
