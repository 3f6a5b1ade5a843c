import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** The one secret. It signs the links in messages, and keys the hashes that customers are found by. */
export function appSecret(scope: Construct, keepData: boolean): Secret {
  const secret = new Secret(scope, 'Secret', {
    description: 'Aftercart: signs links, keys identity hashes. Without it no customer is found again.',
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'Rotating it would change every identity hash, so that no customer, consent or opt-out was found again.',
  });
  return secret;
}
