import { describe, expect, it } from 'vitest';
import { defaultStage, prefixOf, type StageSettings, settingsOf, stages } from '../../infra/settings.ts';

const sms = { createConfigurationSet: true };
const sending = (senderAddress: string, identity: string, createIdentity = false): Record<string, StageSettings> => ({
  prod: { sms, keepData: true, email: { senderAddress, identity, createIdentity } },
});

describe('a stage', () => {
  it('that nobody set up is refused, naming the file and the stages there are', () => {
    expect(() => settingsOf('staging')).toThrow('There is no stage "staging". infra/settings.ts has dev, prod');
    expect(() => settingsOf('')).toThrow('infra/settings.ts');
    expect(() => settingsOf('constructor')).toThrow('infra/settings.ts');
  });

  it('by default carries no suffix, any other its name', () => {
    expect(prefixOf(defaultStage)).toBe('aftercart');
    expect(prefixOf('prod')).toBe('aftercart-prod');
  });

  it.each(Object.keys(stages))('%s needs no account, Region or sender to be synthesized', (stage) => {
    expect(settingsOf(stage)).toMatchObject({ keepData: true });
  });
});

describe('a sender', () => {
  it('may be of the domain, of a subdomain, or the identity itself', () => {
    expect(settingsOf('prod', sending('hello@shop.example', 'shop.example', true))).toBeDefined();
    expect(settingsOf('prod', sending('hello@mail.shop.example', 'shop.example'))).toBeDefined();
    expect(settingsOf('prod', sending('hello@shop.example', 'hello@shop.example'))).toBeDefined();
  });

  it('of another domain is refused', () => {
    expect(() => settingsOf('prod', sending('hello@shop.example', 'hop.example'))).toThrow(
      'infra/settings.ts, stage "prod": hello@shop.example does not belong to the identity hop.example',
    );
  });

  it('with a name before the address is refused', () => {
    expect(() => settingsOf('prod', sending('Shop <hello@shop.example>', 'shop.example'))).toThrow('the address alone');
  });

  it('whose single address should be created as identity is refused', () => {
    expect(() => settingsOf('prod', sending('hello@shop.example', 'hello@shop.example', true))).toThrow(
      'only a domain can be created',
    );
  });
});

describe('the staff', () => {
  const told = (staff: StageSettings['staff']) => ({ prod: { sms, keepData: true, staff } });

  it('is told at an address, at an https address of the shop, or not at all', () => {
    const staff = { email: 'staff@shop.example', webhook: 'https://shop.example/aftercart' };
    expect(settingsOf('prod', told(staff)).staff).toEqual(staff);
    expect(settingsOf('prod', told(undefined)).staff).toBeUndefined();
  });

  it.each([
    [{ webhook: 'http://shop.example/aftercart' }, 'Give an address that begins with https://'],
    [{ webhook: 'https://' }, 'Give an address that begins with https://'],
    [{ email: 'Staff <staff@shop.example>' }, 'Give the address alone'],
  ])('is refused at %j', (staff, message) => {
    expect(() => settingsOf('prod', told(staff))).toThrow(message);
  });
});
