// What yargs does with the handlers of commands: read off 16.2.0, 17.7.2 and 18.2.0 (build/lib/command.js, build/lib/yargs-factory.js).
import type { HandlerModule, Registration } from '../../core/handlers.ts';

/** Methods that give the parser itself. */
const CHAINED = [
  'alias', 'array', 'boolean', 'check', 'choices', 'coerce', 'commandDir', 'completion', 'config', 'conflicts', 'count', 'default', 'demandCommand', 'demandOption', 'describe', 'detectLocale', 'env',
  'epilog', 'epilogue', 'example', 'exitProcess', 'fail', 'global', 'group', 'help', 'hide', 'implies', 'locale', 'middleware', 'nargs', 'normalize', 'number', 'option', 'options', 'parserConfiguration',
  'pkgConf', 'positional', 'recommendCommands', 'requiresArg', 'scriptName', 'showHelpOnFail', 'showHidden', 'skipValidation', 'strict', 'strictCommands', 'strictOptions', 'string', 'updateStrings',
  'usage', 'version', 'wrap',
];

const parser: Readonly<Record<string, Registration>> = {
  ...Object.fromEntries(CHAINED.map((name) => [name, { gives: 'parser' }])),
  command: { handlers: { kind: 'command', from: 3, before: 4 }, properties: { handler: 'command' }, gives: 'parser' },
};

export const yargs: HandlerModule = {
  specifiers: ['yargs', 'yargs/yargs'],
  // what it throws comes out of `.argv`, or parse(); what a promise rejects with is told as a wrong usage
  kinds: { command: { takes: [['other']], thrown: 'process', runsLast: true } },
  objects: {
    '': { '': { gives: 'parser' }, ...parser },
    parser,
  },
};
