import { describe, expect, test } from 'vitest';
import { saidOf, saidOfYaml } from './shop.ts';
import { fileMistakes } from './tables/files.ts';
import { frontMatterMistakes } from './tables/front-matter.ts';
import { liquidMistakes } from './tables/liquid.ts';
import { markdownMistakes } from './tables/markdown.ts';
import { senseMistakes } from './tables/sense.ts';
import { timeMistakes } from './tables/times.ts';
import { topicMistakes } from './tables/topics.ts';
import { valueMistakes } from './tables/values.ts';
import { yamlMistakes } from './tables/yaml.ts';

test('a shop without a mistake is told nothing', async () => {
  expect(await saidOf([])).toEqual([]);
});

describe.each([
  ['in the YAML', yamlMistakes],
  ['in a duration or a time', timeMistakes],
  ['in a value', valueMistakes],
  ['in a topic', topicMistakes],
])('a mistake %s is named once, with its place and its correction', (_, mistakes) => {
  test.each(mistakes)('$mistake', (mistake) => {
    expect(saidOfYaml(mistake)).toEqual(mistake.says);
  });
});

describe.each([
  ['in the sense', senseMistakes],
  ['with a file', fileMistakes],
  ['in a front matter', frontMatterMistakes],
  ['in Liquid', liquidMistakes],
  ['in Markdown', markdownMistakes],
])('a mistake %s is named once, with its place and its correction', (_, mistakes) => {
  test.each(mistakes)('$mistake', async ({ changes, says }) => {
    expect(await saidOf(changes)).toEqual(says);
  });
});
