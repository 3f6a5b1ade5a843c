import { describe, expect, test } from 'vitest';
import { parseDefinition, UnsupportedDefinitionError } from '../../../../local/aws/states/interpreter.ts';

const pass = { Type: 'Pass', End: true };
const task = { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:000000000000:function:send', End: true };
const rule = (operator: object) => ({ Type: 'Choice', Choices: [{ Variable: '$.a', Next: 'S', ...operator }] });
const inner = { StartAt: 'In', States: { In: pass } };

function refusal(state: object, rest: object = {}) {
  try {
    parseDefinition(JSON.stringify({ StartAt: 'S', States: { S: state }, ...rest }));
    return 'accepted';
  } catch (error) {
    if (!(error instanceof UnsupportedDefinitionError)) throw error;
    return [error.feature, error.state, error.field];
  }
}

describe('a definition is refused, naming state and field, for', () => {
  test.each([
    ['JSONata', 'S', 'QueryLanguage', { ...pass, QueryLanguage: 'JSONata' }],
    ['JSONata', 'S', 'Output', { ...pass, Output: '{% $states.input %}' }],
    ['JSONata', 'S', 'Arguments', { ...task, Arguments: {} }],
    [
      'Distributed Map',
      'S',
      'Mode',
      { Type: 'Map', ItemProcessor: { ...inner, ProcessorConfig: { Mode: 'DISTRIBUTED' } }, End: true },
    ],
    ['Distributed Map', 'S', 'ItemReader', { Type: 'Map', ItemProcessor: inner, ItemReader: {}, End: true }],
    [
      'Distributed Map',
      'S',
      'ToleratedFailureCount',
      { Type: 'Map', ItemProcessor: inner, ToleratedFailureCount: 1, End: true },
    ],
    ['activity', 'S', 'Resource', { ...task, Resource: 'arn:aws:states:eu-west-1:000000000000:activity:pack' }],
    ['unknown field', 'S', 'Reslut', { ...pass, Reslut: 1 }],
    ['unknown field', 'S', 'Credentials', { ...task, Credentials: {} }],
    ['unknown state type', 'S', 'Type', { Type: 'Sleep', End: true }],
    ['unknown operator', 'S', 'StringContains', rule({ StringContains: 'x' })],
    ['unknown intrinsic function', 'S', 'Parameters', { ...pass, Parameters: { 'a.$': 'States.Shout($.a)' } }],
    ['JSONPath function', 'S', 'Parameters', { ...pass, Parameters: { 'a.$': '$.a.max()' } }],
    ['path syntax', 'S', 'InputPath', { ...pass, InputPath: 'cart' }],
    ['path syntax', 'S', 'ResultPath', { ...pass, ResultPath: '$.a[*]' }],
    ['path syntax', 'S', 'Parameters', { ...pass, Parameters: { 'a.$': 'States.Hash($.a)' } }],
    ['invalid definition', 'S', undefined, { Type: 'Pass', Next: 'Nowhere' }],
    ['invalid definition', 'S', 'Next', { Type: 'Pass' }],
    ['invalid definition', 'S', 'Seconds', { Type: 'Wait', Seconds: -1, End: true }],
    ['invalid definition', 'S', 'Timestamp', { Type: 'Wait', Timestamp: 'tomorrow', End: true }],
    ['invalid definition', 'S', 'ErrorEquals', { ...task, Retry: [{}] }],
    ['invalid definition', 'S', 'TimeoutSecondsPath', { ...task, TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' }],
  ])('%s at %s.%s', (feature, state, field, definition) => {
    expect(refusal(definition)).toEqual([feature, state, field]);
  });

  test('JSONata for the whole machine', () => {
    expect(refusal(pass, { QueryLanguage: 'JSONata' })).toEqual(['JSONata', undefined, 'QueryLanguage']);
  });

  test('text that is no JSON', () => {
    expect(() => parseDefinition('{')).toThrow('The definition is not JSON');
  });
});

test.each([
  [{ Reslut: 1 }, 'field "Reslut": This field is not known here; check its spelling and place. (unknown field)'],
  [
    { InputPath: '$.a[' },
    'field "InputPath": "$.a[" has the end where an index, a quoted name, * or a filter is expected. (path syntax)',
  ],
])('the refusal of %j says what to do', (fields, message) => {
  const text = JSON.stringify({ StartAt: 'S', States: { S: { ...pass, ...fields } } });
  expect(() => parseDefinition(text)).toThrow(`In state "S", ${message}`);
});
