import type { StaffWay } from '../../../model/action.ts';
import type { AllActionPhrases } from '../phrases.ts';

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
    sentence: ({ text, by }) => `Tell the staff ${ways[by]}: “${text}”`,
    title: ({ by }) => `Tell the staff ${ways[by]}`,
    note: ({ text }) => text,
    called: () => 'telling staff',
    setting: ({ text, by }) => `“${text}”, ${ways[by]}`,
  },
};

function pointsIn(points: number): string {
  return `${points} ${points === 1 ? 'point' : 'points'}`;
}
