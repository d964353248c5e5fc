// The names of the formats.

/** `terminal`: a diff with reasons, for people. `patch`: for `git apply`. `github`: workflow commands of GitHub Actions. */
export type Format = 'terminal' | 'json' | 'sarif' | 'patch' | 'html' | 'github';
export const FORMATS: readonly Format[] = ['terminal', 'json', 'sarif', 'patch', 'html', 'github'];
