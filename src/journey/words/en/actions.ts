import type { StaffWay } from '../../../model/action.ts';
import type { AllActionPhrases } from '../phrases.ts';

const ways: Readonly<Record<StaffWay, string>> = { email: 'by e-mail', webhook: 'by webhook' };

export const actions: AllActionPhrases = {
  tag: {
    sentence: ({ tag }) => `Put the tag “${tag}” on the customer.`,
    title: ({ tag }) => `Tag “${tag}”`,
  },
  untag: {
    sentence: ({ tag }) => `Take the tag “${tag}” off the customer.`,
    title: ({ tag }) => `Untag “${tag}”`,
  },
  points: {
    amount: ({ points }) => pointsIn(points),
    sentence: (action) => `Grant the customer ${pointsIn(action.points)} for “${action.for}”.`,
    title: ({ points }) => `Grant ${pointsIn(points)}`,
    note: (action) => `for “${action.for}”`,
  },
  emit: {
    sentence: ({ type }) => `Put the event “${type}” on the bus.`,
    title: ({ type }) => `Emit “${type}”`,
  },
  'tell-staff': {
    by: ways,
    sentence: ({ text, by }) => `Tell the staff ${ways[by]}: “${text}”`,
    title: ({ by }) => `Tell the staff ${ways[by]}`,
    note: ({ text }) => text,
  },
};

function pointsIn(points: number): string {
  return `${points} ${points === 1 ? 'point' : 'points'}`;
}
