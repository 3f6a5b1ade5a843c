/** `{% render 'lines', lines: cart.lines %}`, read. */
export interface RenderLine {
  readonly name: string;
  /** Liquid expressions by parameter. */
  readonly values: Readonly<Record<string, string>>;
}

/** Reads a render tag; undefined for any other piece of Liquid. */
export function readRender(tag: string): RenderLine | undefined {
  const parts = /^\{%-?\s*render\s+(["'])(.+?)\1([\s\S]*?)-?%\}$/.exec(tag);
  if (!parts) return undefined;
  const pairs = [...(parts[3] ?? '').matchAll(/([\w-]+)\s*:\s*("[^"]*"|'[^']*'|[^\s,]+)/g)];
  return { name: parts[2] ?? '', values: Object.fromEntries(pairs.map((pair) => [pair[1], pair[2]])) };
}

/** Sets a partial's parameters: those not given are emptied, so that nothing stays from an earlier use. */
export function assignParameters(parameters: readonly string[], values: Readonly<Record<string, string>>): string {
  return parameters.map((name) => `{% assign ${name} = ${values[name] ?? 'nil'} %}`).join('');
}
