// What a configuration may say. The JSON schema that editors use is generated from this (docs/config.schema.json).
import * as v from 'valibot';

const words = (what: string) => v.pipe(v.array(v.pipe(v.string(), v.nonEmpty('it is empty'))), v.description(what));
const patterns = (what: string) => words(`${what}; patterns as in .gitignore, from the root of the repository`);

const twin = v.pipe(
  v.strictObject({
    to: v.pipe(v.string(), v.regex(/^[\w$]+(?:\.[\w$]+)*$/, 'it is a path of names: "promises.readFile"'), v.description('member of the same package that does it asynchronously')),
    form: v.optional(v.pipe(v.picklist(['member', 'promisify']), v.description('"member": it returns a promise (the default); "promisify": it takes an error-first callback'))),
    adapter: v.optional(v.pipe(v.string(), v.description('how arguments or results differ: a name of docs/adding-an-api.md'))),
    minNode: v.optional(v.pipe(v.string(), v.regex(/^\d+\.\d+$/, 'it is major.minor: "18.15"'), v.description('lowest Node version that has it'))),
    returns: v.optional(v.picklist(['array', 'string', 'boolean', 'number', 'fd', 'buffer', 'undefined', 'object'])),
  }),
  v.description('a synchronous function with an asynchronous twin'),
);
const refusal = v.pipe(
  v.strictObject({ refuse: v.pipe(v.string(), v.description('reason code of docs/hazards.md, such as "no-faithful-twin"')), why: v.pipe(v.string(), v.nonEmpty('it is empty'), v.description('one sentence for a person')) }),
  v.description('a synchronous function that must stay'),
);
const entries = v.record(v.string(), v.union([twin, refusal], 'it has "to", or "refuse" and "why"'));

const apiModule = v.strictObject({
  specifiers: v.pipe(v.array(v.string()), v.minLength(1, 'it names no package'), v.description('what loads the package: ["our-store"]')),
  selves: v.optional(v.pipe(v.array(v.string()), v.description('members that are the package again: ["default"]'))),
  functions: v.pipe(entries, v.description('by member path: "readSync", "sync.read"')),
  methods: v.optional(v.pipe(entries, v.description('methods of what a function returns: "openSync().readSync"'))),
});

const duration = v.pipe(v.string(), v.regex(/^\d+(?:\.\d+)?(?:ms|s|m|h)$/, 'it is a time: "500ms", "10s", "2m", "1h"'));

export const configSchema = v.strictObject({
  $schema: v.optional(v.string()),
  transforms: v.optional(v.pipe(words('transforms to run; the recommended ones when left out'), v.minLength(1, 'it names no transform'))),
  publicApi: v.optional(v.pipe(v.picklist(['keep', 'dual', 'break']), v.description('functions that code outside can call: keep them, add asynchronous versions, or change them'))),
  include: v.optional(patterns('only these files may change; all when left out')),
  exclude: v.optional(patterns('these files may not change (they are analysed all the same)')),
  overrides: v.optional(v.pipe(
    v.array(v.strictObject({
      files: patterns('the files that it is about'),
      publicApi: v.picklist(['keep', 'break']),
    })),
    v.description('another policy for some files; of several that name a file the last one counts'),
  )),
  timeouts: v.optional(v.pipe(
    v.objectWithRest({ constants: v.optional(v.boolean()) }, duration),
    v.description('for add-timeouts, by class (http, exec, dns, net, db, fs, timers, stream, events) or "function:<name>": how long it may take; "constants": the values stand at the top of each file'),
  )),
  concurrency: v.optional(v.pipe(v.number(), v.integer('it is a whole number'), v.minValue(1, 'it is 1 or more'), v.maxValue(999_999, 'it is 999999 at most'), v.description('for bound-concurrency: how many calls may be under way at a time'))),
  apis: v.optional(v.pipe(v.array(apiModule), v.description('packages with synchronous functions, in the form of src/apis; they go before what unblock knows'))),
  test: v.optional(v.pipe(v.string(), v.nonEmpty('it is empty'), v.description('command that runs the tests, for verification'))),
});

export type Config = v.InferOutput<typeof configSchema>;
