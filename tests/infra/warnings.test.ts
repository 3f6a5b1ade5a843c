import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import type { Artefacts } from '../../infra/artefacts.ts';
import {
  warnOfDeafStaff,
  warnOfFleetingData,
  warnOfUnheardOpens,
  warnOfUnknownRegion,
} from '../../infra/parts/warnings.ts';
import type { StageSettings } from '../../infra/settings.ts';
import { compileJourney, printMachine } from '../../src/journey/compiling/compile.ts';
import { parseJourney } from '../../src/journey/parsing/parse.ts';
import { context, messages, withSteps } from '../journey/journeys.ts';

const step = (action: object) => JSON.stringify({ States: { Do: { Type: 'Task', Parameters: { step: { action } } } } });
const artefacts: Artefacts = {
  catalogue: { settings: {}, journeys: {} } as never, // not looked at
  bundles: [],
  definitions: {
    asks: step({ kind: 'tell-staff', by: 'email', text: 'Somebody waits.' }),
    calls: step({ kind: 'tell-staff', by: 'webhook', text: 'Somebody waits.' }),
    tags: step({ kind: 'tag', tag: 'email' }),
  },
};
const sms = { createConfigurationSet: false };
const email = { senderAddress: 'hello@shop.example', identity: 'shop.example', createIdentity: false };

function warnings(settings: Partial<StageSettings>, warn = warnOfDeafStaff, given = artefacts): unknown[] {
  const stack = new Stack(new App(), 'Stack');
  warn(stack, given, { sms, keepData: false, ...settings });
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => entry.data);
}

describe('a synthesis', () => {
  it('warns of journeys that tell the staff where nobody hears it', () => {
    expect(warnings({})).toEqual([
      expect.stringContaining('asks tell the staff by email, and nobody hears it: set staff.email'),
      expect.stringContaining('calls tell the staff by webhook, and nobody hears it: set staff.webhook'),
    ]);
  });

  it('warns of an address that has no sender', () => {
    const staff = { email: 'staff@shop.example', webhook: 'https://shop.example/staff' };
    expect(warnings({ staff })).toEqual([expect.stringContaining('set email, the sender, in infra/settings.ts')]);
  });

  it('does not warn when somebody hears it', () => {
    const staff = { email: 'staff@shop.example', webhook: 'https://shop.example/staff' };
    expect(warnings({ staff, email })).toEqual([]);
  });

  it('warns of journeys that go by openings, where nobody learns of them', () => {
    const last = (kind: string) => `{ messages: { last: { ${kind}: [false] } } }`;
    const definitions = {
      awaits: definitionOf('- send: reminder', '- await: message.opened', '  within: 1 day', '- send: nudge'),
      chooses: definitionOf('- send: reminder', `- if: ${last('opened')}`, '  then: [{ send: nudge }]'),
      sends: definitionOf('- send: reminder', '- wait: 1 day', '- send: nudge', `  if: ${last('opened')}`),
      clicks: definitionOf(
        '- send: reminder',
        '- await: message.clicked',
        '  within: 1 day',
        `- if: ${last('clicked')}`,
        '  then: [{ send: nudge }]',
      ),
    };
    const given = { ...artefacts, definitions };
    expect(warnings({ email }, warnOfUnheardOpens, given)).toEqual([
      expect.stringMatching(/^awaits, chooses, sends ask whether a message was opened.* set email\.trackOpens/),
    ]);
    expect(warnings({ email: { ...email, trackOpens: true } }, warnOfUnheardOpens, given)).toEqual([]);
  });

  it('warns of a Region that CDK does not know', () => {
    const warn = (stack: IConstruct, _artefacts: Artefacts, settings: StageSettings) =>
      warnOfUnknownRegion(stack, settings);
    expect(warnings({ region: 'ap-northeast-9' }, warn)).toEqual([expect.stringContaining('region is ap-northeast-9')]);
    expect([...warnings({ region: 'ap-northeast-1' }, warn), ...warnings({}, warn)]).toEqual([]);
  });

  it('warns that data are deleted with the stack, unless they are kept or somebody else holds the table', () => {
    const warn = (stack: IConstruct, _artefacts: Artefacts, settings: StageSettings) =>
      warnOfFleetingData(stack, settings);
    expect(warnings({}, warn)).toEqual([expect.stringContaining('keepData is false: customers, opt-outs and')]);
    expect(warnings({ keepData: true }, warn)).toEqual([]);
    expect(warnings({ existing: { table: 'restored' } }, warn)).toEqual([]);
  });
});

/** The state machine of a journey with these steps, as it is synthesized. */
function definitionOf(...steps: string[]): string {
  return printMachine(compileJourney(parseJourney(withSteps(...steps), context), messages));
}
