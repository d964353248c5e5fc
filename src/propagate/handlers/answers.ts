// Handlers of frameworks that take what they give as the answer: where they give nothing, somebody else answers.
import { GIVES_REPLY } from '../../apis/handlers/fastify.ts';
import { chainOf, emptyEnds, parameterName } from '../../facts/handlers/empty-ends.ts';
import { initOf } from '../../facts/handlers/state-uses.ts';
import { unwrap, type Node } from '../../syntax/node.ts';
import { roleObject } from '../../resolve/handler-calls.ts';
import type { Fn, Linked } from '../../resolve/linked.ts';
import type { Reach } from './reach.ts';

/** Functions that never give undefined. */
const GIVES = /^(?:JSON\.parse|String|Number|Boolean|BigInt|Array|Object|Date|Promise\.\w+|Object\.(?:assign|keys|values|entries|freeze|fromEntries)|Array\.(?:from|of|isArray)|Buffer\.\w+|Math\.\w+|Date\.now|path\.\w+|fs\.(?:readFileSync|readdirSync|existsSync|realpathSync|readlinkSync|readSync|openSync|mkdtempSync|createReadStream)|(?:zlib|crypto)\.\w+Sync|child_process\.(?:execSync|execFileSync|spawnSync))$/;
/** Methods that never give undefined, whatever has them. */
const METHODS = new Set(['toString', 'map', 'filter', 'slice', 'join', 'split', 'trim', 'concat', 'toUpperCase', 'toLowerCase', 'replace', 'replaceAll', 'toJSON', 'padStart', 'padEnd', 'includes', 'startsWith', 'endsWith', 'indexOf', 'digest']);

export class Answers {
  private readonly reach: Reach;
  private readonly linked: Linked;

  constructor(reach: Reach) {
    this.reach = reach;
    this.linked = reach.linked;
  }

  /**
   * The name of the reply that `fn` gives where it gives nothing. Its promise is that of the response, so that the framework
   * waits for an answer as it did; `''` where nothing has to be given, undefined where it cannot be told what it gives.
   */
  givenBy(fn: Fn, reply: number): string | undefined {
    const node = this.nodeOf(fn);
    if (!node) return undefined;
    const { returns, end, values } = emptyEnds(node);
    if (!values.every((each) => this.isValue(each, fn, new Set([fn.id])))) return undefined;
    return returns.length === 0 && !end ? '' : parameterName(node, reply);
  }

  private nodeOf(fn: Fn): Node | undefined {
    return this.reach.reader(fn.file)?.functionAt(fn.fact.span);
  }

  /** The expression in `fn` is not undefined. */
  private isValue(expression: Node, fn: Fn, seen: ReadonlySet<number>): boolean {
    const node = unwrap(expression);
    const is = (each: Node): boolean => this.isValue(each, fn, seen);
    switch (node.type) {
      case 'AwaitExpression': return is(node.argument);
      case 'ConditionalExpression': return is(node.consequent) && is(node.alternate);
      case 'LogicalExpression': return is(node.right) && (node.operator !== '&&' || is(node.left));
      case 'SequenceExpression': return is(node.expressions.at(-1));
      case 'AssignmentExpression': return node.operator === '=' && is(node.right);
      case 'UnaryExpression': return node.operator !== 'void';
      case 'StringLiteral': case 'NumericLiteral': case 'BooleanLiteral': case 'NullLiteral': case 'BigIntLiteral': case 'RegExpLiteral': case 'TemplateLiteral':
      case 'ObjectExpression': case 'ArrayExpression': case 'NewExpression': case 'BinaryExpression': case 'UpdateExpression': return true;
      case 'Identifier': {
        if (this.isReply(node, fn)) return true;
        const binding = this.reach.reader(fn.file)?.names.bindings.get(node);
        const init = binding && initOf(binding);
        return init !== undefined && init !== node && init.parent?.parent?.kind === 'const' && is(init);
      }
      case 'CallExpression': return this.isCallOfValue(node, fn, seen);
      default: return false;
    }
  }

  private isCallOfValue(call: Node, fn: Fn, seen: ReadonlySet<number>): boolean {
    const { root, methods } = chainOf(call);
    if (methods.length > 0 && this.isReply(root, fn)) return methods.every((name) => GIVES_REPLY.has(name));
    const site = this.reach.siteAt(fn.file, call.start, call.end);
    if (!site) return false;
    if (site.targets.size > 0) return !site.unknown && site.externals.size === 0 && [...site.targets].every((id) => this.alwaysGives(this.linked.fns[id]!, seen));
    if (site.externals.size > 0) return !site.unknown && [...site.externals].every((path) => GIVES.test(path) || METHODS.has(path.slice(path.lastIndexOf('.') + 1)));
    return METHODS.has(methods.at(-1) ?? '');
  }

  private alwaysGives(fn: Fn, seen: ReadonlySet<number>): boolean {
    const node = this.nodeOf(fn);
    if (!node || seen.has(fn.id) || fn.fact.isGenerator) return false;
    const { returns, end, values } = emptyEnds(node);
    return returns.length === 0 && !end && values.every((each) => this.isValue(each, fn, new Set([...seen, fn.id])));
  }

  /** A name of what a handler of `fn`'s own, or around it, was handed as its reply. */
  private isReply(node: Node, fn: Fn): boolean {
    if (node.type !== 'Identifier') return false;
    const binding = this.reach.reader(fn.file)?.names.bindings.get(node);
    if (!binding?.kinds.has('param')) return false;
    const { solver } = this.linked;
    const owner = this.linked.fns.find((each) => each.file === fn.file && each.fact.span.start === binding.scope.start && each.fact.span.end === binding.scope.end);
    const index = (binding.scope['params'] as Node[] | undefined)?.findIndex((each) => each.type === 'Identifier' && each['name'] === binding.name) ?? -1;
    const param = index < 0 ? undefined : owner?.fact.params[index];
    return owner !== undefined && param !== undefined && solver.holds(this.linked.nodeOf(owner.file, param), roleObject(solver, 'reply')) && parameterName(binding.scope, index) !== undefined;
  }
}
