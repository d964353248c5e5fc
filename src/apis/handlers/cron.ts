// What schedulers do with jobs: read off cron 4.4.0 (dist/job.js `fireOnTick`) and node-cron 4.6.0 (dist/_shared.js), which log what a job throws or rejects with.
import type { HandlerModule } from '../../core/handlers.ts';

// a job that blocks is done when the next run is due; one that waits may still be at work
const kinds = { job: { takes: [['other']], thrown: 'promise', awaitedSince: '4.0', overlaps: true } } as const;

export const cron: HandlerModule = {
  specifiers: ['cron'],
  kinds,
  objects: {
    '': { CronJob: { handlers: { kind: 'job', from: 1, before: 2 } } },
    '.CronJob': { from: { properties: { onTick: 'job' } } },
  },
};

export const nodeCron: HandlerModule = {
  specifiers: ['node-cron'],
  kinds,
  objects: {
    '': { schedule: { handlers: { kind: 'job', from: 1, before: 2 }, least: 2 }, createTask: { handlers: { kind: 'job', from: 1, before: 2 }, least: 2 } },
  },
};
