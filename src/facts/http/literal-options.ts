// Options that are written down as a literal, in place or in a variable that is filled in the same function.
import { keyName, unwrap, type Node } from '../../syntax/node.ts';
import { isAssigned } from '../name-uses.ts';
import { Unfit } from '../unfit.ts';
import { isUrl, shown, type FileNames } from './known-urls.ts';

/** What an option is to the request: `carried` ones are looked at further, `idle` ones say nothing. @throws Unfit where it speaks against a fetch */
export type JudgeOption = (key: string, value: Node, at: Node) => 'carried' | 'idle';

/** Reads options that are written down as a literal, in place or in a variable. */
export class LiteralOptions {
  private readonly file: FileNames;
  private readonly judge: JudgeOption;

  constructor(file: FileNames, judge: JudgeOption) {
    this.file = file;
    this.judge = judge;
  }

  /** @throws Unfit where one of them is not known, or is none of fetch's */
  read(expression: Node): ReadonlyMap<string, Node> {
    const known = new Map<string, Node>();
    const node = unwrap(expression);
    if (!/^(Identifier|ObjectExpression)$/.test(node.type)) throw new Unfit('http-target', node, shown(node, this.file.text));
    for (const [key, value, at] of node.type === 'Identifier' ? this.ofVariable(node) : propertiesOf(node)) {
      if (this.judge(key, value, at) === 'idle') continue;
      if (known.has(key)) throw new Unfit('http-options', at, `${key}, which is set twice`);
      known.set(key, value);
    }
    return known;
  }

  /** A variable that holds a literal, to which properties may be added before. */
  private ofVariable(node: Node): [string, Node, Node][] {
    const binding = this.file.names.bindings.get(node);
    const declared = binding?.uses.find(({ parent }) => parent?.type === 'VariableDeclarator' && parent.init);
    const unknown = (at: Node): Unfit => new Unfit('http-target', at, shown(at, this.file.text));
    if (!binding || !declared || declared['parent'].id !== declared) throw unknown(node);
    const { init } = declared.parent as Node;
    const parsed = init.type === 'CallExpression' && isUrl(init, this.file);
    if (!parsed && init.type !== 'ObjectExpression') throw unknown(node);
    const found = parsed ? [] : propertiesOf(init);
    for (const use of binding.uses) {
      const parent = use['parent'] as Node;
      if (use === declared || use === node || use.typeAnnotation) continue;
      // it may be filled anywhere else when it leaves the function
      if (parent.type !== 'MemberExpression' || parent.object !== use || parent.computed) throw unknown(use);
      if (!isAssigned(parent)) continue;
      if (parent.parent.type !== 'AssignmentExpression' || parent.parent.operator !== '=') throw unknown(use);
      found.push([parent.property.name, parent.parent.right, parent]);
    }
    return found;
  }
}

/** @throws Unfit for a spread or a computed name */
function propertiesOf(object: Node): [string, Node, Node][] {
  if (object.type !== 'ObjectExpression') throw new Unfit('http-options', object, 'options that are not written here');
  return (object.properties as Node[]).map((property) => {
    const key = property.type === 'ObjectProperty' ? keyName(property.key, property.computed) : undefined;
    if (key === undefined) throw new Unfit('http-options', property, 'options that are not written here');
    return [key, unwrap(property.value), property];
  });
}
