// How a turn of a loop can end before its body does.
import { isFunction, walk, type Node } from '../../syntax/node.ts';

/** `continue` of the loop itself, and in words what ends more than a turn. */
export function exitsOf(body: Node): { readonly continues: readonly Node[]; readonly other?: string } {
  const continues: Node[] = [];
  let other: string | undefined;
  const look = (node: Node, inLoop: boolean, inSwitch: boolean): void => walk(node, (each) => {
    if (each !== node && isFunction(each)) return false;
    if (each.type === 'ReturnStatement') other ??= 'return';
    if (each.type === 'YieldExpression') other ??= 'yield';
    if ((each.type === 'BreakStatement' || each.type === 'ContinueStatement') && each['label']) other ??= `${each.type === 'BreakStatement' ? 'break' : 'continue'} with a label`;
    else if (each.type === 'BreakStatement' && !inLoop && !inSwitch) other ??= 'break';
    else if (each.type === 'ContinueStatement' && !inLoop) continues.push(each);
    if (each === node) return undefined;
    const isLoop = /^(?:For(?:In|Of)?|While|DoWhile)Statement$/.test(each.type);
    if (!isLoop && each.type !== 'SwitchStatement') return undefined;
    look(each, inLoop || isLoop, inSwitch || !isLoop);
    return false;
  });
  look({ type: 'Turn', start: body.start, end: body.end, body }, false, false);
  return { continues, ...(other !== undefined && { other }) };
}
