import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sampleContext } from '../../build/messages/sample.ts';
import { createRenderer } from '../../src/templates/render.ts';
import { all, compiled, partials } from './compiled.fixture.ts';
import { store } from './store.fixture.ts';

const file = path.resolve(import.meta.dirname, '../../../shared/conformance/caniemail.json');

interface Feature {
  readonly slug: string;
  readonly stats: Record<string, Record<string, Record<string, string>>>;
}

/** Where a client lacks these, the message loses nothing that matters. */
const decoration = new Set([
  'border-radius', // square corners
  'max-width', // Outlook gets a table of 600 px
  'max-height', // these three only hide the preheader, which display: none hides already
  'overflow',
  'opacity',
  'word-break', // long words run on
  'outline', // a frame around pictures, which is 0
  'border-spacing', // Outlook takes the attribute cellspacing
  'cursor', // these three only ask for what is the default
  'word-spacing',
  'table-layout',
  'white-space', // a price has no space to break at
  'display', // the clients that lack some values have block, inline-block and none
]);

/** Whether the newest version tested of the client lacks the feature. */
function lacks(feature: Feature, client: string, platform: string): boolean {
  const versions = Object.entries(feature.stats[client]?.[platform] ?? {});
  const newest = versions.sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true })).at(-1);
  return newest?.[1].startsWith('n') ?? false;
}

const clients = [
  ['gmail', 'desktop-webmail'],
  ['gmail', 'android'],
  ['gmail', 'ios'],
  ['outlook', 'windows'],
  ['outlook', 'outlook-com'],
  ['apple-mail', 'ios'],
] as const;

describe.skipIf(!existsSync(file))('caniemail data (skipped without ../shared)', () => {
  const features: Feature[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).features : [];
  const bySlug = new Map(features.map((feature) => [feature.slug, feature]));
  const render = createRenderer({ ...compiled, ...partials });
  const everything = [...all, ...store.locales.map((locale) => ['any', 'partials', locale] as const)];

  test.each(clients)('%s on %s knows every style and element that a message needs', (client, platform) => {
    const missing = new Set<string>();
    let known = 0;
    for (const [journey, message, locale] of everything) {
      const { html } = render(journey, message, locale, sampleContext(store, locale));
      const styles = [...html.matchAll(/style="([^"]*)"/g)].flatMap(([, style = '']) => style.split(';'));
      const properties = styles
        .map((style) => style.split(':')[0]?.trim() ?? '')
        .filter((name) => !decoration.has(name));
      const elements = [...html.matchAll(/<([a-z]+[1-6]?)[\s>]/g)].map(([, name]) => name);
      const slugs = [...properties.map((name) => `css-${name}`), ...elements.map((name) => `html-${name}`)];
      for (const feature of [...new Set(slugs)].map((slug) => bySlug.get(slug))) {
        if (!feature) continue;
        known += 1;
        if (lacks(feature, client, platform)) missing.add(feature.slug);
      }
    }
    expect(known).toBeGreaterThan(50);
    expect([...missing]).toEqual([]);
  });
});
