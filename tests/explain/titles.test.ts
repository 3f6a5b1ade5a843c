import { describe, expect, it } from 'vitest';
import { titleIn } from '../../src/explain/titles.ts';

const titleOf = (subject: string) => {
  const locales = { en: { subject, preheader: '', html: '', text: '' } };
  return titleIn({ journey: { message: { locales } } }, 'en')('journey', 'message');
};

describe('the title of a message', () => {
  it.each([
    ['Hello {{ customer.name }}', 'Hello …'],
    ['{% if name %}Happy birthday, {{ name }}{% else %}Happy birthday{% endif %}', 'Happy birthday, …'],
    ['{%- if a -%}One{%- elsif b -%}Two{%- else -%}Three{%- endif -%} for you', 'One for you'],
    ['{% unless a %}One{% else %}Two{% endunless %}', 'One'],
    ['{% case a %}{% when 1 %}One{% when 2 %}Two{% endcase %}', 'One'],
    ['{% if a %}A{% if b %} and B{% else %} alone{% endif %}{% else %}C{% endif %}', 'A and B'],
    ['{% if a %}{{ b }}{% endif %}', undefined],
  ])('of %s is %s: of the arms of a condition the first', (subject, title) => {
    expect(titleOf(subject)).toBe(title);
  });
});
