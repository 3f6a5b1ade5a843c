import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { warnOfDeafStaff } from '../../infra/parts/warnings.ts';
import type { StageSettings } from '../../infra/settings.ts';

const step = (action: object) => JSON.stringify({ States: { Do: { Type: 'Task', Parameters: { step: { action } } } } });
const artefacts = {
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

function warnings(settings: Partial<StageSettings>): unknown[] {
  const stack = new Stack(new App(), 'Stack');
  warnOfDeafStaff(stack, artefacts, { sms, keepData: false, ...settings });
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
    expect(warnings({ staff })).toEqual([expect.stringContaining('set staff.email')]);
  });

  it('does not warn when somebody hears it', () => {
    const staff = { email: 'staff@shop.example', webhook: 'https://shop.example/staff' };
    expect(warnings({ staff, email })).toEqual([]);
  });
});
