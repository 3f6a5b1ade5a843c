import { createHash, randomUUID } from 'node:crypto';
import { asJson, asNumber, asText, type Json } from '../json.ts';
import { secretArn } from '../template/attributes.ts';
import type { Resource, Stack } from '../template/stack.ts';
import { AwsError, type Operation, required, type Service, seconds } from './service.ts';

/** A secret of the stack, or one that was created beside it. */
type Secret = Pick<Resource, 'name' | 'ref' | 'properties'>;

/** The secrets of the stack. Generated values derive from the secret's name, so that every run has the same. */
export class SecretsManager implements Service {
  readonly id = 'secretsmanager';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #secrets: Secret[];
  /** What was put in place of the generated values. */
  readonly #put = new Map<string, string>();

  constructor(stack: Stack, startTime: number) {
    this.#secrets = [...stack.ofType('AWS::SecretsManager::Secret')];
    this.operations = {
      GetSecretValue: (input) => {
        const secret = this.#find(required(input, 'SecretId'));
        return {
          ARN: secret.ref,
          Name: secret.name,
          SecretString: this.#put.get(secret.name) ?? secretValue(secret),
          VersionId: '00000000-0000-4000-8000-000000000000',
          VersionStages: ['AWSCURRENT'],
          CreatedDate: seconds(startTime),
        };
      },
      CreateSecret: (input) => {
        const name = required(input, 'Name');
        const ref = secretArn(name);
        if (this.#secrets.some((secret) => secret.name === name)) {
          throw new AwsError('ResourceExistsException', `The secret ${name} already exists.`);
        }
        this.#secrets.push({ name, ref, properties: { SecretString: required(input, 'SecretString') } });
        return { ARN: ref, Name: name, VersionId: randomUUID() };
      },
      PutSecretValue: (input) => {
        const secret = this.#find(required(input, 'SecretId'));
        this.#put.set(secret.name, required(input, 'SecretString'));
        return { ARN: secret.ref, Name: secret.name, VersionId: randomUUID(), VersionStages: ['AWSCURRENT'] };
      },
      ListSecrets: () => ({ SecretList: this.#secrets.map(({ ref, name }) => ({ ARN: ref, Name: name })) }),
    };
  }

  #find(id: string): Secret {
    const secret = this.#secrets.find(({ ref, name }) => id === ref || id === name);
    if (secret !== undefined) return secret;
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
}

function secretValue({ name, properties }: Pick<Secret, 'name' | 'properties'>): string {
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
