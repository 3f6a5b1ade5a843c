import { builtInSurveys } from '../../src/journey/parsing/surveys.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';

/** A store of two languages. */
export const store: StoreSettings = {
  shop: 'coffee',
  brand: {
    name: { en: 'Slow Coffee', ja: 'スロー珈琲' },
    url: 'https://shop.example/',
    address: { en: '1-2-3 Jingumae, Shibuya-ku, Tokyo 150-0001, Japan', ja: '〒150-0001 東京都渋谷区神宮前1-2-3' },
    contact: 'help@shop.example',
    color: '#9c4a2f',
    logo: { image: 'https://shop.example/logo.png', width: 40, height: 40, namesShop: false },
    hero: { image: 'https://shop.example/hero.jpg', alt: { en: 'A cup of coffee', ja: '一杯のコーヒー' } },
    pages: { new: 'https://shop.example/new', guide: 'https://shop.example/guide' },
    social: { line: 'https://line.example/shop' },
  },
  locales: ['en', 'ja'],
  topics: {},
  surveys: builtInSurveys,
  timeZone: 'Asia/Tokyo',
  quietHours: { from: '21:00', to: '08:00' },
  caps: { marketingPerDay: 1 },
  staleAfterMinutes: 4320,
  sending: { spreadMinutes: 15 },
  attribution: { windowMinutes: 7200 },
  retention: { historyDays: 1096 },
};
