import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OnLoadResult } from 'esbuild';

/** The file of a client that finds the address of its service. */
export const resolverOfClient = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]endpoint[\\/]endpointResolver\.js$/;

/** The SDK's list of partitions, each with its Regions. */
export const partitionsOfSdk = /[\\/]util-endpoints[\\/]lib[\\/]aws[\\/]partitions\.js$/;

/**
 * A resolver without the rules of its client: 20 KB of deliver-message are tables and their interpreter, which find what is
 * known beforehand. A function calls the endpoint that it is given, and otherwise `https://<service>.<Region>.<suffix>`.
 * What the rules know besides (FIPS, dual-stack, global endpoints, those of an account) is refused by name.
 * @param file of a client
 * @returns undefined if the client's rules do not name that address: then it keeps them
 */
export function withoutRules(file: string): OnLoadResult | undefined {
  const rules = readFileSync(path.join(path.dirname(file), 'bdd.js'), 'utf8');
  const hosts = [...rules.matchAll(/"https:\/\/([\w-]+)\.\{Region\}\.\{PartitionResult#dnsSuffix\}"/g)];
  const services = hosts.flatMap(([, host]) => host ?? []).filter((host) => !/^search-|-fips$/.test(host));
  const [service] = services;
  return service === undefined || services.length > 1 ? undefined : { contents: resolverOf(service) };
}

function resolverOf(service: string): string {
  return `
    import { awsEndpointFunctions } from '@aws-sdk/core/client';
    const known = {};
    const leftOut = ['UseFIPS', 'UseDualStack', 'EndpointId', 'IsSearchOperation'];
    const addressIn = (region) => {
      if (region === undefined) throw new Error('Invalid Configuration: Missing Region');
      return 'https://${service}.' + region + '.' + awsEndpointFunctions.partition(region).dnsSuffix;
    };
    export const defaultEndpointResolver = (params) => {
      const asked = leftOut.find((name) => params[name]);
      if (asked) throw new Error(asked + ' is left out of the bundles: build/slim-endpoints.ts says why.');
      const url = String(params.Endpoint ?? addressIn(params.Region));
      return (known[url] ??= { url: new URL(url), properties: {}, headers: {} });
    };`;
}

/** The partitions without their Regions: a Region's name says its partition. */
export function withoutRegions(source: string): OnLoadResult {
  return { contents: source.replace(/"regions": \{(?:[^{}]|\{[^{}]*\})*\}/g, '"regions": {}') };
}
