// Programs with error-first callbacks for property tests: pyramids of all shapes, generated as data, printed as text.
import fc from 'fast-check';

/** What a function, or a callback, ends with. */
type End =
  | { readonly kind: 'settle'; readonly with: 'nothing' | 'value' | 'object' | 'error'; readonly style: 'return' | 'plain' | 'then-return' }
  | { readonly kind: 'branch'; readonly style: 'else' | 'early' | 'switch'; readonly yes: End; readonly no: End }
  | { readonly kind: 'effect'; readonly effect: 'log' | 'comment' | 'var' | 'template'; readonly then: End }
  | { readonly kind: 'hand'; readonly call: Call; readonly style: 'return' | 'plain' }
  | Step;

interface Step {
  readonly kind: 'step';
  readonly call: Call;
  readonly form: 'function' | 'arrow' | 'expression' | 'bound' | 'named';
  readonly style: 'return' | 'plain' | 'then-return' | 'code-after';
  readonly shape: 'return' | 'block' | 'else' | 'own-code' | 'not-error' | 'not-error-first' | 'code' | 'code-on' | 'log-on' | 'ignored' | 'unused' | 'both' | 'throw';
  readonly error: 'err' | 'e' | 'error';
  readonly value: 'data' | 'x' | 'p';
  readonly failure: End;
  readonly success: End;
}

type Call = 'read' | 'drop' | 'first' | 'second';

export interface CallbackProgram {
  readonly first: End;
  readonly second: End;
  readonly main: End;
}

const call = fc.constantFrom<Call>('read', 'read', 'drop', 'first', 'second');
const settle: fc.Arbitrary<End> = fc.record({ kind: fc.constant('settle' as const), with: fc.constantFrom('nothing', 'value', 'value', 'object', 'error'), style: fc.constantFrom('return', 'plain', 'plain', 'then-return') });

const ending = (depth: number): fc.Arbitrary<End> => (depth === 0 ? settle : fc.oneof(
  { weight: 2, arbitrary: settle },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hand' as const), call, style: fc.constantFrom('return', 'plain') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('effect' as const), effect: fc.constantFrom('log', 'comment', 'var', 'template'), then: ending(depth - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('branch' as const), style: fc.constantFrom('else', 'early', 'switch'), yes: ending(depth - 1), no: ending(depth - 1) }) },
  { weight: 6, arbitrary: step(depth - 1) },
));

const step = (depth: number): fc.Arbitrary<End> => fc.record({
  kind: fc.constant('step' as const), call, form: fc.constantFrom('function', 'function', 'arrow', 'expression', 'bound', 'named'), style: fc.constantFrom('return', 'plain', 'plain', 'then-return', 'code-after'),
  shape: fc.constantFrom('return', 'return', 'block', 'else', 'own-code', 'not-error', 'not-error-first', 'code', 'code-on', 'log-on', 'ignored', 'unused', 'both', 'throw'),
  error: fc.constantFrom('err', 'err', 'e', 'error'), value: fc.constantFrom('data', 'data', 'x', 'p'), failure: ending(Math.min(depth, 1)), success: ending(depth),
});

export const callbackPrograms: fc.Arbitrary<CallbackProgram> = fc.record({ first: ending(5), second: ending(3), main: step(4) });

const indented = (lines: readonly string[]): string[] => lines.map((line) => (/^ {3}templ/.test(line) || line === '' ? line : `  ${line}`));

/** What names mean where code is printed. */
interface Scope {
  /** The callback; undefined in what nobody waits for. */
  readonly own: string | undefined;
  readonly value: string;
  /** 0 calls all, 1 only `second`, 2 neither. */
  readonly level: 0 | 1 | 2;
}

/** The text of a program that exports `main`, which nobody waits for; `first` and `second` hand results to a callback. */
export function printProgram({ first, second, main }: CallbackProgram): string {
  let count = 0;

  const settled = (given: Extract<End, { kind: 'settle' }>, { own, value }: Scope): string[] => {
    const n = ++count;
    if (own === undefined) return [`console.log('end ${n}', ${value});`, ...(given.style === 'return' ? ['return;'] : [])];
    const args = { nothing: 'null', value: `null, ${value}`, object: `null, { n: ${n}, value: ${value} }`, error: `new Error('made ${n}')` }[given.with];
    const text = `${own}(${args})`;
    return given.style === 'return' ? [`return ${text};`] : given.style === 'plain' ? [`${text};`] : [`${text};`, 'return;'];
  };

  const started = (called: Call, value: string, callback: string): string =>
    called === 'read' ? `api.read('r${++count}', ${value}, ${callback})` : called === 'drop' ? `api.drop('d${++count}', ${callback})` : `${called}('${called}${++count}', ${callback})`;

  // who calls whom has to end somewhere
  const callOf = (called: Call, { level }: Scope): Call => (level === 2 && /first|second/.test(called) ? 'read' : level === 1 && called === 'first' ? 'second' : called);

  const lines = (end: End, scope: Scope): string[] => {
    switch (end.kind) {
      case 'settle': return settled(end, scope);
      case 'hand': {
        if (scope.own === undefined) return settled({ kind: 'settle', with: 'nothing', style: 'plain' }, scope);
        const text = started(callOf(end.call, scope), scope.value, scope.own);
        return end.style === 'return' ? [`return ${text};`] : [`${text};`];
      }
      case 'effect': {
        const n = ++count;
        const effect = { log: [`console.log('effect ${n}', ${scope.value});`], comment: [`// comment ${n}`, ''], var: [`var v${n % 3} = 'v${n}';`, `console.log(v${n % 3});`], template: [`console.log(\`t ${n}`, `   templ ${n}\`);`] }[end.effect];
        return [...effect, ...lines(end.then, scope)];
      }
      case 'branch': {
        const coin = `coin('c${++count}')`;
        const yes = lines(end.yes, scope);
        const no = lines(end.no, scope);
        if (end.style === 'else') return [`if (${coin}) {`, ...indented(yes), '} else {', ...indented(no), '}'];
        if (end.style === 'switch') return [`switch (${coin}) {`, '  case true:', ...indented(indented(yes)), '    break;', '  default:', ...indented(indented(no)), '}'];
        return [`if (${coin}) {`, ...indented(yes), '  return;', '}', ...no];
      }
      case 'step': return stepped(end, scope);
    }
  };

  const stepped = (end: Step, scope: Scope): string[] => {
    const n = ++count;
    const { error, form } = end;
    const called = callOf(end.call, scope);
    const inner: Scope = { ...scope, value: called === 'drop' ? scope.value : end.value };
    const pass = scope.own === undefined ? `console.log('failed', ${error}.message)` : `${scope.own}(${error})`;
    const failure = (): string[] => [`console.log('caught', ${error}.code);`, ...lines(end.failure, scope)];
    const success = (): string[] => lines(end.success, inner);
    const body = ((): string[] => {
      switch (end.shape) {
        case 'return': return [`if (${error}) return ${pass};`, ...success()];
        case 'block': return [`if (${error}) {`, `  // on failure ${n}`, `  ${pass};`, '  return;', '}', '', ...success()];
        case 'else': return [`if (${error}) {`, `  ${pass};`, '} else {', ...indented(success()), '}'];
        case 'own-code': return [`if (${error}) {`, ...indented(failure()), '  return;', '}', ...success()];
        case 'not-error': return [`if (!${error}) {`, ...indented(success()), '} else {', ...indented(failure()), '}'];
        case 'not-error-first': return [`if (!${error}) {`, ...indented(success()), '  return;', '}', ...failure()];
        case 'code': return [`if (${error} && ${error}.code === 'ENOENT') {`, ...indented(failure()), '  return;', '}', `if (${error}) return ${pass};`, ...success()];
        case 'code-on': return [`if (${error} && ${error}.code !== 'ENOENT') return ${pass};`, ...success()];
        case 'log-on': return [`if (${error}) console.log('goes on', ${error}.message);`, ...success()];
        case 'ignored': case 'unused': return success();
        case 'both': return [`console.log('back', ${error} === null, ${inner.value});`, `if (${error}) return ${pass};`, ...success()];
        case 'throw': return scope.own === undefined ? [`if (${error}) throw ${error};`, ...success()] : [`if (${error}) return ${pass};`, ...success()];
      }
    })();
    const params = [end.shape === 'unused' ? `_${n}` : error, ...(called === 'drop' ? [] : [end.value])];
    const short = end.shape === 'both' && scope.own !== undefined;
    const text = form === 'expression' && short ? `(${params.join(', ')}) => ${scope.own!}(${error}, ${inner.value})`
      : form === 'arrow' || form === 'expression' ? `(${params.join(', ')}) => {\n${indented(body).join('\n')}\n}`
      : `function (${params.join(', ')}) {\n${indented(body).join('\n')}\n}${form === 'bound' ? '.bind(this)' : ''}`;
    const declared = form === 'named' ? [`// declared ${n}`, `function on${n}${text.slice('function '.length)}`].join('\n').split('\n') : [];
    const all = started(called, scope.value, form === 'named' ? `on${n}` : text).split('\n');
    if (end.style === 'return') return [`return ${all[0]!}`, ...all.slice(1, -1), ...(all.length > 1 ? [`${all.at(-1)!};`] : [])].map((line, at, list) => (at === 0 && list.length === 1 ? `${line};` : line)).concat(declared);
    const ended = [...all.slice(0, -1), `${all.at(-1)!};`];
    return [...ended, ...(end.style === 'plain' ? [] : end.style === 'then-return' ? ['return;'] : [`console.log('after ${n}', ${scope.value});`]), ...declared];
  };

  const printed = (name: string, end: End, level: 1 | 2): string => [`function ${name}(p, cb) {`, ...indented(lines(end, { own: 'cb', value: 'p', level })), '}', ''].join('\n');
  return [printed('second', second, 2), printed('first', first, 1), 'function main(p) {', ...indented(lines(main, { own: undefined, value: 'p', level: 0 })), '}', '', 'module.exports = { main };', ''].join('\n');
}
