// Finds which versions of a package's dependencies are installed, by reading; nothing is loaded or run.
import path from 'node:path';
import { disk } from './disk.ts';

/** Looks up installed versions, remembering what it read. */
export interface InstalledVersions {
  /** Of the packages `names`, as Node would find them from folder `from` (absolute): name -> version. Missing ones are left out. */
  of(from: string, names: readonly string[]): Promise<Record<string, string>>;
}

const NAME = /^(?:@[^/\\@]+\/)?[^/\\.@][^/\\]*$/;

export function installedVersions(): InstalledVersions {
  const known = new Map<string, Promise<string | undefined>>();
  const at = (dir: string): Promise<string | undefined> => {
    const answer = known.get(dir) ?? readVersion(path.join(dir, 'package.json'));
    known.set(dir, answer);
    return answer;
  };

  const find = async (from: string, name: string): Promise<string | undefined> => {
    for (let dir = from; ; dir = path.dirname(dir)) {
      const version = await at(path.join(dir, 'node_modules', name));
      if (version !== undefined || dir === path.dirname(dir)) return version;
    }
  };

  return {
    async of(from, names) {
      const versions: [string, string][] = [];
      for (const name of names.filter((candidate) => NAME.test(candidate)).sort()) {
        const version = await find(from, name);
        if (version !== undefined) versions.push([name, version]);
      }
      return Object.fromEntries(versions);
    },
  };
}

/** Follows links: pnpm and workspaces link every dependency, and only a version string is taken from it. */
async function readVersion(file: string): Promise<string | undefined> {
  try {
    if ((await disk.follow(file)).kind !== 'file') return undefined;
    const json: unknown = JSON.parse((await disk.bytes(file)).toString('utf8'));
    const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : undefined;
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
