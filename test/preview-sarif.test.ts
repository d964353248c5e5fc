// SARIF: valid against the schema of OASIS, and its fixes give the bytes that --write gives.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, test, vi } from 'vitest';
import { plan, preview } from '../src/index.ts';
import { plannedOf } from '../src/api/planned.ts';
import type { SarifLog, SarifRegion } from '../src/preview/sarif-log.ts';
import { repository } from './bad-input-tree.ts';
import type { Entry } from './temporary.ts';
import { runCli } from './cli-run.ts';
import { makeChanges, makePlan, makeRepo, sources } from './preview-fixture.ts';

vi.setConfig({ testTimeout: 120_000 });

/** The schema is of draft 4; what it says in the words of draft 7, which ajv reads, is its id. */
function validator(): ValidateFunction {
  const { $schema: _, id, ...schema } = JSON.parse(readFileSync(new URL('data/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8')) as { $schema: string; id: string };
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  (formats as unknown as (ajv: Ajv) => void)(ajv);
  return ajv.compile({ ...schema, $id: id });
}
const valid = validator();

function expectValid(text: string): SarifLog {
  const log = JSON.parse(text) as SarifLog;
  valid(log);
  expect(valid.errors ?? []).toEqual([]);
  return log;
}

/** Offset of a place as SARIF counts: lines end at \n, columns count UTF-16 units, a byte order mark is no column. */
function offsetIn(text: string, line: number, column: number): number {
  let from = 0;
  for (let i = 1; i < line; i++) from = text.indexOf('\n', from) + 1;
  return from + column - 1 + (line === 1 && text.startsWith('\ufeff') ? 1 : 0);
}

const spanIn = (text: string, region: SarifRegion): [number, number] => [offsetIn(text, region.startLine, region.startColumn), offsetIn(text, region.endLine, region.endColumn)];

/** The files after every fix, each taken once. */
function fixed(log: SarifLog, files: Readonly<Record<string, string>>): Record<string, string> {
  const after: Record<string, string> = { ...files };
  const done = new Set<string>();
  for (const { fixes = [] } of log.runs[0].results) {
    for (const { artifactChanges } of fixes) {
      for (const { artifactLocation, replacements } of artifactChanges) {
        const file = decodeURIComponent(artifactLocation.uri);
        if (done.has(file)) continue;
        done.add(file);
        const before = files[file]!;
        let text = '';
        let at = 0;
        for (const { deletedRegion, insertedContent } of replacements) {
          const [start, end] = spanIn(before, deletedRegion);
          expect(start).toBeGreaterThanOrEqual(at);
          text += before.slice(at, start) + (insertedContent?.text ?? '');
          at = end;
        }
        after[file] = text + before.slice(at);
      }
    }
  }
  return after;
}

const odd: Record<string, Entry> = {
  'package.json': '{"private":true}',
  'crlf.js': "const fs = require('fs');\r\n\r\nfunction load(f) {\r\n  return fs.readFileSync(f, 'utf8');\r\n}\r\n\r\nasync function go() {\r\n  console.log(load('a'));\r\n}\r\ngo();\r\n",
  'lib/mein tür.js': "\ufeffconst { readFileSync } = require('fs'); async function a() { return readFileSync('x', 'utf8').length; }\na();",
  'refused.js': "const fs = require('fs');\nclass A { get b() { return fs.readFileSync('x'); } }\nconsole.log(new A().b);\n",
};

describe('a real plan', () => {
  test('is valid, and its fixes give what --write gives', async () => {
    const root = repository(odd);
    const planned = await plan({ root, publicApi: 'break' });
    const log = expectValid(preview(planned, 'sarif'));
    const before = Object.fromEntries(planned.repo.files.map(({ id, text }) => [id, text]));
    const after = fixed(log, before);
    for (const change of planned.changes) expect(after[change.file]).toBe(change.after);
    expect(planned.changes.map(({ file }) => file)).toEqual(['crlf.js', 'lib/mein tür.js']);
    expect((await runCli(root, ['run', '--write', '--public-api', 'break'])).code).toBe(0);
    for (const { file } of planned.changes) expect(readFileSync(path.join(root, file), 'utf8')).toBe(after[file]);
  });

  test('each call is a result of the rule of its transform or reason, at its place', async () => {
    const root = repository(odd);
    const planned = await plan({ root, publicApi: 'break' });
    const { results, tool, artifacts } = expectValid(preview(planned, 'sarif')).runs[0];
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual(planned.plan.sites.map(({ outcome, reason }) => (outcome === 'migrated' ? ['sync-to-await', 'warning'] : [reason, 'note'])));
    for (const [index, { ruleId, ruleIndex, locations, partialFingerprints }] of results.entries()) {
      expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
      expect(tool.driver.rules[ruleIndex]!.help.text).not.toMatch(/[{}]/);
      const { file, span } = planned.plan.sites[index]!;
      const text = planned.repo.files.find(({ id }) => id === file)!.text;
      expect(spanIn(text, locations[0]!.physicalLocation.region as SarifRegion)).toEqual([span.start, span.end]);
      expect(partialFingerprints['unblockCall/v1']).toMatch(/^[0-9a-f]{32}:\d+$/);
    }
    expect(new Set(results.map(({ partialFingerprints }) => partialFingerprints['unblockCall/v1'])).size).toBe(results.length);
    expect(artifacts.map(({ location }) => location.uri)).toContain('lib/mein%20t%C3%BCr.js');
    const accessor = results.find(({ ruleId }) => ruleId === 'accessor')!;
    expect(accessor.codeFlows![0]!.threadFlows[0]!.locations.map(({ location }) => location.message!.text)).toEqual(['fs.readFileSync stays as it is', expect.stringContaining('stays because'), expect.stringContaining('getter')]);
  });

  test('problems are notifications, and the run did not go through', async () => {
    const root = repository({ ...odd, 'broken.js': "require('fs').readFileSync(\n" });
    const { code, out } = await runCli(root, ['plan', '--format', 'sarif']);
    const { invocations, results } = expectValid(out).runs[0];
    expect(code).toBe(3);
    expect(invocations[0]).toMatchObject({ executionSuccessful: false, toolExecutionNotifications: [{ descriptor: { id: 'does-not-parse' }, locations: [{ physicalLocation: { artifactLocation: { uri: 'broken.js' } } }] }] });
    expect(results.length).toBeGreaterThan(0);
  });

  test('a fingerprint stays when lines move, and differs between equal calls', async () => {
    const call = "const fs = require('fs');\nexports.a = function a(f) {\n  fs.unlinkSync(f);\n  fs.unlinkSync(f);\n};\n";
    const prints = async (text: string): Promise<(string | undefined)[]> => {
      const log = expectValid(preview(await plan({ root: repository({ 'a.js': text }) }), 'sarif'));
      return log.runs[0].results.map(({ partialFingerprints }) => partialFingerprints['unblockCall/v1']);
    };
    const [one, two] = await prints(call);
    expect(one).not.toBe(two);
    expect(await prints(`// moved\n\n${call}`)).toEqual([one, two]);
  });
});

test('a hand-made plan is valid, and a broken log is not', () => {
  const planned = plannedOf({ repo: makeRepo('/r'), plan: makePlan(), changes: makeChanges() });
  const log = expectValid(preview(planned, 'sarif'));
  expect(fixed(log, sources)).toEqual({ ...sources, ...Object.fromEntries(makeChanges().map(({ file, after }) => [file, after])) });
  expect(valid({ ...log, version: '2.0.0' })).toBe(false);
  expect(valid({ ...log, runs: [{ ...log.runs[0], results: [{ message: 'x' }] }] })).toBe(false);
});
