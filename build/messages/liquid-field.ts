/** A piece of Liquid in a message file, and the position of its first character. */
export interface LiquidField {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}
