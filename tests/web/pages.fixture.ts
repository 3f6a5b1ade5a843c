import { existsSync } from 'node:fs';
import { shownSurvey } from '../../src/engine/shown-survey.ts';
import { builtInSurveys } from '../../src/journey/parsing/surveys.ts';
import { builtInTopics } from '../../src/journey/parsing/topics.ts';
import { localized } from '../../src/templates/locale.ts';
import type { PageBrand } from '../../src/web/branded.ts';
import {
  askToConfirmPage,
  badConfirmLinkPage,
  confirmedPage,
  expiredConfirmPage,
  notConfirmedPage,
  nothingToConfirmPage,
  withdrawnSincePage,
} from '../../src/web/confirm/page.ts';
import {
  badConsentLinkPage,
  consentPage,
  donePage,
  failedPage,
  notUndonePage,
  undonePage,
} from '../../src/web/consent/page.ts';
import {
  badPreferencesLinkPage,
  movedPage,
  preferencesFailedPage,
  preferencesPage,
  type ShownPreferences,
} from '../../src/web/preferences/page.ts';
import {
  badSurveyLinkPage,
  closedPage,
  expiredPage,
  surveyPage,
  thanksPage,
  whyForm,
} from '../../src/web/survey/page.ts';
import { settings } from '../fixtures/catalogue.ts';

/** The browser that the pages are looked at with, where there is one. */
export const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

const names = { en: 'Aftercart Demo Store', ja: 'アフターカート・デモストア' } as const;
export const languages = ['en', 'ja'] as const;

export function brandIn(locale: 'en' | 'ja'): PageBrand {
  return { locale, shop: names[locale], color: '#1a6b52' };
}

function preferences(locale: 'en' | 'ja', more: Partial<ShownPreferences> = {}): string {
  return preferencesPage(brandIn(locale), {
    address: 'hanako@example.com',
    topics: Object.entries(builtInTopics).map(([name, { name: title, about }], at) => ({
      name,
      title: localized(title, locale),
      about: localized(about, locale),
      on: at !== 1,
    })),
    less: false,
    locale,
    locales: languages,
    channels: ['email', 'sms'],
    closed: false,
    unsubscribe: 'unsubscribe?t=x',
    ...more,
  });
}

/** Every page for customers, by name, in a language. */
export function pagesIn(locale: 'en' | 'ja'): Readonly<Record<string, string>> {
  const brand = brandIn(locale);
  const subject = { channel: 'email', address: 'hanako@example.com' } as const;
  const survey = (name: keyof typeof builtInSurveys) =>
    shownSurvey({ ...settings, surveys: builtInSurveys }, name, locale) ?? { kind: 'nps', question: '', options: {} };
  const form = { token: 'x', comment: '' };
  const day = locale === 'en' ? 'April 1' : '4月1日';
  return {
    preferences: preferences(locale),
    'preferences-saved': preferences(locale, { notice: 'saved', undo: 'proof', less: true, paused: day }),
    'preferences-closed': preferences(locale, { closed: true, notice: 'not-undone', channels: ['email'] }),
    'confirm-ask': askToConfirmPage(brand, subject),
    'confirm-ask-more': askToConfirmPage(brand, subject, [{ name: '' }, { name: 'restock', title: 'Back in stock' }]),
    'confirm-done': confirmedPage(brand, subject, false),
    'confirm-used': confirmedPage(brand, subject, true),
    'confirm-withdrawn': withdrawnSincePage(brand, subject),
    'confirm-expired': expiredConfirmPage(brand, 7),
    'confirm-void': nothingToConfirmPage(brand),
    'confirm-failed': notConfirmedPage(brand),
    'confirm-bad': badConfirmLinkPage(brand, 'help@shop.example.com'),
    'preferences-moved': movedPage(brand, 'unsubscribe?t=x'),
    'preferences-bad': badPreferencesLinkPage(brand, 'help@shop.example.com'),
    'preferences-failed': preferencesFailedPage(brand),
    unsubscribe: consentPage(brand, subject, 'x'),
    'unsubscribe-done': donePage(brand, subject, 'proof', whyForm(brand, 'x', survey('unsubscribed'))),
    'unsubscribe-undone': undonePage(brand, subject),
    'unsubscribe-not-undone': notUndonePage(brand),
    'unsubscribe-failed': failedPage(brand),
    'unsubscribe-bad': badConsentLinkPage(brand, 'help@shop.example.com'),
    'survey-how-was-it': surveyPage(brand, { ...form, score: 7 }, undefined),
    'survey-faces': surveyPage(brand, { ...form, score: 4 }, survey('satisfied')),
    'survey-nps': surveyPage(brand, form, survey('recommend'), 'no-score'),
    'survey-choices': surveyPage(brand, { ...form, choice: 'price' }, survey('cart-left')),
    'survey-thanks': thanksPage(brand, { score: 5, comment: '' }, survey('satisfied')),
    'survey-expired': expiredPage(brand),
    'survey-closed': closedPage(brand),
    'survey-bad': badSurveyLinkPage(brand),
  };
}
