import { describe, expect, it } from 'vitest';
import { whyNotAsked } from '../../../build/connectors/not-asked.ts';
import { connectors } from '../../../src/connectors/connectors.ts';

const asked = [...connectors.values()].filter(({ changedSince }) => changedSince !== undefined);

describe('npm run connectors -- status', () => {
  it.each(asked.map((one) => [one.name, one] as const))(
    'names the settings without which %s is not asked',
    (name, one) => {
      const credentials = Object.keys(one.credentials ?? {});
      const [setting = ''] = one.needsToAsk ?? [];
      const without = { name, settings: ['locale'], credentials };
      expect(whyNotAsked(without, 'en')).toContain(`Set connectors.${name}.${setting} in infra/settings.ts`);
      expect(whyNotAsked(without, 'ja')).toContain(`connectors.${name}.${setting} を設定し`);
      expect(whyNotAsked({ name, settings: [setting], credentials }, 'en')).toBeUndefined();
    },
  );

  it.each(asked.map((one) => [one.name, one] as const))(
    'names the credentials without which %s is not asked',
    (name, one) => {
      const settings = [...(one.needsToAsk ?? [])];
      const [first, ...others] = Object.keys(one.credentials ?? {});
      expect(whyNotAsked({ name, settings, credentials: others }, 'en')).toContain(
        `Set the credentials ${first}: npm run connectors -- secret ${name} --credential ${first} --from -`,
      );
    },
  );

  it.each(['events', 'browser', 'segment', 'stripe'])('says nothing of %s, which nobody asks', (name) => {
    expect(whyNotAsked({ name, settings: [], credentials: [] }, 'en')).toBeUndefined();
  });

  it('does not guess the settings of a stage that is deployed in a version before they were told', () => {
    expect(whyNotAsked({ name: 'woocommerce', credentials: ['consumerKey', 'consumerSecret'] }, 'en')).toBeUndefined();
  });
});
