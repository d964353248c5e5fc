// Which version of the limiter a file can load: by the module system and the Node versions of its package.
import { FIRST_MODULE_MAJOR, LIMITER, LIMITER_VERSIONS } from '../../apis/limiters.ts';
import type { BoundData } from '../../core/bounds.ts';
import type { PackageInfo, ScannedRepo, SourceFile } from '../../core/source.ts';
import type { BoundObstacle } from '../../facts/bounds/mapped-promises.ts';
import { lowestMajor } from '../node-floor.ts';

export type LimiterChoice = Pick<BoundData, 'dependency' | 'importEquals'> | BoundObstacle;

type Repo = Pick<ScannedRepo, 'files' | 'packages' | 'manifests'>;

/** One version for a whole package: it has one package.json. */
export function limiterFor(file: SourceFile, repo: Repo): LimiterChoice {
  const owner = repo.packages.find(({ dir }) => dir === file.packageDir);
  if (!owner || !(repo.manifests ?? []).some(({ id }) => id === (owner.dir === '' ? 'package.json' : `${owner.dir}/package.json`))) return { code: 'bound-no-manifest' };
  const known = owner.dependencies[LIMITER];
  if (known !== undefined) {
    const major = lowestMajor(owner.installed[LIMITER] ?? known) ?? FIRST_MODULE_MAJOR;
    if (major >= FIRST_MODULE_MAJOR && !isSurelyModule(file, owner)) return { code: 'bound-module-format', to: `${LIMITER} ${known}` };
    return { ...importForm(file, owner, repo, major), dependency: { name: LIMITER, range: known, packageDir: owner.dir } };
  }
  const needsCommon = repo.files.some((each) => each.packageDir === owner.dir && (each === file || each.role === 'source') && each.dialect !== 'dts' && !isSurelyModule(each, owner));
  const oldest = lowestMajor(owner.nodeRange);
  const version = LIMITER_VERSIONS.find(({ minNode, isModule }) => (!needsCommon || !isModule) && (oldest === undefined || oldest >= minNode));
  if (!version) return { code: 'bound-old-node', to: owner.nodeRange! };
  return { ...importForm(file, owner, repo, version.isModule ? FIRST_MODULE_MAJOR : 0), dependency: { name: LIMITER, range: version.range, packageDir: owner.dir } };
}

/** Whatever has `import` without saying that it is a module may be compiled to `require`. */
const isSurelyModule = ({ id }: SourceFile, owner: PackageInfo): boolean => /\.m[jt]s$/.test(id) || (owner.type === 'module' && !/\.c[jt]s$/.test(id));

/** A default import of a CommonJS package is what it is only with esModuleInterop, which default imports of Node's modules show to be there. */
function importForm(file: SourceFile, owner: PackageInfo, { files }: Repo, major: number): Pick<BoundData, 'importEquals'> {
  if (!/^tsx?$/.test(file.dialect) || major >= FIRST_MODULE_MAJOR || isSurelyModule(file, owner)) return {};
  const hasDefault = files.some(({ packageDir, dialect, text }) => packageDir === file.packageDir && /^tsx?$/.test(dialect) && /^import\s+\w+\s+from\s+['"](?:node:)?(?:fs|path|os|util|http|https|assert|crypto|child_process|events|url)['"]/m.test(text));
  return hasDefault ? {} : { importEquals: true };
}
