import { describe, expect, it } from 'vitest';
import { placeName, placeOfRule } from '../../src/explain/names/places.ts';
import { speakerOf } from '../../src/explain/speaker.ts';
import { legalHours } from '../../src/policy/hours/legal-hours.ts';
import { settings } from '../fixtures/catalogue.ts';

describe('the words of a decision', () => {
  it('name every country and state with hours of its own in both languages', () => {
    for (const place of new Set(legalHours.flatMap((row) => row.in))) {
      const code = placeOfRule(`law of ${place}`)?.code ?? '';
      const names = [placeName(code, 'en'), placeName(code, 'ja')];
      expect([place, ...names.map((name) => /^[A-Z-]+$/.test(name))]).toEqual([place, false, false]);
    }
  });

  it('call a topic as the shop does, and one that it no longer has by its own name', () => {
    const say = speakerOf('ja', 'Asia/Tokyo', settings.topics);
    expect(say.topic('offers')).toBe(settings.topics.offers?.name.ja);
    expect(say.topic('gone')).toBe('gone');
  });
});
