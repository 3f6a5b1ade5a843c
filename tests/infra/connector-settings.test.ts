import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { ConnectorSettings } from '../../infra/connector-settings.ts';
import { settingsOf } from '../../infra/settings.ts';
import { setUps } from '../../src/connectors/set-ups.ts';

const check = (connectors: ConnectorSettings) =>
  settingsOf('prod', { prod: { sms: { createConfigurationSet: true }, keepData: true, connectors } });

/** The examples of docs/connect.md, as they would be pasted. */
const examples = [...setUps].flatMap(([name, { steps }]) =>
  steps.flatMap(({ en }) =>
    [...en.matchAll(/(connectors: \{.*?\}),?(?=\n```|`)/gs)].map(
      ([, text = '']) => [name, text.replace(/,$/, '')] as const,
    ),
  ),
);

describe('the settings of connectors', () => {
  it.each<[ConnectorSettings]>([
    [{ shopify: { domain: 'name.myshopify.com', url: 'https://your-shop.example' } }],
    [{ saleor: { url: 'https://no-name.saleor.cloud', pages: { order: 'https://a.example/o/{id}' } } }],
  ])('take %j', (settings) => {
    expect(check(settings)).toMatchObject({ connectors: settings });
  });

  it.each<[ConnectorSettings, string]>([
    [
      { shopify: { domain: 'NAME.myshopify.com' } },
      'connectors.shopify.domain is "NAME.myshopify.com": put your shop’s name in place of NAME. The address of the Shopify admin shows your shop’s name after /store/',
    ],
    [
      { shopify: { domain: 'https://tea-house.myshopify.com' } },
      'must be the domain that Shopify gave the shop, such as tea-house.myshopify.com, without https://',
    ],
    [
      { shopify: { url: 'https://YOUR-SHOP' } },
      'connectors.shopify.url is "https://YOUR-SHOP": put your shop’s domain in place of YOUR-SHOP. The address at which customers see the shop',
    ],
    [
      { shopify: { partnerSource: 'aws.partner/shopify.com/…' } },
      'put the rest in place of …. Amazon EventBridge lists it under Partner event sources',
    ],
    [{ stripe: { partnerSource: 'aws.partner/stripe.com/ed_...' } }, 'put the rest in place of ....'],
    [{ woocommerce: { url: 'https://your-shop' } }, 'WordPress shows it under Settings → General'],
    [{ 'ec-cube': { url: 'https://YOUR-SHOP' } }, 'The address of the shop’s top page'],
    [{ saleor: { url: 'https://NAME.saleor.cloud' } }, 'the Saleor Dashboard without /dashboard/'],
    [
      { saleor: { pages: { product: 'https://YOUR-SHOP/products/{slug}' } } },
      'connectors.saleor.pages.product is "https://YOUR-SHOP/products/{slug}"',
    ],
    [{ browser: { origins: ['https://YOUR-SHOP'] } }, 'connectors.browser.origins.0'],
    [
      { 'ec-cube': { consentColumn: '<column>' } },
      'put your own in place of <column>. docs/connect.md says what to give.',
    ],
  ])('refuse %j: %s', (settings, said) => {
    expect(() => check(settings)).toThrow(said);
  });

  it('refuse each example of the docs that is pasted as it is, and say where the shop finds its own', () => {
    expect(examples.length).toBeGreaterThan(8);
    for (const [name, text] of examples) {
      const { connectors } = runInNewContext(`({ ${text} })`) as { readonly connectors: ConnectorSettings };
      const hasPlaceholder = /NAME|YOUR-SHOP|…/.test(text);
      if (!hasPlaceholder) expect(() => check(connectors), text).not.toThrow();
      else
        expect(() => check(connectors), text).toThrow(
          new RegExp(`connectors\\.${name}\\..* in place of (?!.*docs/connect)`),
        );
    }
  });
});
