import { fromEnv } from '@aws-sdk/credential-provider-env';
import { onFirstWait } from '../src/aws/first-use.ts';

/**
 * Replaces the SDK's default chain of credential providers inside the bundles: in Lambda the role's credentials are
 * always in the environment, so the clients of SSO, STS and the rest, which the chain would bring along (120 KB
 * minified), are never used. The credentials are read once, as by the default chain: they are valid for longer than
 * their environment.
 */
export const defaultProvider = () => onFirstWait(fromEnv());
