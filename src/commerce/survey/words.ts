import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const surveyWords: SubjectWords<EventOf<'survey'>> = {
  noun: { en: 'survey', ja: 'アンケート' },
  events: { 'survey.answered': { en: 'a survey is answered', ja: 'アンケートに回答がある' } },
  fields: {
    score: { en: 'score from 0 to 10', ja: '10点満点の評価' },
    outOf: { en: 'highest score there is', ja: '評価の満点' },
    choice: { en: 'chosen answer', ja: '選ばれた回答' },
    comment: { en: 'comment', ja: 'コメント' },
  },
  units: { 'survey score': { en: '', ja: '点' } },
  askedAbout: { 'survey score': { en: 'the score from 0 to 10', ja: '10点満点の評価' } },
  conditions: {
    '["survey","score",[{"exists":false}]]': {
      en: 'the customer has not said how it was',
      ja: 'まだ評価をいただいていない',
    },
    '["survey","score",[{"numeric":["<=",6]}]]': {
      en: 'the customer gave 6 of 10 or less',
      ja: '評価が10点満点で6点以下である',
    },
    '["survey","score",[{"exists":false},{"numeric":[">",6]}]]': {
      en: 'the customer has not given a score of 6 or less',
      ja: '評価が6点以下でない（未回答を含む）',
    },
  },
};
