// Parts of a runtime function: what a file's calls cannot reach is not written into it.

/** `a|!b&c`: one of several conditions, each of parts that are needed, or not. */
const holds = (condition: string, parts: ReadonlySet<string> | undefined): boolean =>
  condition.split('|').some((all) => all.split('&').every((part) => (part.startsWith('!') ? parts !== undefined && !parts.has(part.slice(1)) : parts === undefined || parts.has(part))));

/**
 * A template with the parts that are needed, or with all of them: a line that begins with `⟦json⟧` is there for the part `json`, the words of
 * `⟦json:words⟧` within a line are.
 */
export function withParts(template: string, parts: ReadonlySet<string> | undefined): string {
  if (!template.includes('⟦')) return template;
  return template
    .split('\n')
    .flatMap((line) => {
      const [head = '', condition = ''] = /^⟦([^⟧:]+)⟧/.exec(line) ?? [];
      return head !== '' && !holds(condition, parts) ? [] : [line.slice(head.length)];
    })
    .join('\n')
    .replace(/⟦([^⟧:]+):([^⟧]*)⟧/g, (_, condition: string, words: string) => (holds(condition, parts) ? words : ''));
}
