import { beforeAll, describe, expect, it } from 'vitest';
import { artefactsWithoutCode, at, legible, type Synthesis, synthesize } from './synthesis.ts';

let stack: Synthesis;

beforeAll(async () => {
  stack = synthesize(await artefactsWithoutCode());
});

/** The function that an integration leads to, by the integration's logical id. */
function functionBehind(integration: string): string {
  return legible(stack.resources[integration]?.Properties.IntegrationUri);
}

describe('the pages behind the links in messages', () => {
  it('can be asked for with GET, HEAD and POST, and with nothing else', () => {
    const routes = stack.ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
    const methods = ['GET', 'HEAD', 'POST'];
    const expected = ['/confirm', '/p', '/survey', '/unsubscribe'].flatMap((path) =>
      methods.map((method) => `${method} ${path}`),
    );
    expect(routes.map(({ RouteKey }) => String(RouteKey)).sort()).toEqual(expected.sort());
  });

  it('answer HEAD by the function that answers GET', () => {
    const routes = stack.ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
    for (const [path, name] of [
      ['/unsubscribe', 'manageconsent'],
      ['/confirm', 'manageconsent'],
      ['/p', 'manageconsent'],
      ['/survey', 'takesurvey'],
    ] as const) {
      const mine = routes.filter(({ RouteKey }) => String(RouteKey).endsWith(` ${path}`));
      const behind = mine.map(({ Target }) => functionBehind(String(at(Target, 'Fn::Join', 1, 1, 'Ref'))));
      expect(behind).toHaveLength(3);
      for (const target of behind) expect(target).toContain(`Functions${name}`);
    }
  });
});
