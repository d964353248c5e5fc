// Which test runner a command line starts, and the same command line made to report test by test.
import { asset } from './assets.ts';

/** How the tests report, which says how their results are read. */
export const RUNNERS = ['mocha', 'jasmine', 'node', 'jest', 'vitest', 'ava', 'tap', 'tape', 'nodeunit', 'brittle', 'regex', 'exit'] as const;
export type Runner = (typeof RUNNERS)[number];

/** A command line that leaves a report. */
export interface Instrumented {
  readonly runner: Runner;
  /** For a shell; the report goes to $UNBLOCK_OUT or to standard output. */
  readonly command: string;
}

/** Programs by the runner that they are. */
const PROGRAMS: readonly (readonly [RegExp, Runner])[] = [
  [/^_?mocha$/, 'mocha'], [/^jest$/, 'jest'], [/^vitest$/, 'vitest'], [/^ava$/, 'ava'], [/^tap$/, 'tap'], [/^(?:tape|blue-tape)$/, 'tape'], [/^jasmine$/, 'jasmine'], [/^nodeunit$/, 'nodeunit'], [/^brittle$/, 'brittle'],
];

/** `npm run unit`, also after a tool that measures coverage, with arguments for the script. */
const SCRIPT = /^((?:(?:npx\s+)?(?:nyc|c8|cross-env)(?:\s+-\S+|\s+\w+=\S+)*\s+|\w+=\S+\s+)*)(?:npm|yarn|pnpm)\s+(?:run(?:-script)?\s+)?(?:-s\s+|--silent\s+)?([\w:.-]+)(\s+-.*)?$/;

/** Linters and the like: they say nothing about what the program does, and new code may not please them. */
const CHECKS = /^(?:npx\s+)?(?:eslint|standard|semistandard|xo|jshint|jscs|prettier|lint|tsd|publint|depcheck|knip|check-dts|size-limit|commitlint|markdownlint\S*|npm run lint\S*|npm run -s lint\S*|yarn lint\S*)\b/;

/**
 * The command line of package.json's tests as it is run: scripts that it names in their place, linters left out.
 * @param scripts of package.json
 */
export function expanded(command: string, scripts: Readonly<Record<string, string>>, depth = 0): string {
  const parts = command.split(/\s*&&\s*/).flatMap((part) => {
    const [, wrapper = '', name = '', args = ''] = SCRIPT.exec(part.trim()) ?? [];
    const script = Object.hasOwn(scripts, name) ? scripts[name]! : undefined;
    if (script === undefined || depth > 5 || (wrapper !== '' && /&&|;|\|/.test(script))) return [part];
    const main = `${wrapper}${expanded(`${script}${args.replace(/^\s+--(?=\s)/, '')}`, scripts, depth + 1)}`;
    const around = (when: string): string[] => (scripts[`${when}${name}`] === undefined ? [] : [expanded(scripts[`${when}${name}`]!, scripts, depth + 1)]);
    return [...around('pre'), main, ...around('post')];
  });
  const kept = parts.flatMap((part) => part.split(/\s*&&\s*/)).filter((part) => !CHECKS.test(part.trim()) && !/\blint\b/.test(part));
  return (kept.length > 0 ? kept : parts).join(' && ');
}

/** `command` so that its runner writes a report; as it is, with the runner 'exit', when the runner is not known. */
export function instrumented(command: string): Instrumented {
  const words = [...command.matchAll(/(?<=^|\s)(?:"[^"]*"|'[^']*'|\S+)/g)];
  for (const word of words) {
    const program = programOf(word[0]);
    const runner = PROGRAMS.find(([pattern]) => pattern.test(program))?.[1];
    const before = command.slice(0, word.index);
    if (runner === undefined || !startsCommand(before)) continue;
    return { runner, command: `${before}${word[0]}${optionsFor(runner)}${withoutReporter(command.slice(word.index + word[0].length), runner)}` };
  }
  if (/(?:^|\s)node\b[^&|;]*\s--test\b/.test(command)) {
    return { runner: 'node', command: command.replace(/\s--test(?=\s|$)/, ` --test --test-reporter=${quoted(asset('node.mjs'))} --test-reporter-destination="$UNBLOCK_OUT"`) };
  }
  return { runner: 'exit', command };
}

/** `./node_modules/mocha/bin/_mocha.js` -> _mocha */
const programOf = (word: string): string => word.replace(/^["']|["']$/g, '').replace(/\\/g, '/').split('/').at(-1)!.replace(/\.(?:c|m)?js$/, '');

/** What stands before is the beginning of a command, or a program that starts another one. */
const startsCommand = (before: string): boolean => /(?:^|&&|\|\||;|\(|\b(?:npx|exec|nyc|c8|istanbul|cover|cross-env|env|time|node|--|dotenv|borp)(?:\s+-\S+(?:=\S+)?|\s+\w+=\S+)*)\s*$/.test(before) || /(?:^|\s)(?:\w+=\S+\s+)+$/.test(before) || /\b(?:nyc|c8|istanbul|node|npx)\b[^&|;]*\s$/.test(before);

const quoted = (text: string): string => `"${text.replace(/(["\\$`])/g, '\\$1')}"`;

function optionsFor(runner: Runner): string {
  switch (runner) {
    case 'mocha': return ` --reporter ${quoted(asset('mocha.cjs'))}`;
    case 'jasmine': return ` --helper=${quoted(asset('jasmine.cjs'))}`;
    case 'jest': return ' --json --outputFile="$UNBLOCK_OUT"';
    case 'vitest': return ' run --reporter=json --outputFile="$UNBLOCK_OUT"';
    case 'ava': return ' --tap';
    case 'tap': return ' -Rtap';
    case 'nodeunit': return ' --reporter default';
    default: return '';
  }
}

/** The options of the person that would take our report away. */
function withoutReporter(rest: string, runner: Runner): string {
  const [own = '', ...others] = rest.split(/(?=\s(?:&&|\|\||;|\|)\s)/);
  const patterns: Partial<Record<Runner, RegExp>> = {
    mocha: /\s(?:-R|--reporter)(?:\s+|=)\S+|\s--reporter-options?(?:\s+|=)\S+|\s(?:-w|--watch)\b/g, jest: /\s(?:--watch(?:All)?|--silent|--json|--outputFile=\S+)(?=\s|$)/g, vitest: /\s(?:run|watch|--watch|--reporter=\S+|--reporter\s+\S+|--ui)(?=\s|$)/g,
    ava: /\s(?:-v|--verbose|--watch|-w|-t|--tap)(?=\s|$)/g, tap: /\s(?:-R\s*\S+|--reporter[= ]\S+)(?=\s|$)/g, jasmine: /\s--reporter=\S+/g, nodeunit: /\s--reporter\s+\S+/g,
  };
  const pattern = patterns[runner];
  // what a pipe would make of the report is of no use: `tape test.js | tap-spec`
  const kept = others.filter((part) => !/^\s\|\s/.test(part));
  return [pattern ? own.replace(pattern, '') : own, ...kept].join('');
}
