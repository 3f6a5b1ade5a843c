import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OnLoadResult, Plugin } from 'esbuild';
import { failures } from '../src/model/failures.ts';
import { partitionsOfSdk, resolverOfClient, withoutRegions, withoutRules } from './slim-endpoints.ts';

/**
 * Leaves out of the bundles what the AWS SDK brings along and Lambda never runs: 40 to 100 KB of each. A file
 * that a later SDK has elsewhere is bundled whole again, and the tests say so.
 */
export function slimSdk(): Plugin {
  return {
    name: 'aftercart-slim-sdk',
    setup({ onLoad }) {
      for (const [file, contents] of Object.entries(standIns)) onLoad({ filter: ending(file) }, () => ({ contents }));
      onLoad({ filter: schemasOfClient }, ({ path: file }) => ({
        contents: onlyNeededErrors(foldKeys(readFileSync(file, 'utf8')), retryableErrors(file)),
      }));
      onLoad({ filter: perRequest }, ({ path }) => keepSettings(readFileSync(path, 'utf8')));
      onLoad({ filter: retrying }, ({ path }) => withoutFirstError(readFileSync(path, 'utf8')));
      onLoad({ filter: resolverOfClient }, ({ path }) => withoutRules(path));
      onLoad({ filter: partitionsOfSdk }, ({ path }) => withoutRegions(readFileSync(path, 'utf8')));
      onLoad({ filter: packageOfClient }, ({ path }) => onlyVersion(readFileSync(path, 'utf8')));
    },
  };
}

const schemasOfClient = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;
const packageOfClient = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/;

/** The middleware that copies all settings of its client for each request: a third of what a request costs. */
const perRequest = /[\\/](schemaSerializationMiddleware|schemaDeserializationMiddleware|endpointMiddleware)\.js$/;

/** The middleware that repeats a request. */
const retrying = /[\\/]middleware-retry[\\/]retryMiddleware\.js$/;

/** The files that never run, and a replacement for each: the names that the rest of the SDK imports from it. */
const standIns: Readonly<Record<string, string>> = {
  // Event streams and the signing of their events: no operation that we call has one. Lambda's client wants the names.
  '@smithy/core/dist-es/submodules/event-streams/index.js': `
    const missing = () => {
      throw new Error('Event streams are left out of the bundles: take their stand-in out of build/slim-sdk.ts to have them.');
    };
    export const eventStreamSerdeProvider = () => ({ serialize: missing, deserialize: missing });
    export const resolveEventStreamSerdeConfig = (config) => config;`,
  '@smithy/signature-v4/dist-es/HeaderFormatter.js': 'export class HeaderFormatter {}',

  // Clients of DynamoDB make themselves a cache of discovered endpoints, but no command looks for any.
  '@aws-sdk/endpoint-cache/dist-es/EndpointCache.js': 'export class EndpointCache {}',

  // Signing for many regions at once needs a package that is not installed. Without it, this is what remains.
  '@aws-sdk/signature-v4-multi-region/dist-es/SignatureV4MultiRegion.js': `
    import { SignatureV4 } from '@smithy/signature-v4';
    export class SignatureV4MultiRegion extends SignatureV4 {
      static sigv4aDependency() { return 'none'; }
    }`,

  // An answer becomes bytes of another class, for the sake of operations that return them: none of ours does. As the buffer
  // that it comes in, it is parsed without another copy.
  '@smithy/core/dist-es/submodules/protocols/collect-stream-body.js': `
    export const collectBody = async (body, { streamCollector }) =>
      !body || body instanceof Uint8Array ? (body ?? new Uint8Array()) : streamCollector(body);`,

  // SHA-256 in JavaScript, for a Node built without OpenSSL: Lambda's has it.
  '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js': 'export class Sha256Js {}',

  // MD5 in JavaScript likewise. SQS has its answers checked by it.
  '@smithy/core/dist-es/submodules/checksum/md5/Md5Js.js': 'export class Md5Js {}',

  // Retries that slow a client down, on AWS_RETRY_MODE=adaptive, which no function sets: the time that a call may take is limited.
  '@smithy/core/dist-es/submodules/retry/util-retry/DefaultRateLimiter.js': `
    export class DefaultRateLimiter {
      constructor() {
        throw new Error('Adaptive retries are left out of the bundles: take their stand-in out of build/slim-sdk.ts to have them.');
      }
    }`,

  // Settings in ~/.aws and at the address of an EC2 instance: in Lambda all of them are in the environment.
  '@smithy/core/dist-es/submodules/config/shared-ini-file-loader/loadSharedConfigFiles.js': `
    export { CONFIG_PREFIX_SEPARATOR } from './constants';
    export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
  '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js':
    'export const getInstanceMetadataRegion = async () => undefined;',
};

/**
 * Writes the names of traits into the schemas: `{ [_h]: …}` becomes `{ "http": …}`. For all esbuild knows, a computed
 * key may run code, so it would keep every operation of the service for the sake of one.
 */
function foldKeys(source: string): string {
  const names = new Map([...source.matchAll(/^const (_\w+) = (".*");$/gm)].map(([, name, text]) => [name, text]));
  return source.replace(/\[(_\w+)\]:/g, (key, name) => (names.has(name) ? `${names.get(name)}:` : key));
}

/** The errors that our code catches by their class. */
export const caught: readonly string[] = [
  'ConditionalCheckFailedException',
  'ConflictException',
  'ExecutionAlreadyExists',
  'InvalidToken',
  'NotFoundException',
  'ResourceNotFoundException',
  'TaskDoesNotExist',
  'TaskTimedOut',
];

/**
 * Leaves out the classes of errors that nobody needs. The SDK makes an error of the service's base class then, with the name
 * that came with it: that is what retries and our table of failures go by. Where an answer has another name as well, from the
 * time of the query protocol, that one would come: so the classes stay to which the table gives a meaning. Only a class says
 * that its error is to be retried, whatever its name.
 */
function onlyNeededErrors(source: string, retryable: readonly string[]): string {
  const needed = [...caught, ...retryable, ...(source.includes('"awsQueryError"') ? Object.keys(failures.sqs) : [])];
  return source.replace(/^n\d+_registry\.registerError\(\w+\$, (\w+)\);\n/gm, (line, name) =>
    needed.includes(name) ? line : '',
  );
}

/** The errors of a client that its SDK marks as such that may be tried again. */
function retryableErrors(schemas: string): string[] {
  const models = readFileSync(path.join(path.dirname(schemas), '../models/errors.js'), 'utf8');
  const classes = models.split('export class ').slice(1);
  return classes.filter((text) => text.includes('$retryable')).map((text) => /^\w+/.exec(text)?.[0] ?? '');
}

/**
 * Lets a middleware copy its client's settings once, and from this copy for each request: the settings themselves are made
 * in a way that takes the engine fifty times as long to copy. Nothing changes them once there is a client, but for the
 * offset of the clock, which signing reads, and reads from the settings themselves.
 */
function keepSettings(source: string): OnLoadResult {
  return { contents: source.replace('...config', '...(config.keptCopy ??= { ...config })') };
}

/** Lets a request make no error before it has failed: each one writes down the stack, and the first is never thrown. */
function withoutFirstError(source: string): OnLoadResult {
  return { contents: source.replace('let lastError = new Error();', 'let lastError;') };
}

/** A client reads its version from its package.json, and would bring the list of its dependencies with it. */
function onlyVersion(json: string): OnLoadResult {
  const { version } = JSON.parse(json) as { readonly version: string }; // as npm has it
  return { contents: JSON.stringify({ version }), loader: 'json' };
}

/** Matches the paths that end in this one, whichever way the slashes lean. */
function ending(file: string): RegExp {
  return new RegExp(`[\\\\/]${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
}
