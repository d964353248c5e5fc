// Calls of packages that send requests: by the package itself, by a client that it made, and as a promise by promisify.
import { httpClient } from '../../apis/http-clients/index.ts';
import type { HttpClient } from '../../core/http-client.ts';
import { unwrap, walk, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';

export interface ClientCall {
  readonly client: HttpClient;
  /** `request.get` */
  readonly name: string;
  /** The method of http; undefined where the options say it. */
  readonly verb: string | undefined;
  /** `made`: of a client with options of its own. */
  readonly by: 'package' | 'made' | 'promisify';
}

interface ClientValue extends Pick<ClientCall, 'client' | 'by'> {
  readonly path: string;
}

/** The client, or its function, that an expression is. */
function clientAt(expression: Node, names: NameUses): ClientValue | undefined {
  const node = unwrap(expression);
  const origin = originOf(node, names);
  const client = origin && httpClient(origin.specifier);
  if (client) return { client, by: 'package', path: origin.path.replace(/^default\.?/, '') };
  if (node.type === 'Identifier') {
    const binding = names.bindings.get(node);
    const declared = binding?.uses.find(({ parent }) => parent?.type === 'VariableDeclarator' && parent.init);
    return declared && declared.parent.id === declared && !binding!.uses.some(isAssigned) ? clientAt(declared.parent.init, names) : undefined;
  }
  if (node.type === 'MemberExpression' && !node.computed) {
    const object = clientAt(node.object, names);
    return object?.by === 'made' && object.path === '' ? { ...object, path: node.property.name } : undefined;
  }
  if (node.type !== 'CallExpression') return undefined;
  const called = originOf(node.callee, names);
  const [first, more] = node.arguments as Node[];
  if (called && /^(node:)?util$/.test(called.specifier) && called.path === 'promisify') {
    const promisified = first && !more ? clientAt(first, names) : undefined;
    return promisified?.by === 'package' ? { ...promisified, by: 'promisify' } : undefined;
  }
  const maker = clientAt(node.callee, names);
  return maker?.client.factories.includes(maker.path) ? { ...maker, by: 'made', path: '' } : undefined;
}

/** What a call sends a request with; undefined for all other calls. */
export function clientCallOf(call: Node, names: NameUses): ClientCall | undefined {
  if (call.type !== 'CallExpression') return undefined;
  const found = clientAt(call.callee, names);
  if (!found || !Object.hasOwn(found.client.verbs, found.path)) return undefined;
  const { client, path, by } = found;
  return { client, by, verb: client.verbs[path], name: [client.specifiers[0]!, path].filter((part) => part !== '').join('.') };
}

/** All of them, in the order of the text. */
export function clientCalls(program: Node, names: NameUses): Node[] {
  const found: Node[] = [];
  walk(program, (node) => { if (clientCallOf(node, names)) found.push(node); });
  return found;
}
