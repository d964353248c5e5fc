// Every obstacle by its code: what it is in one sentence, and what a person can do about it.

export interface HazardText {
  /** One sentence; `{name}` is the function or call it is about, `{to}` what it was handed to. */
  readonly what: string;
  readonly todo: string;
}

export const hazards: Readonly<Record<string, HazardText>> = {
  constructor: { what: '{name} is constructed with new, and a constructor cannot wait', todo: 'move the blocking work into a static async factory' },
  accessor: { what: '{name} is a getter or setter, and property access cannot wait', todo: 'make it an async method' },
  generator: { what: '{name} is a synchronous generator', todo: 'make it an async generator and its loops `for await`' },
  'implicit-call': { what: '{name} is called by the language itself (conversion, iteration, proxy, JSON), which does not wait', todo: 'read the data before, or offer an explicit async method' },
  'await-identifier': { what: '{name} uses `await` as a name, which is a keyword in async functions', todo: 'rename the variable' },
  'parameter-default': { what: 'the call stands in a default parameter, where await is not allowed', todo: 'move the default into the body' },
  'class-field': { what: 'the call initialises a class field, where await is not allowed', todo: 'set the field in an async factory' },
  'static-block': { what: 'the call runs while the class is defined, where await is not allowed', todo: 'load it in an async function' },
  decorator: { what: '{name} is decorated: the decorator decides how it is called', todo: 'check the decorator and migrate by hand' },
  'module-top-level': { what: 'the call runs while the module loads, and {to}', todo: 'load it in a function that callers can await' },
  'test-registration': { what: 'the call runs while tests are being registered, which must not wait', todo: 'move it into a before hook' },
  'test-suite-body': { what: 'the call stands in a describe body, and test runners do not wait for those', todo: 'move it into a before hook' },
  'done-callback': { what: '{name} is a test that takes a done callback, and a test may not do both', todo: 'drop the callback; the test can return its promise' },
  'tap-implicit-end': { what: '{name} is a tap test without t.end() of its own: a promise would end it early', todo: 'end the test explicitly' },
  'test-runner': { what: '{name} is run by a test runner that does not wait for promises', todo: 'move to a runner that does' },
  'test-export': { what: '{name} is exported by a test file and called by its runner', todo: 'check that the runner waits for promises' },
  comparator: { what: '{name} is a sort comparator, whose result is used at once', todo: 'compute the sort keys first' },
  'unknown-receiver': { what: '{name} is passed to .{to}() of something that may not be an array', todo: 'make the receiver an array literal or annotate its type' },
  'no-async-form': { what: '{name} is passed to .{to}(), which has no sequential async form', todo: 'rewrite the loop by hand' },
  'unread-caller': { what: '{name} may be called by {to}, which cannot be read', todo: 'repair that file, or remove it' },
  'foreign-callback': { what: '{name} is handed to {to}, which may call it and use its result at once', todo: 'use the asynchronous variant of that library function' },
  'remembered-error': { what: '{name} is handed to {to}, which would remember a rejection for ever, but forgets what is thrown', todo: 'catch errors inside of it, or memoize with a library for promises' },
  'node-callback': { what: '{name} is a callback of {to}: nothing waits for what it returns', todo: 'turn the callback call into await first' },
  'timer-callback': { what: '{name} is a callback of {to}: nothing waits for what it returns', todo: 'use timers/promises and await it' },
  listener: { what: '{name} is an event listener: emit() does not wait for listeners', todo: 'decide what must happen before and after by hand' },
  'promise-executor': { what: '{name} is a promise executor, which must not be async', todo: 'replace the promise constructor by an async function' },
  'property-descriptor': { what: '{name} is part of a property descriptor', todo: 'define it as a plain method' },
  'stored-outside': { what: '{name} is stored in {to}, outside of the program', todo: 'keep it in a module of the program' },
  'returned-outside': { what: '{name} is returned to code that is not seen', todo: 'check its callers by hand' },
  yielded: { what: '{name} leaves through yield', todo: 'check its callers by hand' },
  'unmodelled-syntax': { what: '{name} is used in syntax that is not analysed', todo: 'check its callers by hand' },
  'assertion-style': { what: '{name} is asserted on in a style that has no async form', todo: 'use assert.rejects' },
  'dynamic-code': { what: '{name} is visible to eval or with', todo: 'remove the dynamic code' },
  'dynamic-require': { what: '{name} is exported by {to}, which nothing imports by name; the program loads modules by computed names', todo: 'import it statically' },
  'unseen-importer': { what: '{name} is exported by {to}, which nothing in the repository imports: whoever loads it is not seen', todo: 'if nobody does, delete it; else migrate with its host' },
  'host-config': { what: '{name} belongs to a configuration file whose host calls it synchronously', todo: 'see whether the host accepts promises' },
  'public-api': { what: '{name} is public API: callers outside of the repository expect a plain result', todo: 'run with --public-api break' },
  'foreign-base': { what: '{name} is a method of a class that extends {to}, which may call it', todo: 'check the base class' },
  'unresolved-caller': { what: '{name} may be called at {to}, where the receiver is not known', todo: 'annotate the receiver, or migrate by hand' },
  'no-known-caller': { what: 'no call of {name} was found, so nobody is known who could await it', todo: 'if it is dead, delete it' },
  'returns-promise': { what: '{name} returns a promise in some cases and a plain value in others', todo: 'make every path return a promise' },
  'ambiguous-callee': { what: '{name} may be this API or something else', todo: 'call the API directly' },
  'aliased-api': { what: '{name} is called under another name, and its arguments decide how to migrate it', todo: 'call the API by its own name' },
  'passed-as-value': { what: '{name} is passed on as a value instead of being called', todo: 'wrap it in a function' },
  'patched-api': { what: '{name} is replaced by a stub or mock ({to})', todo: 'stub its asynchronous twin instead' },
  'concurrent-stub': { what: '{name} is a test that replaces a function for a while ({to}), and tests run beside it: while it waited, they would see the stub', todo: 'run the test serially' },
  rewired: { what: '{name} is taken out of its module by a test ({to})', todo: 'migrate that test by hand first' },
  'test-script': { what: 'the call runs while a test file loads, and its runner may not wait', todo: 'move it into a before hook' },
  'shared-state': { what: '{name} is a callback of {to} and changes outer state after the call: others could see it half done', todo: 'guard the state, then migrate by hand' },
  'no-faithful-twin': { what: '{name} has no faithful asynchronous twin', todo: 'leave it' },
  'spread-arguments': { what: 'the arguments of {name} are spread, so they are not known', todo: 'pass them one by one' },
  'stdio-write': { what: '{name} writes to a standard stream synchronously', todo: 'use the stream' },
  'check-then-act': { what: '{name} is half of a look and an act that are one step now: with an await between them, two callers at a time would both act', todo: 'use mkdir with recursive, or catch EEXIST; then run again' },
  'inlined-read': { what: '{name} is carried out by {to} while bundling, which knows the synchronous form only', todo: 'import the file as a module' },
  'watched-files': { what: '{name} is one of several changes that a file watcher ({to}) now sees as one step', todo: 'pause the watcher, then migrate by hand' },
  'lint-target': { what: 'the repository lints its code with a JSHint that does not know async functions', todo: 'update JSHint to 2.10 or later' },
  'optional-chain': { what: 'the call stands inside an optional chain, which an await would cut in two', todo: 'store the receiver in a variable first' },
  'type-predicate': { what: '{name} is a type predicate or assertion, which an async function cannot be', todo: 'return a boolean' },
  'typed-contract': { what: 'the type of {name} is said by {to}, which cannot follow', todo: 'change that type to return a promise, then run again' },
  'type-error': { what: '{name} would bring a type error: {to}', todo: 'migrate it by hand' },
  verification: { what: '{name}, migrated, changed what the program does: {to}', todo: 'look at what relies on it, and migrate by hand' },
  'optional-call': { what: '{name} is called only if it exists', todo: 'call it unconditionally' },
  'not-awaited': { what: '{name} is async, and {to} goes on without waiting for it: what it does before its first await is done by then', todo: 'await the call' },
  'works-at-once': { what: '{name} returns a promise, but works and throws before it returns, and {to} does not wait for it', todo: 'await the call' },
  'promise-result': { what: 'the result of {name} is used as a promise', todo: 'await it' },
  directive: { what: 'a directive says so: {to}', todo: 'remove the directive' },
  'options-unknown': { what: 'options of {name} are not known', todo: 'pass an object literal' },
  'tool-failure': { what: 'unblock failed on this file; that is our bug', todo: 'report it' },
};

/** The sentence for `code`, filled in; an unknown code gives the code itself. */
export function hazardMessage(code: string, fill: { readonly name: string; readonly to?: string }): string {
  const text = hazards[code]?.what ?? code;
  return text.replaceAll('{name}', fill.name === '' ? 'this function' : fill.name).replaceAll('{to}', fill.to ?? 'something else');
}
