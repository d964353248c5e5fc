// What Commander does with actions: read off 8.3.0 and 14.0.3 (lib/command.js, `_parseCommand`, `parseAsync`).
import type { HandlerModule, Registration } from '../../core/handlers.ts';

/** Methods that give the command itself, or the command that they add. */
const CHAINED = [
  'command', 'addCommand', 'argument', 'arguments', 'addArgument', 'option', 'requiredOption', 'addOption', 'description', 'summary', 'usage', 'name', 'version', 'alias', 'aliases',
  'addHelpText', 'addHelpCommand', 'helpCommand', 'helpOption', 'configureHelp', 'configureOutput', 'showHelpAfterError', 'showSuggestionAfterError', 'exitOverride', 'allowUnknownOption',
  'allowExcessArguments', 'enablePositionalOptions', 'passThroughOptions', 'storeOptionsAsProperties', 'passCommandToAction', 'combineFlagAndOptionalValue', 'executableDir', 'copyInheritedSettings',
];

// 5 to 7 have it, too, but it rejects again with what an action of an earlier call rejected with
const runs = { kinds: ['action'], since: '8.0' };

const command: Readonly<Record<string, Registration>> = {
  ...Object.fromEntries(CHAINED.map((name) => [name, { gives: 'command' }])),
  action: { handlers: { kind: 'action', from: 0 }, gives: 'command' },
  hook: { handlers: { kind: 'action', from: 1 }, events: { preAction: 'action', postAction: 'action', preSubcommand: 'action' }, gives: 'command' },
  // ignores the promises of actions, which may run when it has returned
  parse: { runs: { ...runs, waits: 'parseAsync' }, gives: 'command' },
  parseAsync: { runs },
};

export const commander: HandlerModule = {
  specifiers: ['commander'],
  kinds: { action: { takes: [Array.from({ length: 10 }, () => 'other')], thrown: 'run' } },
  objects: {
    // the module was a command before 13
    '': { ...command, Command: { gives: 'command' }, createCommand: { gives: 'command' } },
    '.program': command,
    command: { ...command, createCommand: { gives: 'command' } },
  },
};
