import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for the SDK's default chain of credential providers inside the bundles: in Lambda the role's
 * credentials are always in the environment, so the clients of SSO, STS and the rest, which the chain would
 * bring along (120 KB minified), are never used. They are read once, as by the default chain: they outlive what they are in the environment of.
 */
export const defaultProvider = () => {
  const read = fromEnv();
  let known: ReturnType<typeof read> | undefined;
  return () => (known ??= read());
};
