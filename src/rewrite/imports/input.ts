// What the imports of a file are planned with: the file, and the names that it takes from modules.
import type { ModuleKind } from '../../core/source.ts';
import type { Style } from '../../core/style.ts';
import type { Node } from '../../syntax/node.ts';

/** The file that imports are planned for. */
export interface ImportsInput {
  readonly text: string;
  /** Babel's Program node of `text`. */
  readonly program: Node;
  readonly style: Style;
  readonly moduleKind: ModuleKind;
  /** Language of added texts. */
  readonly lang: 'js' | 'ts';
  /** The Node versions that the file is for have `fs/promises`; true when not said. */
  readonly hasPromisesModule?: boolean;
  /** Main functions of packages are loaded with `import x = require(…)`. */
  readonly importEquals?: boolean;
  /** Names that other edits bring into the file. */
  readonly reserved?: readonly string[];
}

/** A name that a file takes from a module, and how many references to it are left after rewriting. */
export interface BindingUse {
  /** Specifier as written. */
  readonly module: string;
  readonly imported: string;
  readonly local: string;
  readonly remaining: number;
}
