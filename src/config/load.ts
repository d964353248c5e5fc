// Finds and reads the configuration of a repository. Only a file that the user names is ever run.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { configFrom, configFromText } from './check.ts';
import { ConfigError } from './config-error.ts';
import type { Config } from './schema.ts';

export interface LoadedConfig {
  readonly config: Config;
  /** Absolute path of the file it came from; undefined when there is none. */
  readonly file: string | undefined;
  /** For the person. */
  readonly notes: readonly string[];
}

const DATA = ['unblock.config.jsonc', 'unblock.config.json'];
const CODE = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((extension) => `unblock.config.${extension}`);

/**
 * The configuration of the repository at `root`: `unblock.config.jsonc`, or the key "unblock" of its package.json.
 * @param named file that the user named instead, absolute; a program is run, its default export is the configuration
 * @throws ConfigError when there are two, when the named one is not there, and for what it says wrong
 */
export async function loadConfig(root: string, named?: string): Promise<LoadedConfig> {
  if (named !== undefined) return { config: await read(named), file: named, notes: [] };
  const present = async (names: readonly string[]): Promise<string[]> => {
    const found = await Promise.all(names.map((name) => stat(path.join(root, name)).then((stats) => (stats.isFile() ? [name] : []), () => [])));
    return found.flat();
  };
  const files = await present(DATA);
  const packageFile = path.join(root, 'package.json');
  const inPackage = await readFile(packageFile, 'utf8').then((text) => configFromText(text, 'package.json', 'unblock'), (error: unknown) => {
    if (error instanceof ConfigError) throw error;
    return undefined;
  });
  const places = [...files, ...(inPackage ? ['package.json (key "unblock")'] : [])];
  if (places.length > 1) throw new ConfigError(`there are two configurations, ${places.join(' and ')}: keep one`);
  const programs = await present(CODE);
  const notes = programs.map((name) => `${name} is not read unless it is named: --config ${name}`);
  if (files[0] !== undefined) return { config: await read(path.join(root, files[0])), file: path.join(root, files[0]), notes };
  return { config: inPackage ?? {}, file: inPackage && packageFile, notes };
}

async function read(file: string): Promise<Config> {
  const name = path.basename(file);
  if (/\.[cm]?[jt]s$/.test(name)) return configFrom(await run(file), () => name);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new ConfigError(`the configuration ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  });
  return (name === 'package.json' ? configFromText(text, name, 'unblock') : configFromText(text, name)) ?? {};
}

/** The default export of a program. */
async function run(file: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  try {
    return await createJiti(pathToFileURL(file).href, { fsCache: false, moduleCache: false }).import(file, { default: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ConfigError(`the configuration ${file} ${code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND' ? 'or something it imports is not there' : 'failed'}: ${message.split('\n', 1)[0]}`);
  }
}
