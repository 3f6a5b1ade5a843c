import { confirmationViolations } from './confirmations.ts';
import { consentViolations } from './consents.ts';
import { erasureViolations } from './erasures.ts';
import type { Evidence } from './evidence.ts';
import { lossViolations } from './losses.ts';
import { messageViolations } from './messages.ts';
import { runViolations } from './runs.ts';
import { timeViolations } from './times.ts';
import type { Violation } from './violation.ts';
import { wishViolations } from './wishes.ts';

/**
 * Holds the evidence to the rules of the house. It knows what was posted and what came of it, and nothing of how anything
 * was decided: its rules are its own.
 */
export function audit(evidence: Evidence): Violation[] {
  return [
    ...lossViolations(evidence),
    ...messageViolations(evidence),
    ...timeViolations(evidence),
    ...wishViolations(evidence),
    ...runViolations(evidence),
    ...confirmationViolations(evidence),
    ...consentViolations(evidence),
    ...erasureViolations(evidence),
  ];
}
