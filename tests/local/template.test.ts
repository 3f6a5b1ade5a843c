import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { resolve, type Scope } from '../../local/aws/template/resolve.ts';
import { loadStack } from '../../local/aws/template/stack.ts';
import { writeAssembly } from './fixture.ts';

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

function load(resources: Record<string, unknown> = {}) {
  const directory = writeAssembly(resources);
  directories.push(directory);
  return loadStack(directory, 'http://127.0.0.1:4566');
}

const scope: Scope = {
  stackName: 'shop',
  ref: (id) => (id === 'Known' ? 'known' : undefined),
  attribute: (id, name) => `${id}:${name}`,
  condition: (name) => name === 'Yes',
  mapping: (...path) => path.join('/'),
};

describe('an intrinsic function', () => {
  it.each([
    [{ Ref: 'Known' }, 'known'],
    [{ Ref: 'AWS::Region' }, 'ap-northeast-1'],
    [{ 'Fn::GetAtt': ['A', 'B.C'] }, 'A:B.C'],
    [{ 'Fn::GetAtt': 'A.B' }, 'A:B'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Known' }, 'b']] }, 'a-known-b'],
    [{ 'Fn::Sub': `\${Known}.\${A.Arn}.\${!Literal}.\${AWS::Partition}` }, `known.A:Arn.\${Literal}.aws`],
    [{ 'Fn::Sub': [`\${x}!`, { x: { Ref: 'Known' } }] }, 'known!'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [{ 'Fn::If': ['Yes', 'yes', 'no'] }, 'yes'],
    [{ 'Fn::FindInMap': ['m', 'a', { Ref: 'Known' }] }, 'm/a/known'],
    [
      { keep: 1, drop: { Ref: 'AWS::NoValue' }, list: [{ 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, 2] },
      { keep: 1, list: [2] },
    ],
    [{ 'Fn::Not': [{ Condition: 'Yes' }] }, false],
    [{ 'Fn::And': [{ 'Fn::Equals': ['a', 'a'] }, { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }] }, true],
  ])('is resolved: %j', (value, expected) => {
    expect(resolve(value, scope)).toEqual(expected);
  });

  it('that is unknown, or refers to nothing, is named', () => {
    expect(() => resolve({ 'Fn::ImportValue': 'x' }, scope)).toThrow('Fn::ImportValue');
    expect(() => resolve({ Ref: 'Unknown' }, scope)).toThrow('refers to "Unknown"');
  });
});

describe('a stack', () => {
  it('gives its resources believable names, ARNs and URLs', () => {
    const stack = load();
    const one = (type: string) => stack.ofType(type)[0];
    expect(one('AWS::SQS::Queue')?.ref).toBe('http://127.0.0.1:4566/000000000000/undelivered');
    expect(one('AWS::DynamoDB::Table')?.name).toBe('shop-Table');
    expect(one('AWS::SecretsManager::Secret')?.ref).toMatch(/^arn:aws:secretsmanager:.*:secret:app-[0-9a-f]{6}$/);
    expect(one('AWS::Events::Rule')?.arn).toBe('arn:aws:events:ap-northeast-1:000000000000:rule/shop/every-event');
    expect(stack.ignored).toEqual(['AWS::IAM::Role']);
  });

  it('with a resource that would matter and cannot run is refused by its type', () => {
    expect(() => load({ Stream: { Type: 'AWS::Kinesis::Stream' } })).toThrow('AWS::Kinesis::Stream');
  });

  it.each([
    [{ Type: 'AWS::SQS::Queue', Properties: { QueueName: 'a b' } }, 'Own is called "a b", which AWS::SQS::Queue'],
    [{ Type: 'AWS::Events::Rule', Properties: { Name: 'r'.repeat(65) } }, 'which AWS::Events::Rule does not take'],
    [{ Type: 'AWS::SQS::Queue', Properties: { QueueName: 'ingest' } }, 'Two resources of the stack are'],
  ])('with a name that AWS would refuse is refused: %j', (resource, problem) => {
    expect(() => load({ Own: resource })).toThrow(problem);
  });

  it('leaves out what its conditions leave out', () => {
    expect(() => load({ Stream: { Type: 'AWS::Kinesis::Stream', Condition: 'Never' } })).not.toThrow();
  });

  it('that was not synthesized says so', () => {
    expect(() => loadStack('/nowhere', 'http://127.0.0.1:1')).toThrow('run `npm run synth` first');
  });
});
