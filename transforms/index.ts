// The transforms, in the order in which they run together.
import type { Transform } from '../src/adapter/define-transform.ts';
import { transform as addCancellation } from './add-cancellation/index.ts';
import { transform as addTimeouts } from './add-timeouts/index.ts';
import { transform as asyncLibToAwait } from './async-lib-to-await/index.ts';
import { transform as boundConcurrency } from './bound-concurrency/index.ts';
import { transform as callbackToAwait } from './callback-to-await/index.ts';
import { transform as coroutineToAsync } from './coroutine-to-async/index.ts';
import { transform as guardRaces } from './guard-races/index.ts';
import { transform as httpToFetch } from './http-to-fetch/index.ts';
import { transform as gracefulShutdown } from './graceful-shutdown/index.ts';
import { transform as missingAwait } from './missing-await/index.ts';
import { transform as offloadToWorker } from './offload-to-worker/index.ts';
import { transform as streamsToAwait } from './streams-to-await/index.ts';
import { transform as structuredConcurrency } from './structured-concurrency/index.ts';
import { transform as syncToAwait } from './sync-to-await/index.ts';
import { transform as thenToAwait } from './then-to-await/index.ts';
import { transform as timersToPromises } from './timers-to-promises/index.ts';

export const transforms: readonly Transform[] = [missingAwait, coroutineToAsync, httpToFetch, asyncLibToAwait, callbackToAwait, thenToAwait, streamsToAwait, timersToPromises, syncToAwait, guardRaces, addCancellation, structuredConcurrency, addTimeouts, boundConcurrency, gracefulShutdown, offloadToWorker];
