// Each promise, the code that keeps it, how to break that code, and the test that must notice.

export interface Break {
  readonly promise: `P${number}`;
  /** What is broken, in words. */
  readonly what: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly test: string;
  /** Part of the test's name. */
  readonly name: string;
}

export const BREAKS: readonly Break[] = [
  { promise: 'P1', what: 'run writes without --write', file: 'src/cli/command-run.ts', find: "if (mode === 'write' && changes.length > 0)", replace: 'if (changes.length > 0)', test: 'test/promises.test.ts', name: 'P1' },
  { promise: 'P1', what: 'a transform of the user writes without --write', file: 'src/cli/command-codemod.ts', find: "if (mode === 'write' ||", replace: "if (mode !== 'check' ||", test: 'test/codemod.test.ts', name: 'without --write: a preview' },
  { promise: 'P2', what: 'Latin-1 files are written as UTF-8', file: 'src/write/commit.ts', find: 'after: pack.add(bytesOf(file, after, encoding), now.mode)', replace: "after: pack.add(bytesOf(file, after, 'utf8'), now.mode)", test: 'test/bad-input.test.ts', name: 'latin-1' },
  { promise: 'P2', what: 'the mode is not kept', file: 'src/write/durable.ts', find: 'await handle.chmod(looks.mode);', replace: '', test: 'test/write.test.ts', name: 'odd bytes and modes' },
  { promise: 'P2', what: 'new lines of a transform end with a line feed', file: 'src/edits/line-edits.ts', find: 'line.end : replaced || usual', replace: "line.end : '\\n'", test: 'test/line-edits.test.ts', name: 'the form of the old text stays' },
  { promise: 'P2', what: 'inserted lines end with a line feed', file: 'src/edits/style.ts', find: "? '\\r\\n' :", replace: "? '\\n' :", test: 'test/bad-input.test.ts', name: 'CRLF stays' },
  { promise: 'P3', what: 'files are written in place instead of renamed', file: 'src/write/durable.ts', find: 'await rename(temporary, target);', replace: "const torn = await open(target, 'w'); await torn.writeFile(bytes); await torn.close(); await rm(temporary, { force: true });", test: 'test/write-kill.test.ts', name: 'of a commit' },
  { promise: 'P4', what: 'files are not compared with what the preview saw', file: 'src/write/commit.ts', find: 'if ((source && source.hash !== now.hash) ||', replace: 'if (false && (source && source.hash !== now.hash) ||', test: 'test/write.test.ts', name: 'same text, other bytes' },
  { promise: 'P4', what: 'nor with what the plan says', file: 'src/cli/stale-files.ts', find: '!==', replace: '===', test: 'test/cli.test.ts', name: 'plan and apply' },
  { promise: 'P5', what: 'nothing is recovered', file: 'src/write/recover.ts', find: "state === 'prepared' || state === 'undoing'", replace: "state === 'undoing'", test: 'test/promises.test.ts', name: 'undo restores the exact tree' },
  { promise: 'P5', what: 'a run reads before it recovers', file: 'src/cli/settle.ts', find: 'if (writes) {', replace: 'if (false) {', test: 'test/promises.test.ts', name: 'the next run settles it first' },
  { promise: 'P5', what: 'a commit goes on after it has rolled back', file: 'src/write/commit.ts', find: 'if (settled) {', replace: 'if (settled && false) {', test: 'test/write.test.ts', name: 'the next commit rolls back' },
  { promise: 'P6', what: 'paths may climb out of the root', file: 'src/write/places.ts', find: "segment !== '..' &&", replace: '', test: 'test/write.test.ts', name: 'the path' },
  { promise: 'P6', what: 'folders that are symlinks are followed', file: 'src/write/places.ts', find: 'await lstat(path.join(root, ...dir)).catch', replace: "await (await import('node:fs/promises')).stat(path.join(root, ...dir)).catch", test: 'test/bad-input.test.ts', name: 'neither read nor written through' },
  { promise: 'P6', what: 'symlinks to files are read', file: 'src/scan/examine.ts', find: 'const { kind, size } = await disk.look(file);', replace: 'const { kind, size } = await disk.follow(file);', test: 'test/scan.test.ts', name: 'symlinks' },
  { promise: 'P7', what: 'files that do not parse are not named', file: 'src/demand/read.ts', find: 'if (facts.parseFailed)', replace: 'if (false && facts.parseFailed)', test: 'test/bad-input.test.ts', name: 'a file that does not parse is named' },
  { promise: 'P7', what: 'a transform is handed what does not parse', file: 'src/codemod/worker.ts', find: 'if (unreadable) return', replace: 'if (unreadable && false) return', test: 'test/codemod.test.ts', name: 'a file that does not parse is not handed over' },
  { promise: 'P7', what: 'output that does not parse is written', file: 'src/verify/output-gate.ts', find: 'if (error instanceof ParseError) return `the', replace: 'return undefined; if (error instanceof ParseError) return `the', test: 'test/withdraw.test.ts', name: 'a text that does not parse' },
  { promise: 'P8', what: 'the branch that stays synchronous is migrated again', file: 'src/facts/copyable.ts', find: 'return compares(parent.test, texts, source);', replace: 'return false;', test: 'test/fixtures.test.ts', name: 'injected' },
  { promise: 'P9', what: 'what throws while a file is read ends the run', file: 'src/demand/read.ts', find: 'return unreadFacts(file);', replace: 'throw error;', test: 'test/bounded.test.ts', name: 'while reading' },
  { promise: 'P9', what: 'what throws while a file is rewritten ends the run', file: 'src/plan/build.ts', find: "throw new Rejected(pass, { file: id, code: 'tool-failure'", replace: "throw error; throw new Rejected(pass, { file: id, code: 'tool-failure'", test: 'test/bounded.test.ts', name: 'while rewriting' },
  { promise: 'P9', what: 'memory is not looked at', file: 'src/isolate/bounded.ts', find: 'if (factor < 1.5) throw', replace: 'if (false) throw', test: 'test/bounded.test.ts', name: 'memory: told before' },
  { promise: 'P9', what: 'a file that is decided about by itself may take for ever', file: 'src/propagate/file-by-file.ts', find: 'bounded(() => decide(file), deadlineMs)', replace: 'decide(file)', test: 'test/bounded.test.ts', name: 'promise chains take for ever' },
  { promise: 'P9', what: 'a stage of the whole program may take for ever', file: 'src/isolate/stage.ts', find: 'work() }), ms, true)', replace: 'work() }), 2 ** 30, true)', test: 'test/bounded.test.ts', name: 'linking' },
  { promise: 'P9', what: 'Ctrl-C waits for the end of a stage', file: 'src/isolate/stage.ts', find: 'ms, true)', replace: 'ms, false)', test: 'test/bounded.test.ts', name: 'Ctrl-C ends it' },
  { promise: 'P9', what: 'a stage fills the memory', file: 'src/isolate/bounded.ts', find: 'if (!isFull()) return;', replace: 'return;', test: 'test/bounded.test.ts', name: 'told before Node ends' },
  { promise: 'P9', what: 'a file on which the transform dies is not named', file: 'src/codemod/run-codemod.ts', find: "if (ended.kind === 'lost') return failed(`${name} ${ended.message}`);", replace: "if (ended.kind === 'lost') return {};", test: 'test/codemod.test.ts', name: 'whatever it does' },
  { promise: 'P9', what: 'the next file is blamed for what a transform left behind', file: 'src/codemod/run-codemod.ts', find: "if (ended.kind === 'lost' && ended.why !== 'time')", replace: 'if (false)', test: 'test/codemod.test.ts', name: 'a file is not blamed' },
  { promise: 'P10', what: 'git runs the program of core.fsmonitor', file: 'src/scan/git.ts', find: "'-c', 'core.fsmonitor=false',", replace: '', test: 'test/promises.test.ts', name: 'nothing that other tools execute' },
  { promise: 'P10', what: 'something opens connections', file: 'src/scan/pool.ts', find: '\n/**', replace: "\nimport 'node:http';\n/**", test: 'test/architecture.test.ts', name: 'nobody opens a connection' },
  { promise: 'P11', what: 'files come in the order of the disk', file: 'src/scan/list-files.ts', find: '.sort(byCodeUnit)', replace: '.sort(() => Math.random() - 0.5)', test: 'test/promises.test.ts', name: 'in whatever order' },
  { promise: 'P11', what: 'files come in the order in which they were read', file: 'src/scan/pool.ts', find: 'results[index] = await work(items[index] as T);', replace: 'const result = await work(items[index] as T); results.splice(results.findIndex((one) => one === undefined), 1, result);', test: 'test/promises.test.ts', name: 'in whatever order' },
  { promise: 'P11', what: 'names are compared as the locale has it', file: 'src/core/order.ts', find: '(a < b ? -1 : a > b ? 1 : 0)', replace: 'a.localeCompare(b)', test: 'test/scan.test.ts', name: 'in code-unit order' },
  { promise: 'P12', what: 'a call without an end is passed over', file: 'src/preview/summary.ts', find: 'if (!Object.hasOwn(tally, site.outcome)) throw', replace: 'if (!Object.hasOwn(tally, site.outcome)) continue; if (false) throw', test: 'test/cli.test.ts', name: 'a plan that does not add up' },
  { promise: 'P12', what: 'refused calls are left out of the plan', file: 'src/plan/build.ts', find: 'files, sites: decided.sites, problems', replace: "files, sites: decided.sites.filter(({ outcome }) => outcome !== 'refused'), problems", test: 'test/promises.test.ts', name: 'P12' },
];
