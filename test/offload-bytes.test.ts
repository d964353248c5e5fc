// Bytes that go to workers: copied, moved or shared, whichever was asked for, and never taken from whom they belong to.
import { expect, test, vi } from 'vitest';
import { FORMATS, printed as printedBy, type Format } from './offload-bridge.ts';

// threads are started: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 240_000 });

const FUNCTIONS: Readonly<Record<string, string>> = {
  sum: '(bytes) => bytes.reduce((all, byte) => (all + byte) % 1_000_003, 0)',
  both: '(one, two) => one[0] + two[0]',
  filled: '(length, byte) => Buffer.alloc(length, byte)',
  views: '() => { const floats = new Float64Array(20_000).fill(1.5); return { floats, part: floats.subarray(1, 3), view: new DataView(floats.buffer, 8, 8) }; }',
  table: '() => TABLE',
  same: '(bytes) => bytes',
  head: '(bytes) => bytes.subarray(0, 2)',
  change: '(bytes) => { bytes[0] = 9; return bytes.length; }',
  failHidden: "(bytes) => { throw new HiddenError(String(bytes.length)); }",
  exit: '() => process.exit(3)',
  wait: '(cell) => Atomics.wait(new Int32Array(cell.buffer), 0, 0)',
  store: '(shared) => { new Int32Array(shared)[1] = 7; return Atomics.load(new Int32Array(shared), 0); }',
};
const DECLARATIONS = 'const TABLE = Buffer.alloc(8192, 5).subarray(0, 4096);\nclass HiddenError extends Error {}\n';

const printed = (format: Format, body: string): Promise<string[]> => printedBy({ functions: FUNCTIONS, declarations: DECLARATIONS }, format, body);

test.each(FORMATS)('what is copied stays with the caller: 50 MB, a Buffer of the pool, views of one memory (%s)', async (format) => {
  expect(await printed(format, `
    const large = Buffer.alloc(50_000_000, 7);
    console.log(await b.sumInWorker(large) === m.sum(large), large.length);
    const [one, two] = [Buffer.from('one'), Buffer.from('two')];
    console.log(one.buffer === two.buffer, await b.sumInWorker(one), one.toString(), two.toString(), Buffer.from('three').toString());
    const floats = new Float64Array(100_000).fill(0.5);
    const part = floats.subarray(2, 4);
    console.log(await b.bothInWorker(part, floats), floats.length, part[0]);
    console.log(b.counts.inWorker, b.counts.here);
  `)).toEqual(['true 50000000', 'true 322 one two three', '1 100000 0.5', '3 0']);
});

test.each(FORMATS)('what is moved is gone here, and only that: nothing of the pool, nothing that another argument has, nothing small (%s)', async (format) => {
  expect(await printed(format, `
    const moved = b.sumInWorker.with({ transfer: [0] });
    const large = Buffer.alloc(50_000_000, 7);
    const expected = m.sum(large);
    console.log(await moved(large) === expected, large.length);
    const [one, two] = [Buffer.from('one'), Buffer.from('two')];
    console.log(await moved(one), one.toString(), two.toString(), Buffer.from('three').toString());
    const bytes = Buffer.alloc(200_000, 1);
    console.log(await moved(bytes.subarray(0, 100_000)), bytes.length);
    console.log(await b.bothInWorker.with({ transfer: [0] })(bytes, bytes.subarray(1)), bytes.length);
    console.log(await b.bothInWorker.with({ transfer: [0, 1] })(bytes, bytes.subarray(1)), bytes.length);
    console.log(b.counts.inWorker, b.counts.here);
  `)).toEqual(['true 0', '322 one two three', '100000 200000', '2 200000', '2 0', '5 0']);
});

test.each(FORMATS)('what was moved comes back when the task has to be done here (%s)', async (format) => {
  expect(await printed(format, `
    const large = () => Buffer.alloc(100_000, 1);
    const moving = { transfer: [0] };
    const same = await b.sameInWorker.with(moving)(large());
    console.log(Buffer.isBuffer(same), same.length, same[0]);
    const head = await b.headInWorker.with(moving)(large());
    console.log(head.length, head.buffer.byteLength, head[0]);
    console.log(await b.changeInWorker.with(moving)(large()), await told(b.failHiddenInWorker.with(moving)(large())));
    console.log(b.counts.inWorker, b.counts.here);
    console.log(await told(b.exitInWorker.with(moving)(large())));
  `)).toEqual(['true 100000 1', '2 100000 1', '100000 HiddenError Error undefined 100000', '0 4', 'OffloadError OffloadError ERR_OFFLOAD_WORKER_DIED the worker ended during exit: worker exited with code: 3']);
});

test.each(FORMATS)('results move here, and what the worker keeps is a copy (%s)', async (format) => {
  expect(await printed(format, `
    for (const byte of [1, 2]) {
      const made = await b.filledInWorker(50_000_000, byte);
      console.log(Buffer.isBuffer(made), made.length, made[49_999_999]);
    }
    const { floats, part, view } = await b.viewsInWorker();
    part[0] = 4;
    console.log(floats.length, floats[1], view.getFloat64(0, true) === 4, part.buffer === floats.buffer && view.buffer === floats.buffer);
    for (let i = 0; i < 3; i++) (await b.tableInWorker())[0] = 1;
    console.log((await b.tableInWorker())[0], (await b.filledInWorker(3, 4)).toString('hex'));
  `)).toEqual(['true 50000000 1', 'true 50000000 2', '20000 4 true true', '5 040404']);
});

test.each(FORMATS)('what waits for a worker is what it was at the call, moved or not (%s)', async (format) => {
  expect(await printed(format, `
    b.configure({ threads: 1 });
    const bytes = Buffer.alloc(100_000, 1);
    const object = [3, 4];
    const gone = Buffer.alloc(100_000, 2);
    const first = b.sumInWorker(bytes);
    const second = b.sumInWorker(object);
    const third = b.sumInWorker.with({ transfer: [0] })(gone);
    bytes.fill(0);
    object.push(() => 5);
    console.log(await first, await second, await third, gone.length, b.counts.here);
  `)).toEqual(['100000 7 200000 0 0']);
});

test.each(FORMATS)('shared memory stays here, unless it is to be shared (%s)', async (format) => {
  const body = (share: boolean): string => `
    b.configure({ share: ${share} });
    const shared = new SharedArrayBuffer(8);
    new Int32Array(shared)[0] = 6;
    console.log(await b.storeInWorker(shared), new Int32Array(shared)[1], b.counts.inWorker, b.counts.here);
    const cell = new Int32Array(new SharedArrayBuffer(4));
    ${share ? "const waiting = b.waitInWorker({ buffer: cell.buffer });\n    const waking = setInterval(() => Atomics.notify(cell, 0) > 0 && clearInterval(waking), 1);\n    console.log(await waiting);" : "console.log(await b.sumInWorker(cell), b.counts.here);"}
  `;
  expect(await printed(format, body(false))).toEqual(['6 7 0 1', '0 2']);
  expect(await printed(format, body(true))).toEqual(['6 7 1 0', 'ok']);
});

test('detached memory fails here as it did before', async () => {
  expect(await printed('cjs', `
    const bytes = new Uint8Array(100_000);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    console.log(await told(b.sumInWorker(bytes)), b.counts.here);
    try { m.sum(bytes); } catch (error) { console.log(error.message); }
  `)).toEqual([expect.stringMatching(/^TypeError .* on a detached ArrayBuffer 1$/), expect.stringMatching(/on a detached ArrayBuffer$/)]);
});
