// Preloaded where a module written in TypeScript is loaded and the repository has no loader of its own: compiles each file as Node asks
// for it, without looking at types, with the repository's compiler, else with the one at $UNBLOCK_COMPILER. Files are in $UNBLOCK_DIR.
'use strict';
const fs = require('fs');
const Module = require('module');
const path = require('path');
const { pathToFileURL } = require('url');

const root = process.env.UNBLOCK_DIR;
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts'];
const TWINS = { '.js': ['.ts', '.tsx'], '.jsx': ['.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'] };
const once = (make) => {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  };
};

const isTypeScript = (file) => EXTENSIONS.includes(path.extname(file)) && !/\.d\.[cm]?ts$/.test(file);
const isFile = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;

const compiler = once(() => {
  try {
    const own = require(path.join(root, 'node_modules/typescript'));
    if (typeof own.transpileModule === 'function') return own;
  } catch {
    // none is installed, or it is not one that can be asked
  }
  return require(process.env.UNBLOCK_COMPILER).ts;
});

/** The nearest file of that name in the folders above `folder`, within the copy. */
const above = (name) => once((folder) => {
  const file = path.join(folder, name);
  if (isFile(file)) return file;
  return folder === root || folder === path.dirname(folder) ? undefined : above(name)(path.dirname(folder));
});
const configAbove = above('tsconfig.json');
const packageAbove = above('package.json');

const optionsOf = once((config) => {
  const ts = compiler();
  if (!config) return { esModuleInterop: true };
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  // which files it names does not matter here
  return ts.parseJsonConfigFileContent(json || {}, { ...ts.sys, readDirectory: () => [] }, path.dirname(config), undefined, config).options;
});
const optionsFor = (file) => optionsOf(configAbove(path.dirname(file)));

const isModulePackage = once((folder) => {
  const file = packageAbove(folder);
  return file !== undefined && JSON.parse(fs.readFileSync(file, 'utf8')).type === 'module';
});

/** 'module' or 'commonjs': what the compiled file is for Node. */
function formatOf(file, text) {
  if (file.endsWith('.mts')) return 'module';
  if (file.endsWith('.cts')) return 'commonjs';
  return isModulePackage(path.dirname(file)) || /\bimport\.meta\b/.test(text) ? 'module' : 'commonjs';
}

function compiled(file, text, format) {
  const ts = compiler();
  const own = optionsFor(file);
  const { jsxFactory, jsxFragmentFactory, jsxImportSource, experimentalDecorators, emitDecoratorMetadata, useDefineForClassFields, esModuleInterop, allowSyntheticDefaultImports } = own;
  const isKept = own.jsx === undefined || own.jsx === ts.JsxEmit.Preserve || own.jsx === ts.JsxEmit.ReactNative;
  const { outputText } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: {
      jsxFactory, jsxFragmentFactory, jsxImportSource, experimentalDecorators, emitDecoratorMetadata, useDefineForClassFields, esModuleInterop, allowSyntheticDefaultImports,
      jsx: isKept ? ts.JsxEmit.React : own.jsx,
      // numbers of parameters and classes must be what they are in the text
      target: ts.ScriptTarget.ES2022 || ts.ScriptTarget.ESNext,
      module: format === 'module' ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
      sourceMap: false,
    },
  });
  return outputText;
}

/** The file that a specifier names by the rules of TypeScript; undefined when it is none of the repository's. */
function located(specifier, parent) {
  if (/^\.{0,2}\//.test(specifier)) {
    const target = path.resolve(path.dirname(parent), specifier);
    const extension = path.extname(target);
    const stem = target.slice(0, target.length - extension.length);
    return [...(TWINS[extension] || []).map((twin) => stem + twin), ...EXTENSIONS.map((one) => target + one), target + '.js', ...EXTENSIONS.map((one) => path.join(target, 'index' + one)), path.join(target, 'index.js')].find(isFile);
  }
  const ts = compiler();
  const { resolvedModule } = ts.resolveModuleName(specifier, parent, optionsFor(parent), ts.sys);
  const file = resolvedModule && path.resolve(resolvedModule.resolvedFileName);
  return file && file.startsWith(root + path.sep) && !file.includes(path.sep + 'node_modules' + path.sep) && !/\.d\.[cm]?ts$/.test(file) ? file : undefined;
}

module.exports = { isTypeScript, formatOf, compiled, located };

function install() {
  for (const extension of EXTENSIONS) {
    Module._extensions[extension] = (module, file) => {
      const text = fs.readFileSync(file, 'utf8');
      if (formatOf(file, text) === 'module') throw Object.assign(new Error(`${file} is an ES module`), { code: 'ERR_REQUIRE_ESM' });
      module._compile(compiled(file, text, 'commonjs'), file);
    };
  }
  const resolveFilename = Module._resolveFilename;
  Module._resolveFilename = function (specifier, parent, ...rest) {
    try {
      return resolveFilename.call(this, specifier, parent, ...rest);
    } catch (error) {
      const file = error.code === 'MODULE_NOT_FOUND' && parent && parent.filename ? located(specifier, parent.filename) : undefined;
      if (!file) throw error;
      return file;
    }
  };
  if (typeof Module.register === 'function') Module.register('./typescript-hooks.mjs', pathToFileURL(__filename));
}

// the thread of the hooks takes the functions alone
if (process.execArgv.includes(__filename) && require('worker_threads').isMainThread) install();
