// The texts of a program as the decisions about bounds read them: each file is parsed once, when it is asked for.
import { spanKey, type SourceFile } from '../../core/source.ts';
import { detectStyle } from '../../edits/style.ts';
import { lineIndex } from '../../facts/lines.ts';
import { NameUses } from '../../facts/name-uses.ts';
import { operationsOf, valueOf } from '../../facts/operations.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { ownRuntime } from '../../rewrite/deadlines/own-runtime.ts';
import { findRuntime } from '../../rewrite/imports/existing-code.ts';
import { runtimeFunction } from '../../rewrite/runtime/index.ts';
import { isFunction, linkParents, unwrap, walk, type Node } from '../../syntax/node.ts';
import { parse, ParseError } from '../../syntax/parse.ts';
import type { ProgramTexts } from './callback-work.ts';

export interface ReadFile {
  readonly source: SourceFile;
  readonly program: Node;
  readonly names: NameUses;
  readonly lineOf: (offset: number) => number;
  readonly functions: ReadonlyMap<string, Node>;
  readonly calls: ReadonlyMap<string, Node>;
  /** The name of the function that an earlier run put there. */
  readonly limited: string | undefined;
  /** Names of the functions by which an earlier run had turns of loops begin ahead or together. */
  readonly loops: readonly string[];
  /** Names of operations by the calls that they are. */
  readonly operations: ReadonlyMap<Node, string>;
}

export class ReadFiles implements ProgramTexts {
  private readonly linked: Linked;
  private readonly sources: ReadonlyMap<string, SourceFile>;
  private readonly files = new Map<number, ReadFile | undefined>();
  private readonly sites = new Map<number, Site[]>();

  constructor(linked: Linked, sources: ReadonlyMap<string, SourceFile>) {
    this.linked = linked;
    this.sources = sources;
    for (const site of linked.sites) {
      const sites = this.sites.get(site.file);
      if (sites) sites.push(site);
      else this.sites.set(site.file, [site]);
    }
  }

  /** Undefined for a file that does not parse, or is none of the repository. */
  of(file: number): ReadFile | undefined {
    if (!this.files.has(file)) this.files.set(file, this.read(file));
    return this.files.get(file);
  }

  sourceOf = (file: number): SourceFile | undefined => this.sources.get(this.linked.files[file]!.file);

  sitesOf = (file: number): readonly Site[] => this.sites.get(file) ?? [];

  nodeOf(fn: Fn): { readonly node: Node; readonly names: NameUses } | undefined {
    const file = this.of(fn.file);
    const node = file?.functions.get(spanKey(fn.fact.span));
    return node && { node, names: file!.names };
  }

  callOf = ({ file, fact }: Site): Node | undefined => this.of(file)?.calls.get(spanKey(fact.span));

  madeReceiver(file: number, call: Node): Site | undefined {
    const callee: Node = unwrap(call['callee'] ?? call);
    const names = this.of(file)?.names;
    const value = names && callee.type === 'MemberExpression' ? valueOf(callee['object'], names) : undefined;
    const made = value?.type === 'AwaitExpression' ? unwrap(value['argument']) : value;
    return made?.type === 'CallExpression' && made !== call ? this.sitesOf(file).find(({ fact }) => spanKey(fact.span) === spanKey(made)) : undefined;
  }

  textOf = (file: number): string => this.sourceOf(file)?.text ?? '';

  namesOf = (file: number): NameUses | undefined => this.of(file)?.names;

  isOperation = (file: number, call: Node): string | undefined => this.of(file)?.operations.get(call);

  private read(file: number): ReadFile | undefined {
    const source = this.sourceOf(file);
    if (!source) return undefined;
    try {
      const { text, dialect, moduleKind } = source;
      const ast = parse(text, dialect, moduleKind);
      linkParents(ast);
      const program: Node = ast['program'];
      const names = new NameUses(program);
      const functions = new Map<string, Node>();
      const calls = new Map<string, Node>();
      walk(program, (node) => {
        if (isFunction(node)) functions.set(spanKey(node), node);
        if (/^(?:CallExpression|OptionalCallExpression|NewExpression|TaggedTemplateExpression)$/.test(node.type)) calls.set(spanKey(node), node);
      });
      const [style, lang] = [detectStyle(text), /^tsx?$/.test(dialect) ? 'ts' : 'js'] as const;
      const found = operationsOf(program, { names, named: [], runtime: ownRuntime(text, program, style, lang) });
      const limited = text.includes('limited') ? findRuntime(text, program, runtimeFunction('limited'), style, lang) : undefined;
      const loops = ['ahead', 'eachFailFast', 'eachSettleAll'].flatMap((name) => (text.includes(name) ? (findRuntime(text, program, runtimeFunction(name), style, lang) ?? []) : []));
      const operations = new Map(found.filter(({ key }) => key !== 'timers' && key !== 'events').map(({ node, name }) => [node, name]));
      return { source, program, names, lineOf: lineIndex(text), functions, calls, limited, loops, operations };
    } catch (error) {
      if (error instanceof ParseError) return undefined;
      throw error;
    }
  }
}
