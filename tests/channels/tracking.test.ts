import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { journeyFolders, loadSettings } from '../../build/journeys.ts';
import { sampleContext } from '../../build/messages/sample.ts';
import { compileMessages } from '../../build/messages.ts';
import type { Outgoing } from '../../src/channels/contract/sender.ts';
import { emailRequest } from '../../src/channels/email/sender.ts';
import { preferencesLink } from '../../src/links/preferences.ts';
import { surveyLink } from '../../src/links/survey.ts';
import { unsubscribeLink } from '../../src/links/unsubscribe.ts';
import { Keys } from '../../src/secrets/keys.ts';
import { createRenderer, type MessageCatalogue } from '../../src/templates/render.ts';
import { partials } from '../templates/compiled.fixture.ts';

const statemachines = path.resolve(import.meta.dirname, '../../statemachines');
const settings = loadSettings(statemachines);
const shipped = await compileMessages(statemachines, journeyFolders(statemachines), settings);
const messages: MessageCatalogue = { ...shipped, ...partials };

const keys = new Keys('a-secret-of-at-least-thirty-two-characters');
const linksUrl = 'https://links.example.com';
const email = { senderAddress: 'shop@example.com', configurationSet: 'set', linksUrl, trackOpens: false };
const outgoing: Outgoing = {
  address: 'shopper@example.com',
  senderName: 'Shop',
  purpose: 'transactional',
  subject: '',
  html: '',
  text: '',
  tags: { customer: 'c', message: 'r_s', journey: 'j', step: 's', run: 'r', purpose: 'transactional' },
  lifetimeSeconds: 60,
};
const claim = { customer: 'c', locale: 'en' } as const;
const links = {
  unsubscribe: unsubscribeLink({ ...claim, channel: 'email', address: 'hash' }, keys, linksUrl),
  preferences: preferencesLink({ ...claim, channel: 'email', address: 'hash' }, keys, linksUrl),
  survey: surveyLink({ ...claim, survey: 'run' }, keys, linksUrl),
};

const all = Object.entries(messages).flatMap(([journey, named]) =>
  Object.entries(named).flatMap(([message, { locales }]) =>
    Object.keys(locales).map((locale) => [journey, message, locale] as const),
  ),
);

/** A survey's answers as a message links to them. */
const poll = {
  question: 'What kept you?',
  answers: [{ label: 'Price', name: 'Price', url: `${links.survey}&choice=price` }],
};

/** Both parts of a message as SES gets them. */
function partsOf(journey: string, message: string, locale: string) {
  const context = { ...sampleContext(settings, locale), links, poll };
  const rendered = createRenderer(messages)(journey, message, locale, context);
  const request = emailRequest({ ...outgoing, ...rendered }, email);
  const { Html, Text } = request.Content?.Simple?.Body ?? {};
  return { html: Html?.Data ?? '', text: Text?.Data ?? '', written: rendered.html };
}

/** The links of an HTML text: where each leads, and whether SES is told to leave it alone. */
function anchorsOf(html: string): { href: string; untracked: boolean }[] {
  return [...html.matchAll(/<a\b[^>]*>/g)].map(([tag]) => ({
    href: (/\shref="([^"]*)"/.exec(tag)?.[1] ?? '').replaceAll('&amp;', '&'),
    untracked: /^<a ses:no-track\s/.test(tag),
  }));
}

describe('the links that SES counts clicks on', () => {
  it.each(all)('in %s/%s.%s are all but those to unsubscribe, to choose and to answer', (...name) => {
    const { html } = partsOf(...name);
    const anchors = anchorsOf(html);
    expect(anchors.length).toBeGreaterThan(1);
    for (const { href, untracked } of anchors) expect(untracked, href).toBe(href.startsWith(`${linksUrl}/`));
    expect(html.split('ses:no-track')).toHaveLength(anchors.filter(({ untracked }) => untracked).length + 1);
  });

  it('leave out the links to unsubscribe and to the preferences, each of the eleven scores, and each answer', () => {
    const untracked = anchorsOf(partsOf('any', 'partials', 'en').html).filter((anchor) => anchor.untracked);
    const scores = Array.from({ length: 11 }, (_, score) => `${links.survey}&score=${score}`);
    const answers = poll.answers.map(({ url }) => url);
    const own = [...scores, ...answers, links.unsubscribe, links.preferences];
    expect(untracked.map(({ href }) => href).sort()).toEqual(own.sort());
  });

  it('leave out a link that a marketer writes as a button, or in a sentence', () => {
    const html = `<a class="x > y" style="color:red" href="${links.survey}">Answer</a> <a href="https://shop.example/a?b=${linksUrl}/survey">b</a>`;
    const request = emailRequest({ ...outgoing, html }, email);
    expect(anchorsOf(request.Content?.Simple?.Body?.Html?.Data ?? '').map(({ untracked }) => untracked)).toEqual([
      true,
      false,
    ]);
  });

  it('are marked for SES alone: neither the rendered message nor its text part shows it', () => {
    for (const name of all) {
      const { text, written } = partsOf(...name);
      expect(`${text} ${written}`).not.toContain('no-track');
    }
  });
});
