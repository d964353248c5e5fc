// package.json -> the edit that adds a dependency, in the file's own indentation and line ends, where the alphabet puts it.
import type { Edit } from '../../core/edit.ts';
import { keyName, type Node } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';

/** Where package managers look for it when the program runs. */
const SECTION = 'dependencies';
/** Sections that have it installed as well. */
const SECTIONS = [SECTION, 'optionalDependencies', 'peerDependencies'];

/** No edit when it is there, or when the text is no JSON object. */
export function addDependency(text: string, name: string, range: string): Edit[] {
  const open = /^\uFEFF?/.exec(text)![0].length;
  // JSON is an expression: as long as before, so that offsets stay what they are
  const object: Node | undefined = objectIn(`(${text.slice(open)})`);
  if (!object) return [];
  const at = (offset: number): number => offset - 1 + open;
  const valueOf = (key: string): Node | undefined => (object.properties as Node[]).find((property) => keyName(property.key, false) === key)?.value;
  if (SECTIONS.some((section) => (valueOf(section)?.properties as Node[] | undefined)?.some(({ key }) => keyName(key, false) === name))) return [];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const entry = `${JSON.stringify(name)}: ${JSON.stringify(range)}`;
  const isOneLine = !/\n/.test(text.trim());
  const section = valueOf(SECTION);
  const add = (offset: number, added: string): Edit[] => [{ span: { start: offset, end: offset }, text: added }];
  if (section) {
    const all = section.properties as Node[];
    const next = all.find(({ key }) => (keyName(key, false) ?? '') > name);
    const last = all.at(-1);
    const isFlat = !/\n/.test(text.slice(at(section.start), at(section.end)));
    const separator = isFlat ? ', ' : `,${eol}${indent}${indent}`;
    if (next) return add(at(next.start), `${entry}${separator}`);
    if (last) return add(at(last.end), `${separator}${entry}`);
    return add(at(section.start) + 1, isFlat && isOneLine ? ` ${entry} ` : `${eol}${indent}${indent}${entry}${eol}${indent}`);
  }
  const last = (object.properties as Node[]).at(-1);
  const whole = isOneLine ? `"${SECTION}": { ${entry} }` : `"${SECTION}": {${eol}${indent}${indent}${entry}${eol}${indent}}`;
  if (!last) return add(at(object.start) + 1, isOneLine ? ` ${whole} ` : `${eol}${indent}${whole}`);
  return add(at(last.end), isOneLine ? `, ${whole}` : `,${eol}${indent}${whole}`);
}

function objectIn(expression: string): Node | undefined {
  try {
    const [statement] = parse(expression, 'js', 'cjs').program.body as Node[];
    const value = statement?.expression as Node | undefined;
    return value?.type === 'ObjectExpression' ? value : undefined;
  } catch {
    return undefined;
  }
}
