// A stub of a replaced API becomes one of its twin: what it replaces, what it does, and where tests ask about it.
import type { Edit } from '../core/edit.ts';
import type { Decision } from '../core/plan.ts';
import { spanKey, type Span } from '../core/source.ts';
import type { Style } from '../core/style.ts';
import { GIVES_FAKE, GIVES_VALUE, literalFunction } from '../facts/stub-fits.ts';
import { stubGroups, type Behaviour, type StubGroup } from '../facts/stub-shape.ts';
import { unwrap, type Node } from '../syntax/node.ts';
import { asObject } from './imports/expressions.ts';
import { renameMocked } from './mocks.ts';
import { addTwins, type AddedTwin } from './stand-ins.ts';

/** What a decision says about a stub. */
interface StubTarget {
  /** Member path of the twin: `promises.readFile`. */
  readonly to: string;
  /** The twin rejects where the replaced function returns false. */
  readonly existence: boolean;
  /** The test library has functions for stubs that resolve and reject. */
  readonly resolves: boolean;
}

interface Words {
  readonly resolve: string;
  readonly reject: string;
}

/** How the libraries say that a stub resolves and rejects, by what it does now. */
function wordsFor(name: string): Words | undefined {
  switch (name) {
    case 'returns': return { resolve: 'resolves', reject: 'rejects' };
    case 'returnValue': return { resolve: 'resolveTo', reject: 'rejectWith' };
    case 'mockReturnValue': return { resolve: 'mockResolvedValue', reject: 'mockRejectedValue' };
    case 'mockReturnValueOnce': return { resolve: 'mockResolvedValueOnce', reject: 'mockRejectedValueOnce' };
    default: return undefined;
  }
}

const replace = (span: Span, text: string): Edit => ({ span: { start: span.start, end: span.end }, text });
const insert = (offset: number, text: string, order = 0): Edit => ({ span: { start: offset, end: offset }, text, order });

/** Edits for what a decision says of a stub, of a mocked module (`call` mocks it), or of an object that stands in for a module. */
export function stubEdits(program: Node, text: string, { span, data }: Decision, call: Node | undefined, style: Style): Edit[] {
  const { renames, adds } = (data ?? {}) as { renames?: Readonly<Record<string, string>>; adds?: Readonly<Record<string, AddedTwin>> };
  if (renames) return renameMocked(call, renames);
  if (adds) return addTwins(program, text, span, adds, style);
  return retargetStub(program, text, span, data as unknown as StubTarget, style);
}

/**
 * Edits for the stub that the call at `span` makes; the first one of a group also takes along what the file says about them.
 *
 * @throws Error when there is no such stub: the file is not what the decision was made for
 */
function retargetStub(program: Node, text: string, span: Span, target: StubTarget, style: Style): Edit[] {
  for (const group of stubGroups(program, text)) {
    const call = group.calls.find((each) => spanKey(each) === spanKey(span));
    if (!call) continue;
    const edits = replaced(call, text, target);
    if (call !== group.calls[0]) return edits;
    return [...edits, ...group.mentions.map((mention) => replace(mention.property, target.to)), ...behaviours(group, text, target, style)];
  }
  throw new Error(`no stub at ${span.start}`);
}

/** `stub(fs, 'readFileSync')` -> `stub(fs.promises, 'readFile')` */
function replaced(call: Node, text: string, { to }: StubTarget): Edit[] {
  const [object, name] = call.arguments as [Node, Node];
  const dot = to.lastIndexOf('.');
  const literal = replace({ start: name.start + 1, end: name.end - 1 }, to.slice(dot + 1));
  if (dot < 0) return [literal];
  const isPlain = !object.extra?.parenthesized && asObject(text.slice(object.start, object.end)) === text.slice(object.start, object.end);
  const start = (object.extra?.parenStart as number | undefined) ?? object.start;
  const end = object.extra?.parenthesized ? text.indexOf(')', object.end) + 1 : object.end;
  const path = to.slice(0, dot);
  return isPlain ? [insert(object.end, `.${path}`), literal] : [insert(start, '(', -1), insert(end, `).${path}`, 1), literal];
}

const behaviours = (group: StubGroup, text: string, target: StubTarget, style: Style): Edit[] =>
  group.behaviours.flatMap((each) => (target.existence ? existence(each, text, style) : value(each, target)));

function value(each: Behaviour, { resolves }: StubTarget): Edit[] {
  if (GIVES_FAKE.test(each.name)) {
    const fake = literalFunction(each);
    return fake && !fake.async ? [insert(fake.start, 'async ')] : [];
  }
  if (!resolves) return [];
  if (each.name === 'throws') return [replace(each.property, 'rejects')];
  return GIVES_VALUE.test(each.name) && !(each.name.startsWith('mock') && !each.value) ? [replace(each.property, wordsFor(each.name)!.resolve)] : [];
}

function existence(each: Behaviour, text: string, style: Style): Edit[] {
  const failure = `new Error(${style.quote}ENOENT${style.quote})`;
  if (GIVES_VALUE.test(each.name)) {
    const words = wordsFor(each.name)!;
    const exists = (each.value as Node)['value'] === true;
    const argument = !exists ? failure : each.name.startsWith('mock') ? 'undefined' : '';
    return [replace(each.property, exists ? words.resolve : words.reject), replace(each.value!, argument)];
  }
  return GIVES_FAKE.test(each.name) ? predicate(unwrap(each.value!), text, failure, style) : [];
}

/** A function that says whether something exists -> one that fails where it does not. */
function predicate(fake: Node, text: string, failure: string, style: Style): Edit[] {
  const end = style.semicolons ? '; ' : ' ';
  if (fake.type === 'ArrowFunctionExpression' && fake.body.type !== 'BlockStatement') {
    const { body } = fake;
    const start = (body.extra?.parenStart as number | undefined) ?? body.start;
    const rest = text.slice(body.end, fake.end);
    return [insert(fake.start, 'async '), insert(start, `{ if (!(`, -1), insert(body.end + rest.length, `)) throw ${failure}${end}}`, 1)];
  }
  const given = ['args', 'given', 'passed'].find((name) => !new RegExp(`\\b${name}\\b`).test(text.slice(fake.start, fake.end)))!;
  return [insert(fake.start, `async (...${given}) => { if (!(`, -1), insert(fake.end, `)(...${given})) throw ${failure}${end}}`, 1)];
}
