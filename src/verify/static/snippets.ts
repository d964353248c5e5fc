// The pieces of code in a document: fenced and indented blocks, examples in comments, scripts of package.json that hold a program.
import type { Dialect } from '../../core/source.ts';

/** One piece of code. */
export interface Snippet {
  readonly text: string;
  /** 1-based, of its first line in the document. */
  readonly line: number;
  readonly dialect: Dialect;
  /** It says itself that it is JavaScript or TypeScript. */
  readonly isMarked: boolean;
}

const LANGUAGES: Readonly<Record<string, Dialect>> = { js: 'js', javascript: 'js', jsx: 'jsx', mjs: 'js', cjs: 'js', node: 'js', es6: 'js', ts: 'ts', typescript: 'ts', mts: 'ts', cts: 'ts', tsx: 'tsx' };

/** Blocks of Markdown, reStructuredText and AsciiDoc, one after another. */
export function snippetsOfDocument(text: string): Snippet[] {
  const lines = text.split(/\r?\n/);
  const snippets: Snippet[] = [];
  for (let at = 0; at < lines.length; at++) {
    const fence = /^(\s*(?:>\s?)*)(`{3,}|~{3,}|-{4,})\s*\{?\.?([\w+-]*)/.exec(lines[at]!);
    if (fence && (fence[2]![0] !== '-' || /^\[source/.test(lines[at - 1] ?? ''))) {
      const language = fence[2]![0] === '-' ? (/^\[source,\s*(\w+)/.exec(lines[at - 1]!)?.[1] ?? '') : fence[3]!;
      const end = lines.findIndex((line, index) => index > at && line.slice(fence[1]!.length).trim().startsWith(fence[2]!));
      const body = lines.slice(at + 1, end < 0 ? undefined : end);
      const dialect = LANGUAGES[language.toLowerCase()];
      if (dialect || language === '') snippets.push({ text: body.join('\n'), line: at + 2, dialect: dialect ?? 'js', isMarked: dialect !== undefined });
      at = end < 0 ? lines.length : end;
    } else if (/^(?: {4}|\t)\S/.test(lines[at]!) && (at === 0 || lines[at - 1]!.trim() === '')) {
      let end = at;
      while (end < lines.length && (lines[end]!.trim() === '' || /^(?: {3}|\t)/.test(lines[end]!))) end++;
      snippets.push({ text: lines.slice(at, end).join('\n'), line: at + 1, dialect: 'js', isMarked: false });
      at = end - 1;
    }
  }
  return snippets;
}

/** What stands after `@example` in the comments of a source file. */
export function snippetsOfComments(text: string, dialect: Dialect): Snippet[] {
  const snippets: Snippet[] = [];
  for (const comment of text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const example = /@example\b([\s\S]*?)(?=\n\s*\*\s*@\w|\*\/$)/.exec(comment[0]);
    if (!example) continue;
    const line = text.slice(0, comment.index + example.index).split('\n').length;
    const body = example[1]!.split('\n').map((one, index) => (index === 0 ? one.replace(/<caption>.*?<\/caption>/, '') : one.replace(/^\s*\*\s?/, '').replace(/^```.*$/, ''))).join('\n');
    snippets.push({ text: body, line, dialect, isMarked: true });
  }
  return snippets;
}

/** `"size": "node -e \"…\""` */
export function snippetsOfScripts(text: string, scripts: Readonly<Record<string, string>>): Snippet[] {
  return Object.entries(scripts).flatMap(([name, command]) =>
    [...command.matchAll(/\bnode\b(?:\s+-[\w-]+(?:=\S+)?)*?\s+(?:-e|-p|-pe|--eval|--print)[\s=]+(?:"((?:\\.|[^"\\])*)"|'([^']*)'|(\S+))/g)].map(([, double, single, bare]): Snippet => ({
      text: double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '', line: text.split('\n').findIndex((line) => line.includes(`${JSON.stringify(name)}:`) || line.includes(JSON.stringify(name))) + 1, dialect: 'js', isMarked: true,
    })));
}
