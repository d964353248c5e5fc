// Which of some words the code of a file holds, as names or in strings: comments do not count.
import { parse } from '../syntax/parse.ts';
import { eachChild, type Node } from '../syntax/node.ts';

/** The words among `words` that the code of `text` mentions: all of them when it cannot be read. */
export function mentionedInCode(text: string, words: readonly string[]): readonly string[] {
  // `fs[name + 'Sync']`
  const isComposed = /['"`]Sync['"`]|\}Sync`/.test(text);
  const inText = words.filter((word) => text.includes(word) || (isComposed && word.endsWith('Sync')));
  if (inText.length === 0) return [];
  const found = new Set<string>();
  const noteString = (value: unknown): void => {
    if (typeof value === 'string') for (const word of inText) if (value.includes(word) || (value === 'Sync' && word.endsWith('Sync'))) found.add(word);
  };
  const visit = (node: Node): void => {
    switch (node.type) {
      case 'Identifier': case 'JSXIdentifier': if (inText.includes(node.name)) found.add(node.name); break;
      case 'StringLiteral': case 'DirectiveLiteral': noteString(node.value); break;
      case 'TemplateElement': noteString(node.value.cooked ?? node.value.raw); break;
      case 'RegExpLiteral': noteString(node.pattern); break;
      case 'JSXText': noteString(node.value); break;
    }
    eachChild(node, visit);
  };
  try {
    visit(parse(text, 'js', 'cjs'));
  } catch {
    return inText;
  }
  return [...found];
}
