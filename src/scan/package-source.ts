// The sources of an installed package, read as text from node_modules; nothing of them is run.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ScannedRepo, SourceFile } from '../core/source.ts';
import { decode } from './content.ts';
import { dialectOf } from './dialect.ts';
import { publicEntries } from './entries.ts';
import { moduleKindOf } from './module-kind.ts';
import { packageJsonOf, type PackageJson } from './package-json.ts';
import { roleOf } from './role.ts';

/** Packages with more than this are not worth the time that reading them takes. */
const MOST_FILES = 40;
const MOST_CHARACTERS = 300_000;

/**
 * The package `name` as a file in `packageDir` gets it, as a repository of its own.
 * Undefined when it is not there, is too large, or is not all JavaScript.
 *
 * @param root absolute path of the scanned repository
 */
export function readInstalled(root: string, packageDir: string, name: string): ScannedRepo | undefined {
  for (let dir = packageDir; ; dir = path.posix.dirname(dir)) {
    const at = path.join(root, dir, 'node_modules', name);
    const json = packageJsonIn(at);
    if (json) return packageAt(at, json);
    if (dir === '' || dir === '.') return undefined;
  }
}

function packageJsonIn(dir: string): PackageJson | undefined {
  try {
    const file = path.join(dir, 'package.json');
    // a linked package is part of some other tree
    return lstatSync(dir).isDirectory() && lstatSync(file).isFile() ? packageJsonOf(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

function packageAt(root: string, json: PackageJson): ScannedRepo | undefined {
  const ids: string[] = [];
  if (!collect(root, '', ids)) return undefined;
  ids.sort();
  const known = new Set(ids);
  const entries = publicEntries(json, { root, packageRoot: root, name: json.name ?? '', files: ids, has: (id) => known.has(id) });
  const files: SourceFile[] = [];
  let characters = 0;
  for (const id of ids) {
    if (roleOf(id, '') !== 'source' && !entries.includes(id)) continue;
    const content = decode(readFileSync(path.join(root, id)));
    characters += content.text.length;
    if (characters > MOST_CHARACTERS) return undefined;
    files.push({ ...content, id, dialect: dialectOf(id, content.text), moduleKind: moduleKindOf(id, content.text, json.type), role: 'source', executable: false, packageDir: '' });
  }
  const info = { dir: '', name: json.name, private: false, type: json.type ?? 'commonjs', publicEntries: entries, binEntries: [], dependencies: json.dependencies, installed: {}, nodeRange: json.nodeRange, scripts: json.scripts } as const;
  return { root, files, packages: [info], skipped: [] };
}

/** Gathers the JavaScript files below `dir`; false when there are too many, or code that is not text. */
function collect(root: string, dir: string, ids: string[]): boolean {
  for (const entry of readdirSync(path.join(root, dir), { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const id = dir === '' ? entry.name : `${dir}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!collect(root, id, ids)) return false;
    } else if (!entry.isFile() || /\.(node|wasm)$/.test(id)) return false;
    else if (/\.[cm]?js$/.test(id) && ids.push(id) > MOST_FILES) return false;
  }
  return true;
}
