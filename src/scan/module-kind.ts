// Decides whether Node loads a file as an ES module or as CommonJS.
import type { ModuleKind } from '../core/source.ts';
import { moduleSyntax } from './module-syntax.ts';

/**
 * The module kind of file `id` (https://nodejs.org/api/packages.html#determining-module-system).
 * A TypeScript file with import or export statements counts as ESM, whatever its tsconfig compiles it to.
 * @param declaredType `type` of the nearest package.json, undefined when it has none
 */
export function moduleKindOf(id: string, text: string, declaredType: 'module' | 'commonjs' | undefined): ModuleKind {
  if (/\.m[jt]s$/.test(id)) return 'esm';
  if (/\.c[jt]s$/.test(id)) return 'cjs';
  const isTypeScript = /\.tsx?$/.test(id);
  if (declaredType !== undefined && !isTypeScript) return declaredType === 'module' ? 'esm' : 'cjs';

  const syntax = moduleSyntax(text);
  if (syntax === 'assigns') return 'cjs';
  if (syntax === 'declares') return 'esm';
  return declaredType === 'module' ? 'esm' : 'cjs';
}
