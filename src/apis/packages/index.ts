// The catalogues of the packages around Node, whose twins depend on the version that is installed.
import type { ApiModule } from '../../core/api.ts';
import { babelCore } from './babel-core.ts';
import { bcrypt } from './bcrypt.ts';
import { bcryptjs } from './bcryptjs.ts';
import { betterSqlite3 } from './better-sqlite3.ts';
import { cosmiconfig } from './cosmiconfig.ts';
import { crossSpawn } from './cross-spawn.ts';
import { del } from './del.ts';
import { esbuild } from './esbuild.ts';
import { execa } from './execa.ts';
import { fastGlob } from './fast-glob.ts';
import { findUp } from './find-up.ts';
import { fsJetpack } from './fs-jetpack.ts';
import { glob } from './glob.ts';
import { globby } from './globby.ts';
import { grayMatter } from './gray-matter.ts';
import { hasha } from './hasha.ts';
import { isbinaryfile } from './isbinaryfile.ts';
import { jsonfile } from './jsonfile.ts';
import { klawSync } from './klaw-sync.ts';
import { lilconfig } from './lilconfig.ts';
import { loadJsonFile } from './load-json-file.ts';
import { loadYamlFile } from './load-yaml-file.ts';
import { locatePath } from './locate-path.ts';
import { makeDir } from './make-dir.ts';
import { mkdirp } from './mkdirp.ts';
import { pathExists } from './path-exists.ts';
import { pathType } from './path-type.ts';
import { pkgDir } from './pkg-dir.ts';
import { pkgUp } from './pkg-up.ts';
import { prettier } from './prettier.ts';
import { readPackageUp } from './read-package-up.ts';
import { readPkg } from './read-pkg.ts';
import { readPkgUp } from './read-pkg-up.ts';
import { resolve } from './resolve.ts';
import { rimraf } from './rimraf.ts';
import { sass } from './sass.ts';
import { shelljs } from './shelljs.ts';
import { tempy } from './tempy.ts';
import { terser } from './terser.ts';
import { tinyglobby } from './tinyglobby.ts';
import { tmp } from './tmp.ts';
import { touch } from './touch.ts';
import { walkSync } from './walk-sync.ts';
import { which } from './which.ts';
import { writeFileAtomic } from './write-file-atomic.ts';
import { writeJsonFile } from './write-json-file.ts';
import { writePkg } from './write-pkg.ts';

export const packages: readonly ApiModule[] = [
  ...babelCore, ...bcrypt, ...bcryptjs, ...betterSqlite3, ...cosmiconfig, ...crossSpawn, ...del, ...esbuild,
  ...execa, ...fastGlob, ...findUp, ...fsJetpack, ...glob, ...globby, ...grayMatter, ...hasha,
  ...isbinaryfile, ...jsonfile, ...klawSync, ...lilconfig, ...loadJsonFile, ...loadYamlFile, ...locatePath,
  ...makeDir, ...mkdirp, ...pathExists, ...pathType, ...pkgDir, ...pkgUp, ...prettier, ...readPackageUp,
  ...readPkg, ...readPkgUp, ...resolve, ...rimraf, ...sass, ...shelljs, ...tempy, ...terser, ...tinyglobby,
  ...tmp, ...touch, ...walkSync, ...which, ...writeFileAtomic, ...writeJsonFile, ...writePkg,
];
