/** A use of a feature of HTML or CSS: its name at caniemail.com, and a pattern that finds it in a layout file. */
export interface Use {
  readonly feature: string;
  readonly pattern: RegExp;
}

/** The features that a mail needs: its elements, the styles on them, and its style sheets but for dark mode. */
export function featuresOf(html: string): Use[] {
  const withoutComments = html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->/g, '');
  const sheets = [...withoutComments.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css = '']) => css);
  const inline = [...withoutComments.matchAll(/\sstyle="([^"]*)"/g)].map(([, css = '']) => css);
  const uses = [
    ...elements(withoutComments),
    ...inline.flatMap(declarations),
    ...sheets
      .map(withoutDarkMode)
      .flatMap((css) => [...css.matchAll(/\{([^{}]*)\}/g)].flatMap(([, d = '']) => declarations(d))),
  ];
  return [...new Map(uses.map((use) => [use.feature + use.pattern, use])).values()];
}

/** Dark mode is for the programs that know it; the others show light. */
export function withoutDarkMode(css: string): string {
  return css.replace(/@media \(prefers-color-scheme: dark\)\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
}

function elements(html: string): Use[] {
  const names = new Set([...html.matchAll(/<([a-z][a-z0-9]*)[\s>]/g)].map(([, name = '']) => name));
  return [...names].map((name) => ({
    feature: /^h[1-6]$/.test(name) ? 'html-h1-h6' : `html-${name}`,
    pattern: new RegExp(`<${name}[\\s>]`),
  }));
}

function declarations(css: string): Use[] {
  return css.split(';').flatMap((declaration) => {
    const [property = '', value = ''] = declaration.split(/:(.*)/s).map((part) => part.trim().toLowerCase());
    if (property === '' || property.startsWith('-') || property.startsWith('mso-')) return [];
    const pattern = new RegExp(`${property}\\s*[:=]`);
    return [...propertyFeatures(property), ...valueFeatures(property, value)].map((feature) => ({ feature, pattern }));
  });
}

function propertyFeatures(property: string): string[] {
  const sides = /^(margin|padding|border)-(top|right|bottom|left)/.exec(property)?.[1];
  return [`css-${sides ?? property}`];
}

/** Values that are features of their own: the first that fits. */
const values: readonly (readonly [RegExp, string])[] = [
  [/^(inline-)?flex$/, 'css-display-flex'],
  [/^(inline-)?grid$/, 'css-display-grid'],
  [/linear-gradient\(/, 'css-linear-gradient'],
  [/radial-gradient\(/, 'css-radial-gradient'],
  [/conic-gradient\(/, 'css-conic-gradient'],
  [/\bvar\(/, 'css-variables'],
  [/\bcalc\(/, 'css-unit-calc'],
  [/\b(clamp|min|max|light-dark)\(/, 'css-function-$1'],
  [/\d(rem|vh|vw|vmin|vmax|ch)\b/, 'css-unit-$1'],
];

function valueFeatures(property: string, value: string): string[] {
  if (property === 'font-family') return [];
  return values.flatMap(([form, feature]) => {
    const found = form.exec(value);
    return found ? [feature.replace('$1', found[1] ?? '')] : [];
  });
}
