/** A definition that this interpreter refuses, or that Step Functions itself would. Mend the definition. */
export class UnsupportedDefinitionError extends Error {
  override readonly name = 'UnsupportedDefinitionError';
  /** The refused feature, in a word or two, for example "JSONata" or "unknown field". */
  readonly feature: string;
  /** The state at fault; undefined for the machine as a whole. */
  readonly state: string | undefined;
  /** The field at fault, as written in the definition. */
  readonly field: string | undefined;
  /** The fault and its remedy, without the place. */
  readonly detail: string;

  constructor(feature: string, detail: string, place: { state?: string | undefined; field?: string | undefined } = {}) {
    const where = [place.state && `state "${place.state}"`, place.field && `field "${place.field}"`].filter(Boolean);
    super(`${where.length > 0 ? `In ${where.join(', ')}: ` : ''}${detail} (${feature})`);
    this.feature = feature;
    this.state = place.state;
    this.field = place.field;
    this.detail = detail;
  }
}

/** A host's report that a task failed, with the names Step Functions would use. Retry and Catch see the error name. */
export class TaskFailure extends Error {
  override readonly name = 'TaskFailure';
  readonly error: string | undefined;
  override readonly cause: string | undefined;

  constructor(failure: { error?: string | undefined; cause?: string | undefined }) {
    super(failure.cause ?? failure.error ?? 'The task failed without naming an error.');
    this.error = failure.error;
    this.cause = failure.cause;
  }
}

/** Why a state failed, on its way to Retry, Catch or the end of the execution. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly error: string | undefined;
  override readonly cause: string | undefined;
  /** A second name that ErrorEquals may use, such as States.HeartbeatTimeout. */
  readonly alias: string | undefined;

  constructor(error: string | undefined, cause: string | undefined, alias?: string) {
    super(`${error ?? 'unnamed error'}: ${cause ?? ''}`);
    this.error = error;
    this.cause = cause;
    this.alias = alias;
  }
}

/** A fault in the data a state met, such as a path that leads nowhere. Becomes States.Runtime with the state's name. */
export class DataFault extends Error {
  override readonly name = 'DataFault';
  /** The error name that Retry and Catch see. */
  readonly error: string;

  constructor(message: string, error = 'States.Runtime') {
    super(message);
    this.error = error;
  }
}
