// Source files parsed once for all trees that hold them: most files of the tree before are those of the tree after.
import type { FileFacts } from '../../core/facts.ts';
import type { FileId, ScannedRepo, SourceFile } from '../../core/source.ts';
import { extractFacts } from '../../facts/extract.ts';
import { lineIndex } from '../../facts/lines.ts';
import { isFunction, linkParents, walk, type Node } from '../../syntax/node.ts';
import { parse, ParseError } from '../../syntax/parse.ts';
import { bindingsOf, type Bindings } from './bindings.ts';

/** What one text says, whatever the other files are. */
export interface ParsedFile {
  readonly source: SourceFile;
  readonly ast: Node;
  readonly program: Node;
  readonly bindings: Bindings;
  /** All nodes, parents before children: looking through this is much faster than walking. */
  readonly nodes: readonly Node[];
  readonly functions: readonly Node[];
  readonly lineAt: (offset: number) => number;
}

/** One file that does not parse. */
export interface Unparsed {
  readonly source: SourceFile;
  readonly message: string;
  readonly line: number;
}

/** Files by identity: the same object stands for the same text. */
export class ParsedFiles {
  private readonly parsed = new Map<SourceFile, ParsedFile | Unparsed>();
  private readonly facts: Map<SourceFile, FileFacts>;

  /** @param facts of files that somebody read already */
  constructor(facts: Iterable<readonly [SourceFile, FileFacts]> = []) {
    this.facts = new Map(facts);
  }

  /** Those of `repo`, with what was read of them. */
  static with({ files }: ScannedRepo, facts: ReadonlyMap<FileId, FileFacts>): ParsedFiles {
    return new ParsedFiles(files.flatMap((file) => (facts.has(file.id) ? [[file, facts.get(file.id)!] as const] : [])));
  }

  of(source: SourceFile): ParsedFile | Unparsed {
    let known = this.parsed.get(source);
    if (!known) this.parsed.set(source, (known = parsedFile(source)));
    return known;
  }

  factsOf(source: SourceFile): FileFacts {
    let known = this.facts.get(source);
    if (!known) {
      const file = this.parsed.get(source);
      this.facts.set(source, (known = extractFacts(source, file && 'program' in file ? file.ast : undefined)));
    }
    return known;
  }

  /** Lets go of texts that no later tree will hold. */
  forget(sources: Iterable<SourceFile>): void {
    for (const source of sources) {
      this.parsed.delete(source);
      this.facts.delete(source);
    }
  }
}

function parsedFile(source: SourceFile): ParsedFile | Unparsed {
  let ast: Node;
  try {
    ast = parse(source.text, source.dialect, source.moduleKind);
    linkParents(ast);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { source, message: error.message, line: error.line };
  }
  const program: Node = ast.program;
  const nodes: Node[] = [];
  walk(program, (node) => void nodes.push(node));
  return { source, ast, program, nodes, functions: nodes.filter(isFunction), bindings: bindingsOf(program), lineAt: lineIndex(source.text) };
}
