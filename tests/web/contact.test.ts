import { expect, test } from 'vitest';
import { contactHtml } from '../../src/web/contact.ts';
import { pagesIn } from './pages.fixture.ts';

test.each([
  ['help@shop.example.com', '<a href="mailto:help@shop.example.com">help@shop.example.com</a>'],
  ['+81-3-1234-5678', '<a href="tel:+81-3-1234-5678">+81-3-1234-5678</a>'],
  ['https://shop.example.com/help', 'https://shop.example.com/help'],
  ['"<b>@shop.example.com', '<a href="mailto:&quot;&lt;b&gt;@shop.example.com">&quot;&lt;b&gt;@shop.example.com</a>'],
])('the contact %s is shown as %s', (contact, shown) => {
  expect(contactHtml(contact).text).toBe(shown);
});

test.each(['confirm-bad', 'preferences-bad', 'unsubscribe-bad'])('the page %s links to the contact', (name) => {
  for (const language of ['en', 'ja'] as const)
    expect(pagesIn(language)[name]).toMatch(/[ ：]<a href="mailto:help@shop\.example\.com">/);
});
