// The house rules of docs/architecture.md, asserted: who imports whom, who may touch what, and how files look.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { walk, type Node } from '../src/syntax/node.ts';
import { satisfies } from './node-range.ts';
import { callsOf, packageOf, PROJECT, reachableFrom, sourcesIn, type Import, type Source } from './source-graph.ts';

const src = sourcesIn('src');
const transforms = sourcesIn('transforms');
const all = [...src, ...transforms];

/** `src/scan/walk.ts` -> scan, `src/pipeline.ts` -> pipeline, `transforms/…` -> transforms. */
const partOf = (file: string): string => (file.startsWith('src/') ? file.split('/')[1]!.replace(/\.ts$/, '') : file.split('/')[0]!);

const ours = (target: string): boolean => /^(?:src|transforms)\//.test(target);

/** `file:line` of every import that `wrong` says yes to. */
const offenders = (sources: readonly Source[], wrong: (file: string, one: Import) => boolean): string[] =>
  sources.flatMap(({ file, imports }) => imports.filter((one) => wrong(file, one)).map(({ specifier, line }) => `${file}:${line} imports ${specifier}`));

/** Data flows down this list of imports and never up. */
const LEVELS = [
  ['core'],
  ['edits', 'apis', 'scan', 'write', 'config', 'isolate', 'profile'],
  ['syntax', 'cache'],
  ['facts', 'hazards', 'rewrite'],
  ['resolve', 'propagate', 'verify', 'plan'],
  ['adapter', 'demand', 'codemod', 'measure'],
  ['transforms'],
];
const LEVEL = new Map(LEVELS.flatMap((parts, level) => parts.map((part) => [part, level] as const)));

/** What a folder takes from its own level. */
const SIDEWAYS = new Set(['rewrite -> facts', 'propagate -> resolve', 'verify -> resolve', 'plan -> verify']);

describe('import order', () => {
  test('every folder of src/ has its place', () => {
    const placed = new Set([...LEVEL.keys(), 'preview', 'cli', 'pipeline', 'api', 'index']);
    expect([...new Set(all.map(({ file }) => partOf(file)))].filter((part) => !placed.has(part))).toEqual([]);
  });

  test('data flows down the list of imports and never up', () => {
    expect(offenders(all, (file, { target }) => {
      const [from, to] = [partOf(file), ours(target) ? partOf(target) : undefined];
      const level = LEVEL.get(from);
      if (to === undefined || to === from || level === undefined) return false;
      return !(LEVEL.get(to)! < level || SIDEWAYS.has(`${from} -> ${to}`));
    })).toEqual([]);
  });

  test.each(['preview', 'write'])('%s sees core only', (part) => {
    expect(offenders(src, (file, { target }) => partOf(file) === part && ours(target) && ![part, 'core'].includes(partOf(target)))).toEqual([]);
  });

  test('the pipeline knows the stages, and neither views, writing nor the command line', () => {
    expect(offenders(src, (file, { target }) => partOf(file) === 'pipeline' && ours(target) && /^(?:preview|write|cli|api|index|adapter|transforms)$/.test(partOf(target)))).toEqual([]);
  });

  test('only the interface and the command line know the pipeline and the transforms; nobody knows the command line', () => {
    expect(offenders(all, (file, { target }) => ours(target) && partOf(target) === 'transforms' && !/^(?:api|cli|transforms)$/.test(partOf(file)))).toEqual([]);
    expect(offenders(all, (file, { target }) => target === 'src/pipeline.ts' && !/^(?:api|cli)$/.test(partOf(file)))).toEqual([]);
    expect(offenders(all, (file, { target }) => ours(target) && partOf(target) === 'api' && !/^(?:api|cli|index)$/.test(partOf(file)))).toEqual([]);
    expect(offenders(all, (file, { target }) => ours(target) && partOf(target) === 'cli' && partOf(file) !== 'cli')).toEqual([]);
    expect(readFileSync(path.join(PROJECT, 'bin/unblock.js'), 'utf8').match(/from '.*'/g)).toEqual(["from '../dist/src/cli/main.js'"]);
  });

  test('a specifier of ours is relative and ends in .ts', () => {
    expect(offenders(all, (_, { specifier, target }) => specifier.startsWith('.') && !(specifier.endsWith('.ts') && existsSync(path.join(PROJECT, target))))).toEqual([]);
  });
});

/** Who imports a package, as the start of a path. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  jscodeshift: ['src/syntax/'],
  'ts-morph': ['src/resolve/program.ts', 'src/verify/types.ts'],
  diff: ['src/preview/', 'src/edits/line-edits.ts'],
  'cli-table3': ['src/preview/'],
  picocolors: ['src/preview/'],
  inquirer: ['src/cli/'],
  '@inquirer/core': ['src/cli/'],
  'js-tokens': ['src/preview/'],
  commander: ['src/cli/'],
  '@bomb.sh/tab': ['src/cli/completion.ts'],
  ignore: ['src/scan/'],
  tinyexec: ['src/scan/', 'src/write/git.ts'],
  'jsonc-parser': ['src/config/'],
  valibot: ['src/config/'],
  jiti: ['src/config/', 'src/codemod/load.ts'],
};

describe('packages', () => {
  const json = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as { dependencies: Record<string, string>; engines: { node: string } };
  const isPackage = ({ specifier }: Import): boolean => !specifier.startsWith('.') && !specifier.startsWith('node:');

  test('each has one owner', () => {
    expect(offenders(all, (file, one) => isPackage(one) && !(OWNERS[packageOf(one.specifier)] ?? []).some((owner) => file.startsWith(owner)))).toEqual([]);
  });

  test('package.json asks for those that are imported and for no other, in exact versions', () => {
    const imported = new Set(all.flatMap(({ imports }) => imports.filter(isPackage).map(({ specifier }) => packageOf(specifier))));
    expect(Object.keys(json.dependencies).sort()).toEqual([...imported].sort());
    expect(Object.values(json.dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test('none asks for a newer Node than we do', () => {
    const ranges = new Map<string, string>();
    const visit = (name: string, from: string, isOptional: boolean): void => {
      let dir = from;
      while (!existsSync(path.join(dir, 'node_modules', name, 'package.json'))) {
        if (dir === PROJECT || dir === path.dirname(dir)) {
          expect(isOptional, `${name} is installed for ${from}`).toBe(true);
          return;
        }
        dir = path.dirname(dir);
      }
      const at = path.join(dir, 'node_modules', name);
      if (ranges.has(at)) return;
      const { engines, dependencies, optionalDependencies } = JSON.parse(readFileSync(path.join(at, 'package.json'), 'utf8')) as {
        engines?: { node?: string }; dependencies?: Record<string, string>; optionalDependencies?: Record<string, string>;
      };
      ranges.set(at, engines?.node ?? '*');
      for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(next, at, optionalDependencies?.[next] !== undefined);
    };
    for (const name of Object.keys(json.dependencies)) visit(name, PROJECT, false);
    const lowest = `${json.engines.node.replace('>=', '')}.0`;
    expect(lowest).toBe('20.19.0');
    expect(ranges.size).toBeGreaterThan(Object.keys(json.dependencies).length);
    expect([...ranges].filter(([, range]) => !satisfies(lowest, range)).map(([at, range]) => `${path.relative(PROJECT, at)} wants ${range}`)).toEqual([]);
  });

  test.each([
    ['>=20', true], ['>=20.20', false], ['^20.17.0 || >=22.9.0', true], ['^22.13.0', false], ['10.* || >= 12.*', true], ['>=14 <20', false], ['20 - 22', true],
    ['*', true], ['>20', false], ['~20.19.0', true], ['18.x', false], ['<=20', true], ['>=0.3.1', true],
  ])('the range check itself: %s', (range, expected) => expect(satisfies('20.19.0', range)).toBe(expected));
});

describe('what jscodeshift loads', () => {
  const reached = reachableFrom(transforms, all);

  test('is ours, Node\'s and the parser, nothing else', () => {
    const packages = new Set(reached.flatMap(({ imports }) => imports.filter(({ isType, specifier }) => !isType && !specifier.startsWith('.') && !specifier.startsWith('node:')).map(({ specifier }) => specifier)));
    expect([...packages]).toEqual(['jscodeshift/src/getParser.js']);
    expect(reached.map(({ file }) => partOf(file)).filter((part) => /^(?:preview|write|cli|pipeline)$/.test(part))).toEqual([]);
  });

  test('is syntax that Babel turns into CommonJS: no import.meta, no top-level await', () => {
    const bad: string[] = [];
    for (const { file, program } of reached) {
      walk(program, (node) => {
        if (node.type === 'MetaProperty' && node.meta.name === 'import') bad.push(`${file}: import.meta`);
      });
      walk(program, (node) => {
        if (/Function|Method/.test(node.type)) return false;
        if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) bad.push(`${file}: top-level await`);
        return undefined;
      });
    }
    expect(bad).toEqual([]);
  });
});

/** Functions of node:fs that change the disk, with or without `Sync`. */
const WRITERS = /^(?:write|writev|writeFile|appendFile|mkdir|mkdtemp|mkdtempDisposable|rm|rmdir|unlink|rename|copyFile|cp|link|symlink|truncate|ftruncate|[fl]?chmod|[fl]?chown|[fl]?utimes|createWriteStream)(?:Sync)?$/;
const opensForMore = ({ name, call }: { name: string; call: Node }): boolean => /^open(?:Sync)?$/.test(name) && call.arguments[1]?.value !== 'r';

/** Files that a person names: a saved plan, a page, a document, a baseline. */
const ASKED_FOR = new Set(['src/cli/plan-file.ts', 'src/cli/verification-page.ts', 'src/cli/named-file.ts']);

/** Starts what verify runs in its copy; starts processes of our own, one of which holds the user's transform. */
const STARTERS = new Set(['src/verify/executed/process-group.ts', 'src/isolate/worker-process.ts']);

/** Runs a function of ours by way of node:vm, which can interrupt it. */
const INTERRUPTER = 'src/isolate/bounded.ts';

describe('who may do what', () => {
  test('only src/write writes to disk, three files of src/cli what --out, --html and --baseline ask for, src/verify/executed into its copy, src/measure into a temporary folder, and the cache into its folder', () => {
    const bad = src.filter(({ file }) => !file.startsWith('src/write/') && file !== 'src/cache/store.ts' && !file.startsWith('src/verify/executed/') && file !== 'src/measure/worker-calls.ts' && !ASKED_FOR.has(file)).flatMap((source) =>
      callsOf(source, /^node:fs(?:\/promises)?$/).filter((one) => WRITERS.test(one.name) || opensForMore(one)).map(({ name, line }) => `${source.file}:${line} ${name}`));
    expect(bad).toEqual([]);
    expect(src.filter(({ file }) => file.startsWith('src/write/')).flatMap((source) => callsOf(source, /^node:fs/)).some(({ name }) => WRITERS.test(name))).toBe(true);
  });

  test('all that a plan depends on is read by src/scan/disk.ts and src/scan/git.ts, which note it for the cache', () => {
    const pipeline = reachableFrom(src.filter(({ file }) => file === 'src/pipeline.ts'), src);
    expect(pipeline.length).toBeGreaterThan(100);
    const readers = (pattern: RegExp): string[] => pipeline.filter(({ imports }) => imports.some(({ specifier }) => pattern.test(specifier))).map(({ file }) => file);
    expect(readers(/^node:fs/)).toEqual(['src/scan/disk.ts']);
    expect(readers(/^node:(?:os|child_process|worker_threads|net|https?)$|^tinyexec$/)).toEqual(['src/scan/git.ts']);
    const using = (pattern: RegExp): string[] => pipeline.filter(({ file, text }) => pattern.test(text) && !/^src\/(?:apis|rewrite|resolve\/(?:builtins|calls|foreign-call))/.test(file)).map(({ file }) => file);
    expect(using(/\bcreateRequire\(/)).toEqual(['src/resolve/program.ts']);
    expect(using(/\b(?:ts|compiler)\.sys\b/)).toEqual(['src/resolve/system.ts']);
    // how much memory is left decides when a file is given up; such a plan is not kept (tool-failure)
    expect(using(/\bprocess\.(?:env|argv|getuid|memoryUsage|hrtime)\b/)).toEqual(['src/isolate/bounded.ts', 'src/scan/git.ts']);
    // the clock only says when to draw
    expect(using(/\b(?:performance\.now|Date\.now|new Date|Math\.random|localeCompare)\b/)).toEqual(['src/demand/read.ts']);
  });

  test('nobody opens a connection, and only git is ever started, but for what verify runs in its copy and our own workers', () => {
    expect(offenders(all, (file, { specifier }) => /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|child_process|cluster|vm)(?:\/|$)/.test(specifier) && !(STARTERS.has(file) && specifier === 'node:child_process') && !(file === INTERRUPTER && specifier === 'node:vm'))).toEqual([]);
    expect(offenders(all, (file, { specifier }) => specifier === 'tinyexec' && file !== 'src/scan/git.ts' && file !== 'src/write/git.ts')).toEqual([]);
  });

  test('nobody prints with recast or parses with j()', () => {
    const bad: string[] = [];
    for (const { file, program } of all) {
      walk(program, (node) => {
        if (node.type !== 'CallExpression') return;
        if (node.callee.property?.name === 'toSource' || (node.callee.type === 'Identifier' && /^(?:j|jscodeshift)$/.test(node.callee.name))) bad.push(`${file}: ${node.callee.name ?? 'toSource'}()`);
      });
    }
    expect(bad).toEqual([]);
  });
});

describe('how files look', () => {
  test('the first line is a sentence that says what lives there', () => {
    expect(all.filter(({ text }) => !/^\/\/ \S.{15,}\.\n/.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('files are short', () => {
    const length = ({ text }: Source): number => text.trimEnd().split('\n').length;
    expect(src.filter((source) => length(source) > 300).map((source) => `${source.file} ${length(source)}`)).toEqual([]);
    expect(transforms.filter((source) => length(source) > 250).map(({ file }) => file)).toEqual([]);
  });

  test('names say what a thing is', () => {
    const declared = (source: Source): string[] => [...source.text.matchAll(/^export (?:default )?(?:abstract )?(?:class|function|const|interface|type) (\w+)/gm)].map(([, name]) => name!);
    const vague = /(?:Manager|Helpers?|Utils?)$|^(?:helpers?|utils?)$/i;
    expect(all.flatMap((source) => [path.basename(source.file, '.ts'), ...declared(source)].filter((name) => vague.test(name)))).toEqual([]);
  });

  test('nothing is left for later', () => {
    expect(all.filter(({ text }) => /\b(?:TODO|FIXME|XXX|HACK)\b/.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
