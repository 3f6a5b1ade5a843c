import { CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings.ts';

/** The secret that the stage goes on with, or a new one. */
export function secretOf(scope: Construct, { keepData, existing }: StageSettings): ISecret {
  const secret = existing?.secretArn
    ? Secret.fromSecretCompleteArn(scope, 'ExistingSecret', existing.secretArn)
    : appSecret(scope, keepData);
  const description = 'What the table is worth nothing without';
  new CfnOutput(Stack.of(scope), 'SecretArn', { value: secret.secretArn, description });
  return secret;
}

/**
 * The one secret: the pepper of the hashes that customers are found by, and the keys that sign the links in messages.
 * CloudFormation makes a new value when generateSecretString changes, so it never may.
 */
function appSecret(scope: Construct, keepData: boolean): Secret {
  const secret = new Secret(scope, 'Secret', {
    description: 'Aftercart: signs links, keys identity hashes. Without it no customer is found again.',
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'Its pepper never changes, or no customer, consent or opt-out was found again; npm run secret rotates the keys of links.',
  });
  return secret;
}
