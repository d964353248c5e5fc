// Reads of files that follow one another and have nothing to do with one another: `const a = await readFile('a'); const b = await stat('b');`.
import { isReadOnly } from '../../apis/read-only.ts';
import { unwrap, walk, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';

export interface IndependentRead {
  readonly statement: Node;
  readonly pattern: Node;
  readonly call: Node;
  /** `fs.promises.readFile` */
  readonly api: string;
}

/** Statements of one block, two or more, without a gap. */
export interface IndependentReads {
  readonly reads: readonly IndependentRead[];
  /** A comment or code between them would be lost. */
  readonly obstacle?: { readonly code: string; readonly to?: string };
}

/** All of a program, in source order. Its parents must be linked. */
export function independentReads(program: Node, names: NameUses, text: string): IndependentReads[] {
  const found: IndependentReads[] = [];
  walk(program, (node) => {
    const statements: readonly Node[] | undefined = node.type === 'BlockStatement' || node.type === 'Program' ? node['body'] : node.type === 'SwitchCase' ? node['consequent'] : undefined;
    let run: IndependentRead[] = [];
    const end = (): void => {
      if (run.length > 1) found.push(withObstacle(run, text));
      run = [];
    };
    for (const statement of statements ?? []) {
      const read = readAt(statement, names);
      if (!read) end();
      else {
        if (run.some((earlier) => usesNamesOf(read.call, earlier.pattern))) end();
        run.push(read);
      }
    }
    end();
  });
  return found;
}

function withObstacle(reads: readonly IndependentRead[], text: string): IndependentReads {
  const between = reads.slice(1).map(({ statement }, i) => text.slice(reads[i]!.statement.end, statement.start));
  return between.some((gap) => gap.trim() !== '') ? { reads, obstacle: { code: 'bound-comment' } } : { reads };
}

/** `const pattern = await read(…)` with arguments that mean the same earlier. */
function readAt(statement: Node, names: NameUses): IndependentRead | undefined {
  if (statement.type !== 'VariableDeclaration' || statement['kind'] !== 'const' || statement['declarations'].length !== 1) return undefined;
  const { id, init } = statement['declarations'][0];
  const wait = init && unwrap(init);
  const call = wait?.type === 'AwaitExpression' ? unwrap(wait['argument']) : undefined;
  // what brackets or types stand around would have to move
  if (call?.type !== 'CallExpression' || wait !== init || wait['argument'] !== call || call['typeParameters'] || call['typeArguments'] || !isPlainPattern(id)) return undefined;
  const origin = originOf(call['callee'], names);
  if (!origin || !isReadOnly(origin.specifier, origin.path)) return undefined;
  const args = call['arguments'] as Node[];
  if (args.length === 0 || !args.every((each) => isSteady(each, names))) return undefined;
  // a number or a handle is read from where the last read ended
  if (/readFile$/.test(origin.path) && !isText(args[0]!, names)) return undefined;
  return { statement, pattern: id, call, api: `${origin.specifier.replace(/^node:/, '')}.${origin.path}` };
}

/** Names, or names of properties, without types and defaults. */
function isPlainPattern(pattern: Node): boolean {
  if (pattern['typeAnnotation']) return false;
  if (pattern.type === 'Identifier') return true;
  return pattern.type === 'ObjectPattern' && (pattern['properties'] as Node[]).every((each) => each.type === 'ObjectProperty' && !each['computed'] && each['value'].type === 'Identifier');
}

/** It gives the same value before and after an await: literals, names that keep their value, and paths that are made of them. */
function isSteady(expression: Node, names: NameUses): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case 'StringLiteral': case 'NumericLiteral': case 'BooleanLiteral': case 'NullLiteral': return true;
    case 'TemplateLiteral': return (node['expressions'] as Node[]).every((each) => isSteady(each, names) && isText(each, names));
    case 'ObjectExpression': return (node['properties'] as Node[]).every((each) => each.type === 'ObjectProperty' && !each['computed'] && isSteady(each['value'], names) && unwrap(each['value']).type !== 'Identifier');
    case 'Identifier': {
      const binding = names.bindings.get(node);
      return binding ? !binding.uses.some(isAssigned) && isText(node, names) : /^__(?:dirname|filename)$/.test(node['name']);
    }
    // what is no string throws there, whenever it is called
    case 'CallExpression': return isPath(node, names) && (node['arguments'] as Node[]).every((each) => isKept(each, names) || isSteady(each, names));
    default: return false;
  }
}

const isKept = (node: Node, names: NameUses): boolean => node.type === 'Identifier' && names.bindings.get(node)?.uses.some(isAssigned) === false;

const isPath = (call: Node, names: NameUses): boolean => {
  const origin = originOf(call['callee'], names);
  return origin !== undefined && /^(?:node:)?path$/.test(origin.specifier) && /^(?:(?:posix|win32)\.)?(?:join|resolve|dirname|basename|normalize)$/.test(origin.path);
};

/** A string for certain, that names a file and no device. */
function isText(expression: Node, names: NameUses): boolean {
  const node = unwrap(expression);
  if (node.type === 'StringLiteral') return !/^\/(?:dev|proc)\b/.test(node['value']);
  if (node.type === 'TemplateLiteral') return !/^\/(?:dev|proc)\b/.test(node['quasis'][0].value.raw);
  if (node.type === 'CallExpression') return isPath(node, names);
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  if (!binding) return node.type === 'Identifier' && /^__(?:dirname|filename)$/.test(node['name']);
  if (binding.uses.some(isAssigned)) return false;
  return binding.uses.some((use) => {
    const parent: Node = use['parent'];
    if (parent.type === 'VariableDeclarator' && parent['id'] === use && parent['parent'].kind === 'const') return parent['init'] !== null && isText(parent['init'], names);
    return use['typeAnnotation']?.typeAnnotation?.type === 'TSStringKeyword';
  });
}

/** Whether an expression mentions a name that a pattern declares. */
function usesNamesOf(expression: Node, pattern: Node): boolean {
  const declared = new Set<string>();
  walk(pattern, (node) => { if (node.type === 'Identifier') declared.add(node['name']); });
  let uses = false;
  walk(expression, (node) => { if (node.type === 'Identifier' && declared.has(node['name'])) uses = true; });
  return uses;
}
