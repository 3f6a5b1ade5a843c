/** A setting of infra/settings.ts that cannot be used: says which, where, and what to write instead. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
