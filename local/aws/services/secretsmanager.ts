import { createHash } from 'node:crypto';
import type { Ids } from '../ids.ts';
import { asJson, asNumber, asText, type Json } from '../json.ts';
import { secretArn } from '../template/attributes.ts';
import type { Resource } from '../template/resource.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { pageOf } from './paging.ts';
import { SecretVersions } from './secret-versions.ts';
import { AwsError, type Operation, required, type Service, seconds, within } from './service.ts';

/** A secret that is deleted can be restored for so many days, unless the request says otherwise. */
const longestRecovery = 30;
const day = 86_400_000;

const listPaging = {
  size: 'MaxResults',
  token: 'NextToken',
  most: 100,
  usual: 100,
  badSize: 'InvalidParameterException',
  badToken: 'InvalidNextTokenException',
} as const;

/** A secret of the stack, or one that was created beside it. Times are epoch milliseconds. */
interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly versions: SecretVersions;
  /** When it was deleted, and when it is gone for good. */
  deletion?: { readonly at: number; readonly gone: number };
}

/** The secrets of the stack. Generated values derive from the secret's name, so that every run has the same. */
export class SecretsManager implements Service {
  readonly id = 'secretsmanager';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #secrets: Secret[];
  readonly #clock: VirtualClock;
  readonly #ids: Ids;
  readonly #startTime: number;

  constructor(stack: Stack, clock: VirtualClock, ids: Ids) {
    this.#clock = clock;
    this.#ids = ids;
    this.#startTime = clock.now();
    this.#secrets = stack.ofType('AWS::SecretsManager::Secret').map(secretOfStack);
    this.operations = { ...this.#valueOperations(), ...this.#secretOperations() };
  }

  #valueOperations(): Record<string, Operation> {
    return {
      GetSecretValue: (input) => {
        const secret = this.#usable(input);
        const { id, value, stages } = secret.versions.find(asText(input.VersionId), asText(input.VersionStage));
        const version = { SecretString: value, VersionId: id, VersionStages: stages };
        return { ...namesOf(secret), ...version, CreatedDate: seconds(this.#startTime) };
      },
      PutSecretValue: (input) => {
        const secret = this.#usable(input);
        const { id, stages } = secret.versions.put(this.#ids.next(), required(input, 'SecretString'));
        return { ...namesOf(secret), VersionId: id, VersionStages: stages };
      },
      UpdateSecretVersionStage: (input) => {
        const secret = this.#usable(input);
        const [stage, to] = [required(input, 'VersionStage'), required(input, 'MoveToVersionId')];
        secret.versions.move(stage, to, asText(input.RemoveFromVersionId));
        return namesOf(secret);
      },
    };
  }

  #secretOperations(): Record<string, Operation> {
    return {
      CreateSecret: (input) => {
        const name = required(input, 'Name');
        if (this.#secrets.some((secret) => secret.name === name)) {
          throw new AwsError('ResourceExistsException', `The secret ${name} already exists.`);
        }
        const versions = new SecretVersions(this.#ids.next(), required(input, 'SecretString'));
        const secret = { name, arn: secretArn(name), description: asText(input.Description), versions };
        this.#secrets.push(secret);
        return { ...namesOf(secret), VersionId: versions.find().id };
      },
      DescribeSecret: (input) => this.#describe(this.#find(input)),
      ListSecrets: (input) => {
        const there = this.#secrets.filter(({ deletion }) => deletion === undefined);
        const { page, next } = pageOf(there, input, listPaging);
        return { SecretList: page.map((one) => this.#describe(one)), ...(next && { NextToken: next }) };
      },
      ListSecretVersionIds: (input) => {
        const secret = this.#usable(input);
        const versions = Object.entries(secret.versions.stages());
        const { page, next } = pageOf(versions, input, listPaging);
        return {
          ...namesOf(secret),
          Versions: page.map(([VersionId, VersionStages]) => ({ VersionId, VersionStages })),
          ...(next && { NextToken: next }),
        };
      },
      DeleteSecret: (input) => this.#delete(this.#usable(input), input),
      RestoreSecret: (input) => {
        const secret = this.#find(input);
        delete secret.deletion;
        return namesOf(secret);
      },
    };
  }

  #describe(secret: Secret): Json {
    return {
      ...namesOf(secret),
      Description: secret.description,
      CreatedDate: seconds(this.#startTime),
      VersionIdsToStages: secret.versions.stages(),
      ...(secret.deletion && { DeletedDate: seconds(secret.deletion.at) }),
    };
  }

  /** Marks the secret as deleted. It may be restored until its time is over. */
  #delete(secret: Secret, input: Json): Json {
    const days = within(input, 'RecoveryWindowInDays', 7, 30, 'InvalidParameterException');
    const force = input.ForceDeleteWithoutRecovery === true;
    if (force && days !== undefined) {
      throw new AwsError('InvalidParameterException', 'Give RecoveryWindowInDays or ForceDeleteWithoutRecovery.');
    }
    const at = this.#clock.now();
    const gone = at + (force ? 0 : (days ?? longestRecovery)) * day;
    secret.deletion = { at, gone };
    return { ...namesOf(secret), DeletionDate: seconds(gone) };
  }

  /** The secret that is asked for, unless it is deleted. */
  #usable(input: Json): Secret {
    const secret = this.#find(input);
    if (secret.deletion === undefined) return secret;
    const message = "You can't perform this operation on the secret because it was marked for deletion.";
    throw new AwsError('InvalidRequestException', message);
  }

  #find(input: Json): Secret {
    const id = required(input, 'SecretId');
    const found = this.#secrets.find(({ arn, name }) => id === arn || id === name);
    const gone = found?.deletion?.gone ?? Number.POSITIVE_INFINITY;
    if (found !== undefined && gone > this.#clock.now()) return found;
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
}

function secretOfStack({ name, ref, properties }: Resource): Secret {
  const versions = new SecretVersions('00000000-0000-4000-8000-000000000000', secretValue(name, properties));
  return { name, arn: ref, description: asText(properties.Description), versions };
}

function namesOf({ arn, name }: Pick<Secret, 'arn' | 'name'>): Json {
  return { ARN: arn, Name: name };
}

function secretValue(name: string, properties: Json): string {
  const given = asText(properties.SecretString);
  if (given !== undefined) return given;
  const generation: Json = asJson(properties.GenerateSecretString);
  const value = generate(name, asNumber(generation.PasswordLength, 32));
  const key = asText(generation.GenerateStringKey);
  if (key === undefined) return value;
  return JSON.stringify({ ...asJson(JSON.parse(asText(generation.SecretStringTemplate) ?? '{}')), [key]: value });
}

function generate(name: string, length: number): string {
  let text = '';
  while (text.length < length) text += createHash('sha256').update(`local:${name}:${text}`).digest('base64url');
  return text.slice(0, length).replace(/[-_]/g, 'x');
}
