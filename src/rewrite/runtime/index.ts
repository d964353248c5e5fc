// The runtime functions by name: what a migrated file may get at its end.
import { ahead } from './ahead.ts';
import { arrayFromAsync } from './array-from.ts';
import { breadthFirst } from './breadth-first.ts';
import { disconnectSignal, throwUnlessAborted } from './disconnect-signal.ts';
import { eachFailFast, eachSettleAll } from './each.ts';
import { execAsync, execFileAsync } from './exec.ts';
import { filterAsync } from './filter.ts';
import { findAsync, findIndexAsync, findLastAsync, findLastIndexAsync } from './find.ts';
import { flatMapAsync } from './flat-map.ts';
import { forEachAsync, forEachEntryAsync } from './for-each.ts';
import { inOrder } from './in-order.ts';
import { inTurn } from './in-turn.ts';
import { failFast, runTogether, settleAll } from './groups.ts';
import { httpFetch, socketError } from './http-fetch.ts';
import { limited } from './limited.ts';
import { mapAsync } from './map.ts';
import { reduceAsync, reduceRightAsync } from './reduce.ts';
import { queryText, refuseProxy, requestAnswer, requestFetch, requestParts, requestPromise, requestUrl } from './request-fetch.ts';
import { replaceAllAsync, replaceAsync } from './replace.ts';
import { settled } from './settled.ts';
import { everyAsync, someAsync } from './some-every.ts';
import { closing, drained, shutdown } from './shutdown.ts';
import { spawnAsync } from './spawn.ts';
import type { RuntimeFunction } from './template.ts';
import { withDeadline } from './with-deadline.ts';
import { withProcessSignals } from './with-process-signals.ts';
import { withSignal } from './with-signal.ts';
import { withSignals } from './with-signals.ts';

export type { RuntimeFunction, RuntimeOptions, RuntimePackage, RuntimeRequirement } from './template.ts';

const functions: ReadonlyMap<string, RuntimeFunction> = new Map(
  [
    ahead,
    arrayFromAsync,
    breadthFirst,
    closing,
    disconnectSignal,
    drained,
    eachFailFast,
    eachSettleAll,
    everyAsync,
    execAsync,
    execFileAsync,
    failFast,
    filterAsync,
    findAsync,
    findIndexAsync,
    findLastAsync,
    findLastIndexAsync,
    flatMapAsync,
    forEachAsync,
    forEachEntryAsync,
    inOrder,
    inTurn,
    httpFetch,
    limited,
    mapAsync,
    queryText,
    reduceAsync,
    reduceRightAsync,
    refuseProxy,
    replaceAllAsync,
    replaceAsync,
    requestAnswer,
    requestFetch,
    requestParts,
    requestPromise,
    requestUrl,
    runTogether,
    settleAll,
    settled,
    socketError,
    shutdown,
    someAsync,
    spawnAsync,
    throwUnlessAborted,
    withDeadline,
    withProcessSignals,
    withSignal,
    withSignals,
  ].map((runtime): [string, RuntimeFunction] => [runtime.name, runtime]),
);

/** Names of all runtime functions. */
export const runtimeNames: readonly string[] = [...functions.keys()];

/** The runtime function called `name`. Throws when there is none. */
export function runtimeFunction(name: string): RuntimeFunction {
  const runtime = functions.get(name);
  if (runtime === undefined) throw new Error(`no runtime function named ${name}`);
  return runtime;
}
