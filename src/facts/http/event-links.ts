// A statement that is a chain of calls on one object: `req.on('error', f).end()`.
import { unwrap, type Node } from '../../syntax/node.ts';

export interface Link {
  readonly method: string;
  readonly args: readonly Node[];
  readonly node: Node;
}

export interface Links {
  /** What the chain begins with: a name, or a call that is no method of something else in it. */
  readonly root: Node | undefined;
  readonly links: readonly Link[];
  /** The name that the statement declares for its value. */
  readonly declared: Node | undefined;
}

const NONE: Links = { root: undefined, links: [], declared: undefined };

/** The chain that a statement, or the expression in its place, consists of. */
export function linksOf(statement: Node): Links {
  if (statement.type === 'VariableDeclaration') {
    const [only, more] = statement['declarations'] as Node[];
    if (!only || more || only['id'].type !== 'Identifier' || !only['init']) return NONE;
    return { ...unrolled(only['init']), declared: only['id'] as Node };
  }
  const expression: Node | null = statement.type === 'ExpressionStatement' ? statement['expression'] : statement.type === 'ReturnStatement' ? statement['argument'] : statement;
  return expression ? { ...unrolled(expression), declared: undefined } : NONE;
}

const STARTS = /^(get|request)$/;

function unrolled(expression: Node): Pick<Links, 'root' | 'links'> {
  const links: Link[] = [];
  let at = unwrap(expression);
  while (at.type === 'CallExpression' && at['callee'].type === 'MemberExpression' && !at['callee'].computed) {
    const method = at['callee'].property.name as string;
    const object = unwrap(at['callee'].object);
    // `https.get(…)` is where a chain begins
    if (STARTS.test(method) && object.type !== 'CallExpression') break;
    links.unshift({ method, args: at['arguments'] as Node[], node: at });
    at = object;
  }
  return { root: at, links };
}
