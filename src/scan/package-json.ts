// Reads package.json files: untrusted JSON in, only fields of the expected type out.
import { disk } from './disk.ts';

/** The fields of one package.json that scan() uses. `exports`, `bin` and the like stay as written and are checked where used. */
export interface PackageJson {
  readonly name: string | undefined;
  readonly private: boolean;
  readonly type: 'module' | 'commonjs' | undefined;
  readonly main: string | undefined;
  readonly module: string | undefined;
  readonly browser: string | undefined;
  readonly types: string | undefined;
  readonly exports: unknown;
  readonly imports: unknown;
  readonly bin: unknown;
  readonly binFolder: string | undefined;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly nodeRange: string | undefined;
  readonly scripts: Readonly<Record<string, string>>;
}

const MAX_BYTES = 2 * 1024 * 1024;

/**
 * Reads a package.json. Malformed content counts as `{}`.
 * @param file absolute path
 * @returns undefined when there is no such regular file
 */
export async function readPackageJson(file: string): Promise<PackageJson | undefined> {
  try {
    const { kind, size } = await disk.look(file);
    if (kind !== 'file') return undefined;
    return packageJsonOf(size > MAX_BYTES ? '' : (await disk.bytes(file)).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The fields of a package.json with this text. */
export function packageJsonOf(text: string): PackageJson {
  const json = parseObject(text);
  return {
    name: stringOf(json['name']),
    private: json['private'] === true,
    type: json['type'] === 'module' || json['type'] === 'commonjs' ? json['type'] : undefined,
    main: stringOf(json['main']),
    module: stringOf(json['module']),
    browser: stringOf(json['browser']),
    types: stringOf(json['types']) ?? stringOf(json['typings']),
    exports: json['exports'],
    imports: json['imports'],
    bin: json['bin'],
    binFolder: stringOf(objectOf(json['directories'])['bin']),
    dependencies: {
      ...stringsOf(json['peerDependencies']),
      ...stringsOf(json['optionalDependencies']),
      ...stringsOf(json['devDependencies']),
      ...stringsOf(json['dependencies']),
    },
    nodeRange: stringOf(objectOf(json['engines'])['node']),
    scripts: stringsOf(json['scripts']),
  };
}

/** The paths in `bin`, as written. */
export function binPaths(bin: unknown): string[] {
  return typeof bin === 'string' ? [bin] : Object.values(stringsOf(bin));
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch {
    return {};
  }
}

const stringOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** Object.fromEntries defines own properties, so a key named `__proto__` does no harm. */
const stringsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(objectOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
