// The documentation against the code: generated parts are up to date, links and named files exist.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { filled } from '../scripts/docs/blocks.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const documents = readdirSync(path.join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).sort();

describe.each(documents)('docs/%s', (name) => {
  const file = path.join(PROJECT, 'docs', name);
  const text = readFileSync(file, 'utf8');

  test('its generated parts are up to date (npm run docs)', () => {
    expect(filled(text)).toBe(text);
  });

  test('what it links to and names is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => path.resolve(path.dirname(file), target!));
    const named = [...text.matchAll(/`((?:src|test|transforms|scripts|examples|bin)\/[\w./-]+)`/g)].map(([, target]) => path.join(PROJECT, target!));
    expect([...links, ...named].filter((target) => !existsSync(target))).toEqual([]);
  });
});
