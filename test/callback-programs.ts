// Programs with error-first callbacks for property tests: pyramids of all shapes, generated as data, printed as text.
import fc from 'fast-check';

/** What a function, or a callback, ends with. */
type End =
  | { readonly kind: 'settle'; readonly with: 'nothing' | 'value' | 'object' | 'error' | 'pair'; readonly style: 'return' | 'plain' | 'then-return' }
  | { readonly kind: 'branch'; readonly style: 'else' | 'early' | 'switch'; readonly yes: End; readonly no: End }
  | { readonly kind: 'effect'; readonly effect: 'log' | 'comment' | 'var' | 'template'; readonly then: End }
  | Loop
  | Join
  | { readonly kind: 'hand'; readonly call: Call; readonly style: 'return' | 'plain' }
  | Step;

/** A function that calls itself for the next round. */
interface Loop {
  readonly kind: 'loop';
  readonly form: 'in-place' | 'declared' | 'arrow' | 'declared-after';
  readonly shape: 'count' | 'shift' | 'retry' | 'two';
  readonly call: 'read' | 'drop' | 'second';
  readonly then: End;
}

/** Calls side by side that a counter joins. */
interface Join {
  readonly kind: 'join';
  readonly counts: 'down' | 'up' | 'apart' | 'inverse';
  readonly errors: 'flag' | 'first-only' | 'kept' | 'unguarded' | 'ignored';
  readonly store: 'index' | 'push';
  readonly nested: boolean;
  readonly guard: boolean;
  readonly form: 'function' | 'arrow' | 'expression';
  readonly then: End;
}

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
const settle: fc.Arbitrary<End> = fc.record({ kind: fc.constant('settle' as const), with: fc.constantFrom('nothing', 'value', 'value', 'object', 'error', 'pair'), style: fc.constantFrom('return', 'plain', 'plain', 'then-return') });

const ending = (depth: number): fc.Arbitrary<End> => (depth === 0 ? settle : fc.oneof(
  { weight: 2, arbitrary: settle },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hand' as const), call, style: fc.constantFrom('return', 'plain') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('effect' as const), effect: fc.constantFrom('log', 'comment', 'var', 'template'), then: ending(depth - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('branch' as const), style: fc.constantFrom('else', 'early', 'switch'), yes: ending(depth - 1), no: ending(depth - 1) }) },
  { weight: 6, arbitrary: step(depth - 1) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('loop' as const), form: fc.constantFrom('in-place', 'declared', 'arrow', 'declared-after'), shape: fc.constantFrom('count', 'shift', 'retry', 'two'), call: fc.constantFrom('read', 'drop', 'second'), then: ending(depth - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('join' as const), counts: fc.constantFrom('down', 'up', 'apart', 'inverse'), errors: fc.constantFrom('flag', 'flag', 'first-only', 'kept', 'unguarded', 'ignored'), store: fc.constantFrom('index', 'push'), nested: fc.boolean(), guard: fc.boolean(), form: fc.constantFrom('function', 'arrow', 'expression'), then: ending(depth - 1) }) },
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
    const args = { nothing: 'null', value: `null, ${value}`, pair: `null, ${value}, 'second ${n}'`, object: `null, { n: ${n}, value: ${value} }`, error: `new Error('made ${n}')` }[given.with];
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
      case 'loop': return looped(end, scope);
      case 'join': return joined(end, scope);
    }
  };

  const looped = ({ form, shape, call: called, then }: Loop, scope: Scope): string[] => {
    const n = ++count;
    const next = `next${n}`;
    const pass = scope.own === undefined ? "console.log('failed', err.message)" : `${scope.own}(err)`;
    const made = callOf(called, scope);
    const inner: Scope = { ...scope, value: made === 'drop' ? scope.value : 'x' };
    const params = { count: 'i', shift: '', retry: 'left', two: 'i, seen' }[shape];
    const first = { count: '0', shift: '', retry: '1', two: "0, ''" }[shape];
    const again = { count: `${next}(i + 1)`, shift: `${next}()`, retry: '', two: `${next}(i + 1, seen + i)` }[shape];
    const handler = (lines: readonly string[]): string => `function (err${made === 'drop' ? '' : ', x'}) {\n${indented(lines).join('\n')}\n}`;
    const start = (lines: readonly string[]): string[] => `${started(made, scope.value, handler(lines))};`.split('\n');
    const ended = (condition: string): string[] => [`if (${condition}) {`, ...indented(lines(then, scope)), '  return;', '}'];
    const round = (log: string): string[] => start([`if (err) return ${pass};`, `// round ${n}`, log, `${again};`]);
    const body = shape === 'retry' ? start(['if (err) {', "  console.log('left', left);", `  if (left > 0) return ${next}(left - 1);`, `  return ${pass};`, '}', ...lines(then, inner)])
      : shape === 'shift' ? [`const item = queue${n}.shift();`, ...ended('!item'), '', ...round("console.log('item', item);")]
      : shape === 'two' ? [...ended('i === 2'), ...round("console.log('seen', seen);")]
      : [...ended('i === 2'), ...round("console.log('round', i);")];
    const before = shape === 'shift' ? [`const queue${n} = ['q1', 'q2'];`] : [];
    if (form === 'in-place') return [...before, `(function ${next}(${params}) {`, ...indented(body), `})(${first});`];
    const declared = form === 'arrow' ? [`const ${next} = (${params}) => {`, ...indented(body), '};'] : [`function ${next}(${params}) {`, ...indented(body), '}'];
    const begins = `${next}(${first});`;
    return form === 'declared-after' ? [...before, begins, '', ...declared] : [...before, ...declared, '', begins];
  };

  const joined = ({ counts, errors, store, nested, guard, form, then }: Join, scope: Scope): string[] => {
    const n = ++count;
    const [list, left, all, failed] = [`list${n}`, `left${n}`, `all${n}`, `failed${n}`];
    const pass = scope.own === undefined ? "console.log('failed', err.message)" : `${scope.own}(err)`;
    const keep = store === 'index' ? `${all}[i] = x;` : `${all}.push(x);`;
    const after = [`console.log('all', ${all});`, ...(errors === 'kept' ? [`console.log(${failed} && ${failed}.message);`] : []), ...lines(then, { ...scope, value: all })];
    const done = counts === 'down' ? [`if (--${left} === 0) {`, ...indented(after), '}']
      : counts === 'up' ? [`if (++${left} === ${list}.length) {`, ...indented(after), '}']
      : counts === 'apart' ? [`${left} -= 1;`, `if (!${left}) {`, ...indented(after), '}']
      : [`if (--${left}) return;`, ...after];
    const stored = nested ? [`api.drop('n' + f, function (err) {`, ...indented([...(errors === 'kept' || errors === 'ignored' ? [] : errors === 'unguarded' ? [`if (err) return ${pass};`] : [`if (${failed}) return;`, 'if (err) {', `  ${failed} = true;`, `  return ${pass};`, '}']), keep, ...done]), '});'] : [keep, ...done];
    const handled = errors === 'flag' ? [`if (${failed}) return;`, 'if (err) {', `  ${failed} = true;`, `  return ${pass};`, '}', `// kept ${n}`, ...stored]
      : errors === 'first-only' ? ['if (err) {', `  if (!${failed}) {`, `    ${failed} = true;`, `    ${pass};`, '  }', '  return;', '}', ...stored]
      : errors === 'kept' ? [`if (err) ${failed} = ${failed} || err;`, ...stored]
      : errors === 'ignored' ? stored
      : [`if (err) return ${pass};`, ...stored];
    const call = `api.read('j${n}' + f, ${form === 'function' ? 'function (err, x) {' : '(err, x) => {'}\n${indented(handled).join('\n')}\n})`;
    const each = form === 'function' ? `function (f, i) {\n${indented(`${call};`.split('\n')).join('\n')}\n}` : form === 'arrow' ? `(f, i) => {\n${indented([`// each ${n}`, ...`${call};`.split('\n')]).join('\n')}\n}` : `(f, i) => ${call}`;
    return [`const ${list} = ['a', 'b'];`, `let ${left} = ${counts === 'up' ? '0' : `${list}.length`}, ${all} = [], ${failed} = ${errors === 'kept' ? 'null' : 'false'};`, ...(guard && counts !== 'up' ? [`if (!${left}) return ${scope.own === undefined ? "console.log('none')" : `${scope.own}()`};`] : []), '', ...`${list}.forEach(${each});`.split('\n')];
  };

  const stepped = (end: Step, scope: Scope): string[] => {
    const n = ++count;
    const { error, form } = end;
    const called = callOf(end.call, scope);
    const inner: Scope = { ...scope, value: called === 'drop' ? scope.value : end.value };
    const pass = scope.own === undefined ? `console.log('failed', ${error}.message)` : `${scope.own}(${error})`;
    const failure = (): string[] => [`console.log('caught', ${error}.code);`, ...lines(end.failure, scope)];
    const success = (): string[] => [...(/first|second/.test(called) && n % 2 === 0 ? [`console.log('more', more${n});`] : []), ...lines(end.success, inner)];
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
    const takesMore = /first|second/.test(called) && n % 2 === 0;
    const params = [end.shape === 'unused' ? `_${n}` : error, ...(called === 'drop' ? [] : [end.value]), ...(takesMore ? [`more${n}`] : [])];
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
