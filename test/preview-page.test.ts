// The page: what it shows, that nothing in it acts, and how it comes out in a browser (where there is one).
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { plannedOf } from '../src/api/planned.ts';
import { plan, preview } from '../src/index.ts';
import { rowsOf } from '../src/preview/page-data.ts';
import { stateOf } from '../src/preview/program-map.ts';
import { squarify } from '../src/preview/treemap.ts';
import { repository } from './bad-input-tree.ts';
import { makeChanges, makePlan, makeRepo } from './preview-fixture.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const page = (): string => preview(plannedOf({ repo: makeRepo('/r'), plan: makePlan(), changes: makeChanges() }), 'html');

describe('the text of the page', () => {
  test('loads nothing and lets nothing act but its own script and style', () => {
    const html = page();
    expect(html).not.toMatch(/\b(?:src|href)=|@import|url\(|https?:\/\//);
    expect(html).not.toMatch(/\son\w+=|style="/);
    const [, script] = /<script>([\s\S]*?)<\/script>/.exec(html)!;
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(html)!;
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)!;
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toBe(`default-src 'none'; style-src ${hash(style!)}; script-src ${hash(script!)}; base-uri 'none'; form-action 'none'`);
    expect(script).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
  });

  test('shows every number, every file, every reason', () => {
    const html = page();
    for (const words of ['<b>3</b>blocking calls', '<b>1</b>can be migrated', '<b>2</b>stay, with a reason', '<b>3</b>files to change']) expect(html).toContain(words);
    for (const { file } of makeChanges()) expect(html).toContain(`<code>${file}</code>`);
    expect(html).toContain('<code>public-api</code>');
    expect(html).toContain('class="cell mixed" data-file="src/config.js"');
    expect(html).toContain('class="cell blocks" data-file="index.js"');
    expect(html).toContain('class="cell waits" data-file="src/server.js"');
  });

  test('the same plan gives the same page', () => expect(page()).toBe(page()));
});

test('areas fill the picture in proportion to sizes, and are near to squares', () => {
  const sizes = [600, 300, 200, 100, 50, 50, 20];
  const boxes = squarify(sizes, { x: 10, y: 20, width: 600, height: 400 });
  const total = sizes.reduce((a, b) => a + b, 0);
  for (const [index, { x, y, width, height }] of boxes.entries()) {
    expect(width * height).toBeCloseTo((sizes[index]! / total) * 600 * 400, 6);
    expect(Math.max(width / height, height / width)).toBeLessThan(3);
    expect([x >= 10 - 1e-9, y >= 20 - 1e-9, x + width <= 610 + 1e-6, y + height <= 420 + 1e-6]).toEqual([true, true, true, true]);
  }
  const overlap = (a: (typeof boxes)[number], b: (typeof boxes)[number]): number =>
    Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
  for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlap(a, b)).toBeLessThan(1e-6);
});

test.each([
  [2, 0, true, 'moves'], [2, 1, true, 'mixed'], [0, 1, false, 'blocks'], [0, 1, true, 'mixed'], [0, 0, true, 'waits'], [0, 0, false, 'quiet'],
] as const)('%i calls that move, %i that stay, changed: %s -> %s', (moving, staying, changed, state) => expect(stateOf(moving, staying, changed)).toBe(state));

test('what goes stands beside what comes', () => {
  const lines = [' a', '-b', '-c', '+B', '\\ No newline at end of file', ' d\r'];
  expect(rowsOf({ oldStart: 5, oldLines: 4, newStart: 7, newLines: 3, lines, decisions: [], own: [] })).toEqual([[5, 'a', 7, 'a'], [6, 'b', 8, 'B'], [7, 'c', 0, ''], [8, 'd', 9, 'd']]);
});

/** Names, code and messages that would act, if anything were let through. */
const evil = '</script><script>document.title="hacked"</script><img src=x onerror="document.title=\'hacked\'">';
const hostile: Record<string, string> = {
  'package.json': '{"private":true}',
  [`${'</title><script>document.title="hacked"'.replaceAll('/', '')}.js`]: `const fs = require('fs');\n// ${evil} \u202e\u2066 "'\`&amp; \u2028\nasync function a() { return fs.readFileSync('${evil.replaceAll("'", '"')}'); }\na();\n`,
  '"><svg onload=alert(1)>.js': `const fs = require('fs');\nclass A { get ['${evil.replaceAll("'", '"')}']() { return fs.readFileSync(\`${evil.replaceAll('`', '')}\`); } }\nconsole.log(new A());\n`,
};

test('hostile names and code are text', async () => {
  const html = preview(await plan({ root: repository(hostile) }), 'html');
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  expect(html).not.toMatch(/<img|<svg onload/);
  expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028]/);
  expect(html).toContain('U+202E');
});

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));

// pages are long: what is asserted is whether they have something, not what they are
describe.skipIf(CHROMIUM === undefined)(`in a browser${CHROMIUM === undefined ? ' (skipped: there is no Chromium here)' : ''}`, () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'unblock-page-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const browse = async (...flags: string[]): Promise<string> =>
    (await promisify(execFile)(CHROMIUM!, ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--user-data-dir=${path.join(folder, 'profile')}`, '--virtual-time-budget=3000', ...flags], { timeout: 90_000, maxBuffer: 64e6 })).stdout;

  /** The page as the browser has it after `script` ran in a page that holds it. */
  async function dom(html: string, name = 'page.html'): Promise<string> {
    writeFileSync(path.join(folder, name), html);
    return browse('--dump-dom', `file://${path.join(folder, name)}`);
  }

  /** The page without its policy, with one more script that does what a person would. */
  const driven = (html: string, script: string): string => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '').replace('</body>', `<script>${script}</script></body>`);

  const legacy = async (): Promise<string> => preview(await plan({ root: fileURLToPath(new URL('../examples/legacy-app', import.meta.url)), publicApi: 'break' }), 'html');

  test('its script runs under its policy and draws the first change side by side, with its reasons', async () => {
    const text = await dom(await legacy());
    expect(text.includes('20 of 20 files')).toBe(true);
    expect(/<td class="c del">/.test(text)).toBe(true);
    expect(/<td class="c add"><mark>async <\/mark>function/.test(text)).toBe(true);
    expect(/<div class="why"><p>why: main awaits/.test(text)).toBe(true);
  });

  test('a search leaves what fits; a click on an area shows what becomes of the file; reasons open', async () => {
    const html = await legacy();
    const searched = await dom(driven(html, `var s=document.getElementById('search');s.value='pbkdf2';s.dispatchEvent(new Event('input'));`));
    expect(/>[1-9] of 20 files</.test(searched)).toBe(true);
    expect(/<details data-change="0" open="" hidden="">/.test(searched)).toBe(true);
    const clicked = await dom(driven(html, `document.querySelector('.cell[data-file="lib/hooks.js"]').dispatchEvent(new MouseEvent('click',{bubbles:true}));`));
    expect(/<details data-change="\d+" open=""><summary><code>lib\/hooks\.js<\/code>/.test(clicked)).toBe(true);
    expect(/<details data-change="\d+" open=""><summary><code>lib\/hooks\.js<\/code>/.test(searched)).toBe(false);
    const opened = await dom(driven(html, `document.querySelector('details[data-reason="constructor"]').open=true;`));
    expect(opened.includes('Archive is constructed with new, and a constructor cannot wait</div><ol class="chain">')).toBe(true);
  });

  test('hostile names and code do nothing, opened and searched', async () => {
    const html = preview(await plan({ root: repository(hostile) }), 'html');
    const opened = await dom(driven(html, `document.querySelectorAll('details').forEach(function(d){d.open=true});`));
    expect(opened.includes('<title>unblock</title>')).toBe(true);
    expect(/<img|<svg onload/.test(opened)).toBe(false);
    expect(opened.includes('&lt;img src=x onerror=')).toBe(true);
  });

  test('light and dark are two pictures', async () => {
    const file = path.join(folder, 'look.html');
    writeFileSync(file, page());
    const shot = async (scheme: 0 | 1): Promise<Buffer> => {
      const png = path.join(folder, `${scheme}.png`);
      await browse('--window-size=1200,1400', `--blink-settings=preferredColorScheme=${scheme}`, `--screenshot=${png}`, `file://${file}`);
      return readFileSync(png);
    };
    const [dark, light] = [await shot(0), await shot(1)];
    expect(light.length).toBeGreaterThan(10_000);
    expect(dark.equals(light)).toBe(false);
  });
});
