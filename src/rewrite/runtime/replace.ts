// String.prototype.replace and replaceAll with an async replacer.
import { defineRuntime, type RuntimeFunction } from './template.ts';

export const replaceAsync = defineReplace('replace');
export const replaceAllAsync = defineReplace('replaceAll');

/** As the specification does, all matches are found before the first callback runs. The offset is the first number among the arguments. */
function defineReplace(method: 'replace' | 'replaceAll'): RuntimeFunction {
  return defineRuntime(
    `${method}Async`,
    `
// String.prototype.${method} that awaits each callback before the next.
async function «${method}Async»(text‹: string›, pattern‹: string | RegExp›, callback‹: (match: string, ...rest: any[]) => string | PromiseLike<string>›)‹: Promise<string>› {
  const matches‹: [string, ...any[]][]› = [];
  text.${method}(pattern, (...match) => {
    matches.push(match);
    return '';
  });
  let result = '';
  let end = 0;
  for (const match of matches) {
    const start = match.find((part) => typeof part === 'number')‹ as number›;
    const replacement = await callback(...match);
    result += \`\${text.slice(end, start)}\${replacement}\`;
    end = start + match[0].length;
  }
  return result + text.slice(end);
}`,
  );
}
