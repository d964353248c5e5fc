// What typescript.cjs does, for modules that are loaded with import: Node runs these hooks in a thread of their own.
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import typescript from './typescript.cjs';

const { isTypeScript, formatOf, compiled, located } = typescript;
const NOT_FOUND = new Set(['ERR_MODULE_NOT_FOUND', 'ERR_UNSUPPORTED_DIR_IMPORT', 'ERR_PACKAGE_IMPORT_NOT_DEFINED', 'MODULE_NOT_FOUND']);

export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    const file = NOT_FOUND.has(error.code) && context.parentURL?.startsWith('file:') ? located(specifier, fileURLToPath(context.parentURL)) : undefined;
    if (!file) throw error;
    return { url: pathToFileURL(file).href, shortCircuit: true };
  }
}

export async function load(url, context, next) {
  const file = url.startsWith('file:') ? fileURLToPath(url) : '';
  if (!isTypeScript(file)) return await next(url, context);
  const text = await readFile(file, 'utf8');
  const format = formatOf(file, text);
  return { format: 'module', shortCircuit: true, source: format === 'module' ? compiled(file, text, format) : facade(file, compiled(file, text, format)) };
}

/** A module around one that require() loads: Node would look for the names of its exports in the text before it is compiled. */
function facade(file, script) {
  const names = new Set([...script.matchAll(/\bexports\.([A-Za-z_$][\w$]*)\s*=/g)].map(([, name]) => name));
  names.delete('default');
  const named = [...names].map((name) => `export { _${name} as ${name} };\nconst _${name} = it.${name};\n`).join('');
  return `import { createRequire } from 'node:module';\nconst it = createRequire(import.meta.url)(${JSON.stringify(file)});\nexport default it;\n${named}`;
}
