import { describe, expect, test } from 'vitest';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import { expectNoEnglish } from './english-left.ts';
import { saidIn, saidOf, saidOfYaml } from './shop.ts';
import { contradictions } from './tables/contradictions.ts';
import { doubtfulThings } from './tables/doubts.ts';
import { fileMistakes } from './tables/files.ts';
import { frontMatterMistakes } from './tables/front-matter.ts';
import { limitMistakes } from './tables/limits.ts';
import { liquidMistakes } from './tables/liquid.ts';
import { markdownMistakes } from './tables/markdown.ts';
import { senseMistakes } from './tables/sense.ts';
import { spamSigns } from './tables/spam-signs.ts';
import { surveyMistakes } from './tables/surveys.ts';
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
  ['in a survey', surveyMistakes],
  ['in a topic', topicMistakes],
  ['in hours, caps or gaps', limitMistakes],
])(
  'a mistake %s is named once, with its place and its correction, and in Japanese without English words',
  (_, mistakes) => {
    test.each(mistakes)('$mistake', (mistake) => {
      expect(saidOfYaml(mistake)).toEqual(mistake.says);
      expectNoEnglish(saidOfYaml(mistake, wordingsIn.ja));
    });
  },
);

describe.each([
  ['in the sense', senseMistakes],
  ['that can be meant', doubtfulThings],
  ['that contradicts another setting, or silences the shop', contradictions],
  ['that filters take for spam', spamSigns],
  ['with a file', fileMistakes],
  ['in a front matter', frontMatterMistakes],
  ['in Liquid', liquidMistakes],
  ['in Markdown', markdownMistakes],
])(
  'a mistake %s is named once, with its place and its correction, and in Japanese without English words',
  (_, mistakes) => {
    test.each(mistakes)('$mistake', async ({ changes, says }) => {
      const [english, japanese = []] = await saidIn(changes, [undefined, wordingsIn.ja]);
      expect(english).toEqual(says);
      expectNoEnglish(japanese);
    });
  },
);
