import { UnsupportedDefinitionError } from './errors.ts';

/** Fields that only JSONata machines have; naming the language helps more than "unknown field". */
const JSONATA_FIELDS = new Set(['Arguments', 'Output', 'Condition', 'Items']);
const DISTRIBUTED_FIELDS = new Set([
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
  'Label',
]);

/** Reads the fields of one object of a definition, and refuses those that nobody asked for. */
export class Fields {
  readonly #raw: Record<string, unknown>;
  readonly #asked = new Set<string>();
  readonly state: string | undefined;

  constructor(raw: unknown, state: string | undefined, field?: string) {
    if (!isObject(raw)) {
      throw new UnsupportedDefinitionError('invalid definition', 'An object is expected here.', { state, field });
    }
    this.#raw = raw;
    this.state = state;
  }

  /** The raw value; undefined when the field is absent. */
  raw(name: string): unknown {
    this.#asked.add(name);
    return Object.hasOwn(this.#raw, name) ? this.#raw[name] : undefined;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#raw, name);
  }

  /** The names of the fields that nobody has asked for yet. */
  rest(): string[] {
    return Object.keys(this.#raw).filter((name) => !this.#asked.has(name));
  }

  text(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.invalid(name, 'A text is expected here.');
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value !== undefined) return value;
    throw this.invalid(name, 'The field is missing.');
  }

  /** A finite number not below `least`. */
  number(name: string, least: number): number | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isFinite(value) && value >= least) return value;
    throw this.invalid(name, `A number of at least ${least} is expected here.`);
  }

  integer(name: string, least: number): number | undefined {
    const value = this.number(name, least);
    if (value === undefined || Number.isInteger(value)) return value;
    throw this.invalid(name, 'A whole number is expected here.');
  }

  flag(name: string): boolean | undefined {
    const value = this.raw(name);
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.invalid(name, 'true or false is expected here.');
  }

  list(name: string): unknown[] {
    const value = this.raw(name) ?? [];
    if (Array.isArray(value)) return value;
    throw this.invalid(name, 'A list is expected here.');
  }

  /** A path, compiled by `compile`; undefined when absent, null when the definition says null. */
  path<Compiled>(name: string, compile: (text: string) => Compiled): Compiled | null | undefined {
    if (this.raw(name) === null) return null;
    const text = this.text(name);
    return text === undefined ? undefined : this.located(name, () => compile(text));
  }

  /** Runs a compilation so that its refusal names this state and field. */
  located<Compiled>(name: string, compile: () => Compiled): Compiled {
    try {
      return compile();
    } catch (error) {
      if (!(error instanceof UnsupportedDefinitionError) || error.state !== undefined) throw error;
      throw new UnsupportedDefinitionError(error.feature, error.detail, { state: this.state, field: name });
    }
  }

  /** Refuses the fields that nobody asked for. Call it last. */
  done(): void {
    const [name] = this.rest();
    if (name === undefined) return;
    if (JSONATA_FIELDS.has(name)) {
      throw this.refused('JSONata', name, 'Only JSONPath runs here; write the state in JSONPath.');
    }
    if (DISTRIBUTED_FIELDS.has(name)) {
      throw this.refused('Distributed Map', name, 'Only inline Map states run here.');
    }
    throw this.refused('unknown field', name, 'This field is not known here; check its spelling and place.');
  }

  invalid(name: string, message: string): UnsupportedDefinitionError {
    return this.refused('invalid definition', name, message);
  }

  refused(feature: string, name: string, message: string): UnsupportedDefinitionError {
    return new UnsupportedDefinitionError(feature, message, { state: this.state, field: name });
  }
}

/** True for a JSON object, as opposed to an array, null or a scalar. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
