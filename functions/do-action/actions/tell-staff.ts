import type { ActionOf } from '../../../src/contracts/action.ts';
import type { Perform } from '../do-action.ts';

/**
 * Tells the staff. A webhook carries an id by which a second call is known; an e-mail has none, and comes twice when
 * the function dies between sending and recording.
 */
export const tellStaff: Perform<ActionOf<'tell-staff'>> = async ({ text, by }, { occasion }, { staff }) => {
  const tell = staff[by];
  if (tell === undefined) return { outcome: 'skipped', reason: 'not-configured', detail: by };
  return tell({ ...occasion, text });
};
