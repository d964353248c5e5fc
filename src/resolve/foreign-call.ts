// What a call of a function outside of the program does to value flow, as far as that function is known.
import type { ReasonCode } from '../core/plan.ts';
import { linkBuiltin } from './builtin-calls.ts';
import { isArrayResult, isAssign, isCore, isInert, isInherits, isPlainResult, isStreamBase, testHost } from './builtins.ts';
import type { Calls } from './calls.ts';
import { somewhereIn } from './deferred.ts';
import { linkHandedValues } from './handed-values.ts';
import { linkHandlers } from './handler-calls.ts';
import { linkCallbacks } from './library-callbacks.ts';
import type { HostKind, Site } from './linked.ts';
import type { NodeId } from './solver.ts';

const TIMERS = /^(setTimeout|setInterval|setImmediate|process\.nextTick|queueMicrotask|timers\.\w+|requestAnimationFrame)$/;
/** Functions that call their callback exactly once, later. */
const ONCE = /^(fs|graceful-fs|fs-extra)\.(?!watch|unwatch|create|promises)\w+$|^child_process\.(exec|execFile)$|^(zlib|crypto|dns)\.(?!create)\w+$/;
const THROWS = /(^|\.)(throws|doesNotThrow|throw|ifError|notThrows|raises|doesNotReject|rejects)$/;

/** A call of a function outside of the program. */
export function linkForeign(calls: Calls, site: Site, path: string, args: NodeId[], result: NodeId): void {
  const { linker } = calls;
  const { solver } = linker;
  const { fact } = site;
  site.externals.add(path);
  if (path.startsWith('Primitive')) {
    linker.solver.add(result, linker.objects.UNKNOWN);
    for (const arg of args) linker.escapes.escape(arg, calls.handedTo(site, 'foreign-callback', path));
    return;
  }
  const out = linker.objects.external(`${path}()`);
  if (somewhereIn(path) !== undefined) {
    calls.handOver(site, args, 'foreign-callback', path);
    solver.add(result, out);
    return;
  }
  if (path === 'module.createRequire()' && typeof fact.literals[0] === 'string') return linker.modules.require(site.file, fact.literals[0], result);
  if (isAssign(path)) {
    if (args[0] !== undefined) { for (const arg of args.slice(1)) linker.assign(arg, args[0], site.file); solver.copy(args[0], result); }
    return;
  }
  if (isInherits(path)) { if (args.length > 1) linker.inherits(args[0]!, args[1]!); return; }
  const test = testHost(path);
  if (test && args.length > 0) return testCall(calls, site, test, args, result);
  if (THROWS.test(path) || (fact.member && /^(throws?|toThrow\w*|doesNotThrow|notThrows|raises)$/.test(fact.member))) {
    assertion(calls, site, 'throws', path, args);
    solver.add(result, out);
    return;
  }
  if (/(^|\.)expect$|^(expect|should|unexpected|demand)\b[^.]*$/.test(path)) {
    assertion(calls, site, 'expect', path, args);
    solver.add(result, out);
    return;
  }
  if (TIMERS.test(path)) {
    calls.fireAndForget(site, args, 'timer-callback', path, !/Interval|Animation/.test(path));
    solver.add(result, out);
    return;
  }
  if (linkBuiltin(calls, site, path, args, result) || linkHandlers(calls, site, path, args, result)) return;
  const handing = {
    linker,
    host: (callback: NodeId, argument: number, kind: HostKind) => calls.host(site, callback, argument, kind, path, true, [calls.unknownNode(), calls.unknownNode(), calls.unknownNode()], -1),
    handOver: (argument: NodeId, index: number) => calls.handOver(site, [argument], 'foreign-callback', path, index),
  };
  if (linkHandedValues(calls, site, path, args)) {
    solver.add(result, out);
    return;
  }
  if (linkCallbacks(site, path, args, result, handing)) return;
  if (isInert(path)) {
    solver.add(result, /^(path|os|util)\./.test(path) ? linker.objects.primitive('string') : isPlainResult(path) ? linker.objects.DATA : out);
    return;
  }
  if (isArrayResult(`${path}()`)) solver.add(result, calls.strings());
  const core = isCore(path);
  const reason: ReasonCode = fact.member && /^(on|once|addListener|prependListener|addEventListener|off|removeListener)$/.test(fact.member) ? 'listener' : core ? 'node-callback' : 'foreign-callback';
  if (reason === 'node-callback') calls.fireAndForget(site, args, reason, path, ONCE.test(path));
  else calls.handOver(site, args, reason, path);
  if (!isPlainResult(path)) solver.add(result, out);
  else if (!isArrayResult(`${path}()`)) solver.add(result, linker.objects.DATA);
  if (fact.kind === 'super' && isStreamBase(path)) linker.solver.add(result, linker.objects.UNKNOWN);
}

function testCall(calls: Calls, site: Site, test: { host: 'test' | 'suite'; runner: string }, args: NodeId[], result: NodeId): void {
  const { linker } = calls;
  // `describe(load, () => …)`: a function before the callback is a title
  const isTitle = site.fact.functions?.[0] !== true && site.fact.functions?.at(-1) === true;
  args.forEach((arg, index) => {
    if (index > 0 || !isTitle) calls.host(site, arg, index, test.host, test.runner, true, [calls.unknownNode()], -1);
    linker.solver.watch(arg, (obj) => { if (obj.kind === 'object') linker.escapes.escapeObj(obj, calls.handedTo(site, 'foreign-callback', 'test options')); });
  });
  linker.solver.add(result, linker.objects.UNKNOWN);
}

/** A call of an assertion: functions that it calls, or may call. */
export function assertion(calls: Calls, site: Site, host: HostKind, path: string, args: NodeId[]): void {
  const { linker } = calls;
  args.forEach((arg, index) => {
    if (index === 0) calls.host(site, arg, 0, host, path, true, [], -1);
    else linker.solver.watch(arg, (obj) => { if (obj.kind === 'fn' && !linker.fns[obj.fn]!.fact.isClass) linker.escapes.escapeObj(obj, calls.handedTo(site, 'foreign-callback', path)); });
  });
}
