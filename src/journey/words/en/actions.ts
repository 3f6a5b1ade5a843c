import type { StaffWay } from '../../../model/action.ts';
import type { AllActionPhrases } from '../phrases.ts';
import { staffTextIn, staffTextsOf } from '../staff-text.ts';

const ways: Readonly<Record<StaffWay, string>> = { email: 'by e-mail', webhook: 'by webhook' };

export const actions: AllActionPhrases = {
  tag: {
    sentence: ({ tag }) => `Put the tag “${tag}” on the customer.`,
    title: ({ tag }) => `Tag “${tag}”`,
    called: ({ tag }) => `tagging ${tag}`,
    setting: () => '',
  },
  untag: {
    sentence: ({ tag }) => `Take the tag “${tag}” off the customer.`,
    title: ({ tag }) => `Untag “${tag}”`,
    called: ({ tag }) => `untagging ${tag}`,
    setting: () => '',
  },
  points: {
    sentence: (action) => `Grant the customer ${pointsIn(action.points)} for “${action.for}”.`,
    title: ({ points }) => `Grant ${pointsIn(points)}`,
    note: (action) => `for “${action.for}”`,
    called: (action) => `points for ${action.for}`,
    setting: ({ points }) => pointsIn(points),
  },
  emit: {
    sentence: ({ type }) => `Put the event “${type}” on the bus.`,
    title: ({ type }) => `Emit “${type}”`,
    called: ({ type }) => `emitting ${type}`,
    setting: ({ detail }) => (Object.keys(detail).length === 0 ? '' : JSON.stringify(detail)),
  },
  'tell-staff': {
    by: ways,
    sentence: (action) => `Tell the staff ${ways[action.by]}: “${staffTextIn(action, 'en')}”`,
    title: ({ by }) => `Tell the staff ${ways[by]}`,
    note: (action) => staffTextIn(action, 'en'),
    called: () => 'telling staff',
    setting: (action) =>
      `${staffTextsOf(action)
        .map((text) => `“${text}”`)
        .join(' / ')}, ${ways[action.by]}`,
  },
};

function pointsIn(points: number): string {
  return `${points} ${points === 1 ? 'point' : 'points'}`;
}
