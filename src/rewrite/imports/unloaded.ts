// Imports of a library that nothing is called of any more: they go, and only they.
import type { Edit } from '../../core/edit.ts';
import type { Binding, NameUses } from '../../facts/name-uses.ts';
import type { Node } from '../../syntax/node.ts';
import { removeDeclarators, replaceStatement } from './places.ts';

const NONE = { imports: [], constants: [] };

/**
 * Edits that take out what is loaded by a specifier and used by nothing but `calls`.
 * @param added edits for what is loaded besides: those at the end of a statement that goes take its place
 */
export function unloaded(program: Node, names: NameUses, text: string, eol: string, calls: ReadonlySet<Node>, isOf: (specifier: string) => boolean, added: readonly Edit[]): { readonly gone: Edit[]; readonly added: readonly Edit[] } {
  const bindings = new Set([...names.bindings.values()].filter((each) => each !== undefined));
  const gone: Edit[] = [];
  let rest = added;
  for (const statement of program['body'] as Node[]) {
    for (const [part, declared] of loads(statement, isOf)) {
      const idle = declared.filter((name) => isIdle([...bindings].find(({ uses }) => uses.includes(name)), name, calls));
      if (idle.length === 0) continue;
      const whole = idle.length === declared.length;
      const alone = part === statement || statement['declarations'].length === 1;
      const members = declared.filter((name) => name['parent'].type !== 'ImportDefaultSpecifier');
      if (!whole && members.every((name) => idle.includes(name))) gone.push(withoutBraces(members, declared, text));
      else if (!whole) gone.push(...idle.flatMap((name) => withoutMember(name, text)));
      else if (!alone) gone.push(...removeDeclarators(statement, new Set([part])));
      else {
        const here = rest.filter(({ span }) => span.start === statement.end && span.end === statement.end);
        rest = rest.filter((edit) => !here.includes(edit));
        const more = here.map((edit) => edit.text).join('').replace(/^\r?\n/, '');
        gone.push(more === '' ? replaceStatement(text, program, statement, NONE, eol) : { span: { start: statement.start, end: statement.end }, text: more });
      }
    }
  }
  return { gone, added: rest };
}

/** What a statement loads by such a specifier: the import or the declarator, with the names that it declares. */
function loads(statement: Node, isOf: (specifier: string) => boolean): [Node, Node[]][] {
  if (statement.type === 'ImportDeclaration') {
    const found = statement['specifiers'] as Node[];
    return found.length > 0 && isOf(statement['source'].value as string) ? [[statement, found.map(({ local }) => local as Node)]] : [];
  }
  if (statement.type !== 'VariableDeclaration') return [];
  return (statement['declarations'] as Node[]).flatMap((part): [Node, Node[]][] => {
    const call = part['init'] as Node | null;
    const specifier = call?.type === 'CallExpression' && call['callee'].name === 'require' ? call['arguments'][0]?.value : undefined;
    if (typeof specifier !== 'string' || !isOf(specifier)) return [];
    if (part['id'].type === 'Identifier') return [[part, [part['id'] as Node]]];
    const members = part['id'].type === 'ObjectPattern' ? (part['id'].properties as Node[]) : [];
    return members.length > 0 && members.every(({ type, value }) => type === 'ObjectProperty' && value.type === 'Identifier') ? [[part, members.map(({ value }) => value as Node)]] : [];
  });
}

/** Nothing but the calls that go uses it, and some of them did. */
function isIdle(binding: Binding | undefined, declared: Node, calls: ReadonlySet<Node>): boolean {
  const uses = binding?.uses.filter((use) => use !== declared && use['parent'] !== declared['parent']) ?? [];
  return uses.length > 0 && uses.every((use) => {
    const callee = use['parent'].type === 'MemberExpression' && use['parent'].object === use ? (use['parent'] as Node) : use;
    return calls.has(callee['parent'] as Node) && callee['parent'].callee === callee;
  });
}

/** All names in braces, which a name before them is left of. */
function withoutBraces(members: readonly Node[], declared: readonly Node[], text: string): Edit {
  const [kept] = declared.filter((name) => !members.includes(name));
  return { span: { start: kept!.end, end: text.indexOf('}', members.at(-1)!.end) + 1 }, text: '' };
}

/** One name of several, with its comma. */
function withoutMember(declared: Node, text: string): Edit[] {
  const member = declared['parent'] as Node;
  const before = /,\s*$/.exec(text.slice(0, member.start));
  const after = /^\s*,\s*/.exec(text.slice(member.end));
  return [{ span: before && !after ? { start: member.start - before[0].length, end: member.end } : { start: member.start, end: member.end + (after?.[0].length ?? 0) }, text: '' }];
}
