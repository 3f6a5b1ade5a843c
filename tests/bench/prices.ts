/** US dollars for one state transition of a Standard workflow, us-east-1. Source: aws.amazon.com/step-functions/pricing */
export const perTransition = 0.025 / 1000;

/** US dollars for one write request unit on demand, us-east-1. Source: aws.amazon.com/dynamodb/pricing/on-demand */
export const perWriteUnit = 0.625 / 1_000_000;

/** US dollars for one read request unit on demand, us-east-1. Source: as above. */
export const perReadUnit = 0.125 / 1_000_000;
