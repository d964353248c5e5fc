// A configuration that cannot be used: the user's mistake, named with its place.

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
