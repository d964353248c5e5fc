// The text of one file of the program, read again where more must be known of it than facts say.
import type { SourceFile, Span } from '../../core/source.ts';
import { spanKey } from '../../core/source.ts';
import { parse } from '../../syntax/parse.ts';
import { isFunction, linkParents, walk, type Node } from '../../syntax/node.ts';
import { NameUses } from '../name-uses.ts';

export class TextReader {
  readonly program: Node;
  readonly names: NameUses;
  private readonly functions = new Map<string, Node>();
  private readonly calls = new Map<string, Node>();

  constructor({ text, dialect, moduleKind }: SourceFile) {
    const ast = parse(text, dialect, moduleKind);
    linkParents(ast);
    this.program = ast['program'] as Node;
    this.names = new NameUses(this.program);
    walk(this.program, (node) => {
      if (isFunction(node)) this.functions.set(spanKey(node), node);
      if (/^(CallExpression|OptionalCallExpression|NewExpression|TaggedTemplateExpression)$/.test(node.type)) this.calls.set(spanKey(node), node);
    });
  }

  functionAt(span: Span): Node | undefined {
    return this.functions.get(spanKey(span));
  }

  callAt(span: Span): Node | undefined {
    return this.calls.get(spanKey(span));
  }
}
