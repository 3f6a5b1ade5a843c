import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { managePreferences } from '../../src/engine/manage-preferences.ts';
import type { SurveyAnswered } from '../../src/engine/ports.ts';
import { takeSurvey } from '../../src/engine/take-survey.ts';
import { preferencesToken } from '../../src/links/preferences.ts';
import { surveyToken } from '../../src/links/survey.ts';
import { unsubscribeToken } from '../../src/links/unsubscribe.ts';
import { type HtmlAnswer, htmlAnswer } from '../../src/web/answer.ts';
import { readUndo } from '../../src/web/consent/form.ts';
import { readPreferencesForm } from '../../src/web/preferences/form.ts';
import { readAnswerForm } from '../../src/web/survey/form.ts';
import { fieldsOf, topicsIn } from '../engine/preference-page.ts';
import { World } from '../engine/world.ts';
import { settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';

const at = '2026-03-02T09:00:00Z';

/**
 * The pages of one customer behind a server, as the HTTP API has them.
 * @param tick by how much the clock moves on at each request, in milliseconds
 */
export async function openShop(locale: 'en' | 'ja', { tick = 1000 } = {}) {
  const world = new World().at(at);
  const customer = { ...shopper, phone: '+819012345678', locale };
  const input = await world.enter('cart-journey', busEvent('cart.updated', at, { customer }));
  const answers: SurveyAnswered[] = [];
  const ports = {
    stores: world.stores,
    keys: world.keys,
    settings,
    clock: () => world.now,
    failed: () => {},
    publishAnswer: async (detail: SurveyAnswered) => void answers.push(detail),
  };
  const claim = {
    customer: input.customer,
    channel: 'email',
    locale,
    address: world.keys.hash('email', shopper.email),
  } as const;
  const answer = async (request: IncomingMessage): Promise<HtmlAnswer> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const posted = { body: await text(request), isBase64Encoded: false };
    const { method = 'GET' } = request;
    const common = { method, token: searchParams.get('t') ?? undefined, language: request.headers['accept-language'] };
    world.now += tick;
    if (pathname === '/p') return managePreferences({ ...common, form: readPreferencesForm(posted) }, ports);
    if (pathname === '/unsubscribe') return manageConsent({ ...common, undo: readUndo(posted) }, ports);
    const clicked = { score: searchParams.get('score') ?? undefined, choice: searchParams.get('choice') ?? undefined };
    return takeSurvey({ ...common, ...(method === 'POST' ? readAnswerForm(posted) : clicked) }, ports);
  };
  const server = createServer((request, response) => {
    void answer(request).then((page) => {
      const { statusCode, headers, body } = htmlAnswer(page);
      response.writeHead(statusCode, headers).end(body);
    });
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // of a server that listens on a port
  const { customer: key, run: survey } = input;
  const places = {
    preferences: `${base}/p?t=${preferencesToken(claim, world.keys)}`,
    unsubscribe: `${base}/unsubscribe?t=${unsubscribeToken(claim, world.keys)}`,
    survey: (name: string) =>
      `${base}/survey?t=${surveyToken({ customer: key, survey, locale, name, issuedAt: world.now }, world.keys)}`,
  };
  /** Lets time pass, in milliseconds. */
  const wait = (time: number) => {
    world.now += time;
  };
  /** The topics that the preference page shows as switched on. */
  const topicsOn = async () => topicsIn(fieldsOf(await (await fetch(places.preferences)).text()));
  return { ...places, answers, wait, topicsOn };
}

const servers: Server[] = [];

/** Closes every shop that was opened. */
export function closeShops(): void {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
}
