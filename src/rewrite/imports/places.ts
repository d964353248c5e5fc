// Where whole statements go in a file: after or instead of a statement, at the top, at the end.
import type { Edit } from '../../core/edit.ts';
import type { Span } from '../../core/source.ts';
import type { Node } from '../../syntax/node.ts';

/** New lines that belong at one place. */
export interface NewLines {
  /** Imports and requires. */
  readonly imports: readonly string[];
  /** Constants that use them: set apart by a blank line from `import`s. */
  readonly constants: readonly string[];
}

const isImport = (statement: Node | undefined): boolean => /^(Import|TSImportEquals)/.test(statement?.type ?? '');

/** Comments that end a line. */
const TRAILING = /^(?:[ \t]*\/\*(?:(?!\*\/)[^\r\n])*\*\/)*[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n|$)/;

/** New lines after a statement, and after the comment on its line. */
export function insertAfter(text: string, statement: Node, { imports, constants }: NewLines, eol: string): Edit {
  const gap = isImport(statement) && constants.length > 0 ? [''] : [];
  const end = statement.end + (TRAILING.exec(text.slice(statement.end))?.[0].trimEnd().length ?? 0);
  return { span: { start: end, end }, text: [...imports, ...gap, ...constants].map((line) => eol + line).join('') };
}

/** New lines instead of a statement; without any, its line goes, too. */
export function replaceStatement(text: string, program: Node, statement: Node, { imports, constants }: NewLines, eol: string): Edit {
  if (imports.length + constants.length === 0) return { span: lineSpan(text, statement), text: '' };
  const body = program['body'] as Node[];
  const followsImport = imports.length > 0 || isImport(body[body.indexOf(statement) - 1]);
  const gap = isImport(statement) && constants.length > 0 && followsImport ? [''] : [];
  return { span: { start: statement.start, end: statement.end }, text: [...imports, ...gap, ...constants].join(eol) };
}

/** New lines in a file that imports nothing yet: a block of its own at the top. */
export function insertAtTop(text: string, program: Node, { imports, constants }: NewLines, eol: string): Edit {
  const start = topOffset(text, program);
  const block = [...imports, ...(constants.length > 0 ? ['', ...constants] : [])].join(eol);
  const before = text.slice(0, start).replace(/^\uFEFF/, '');
  const lead = before === '' || before.endsWith('\n') ? '' : eol + eol;
  const blank = /^(?:[ \t]*\r?\n)*/.exec(text.slice(start))?.[0] ?? '';
  const breaks = (blank.match(/\n/g) ?? []).length;
  const gap = start + blank.length === text.length ? 1 : 2;
  return { span: { start, end: start }, text: lead + block + eol.repeat(Math.max(0, gap - breaks)) };
}

/** After directives, after a shebang, and after a leading comment that a blank line sets apart, such as a licence. */
function topOffset(text: string, program: Node): number {
  const directive = (program['directives'] as Node[] | undefined)?.at(-1);
  if (directive !== undefined) return directive.end;
  const shebang = /^\uFEFF?(?:#!.*(?:\r?\n|$))?/.exec(text)?.[0].length ?? 0;
  const comment = /^\s*(?:\/\*[\s\S]*?\*\/|\/\/.*(?:\r?\n[ \t]*\/\/.*)*)(?=[ \t]*\r?\n[ \t]*\r?\n)/.exec(text.slice(shebang));
  return shebang + (comment?.[0].length ?? 0);
}

/** Appends blocks at the end, a blank line before each; a final line break stays, and none is added. */
export function appendBlocks(text: string, blocks: readonly string[], eol: string): Edit {
  const trailing = /(?:\r?\n)*$/.exec(text)?.[0] ?? '';
  const breaks = (trailing.match(/\n/g) ?? []).length;
  const lead = eol.repeat(Math.max(0, 2 - breaks));
  return { span: { start: text.length, end: text.length }, text: lead + blocks.join(eol + eol) + (breaks > 0 ? eol : '') };
}

/** The statement with its line when nothing else stands on it, and with the blank lines after it where another one precedes or nothing does. */
function lineSpan(text: string, statement: Span): Span {
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const tail = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(statement.end));
  if (tail === null || text.slice(lineStart, statement.start).replace(/^\uFEFF/, '').trim() !== '') {
    return { start: statement.start, end: statement.end };
  }
  const start = text[lineStart] === '\uFEFF' ? lineStart + 1 : lineStart;
  const end = statement.end + tail[0].length;
  const isApart = /^\uFEFF?$|(?:^|\n)[ \t]*\r?\n$/.test(text.slice(0, lineStart));
  const blank = isApart ? (/^(?:[ \t]*\r?\n)+/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  return { start, end: end + blank };
}

/** Declarators that leave a statement of several, each with one comma. */
export function removeDeclarators(statement: Node, gone: ReadonlySet<Node>): readonly Edit[] {
  const declarators = statement['declarations'] as Node[];
  const lastKept = declarators.findLastIndex((declarator) => !gone.has(declarator));
  return declarators.flatMap((declarator, index): Edit[] => {
    if (!gone.has(declarator)) return [];
    const [before, after] = [declarators[index - 1], declarators[index + 1]];
    const span = index < lastKept ? { start: declarator.start, end: after?.start ?? declarator.end } : { start: before?.end ?? declarator.start, end: declarator.end };
    return [{ span, text: '' }];
  });
}

/** The last statement of the run of imports that the file begins with, else its last import. */
export function lastImport(program: Node): Node | undefined {
  const body = program['body'] as Node[];
  const other = body.findIndex((statement) => !isImport(statement));
  return other < 0 ? body.at(-1) : (body[other - 1] ?? body.findLast(isImport));
}

/** Where constants that use `anchor` go: after the imports, or after the requires that follow it without a gap. */
export function endOfLoads(program: Node, anchor: Node | undefined, loads: ReadonlySet<Node>): Node | undefined {
  if (anchor === undefined || isImport(anchor)) return lastImport(program) ?? anchor;
  const body = program['body'] as Node[];
  let index = body.indexOf(anchor);
  for (let next = body[index + 1]; next?.type === 'VariableDeclaration' && loads.has(next); next = body[index + 1]) index++;
  return body[index];
}

/** `const` or `var`, as the statement that is followed. */
export const keyword = (anchor: Node | undefined): string => (anchor?.['kind'] === 'var' ? 'var' : 'const');

/** The statement that comes later in the file. */
export const later = (a: Node | undefined, b: Node | undefined): Node | undefined =>
  a !== undefined && b !== undefined ? (a.start > b.start ? a : b) : (a ?? b);

/** The first statement that loads something and calls what it loaded: `const sqlite3 = require('sqlite3').verbose()`. */
export function firstCalledLoad(program: Node): Node | undefined {
  const isLoaded = (node: Node | null): boolean => {
    for (let at = node; at; at = (at['object'] ?? at['callee'] ?? null) as Node | null) if (at.type === 'CallExpression' && at['callee'].name === 'require') return true;
    return false;
  };
  return (program['body'] as Node[]).find((statement) => statement.type === 'VariableDeclaration' && (statement['declarations'] as Node[]).some(({ init }) => isLoaded(init)));
}
