// ImportRequests: what is added to and removed from the imports of a file, in every form a file imports by.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialect, ModuleKind } from '../src/core/source.ts';
import { applyEdits } from '../src/edits/apply.ts';
import { detectStyle } from '../src/edits/style.ts';
import { ImportRequests } from '../src/rewrite/imports.ts';
import { parse } from '../src/syntax/parse.ts';

interface Kind { moduleKind?: ModuleKind; dialect?: Dialect }

function requestsFor(text: string, { moduleKind = 'cjs', dialect = 'js' }: Kind = {}): ImportRequests {
  const program = parse(text, dialect, moduleKind)['program'];
  return new ImportRequests({ text, program, style: detectStyle(text), moduleKind, lang: /ts/.test(dialect) ? 'ts' : 'js' });
}

/** The text after `ask`, and what it answered. The result must parse, and asking again must change nothing. */
function run<T>(text: string, ask: (requests: ImportRequests) => T, kind: Kind = {}): { answer: T; text: string } {
  const requests = requestsFor(text, kind);
  const answer = ask(requests);
  const { edits } = requests.edits();
  expect(requests.edits().edits).toEqual(edits);
  const result = applyEdits(text, edits);
  parse(result, kind.dialect ?? 'js', kind.moduleKind ?? 'cjs');
  return { answer, text: result };
}

const esm: Kind = { moduleKind: 'esm' };

describe('refer', () => {
  it.each(['fs', 'this.fs', `require('fs')`, 'a.b().c', '(await import("fs"))', 'fs!'])('reads the member off %s', (via) => {
    const { answer, text } = run(`x();\n`, (r) => r.refer('fs', 'promises.readFile', via));
    expect(answer).toBe(`${via}.promises.readFile`);
    expect(text).toBe('x();\n');
  });

  it('puts other expressions in parentheses', () => {
    expect(run('', (r) => r.refer('fs', 'promises.stat', 'a || b')).answer).toBe('(a || b).promises.stat');
    expect(run('', (r) => r.refer('fs', 'promises.stat', '(a) || (b)')).answer).toBe('((a) || (b)).promises.stat');
  });

  it('imports the function itself where the file destructures (CommonJS)', () => {
    const { answer, text } = run(`'use strict';\nconst { readFileSync } = require('fs');\nconst path = require('path');\n`, (r) => [
      r.refer('fs', 'promises.readFile'), r.refer('fs', 'promises.stat'), r.refer('fs', 'promises.readFile'),
    ]);
    expect(answer).toEqual(['readFile', 'stat', 'readFile']);
    expect(text).toBe(`'use strict';\nconst { readFileSync } = require('fs');\nconst { readFile, stat } = require('fs/promises');\nconst path = require('path');\n`);
  });

  it('imports the function itself where the file destructures (ESM)', () => {
    const { answer, text } = run(`import { readFileSync } from "node:fs"\nimport path from "node:path"\n\nf()\n`, (r) => r.refer('node:fs', 'promises.readFile'), esm);
    expect(answer).toBe('readFile');
    expect(text).toBe(`import { readFileSync } from "node:fs"\nimport { readFile } from "node:fs/promises"\nimport path from "node:path"\n\nf()\n`);
  });

  it.each([' // eslint-disable-line', ' /* a */ // b', '\t/* a */', ' // b\r'])('stands behind the comment on the line: %j', (comment) => {
    const { text } = run(`const { readFileSync } = require('fs');${comment}\nf();\n`, (r) => r.refer('fs', 'promises.readFile'));
    expect(text).toContain(`require('fs');${comment.trimEnd()}`);
    expect(text.replace(/\r/g, '')).toBe(`const { readFileSync } = require('fs');${comment.trimEnd()}\nconst { readFile } = require('fs/promises');\nf();\n`);
  });

  it('stands before what else is on the line', () => {
    const { text } = run(`const { readFileSync } = require('fs'); /* of */ f();\n`, (r) => r.refer('fs', 'promises.readFile'));
    expect(text).toBe(`const { readFileSync } = require('fs');\nconst { readFile } = require('fs/promises'); /* of */ f();\n`);
  });

  it('follows var, missing semicolons, tight braces and CRLF', () => {
    const { text } = run(`var {readFileSync} = require('fs')\r\nvar a = 1\r\n`, (r) => r.refer('fs', 'promises.readFile'));
    expect(text).toBe(`var {readFileSync} = require('fs')\r\nvar {readFile} = require('fs/promises')\r\nvar a = 1\r\n`);
  });

  it('renames where the name is taken', () => {
    const { answer, text } = run(`const { readFileSync } = require('fs');\nfunction readFile() { return readFileSync('x'); }\n`, (r) => r.refer('fs', 'promises.readFile'));
    expect(answer).toBe('readFileAsync');
    expect(text).toContain(`const { readFile: readFileAsync } = require('fs/promises');`);
    const taken = run(`import { readFileSync } from 'fs';\nlet readFile, readFileAsync;\n`, (r) => r.refer('fs', 'promises.readFile'), esm);
    expect(taken.text).toContain(`import { readFile as readFileAsync2 } from 'fs/promises';`);
  });

  it('a property of that name is no clash', () => {
    expect(run(`const { readFileSync } = require('fs');\nx.readFile({ readFile: 1, readFile() {} });\n`, (r) => r.refer('fs', 'promises.readFile')).answer).toBe('readFile');
    expect(run(`const { readFileSync } = require('fs');\nx({ readFile });\n`, (r) => r.refer('fs', 'promises.readFile')).answer).toBe('readFileAsync');
  });

  it.each([
    [`const fs = require('fs'), { readFileSync } = fs;\n`, 'fs.promises.readFile'],
    [`const { readFileSync, promises: fsp } = require('node:fs');\n`, 'fsp.readFile'],
    [`const { readFileSync } = require('fs');\nconst fsp = require('fs').promises;\n`, 'fsp.readFile'],
    [`const { readFileSync } = require('fs');\nconst fsp = require('node:fs/promises');\n`, 'fsp.readFile'],
    [`const { readFileSync } = require('fs');\nconst { readFile } = require('fs').promises;\n`, 'readFile'],
    [`const { readFileSync, promises: { readFile: rf } } = require('fs');\n`, 'rf'],
    [`import fs, { readFileSync } from 'fs';\n`, 'fs.promises.readFile'],
    [`import { readFileSync, promises as fsp } from 'fs';\n`, 'fsp.readFile'],
    [`import { readFileSync } from 'fs';\nimport * as fsp from 'fs/promises';\n`, 'fsp.readFile'],
    [`import { readFileSync } from 'fs';\nimport { default as fsp } from 'fs/promises';\n`, 'fsp.readFile'],
  ])('uses what %s has', (source, expected) => {
    const { answer, text } = run(source, (r) => r.refer('fs', 'promises.readFile'), source.startsWith('import') ? esm : {});
    expect(answer).toBe(expected);
    expect(text).toBe(source);
  });

  it('does not use a name that means something else in places, or is assigned', () => {
    const shadowed = `const { readFileSync, promises: fsp } = require('fs');\nfunction f(fsp) { return readFileSync(fsp); }\n`;
    expect(run(shadowed, (r) => r.refer('fs', 'promises.readFile')).answer).toBe('readFile');
    const assigned = `let fs = require('fs'), { readFileSync } = fs;\nfs = wrap(fs);\n`;
    expect(run(assigned, (r) => r.refer('fs', 'promises.readFile')).answer).toBe('readFile');
  });

  it('extends what the file takes from fs/promises or from the module itself', () => {
    expect(run(`import { readFileSync } from 'fs';\nimport { writeFile } from 'fs/promises';\n`, (r) => r.refer('fs', 'promises.readFile'), esm).text).toBe(
      `import { readFileSync } from 'fs';\nimport { writeFile, readFile } from 'fs/promises';\n`,
    );
    expect(run(`const {\n  copySync,\n  removeSync,\n} = require('fs-extra');\n`, (r) => [r.refer('fs-extra', 'copy'), r.refer('fs-extra', 'realpath.native')]).text).toBe(
      `const {\n  copySync,\n  removeSync,\n  copy,\n  realpath,\n} = require('fs-extra');\n`,
    );
  });

  it('writes the require in place where there is none at the top', () => {
    const source = `function f() {\n  const { readFileSync } = require('fs');\n}\n`;
    const { answer, text } = run(source, (r) => r.refer('fs', 'promises.readFile'));
    expect(answer).toBe(`require('fs').promises.readFile`);
    expect(text).toBe(source);
  });

  it('does not add names before a rest element', () => {
    const { text } = run(`const { copySync, ...rest } = require('fs-extra');\n`, (r) => r.refer('fs-extra', 'copy'));
    expect(text).toBe(`const { copySync, ...rest } = require('fs-extra');\nconst { copy } = require('fs-extra');\n`);
  });

  it('leaves type imports alone', () => {
    const { text } = run(`import type { Stats } from 'fs';\nimport { type Dirent, statSync } from 'fs';\n`, (r) => {
      r.unused([{ module: 'fs', imported: 'statSync', local: 'statSync', remaining: 0 }]);
      return r.refer('fs', 'promises.stat');
    }, { ...esm, dialect: 'ts' });
    expect(text).toBe(`import type { Stats } from 'fs';\nimport { type Dirent } from 'fs';\nimport { stat } from 'fs/promises';\n`);
  });
});

describe('promisified', () => {
  it('hoists a constant after the requires (CommonJS)', () => {
    const { answer, text } = run(`'use strict'\n\nconst fs = require('fs')\nconst path = require('path')\n\nmodule.exports = 1\n`, (r) => [
      r.promisified('fs', 'open', 'fs'), r.promisified('fs', 'read', 'fs'), r.promisified('fs', 'open', 'fs'),
    ]);
    expect(answer).toEqual(['openAsync', 'readAsync', 'openAsync']);
    expect(text).toBe(
      `'use strict'\n\nconst fs = require('fs')\nconst { promisify } = require('util')\nconst path = require('path')\nconst openAsync = promisify(fs.open)\nconst readAsync = promisify(fs.read)\n\nmodule.exports = 1\n`,
    );
  });

  it('hoists a constant after the imports (ESM)', () => {
    const { text } = run(`import fs from 'node:fs';\nimport path from 'node:path';\n\nexport const a = 1;\n`, (r) => r.promisified('node:fs', 'open', 'fs'), esm);
    expect(text).toBe(
      `import fs from 'node:fs';\nimport { promisify } from 'node:util';\nimport path from 'node:path';\n\nconst openAsync = promisify(fs.open);\n\nexport const a = 1;\n`,
    );
  });

  it.each([
    [`const fs = require('fs');\nconst util = require('util');\n`, `const openAsync = util.promisify(fs.open);\n`],
    [`const { promisify } = require('util');\nconst fs = require('fs');\n`, `const openAsync = promisify(fs.open);\n`],
    [`const promisify = require('node:util').promisify;\nconst fs = require('fs');\n`, `const openAsync = promisify(fs.open);\n`],
    [`const { promisify: p } = require('util');\nconst fs = require('fs');\n`, `const openAsync = p(fs.open);\n`],
  ])('uses the util of %s', (source, added) => {
    expect(run(source, (r) => r.promisified('fs', 'open', 'fs')).text).toBe(source + added);
  });

  it('comes after util even when that is required later', () => {
    const source = `const fs = require('fs');\nsetUp();\nconst util = require('util');\nrest();\n`;
    expect(run(source, (r) => r.promisified('fs', 'open', 'fs')).text).toBe(
      `const fs = require('fs');\nsetUp();\nconst util = require('util');\nconst openAsync = util.promisify(fs.open);\nrest();\n`,
    );
  });

  it('extends a destructured util', () => {
    expect(run(`import fs from 'fs';\nimport { inspect } from 'util';\n`, (r) => r.promisified('fs', 'open', 'fs'), esm).text).toBe(
      `import fs from 'fs';\nimport { inspect, promisify } from 'util';\n\nconst openAsync = promisify(fs.open);\n`,
    );
    expect(run(`const { inspect } = require('util');\nconst fs = require('fs');\n`, (r) => r.promisified('fs', 'open', 'fs')).text).toBe(
      `const { inspect, promisify } = require('util');\nconst fs = require('fs');\nconst openAsync = promisify(fs.open);\n`,
    );
  });

  it('promisifies another promisify away', () => {
    const { text } = run(`const promisify = require('pify');\nconst fs = require('fs');\n`, (r) => r.promisified('fs', 'open', 'fs'));
    expect(text).toContain(`const { promisify: promisifyCallback } = require('util');\nconst openAsync = promisifyCallback(fs.open);`);
  });

  it('takes the callback function into a destructured list', () => {
    const { text } = run(`const { openSync } = require('fs');\n`, (r) => r.promisified('fs', 'open'));
    expect(text).toBe(`const { openSync, open } = require('fs');\nconst { promisify } = require('util');\nconst openAsync = promisify(open);\n`);
    const clash = run(`import { openSync } from 'fs';\nfunction open() { openSync(); }\n`, (r) => r.promisified('fs', 'open'), esm);
    expect(clash.text).toBe(
      `import { openSync, open as openCallback } from 'fs';\nimport { promisify } from 'util';\n\nconst openAsync = promisify(openCallback);\nfunction open() { openSync(); }\n`,
    );
  });

  it('names nested members', () => {
    expect(run(`const fs = require('graceful-fs');\n`, (r) => r.promisified('graceful-fs', 'realpath.native', 'fs')).text).toContain(
      'const realpathNativeAsync = promisify(fs.realpath.native);',
    );
  });

  it('is written in place where the module is not known at the top (CommonJS)', () => {
    const source = `function f() {\n  const fs = require('fs');\n  return fs.openSync('x');\n}\n`;
    expect(run(source, (r) => r.promisified('fs', 'open', 'fs'))).toEqual({ answer: `require('util').promisify(fs.open)`, text: source });
    expect(run(source, (r) => r.promisified('fs', 'open')).answer).toBe(`require('util').promisify(require('fs').open)`);
    expect(run(`const util = require('util');\n${source}`, (r) => r.promisified('fs', 'open', 'this.fs')).answer).toBe('util.promisify(this.fs.open)');
  });

  it('is written in place with a top import where the module is not known at the top (ESM)', () => {
    const { answer, text } = run(`import a from 'node:path';\n\nexport class F { f() { this.fs.openSync(a); } }\n`, (r) => r.promisified('fs', 'open', 'this.fs'), esm);
    expect(answer).toBe('promisify(this.fs.open)');
    expect(text).toBe(`import a from 'node:path';\nimport { promisify } from 'node:util';\n\nexport class F { f() { this.fs.openSync(a); } }\n`);
  });

  it('does not hoist a shadowed namespace', () => {
    const source = `const fs = require('fs');\nfunction f(fs) { return fs.openSync('x'); }\n`;
    expect(run(source, (r) => r.promisified('fs', 'open', 'fs'))).toEqual({ answer: `require('util').promisify(fs.open)`, text: source });
  });

  it.each([
    [`const fs = require('fs');\nconst util = require('util');\nconst open = util.promisify(fs.open);\n`, 'fs', 'open'],
    [`const fs = require('fs');\nconst open = require('util').promisify(fs.open);\n`, 'fs', 'open'],
    [`const { open } = require('fs');\nconst { promisify } = require('util');\nconst opened = promisify(open);\n`, undefined, 'opened'],
  ])('uses the constant of %s', (source, via, expected) => {
    expect(run(source, (r) => r.promisified('fs', 'open', via))).toEqual({ answer: expected, text: source });
  });

  it('follows var and several declarators', () => {
    const { text } = run(`var fs = require('fs'),\n    path = require('path');\n\nvar x;\n`, (r) => r.promisified('fs', 'open', 'fs'));
    expect(text).toBe(
      `var fs = require('fs'),\n    path = require('path');\nvar { promisify } = require('util');\nvar openAsync = promisify(fs.open);\n\nvar x;\n`,
    );
  });

  it('knows import = require', () => {
    const { text } = run(`import fs = require('fs');\nimport * as path from 'path';\n\nfs.openSync(path.sep, 'r');\n`, (r) => r.promisified('fs', 'open', 'fs'), { dialect: 'ts' });
    expect(text).toBe(
      `import fs = require('fs');\nimport * as path from 'path';\nimport { promisify } from 'util';\n\nconst openAsync = promisify(fs.open);\n\nfs.openSync(path.sep, 'r');\n`,
    );
  });

  it('knows createRequire in ESM', () => {
    const { text } = run(`import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nconst fs = require('graceful-fs');\n`, (r) => r.promisified('graceful-fs', 'open', 'fs'), esm);
    expect(text).toBe(
      `import { createRequire } from 'node:module';\nimport { promisify } from 'node:util';\nconst require = createRequire(import.meta.url);\nconst fs = require('graceful-fs');\nconst openAsync = promisify(fs.open);\n`,
    );
  });
});

describe('unused', () => {
  const drop = (imported: string, module = 'fs') => ({ module, imported, local: imported, remaining: 0 });

  it.each([
    [`import { a, b, c } from 'fs';\nx;\n`, ['a'], `import { b, c } from 'fs';\nx;\n`],
    [`import { a, b, c } from 'fs';\nx;\n`, ['b'], `import { a, c } from 'fs';\nx;\n`],
    [`import { a, b, c } from 'fs';\nx;\n`, ['c'], `import { a, b } from 'fs';\nx;\n`],
    [`import { a, b, c } from 'fs';\nx;\n`, ['b', 'c'], `import { a } from 'fs';\nx;\n`],
    [`import { a, b, c } from 'fs';\nx;\n`, ['a', 'c'], `import { b } from 'fs';\nx;\n`],
    [`import {\n  a,\n  b,\n} from 'fs';\nx;\n`, ['b'], `import {\n  a,\n} from 'fs';\nx;\n`],
    [`import {\n  a,\n  b,\n} from 'fs';\nx;\n`, ['a'], `import {\n  b,\n} from 'fs';\nx;\n`],
    [`import { a } from 'fs';\nx;\n`, ['a'], `x;\n`],
    [`import d, { a } from 'fs';\nx;\n`, ['a'], `import d from 'fs';\nx;\n`],
    [`// licence\n\nimport { a } from 'fs';\n\nimport { b } from 'x';\n`, ['a'], `// licence\n\nimport { b } from 'x';\n`],
    [`import { a } from 'fs'; import { b } from 'x';\n`, ['a'], ` import { b } from 'x';\n`],
  ])('%j without %j', (source, names, expected) => {
    expect(run(source, (r) => r.unused(names.map((name) => drop(name))), esm).text).toBe(expected);
  });

  it.each([
    [`const { a, b } = require('fs');\nx;\n`, ['a'], `const { b } = require('fs');\nx;\n`],
    [`const { a } = require('fs');\nx;\n`, ['a'], `x;\n`],
    [`const p = require('path'), { a } = require('fs'), q = 1;\nx;\n`, ['a'], `const p = require('path'), q = 1;\nx;\n`],
    [`const { a } = require('fs'),\n  q = 1;\nx;\n`, ['a'], `const q = 1;\nx;\n`],
    [`const q = 1,\n  { a } = require('fs');\nx;\n`, ['a'], `const q = 1;\nx;\n`],
    [`const { a, ...rest } = require('fs');\nx;\n`, ['a'], `const { a, ...rest } = require('fs');\nx;\n`],
  ])('%j without %j', (source, names, expected) => {
    expect(run(source, (r) => r.unused(names.map((name) => drop(name)))).text).toBe(expected);
  });

  it('keeps what still has references', () => {
    const source = `const { a } = require('fs');\n`;
    expect(run(source, (r) => r.unused([{ ...drop('a'), remaining: 1 }])).text).toBe(source);
  });

  it('replaces in place what becomes empty and is followed by something new', () => {
    const all = (r: ImportRequests) => {
      r.refer('fs', 'promises.readFile');
      r.unused([drop('readFileSync')]);
    };
    expect(run(`import { readFileSync } from 'fs';\nimport p from 'path';\n`, all, esm).text).toBe(`import { readFile } from 'fs/promises';\nimport p from 'path';\n`);
    expect(run(`'use strict';\n\nconst { readFileSync } = require('fs'); // eslint-disable-line\n\nx;\n`, all).text).toBe(
      `'use strict';\n\nconst { readFile } = require('fs/promises'); // eslint-disable-line\n\nx;\n`,
    );
    expect(run(`const { readFileSync } = require('fs'), p = require('path');\n`, all).text).toBe(`const p = require('path');\nconst { readFile } = require('fs/promises');\n`);
  });

  it('exchanges names within a list', () => {
    const swap = (r: ImportRequests) => {
      r.promisified('fs', 'open');
      r.unused([drop('openSync')]);
    };
    expect(run(`import { openSync } from 'fs';\nimport { promisify } from 'util';\n\nx;\n`, swap, esm).text).toBe(
      `import { open } from 'fs';\nimport { promisify } from 'util';\n\nconst openAsync = promisify(open);\n\nx;\n`,
    );
    expect(run(`import { statSync, openSync } from 'fs';\nimport { promisify } from 'util';\n\nx;\n`, swap, esm).text).toContain(`import { statSync, open } from 'fs';`);
    expect(run(`import { openSync, statSync } from 'fs';\nimport { promisify } from 'util';\n\nx;\n`, swap, esm).text).toContain(`import { statSync, open } from 'fs';`);
  });
});

describe('runtime', () => {
  it('appends the function once, after a blank line', () => {
    const { answer, text } = run(`'use strict';\nmodule.exports = f;\n`, (r) => [r.runtime('forEachAsync'), r.runtime('forEachAsync')]);
    expect(answer).toEqual(['forEachAsync', 'forEachAsync']);
    expect(text).toMatch(/^'use strict';\nmodule\.exports = f;\n\n\/\/ Array.+\nasync function forEachAsync\([^]+\n\}\n$/);
    expect(text.match(/async function/g)).toHaveLength(1);
  });

  it('respects a missing final line break, and extra ones', () => {
    expect(run('f()', (r) => r.runtime('settled')).text).toMatch(/^f\(\)\n\n\/\/ .+[^]+\}$/);
    expect(run('f()\n\n', (r) => r.runtime('settled')).text).toMatch(/^f\(\)\n\n\/\/ .+[^]+\}\n$/);
    expect(run('f()\r\ng()\r\n', (r) => r.runtime('settled')).text).toMatch(/^f\(\)\r\ng\(\)\r\n\r\n\/\/ .+\r\n[^]+\}\r\n$/);
  });

  it('is renamed where the name is taken', () => {
    const { answer, text } = run('const mapAsync = 1;\n', (r) => r.runtime('mapAsync'));
    expect(answer).toBe('mapAsync2');
    expect(text).toContain('async function mapAsync2(');
  });

  it.each([
    [`const cp = require('child_process');\n`, {}, 'cp.spawn('],
    [`const { execSync } = require('child_process');\n`, {}, ' spawn('],
    [`import { execSync } from 'node:child_process';\n`, esm, ' spawn('],
    [`require('child_process').execSync('x');\n`, {}, `require('child_process').spawn(`],
    [`const running = require('child_process');\n`, {}, 'const running_ = running.spawn('],
  ] as [string, Kind, string][])('brings what it needs into %s', (source, kind, expected) => {
    const { text } = run(source, (r) => r.runtime('execAsync'), kind);
    expect(text).toContain(expected);
    for (const name of ['execAsync', 'execFileAsync', 'spawnAsync']) expect(text).toContain(`\nasync function ${name}(`);
    if (expected === ' spawn(') expect(text).toContain('{ execSync, spawn }');
  });

  it('uses the one that is there', () => {
    for (const [source, dialect] of [[`const cp = require('child_process')\nf("a")\n`, 'js'], [`import * as cp from 'child_process';\n\nf('a');\n`, 'ts']] as const) {
      const names = ['execAsync', 'breadthFirst', 'reduceAsync', 'replaceAsync'];
      const once = run(source, (r) => names.map((name) => r.runtime(name)), { dialect });
      const twice = run(once.text, (r) => names.map((name) => r.runtime(name)), { dialect });
      expect(twice).toEqual({ answer: once.answer, text: once.text });
    }
  });
});

describe('a file without imports', () => {
  const ask = (r: ImportRequests) => r.promisified('fs', 'open', '(await import("fs"))');
  it.each([
    [`f();\n`, `import { promisify } from 'util';\n\nf();\n`],
    [`#!/usr/bin/env node\nf();\n`, `#!/usr/bin/env node\nimport { promisify } from 'util';\n\nf();\n`],
    [`#!/usr/bin/env node\n/* licence */\n\nf();\n`, `#!/usr/bin/env node\n/* licence */\n\nimport { promisify } from 'util';\n\nf();\n`],
    [`// a\n// b\n\nf();\n`, `// a\n// b\n\nimport { promisify } from 'util';\n\nf();\n`],
    [`/** of f */\nfunction f() {}\n`, `import { promisify } from 'util';\n\n/** of f */\nfunction f() {}\n`],
    [`'use strict';\n\nf();\n`, `'use strict';\n\nimport { promisify } from 'util';\n\nf();\n`],
    [`\uFEFFf();\n`, `\uFEFFimport { promisify } from 'util';\n\nf();\n`],
  ])('%j', (source, expected) => {
    expect(run(source, ask, esm).text).toBe(expected);
  });
});

describe('in any file', () => {
  const heads = fc.constantFrom(
    `const fs = require('fs');`, `var fs = require('fs'), path = require('path')`, `const { readFileSync, openSync } = require('fs');`, `const {openSync: o} = require('node:fs')`,
    `const util = require('util');`, `const { inspect } = require('util');`, `'use strict';`, `// comment`, '', `const cp = require('child_process');`, `let x = 1;`, `/* licence */`,
  );
  const requests = fc.array(fc.constantFrom('refer', 'promisify', 'promisify via fs', 'runtime exec', 'runtime map', 'unused readFileSync', 'unused openSync', 'refer extra'), { maxLength: 6 });

  it('the result parses, edits are disjoint, and everything outside them stays', () => {
    fc.assert(
      fc.property(fc.array(heads, { maxLength: 6 }), requests, fc.constantFrom('\n', '\r\n'), (lines, asked, eol) => {
        const unique = lines.filter((line, index) => !/\w/.test(line) || lines.indexOf(line) === index);
        const declared = unique.join(' ').match(/\b(fs|readFileSync|openSync)\b(?=[ ,}=])/g) ?? [];
        if (new Set(declared).size !== declared.length) return;
        const source = unique.join(eol) + eol;
        const ask = (r: ImportRequests) => {
          for (const what of asked) {
            if (what === 'refer') r.refer('fs', 'promises.readFile');
            else if (what === 'promisify') r.promisified('fs', 'open');
            else if (what === 'promisify via fs') r.promisified('fs', 'read', 'fs');
            else if (what === 'runtime exec') r.runtime('execAsync');
            else if (what === 'runtime map') r.runtime('mapAsync');
            else if (what === 'refer extra') r.refer('fs-extra', 'copy');
            else r.unused([{ module: 'fs', imported: what.slice(7), local: what.slice(7), remaining: 0 }]);
          }
        };
        const { text } = run(source, ask);
        if (eol === '\r\n' && detectStyle(source).eol === '\r\n') expect(text.replace(/\r\n/g, '')).not.toContain('\n');
        if (!asked.some((what) => what.startsWith('unused'))) expect(run(text, ask).text).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});
