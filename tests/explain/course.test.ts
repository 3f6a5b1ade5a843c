import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadJourneys } from '../../build/journeys.ts';
import { hasForks, nextIn, type WayTaken } from '../../src/explain/course.ts';
import { explainLine } from '../../src/explain/explain-line.ts';
import { speakerOf } from '../../src/explain/speaker.ts';
import { plannedFor, surroundingsOf } from '../../src/explain/story.ts';
import type { Course } from '../../src/model/course.ts';
import type { Run } from '../../src/model/run.ts';
import { armOfSplit } from '../../src/policy/run/split.ts';
import { lineFor, now, rivalRun } from './lines.ts';

/** Hello, a choice whose arms both begin with a wait, a split, and an await that may run out. */
const course: Course = {
  first: 'hello',
  steps: {
    hello: { message: 'hello', ways: ['if'] },
    if: { ways: ['tell', 'plain'] },
    tell: { acts: true, ways: ['offer'] },
    offer: { message: 'offer', ways: ['split'] },
    plain: { message: 'plain', ways: ['split'] },
    split: { ways: ['one', 'two'], split: [50, 50] },
    one: { message: 'one', ways: ['await'] },
    two: { message: 'two', ways: ['await'] },
    await: { ways: ['thanks', 'late'] },
    thanks: { message: 'thanks', ways: [null] },
    late: { message: 'late', ways: [null] },
  },
};

const bySplit = armOfSplit('r', 'split', [50, 50]) === 0 ? 'one' : 'two';
const done = { tell: { outcome: 'done', at: now } } as const;

describe('the message that a run comes to next', () => {
  it.each<[what: string, way: Partial<WayTaken>, next: string[]]>([
    ['the first of a run that has just begun', {}, ['hello']],
    ['that of either arm while the choice is to be made', { settled: ['hello'] }, ['offer', 'plain']],
    ['that of the arm that the run has noted', { settled: ['hello'], arms: { if: 1 } }, ['plain']],
    ['that of the arm in which the run has done something', { settled: ['hello'], done }, ['offer']],
    ['that of the arm of a split, which the run’s id says', { settled: ['hello', 'plain'] }, [bySplit]],
    ['that of an event or of the time-out', { settled: ['hello', 'plain', bySplit] }, ['thanks', 'late']],
    ['that of the event that came', { settled: ['hello', 'plain', bySplit], arms: { await: 0 } }, ['thanks']],
    ['none of a run that is through', { settled: ['hello', 'plain', bySplit, 'late'] }, []],
  ])('is %s', (_what, way, next) => {
    expect(nextIn(course, { id: 'r', settled: [], ...way })).toEqual(next);
  });

  it('is named in both languages, one or several', () => {
    const run = { id: rivalRun, journey: 'welcome', customer: 'c', next: { at: now, priority: 50 } } as unknown as Run; // all that is asked of it
    const lines = [{ ...lineFor('condition'), key: `${rivalRun}_hello`, run: rivalRun, step: 'hello' }];
    const said = (language: 'en' | 'ja', arms?: Run['arms']) => {
      const record = { messages: lines, runs: [arms ? { ...run, arms } : run] };
      const around = surroundingsOf(record, { say: speakerOf(language, 'Asia/Tokyo'), course: () => course });
      return plannedFor(record, around).flatMap(({ sentences }) => sentences);
    };
    expect(said('en')).toEqual(['“offer” (Welcome) or “plain” (Welcome) is due, if its conditions still apply then.']);
    expect(said('ja')).toEqual([
      'ウェルカムの「offer」またはウェルカムの「plain」の予定です（その時点で条件が合う場合）。',
    ]);
    expect(said('en', { if: 0 })).toEqual(['“offer” (Welcome) is due, if its conditions still apply then.']);
    const held = lineFor('higher-priority', { basis: { rivals: [{ run: rivalRun, at: now + 60_000, priority: 90 }] } });
    const record = {
      messages: [...lines.map((line) => ({ ...line, due: now - 3_600_000 })), held],
      runs: [{ ...run, arms: { if: 1 } }],
    };
    const around = surroundingsOf(record, { say: speakerOf('en', 'Asia/Tokyo'), course: () => course });
    expect(explainLine(held, around).why).toContain('“plain” (Welcome)');
  });

  it('is known in the shipped journeys with several ways, and takes no room in the rules of the others', () => {
    const { journeys } = loadJourneys(path.resolve(import.meta.dirname, '../../statemachines'));
    const forked = journeys.flatMap(({ rules: { journey, course } }) => (course ? [[journey, course] as const] : []));
    expect(forked.map(([journey]) => journey)).toEqual(expect.arrayContaining(['inquiry', 'referral', 'satisfaction']));
    expect(forked.length).toBeLessThan(journeys.length / 2);
    for (const [, found] of forked) expect(hasForks(found)).toBe(true);
    const referral = forked.find(([journey]) => journey === 'referral')?.[1];
    expect(referral && nextIn(referral, { id: 'r', settled: [] })).toEqual(['thank-you', 'welcome', 'reward-waiting']);
  });
});
