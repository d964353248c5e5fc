// Checks what a configuration says, and tells the first mistake with the line it is on.
import { findNodeAtLocation, parse, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import * as v from 'valibot';
import { ConfigError } from './config-error.ts';
import { configSchema, type Config } from './schema.ts';

/**
 * Reads JSON with comments and trailing commas.
 * @param name how messages call the file
 * @param key of a larger document (package.json): only what is under it is read
 * @returns undefined when `key` is not there
 * @throws ConfigError when it does not parse or says something that is not understood
 */
export function configFromText(text: string, name: string, key?: string): Config | undefined {
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: true, disallowComments: false };
  const whole: unknown = parse(text.replace(/^\ufeff/, ' '), errors, options);
  const mistake = errors[0];
  if (mistake) {
    // a package.json that does not parse is not ours to complain about
    if (key !== undefined) return undefined;
    throw new ConfigError(`${name}:${lineOf(text, mistake.offset)} does not parse (${printParseErrorCode(mistake.error)})`);
  }
  const value = key === undefined ? whole : isRecord(whole) ? whole[key] : undefined;
  if (value === undefined) return undefined;
  const root = parseTree(text, [], options);
  return configFrom(value, (path) => {
    const full = key === undefined ? path : [key, ...path];
    for (let length = full.length; root && length >= 0; length--) {
      const node: Node | undefined = findNodeAtLocation(root, full.slice(0, length));
      // an unknown key is shown where the key stands
      if (node) return `${name}:${lineOf(text, node.parent?.type === 'property' ? node.parent.offset : node.offset)}`;
    }
    return name;
  });
}

/**
 * Checks a value.
 * @param place where something at a path of keys stands, for messages
 * @throws ConfigError
 */
export function configFrom(value: unknown, place: (path: (string | number)[]) => string): Config {
  if (!isRecord(value)) throw new ConfigError(`${place([])} a configuration is an object`);
  const result = v.safeParse(configSchema, value, { abortPipeEarly: true });
  if (result.success) {
    if (result.output.publicApi === 'dual' && result.output.overrides?.some(({ publicApi }) => publicApi === 'keep')) {
      throw new ConfigError(`${place(['overrides'])} overrides: publicApi "keep" for some files is not supported beside "dual" for all; name the files of "break" instead`);
    }
    return result.output;
  }
  const issue = result.issues[0];
  const path = (issue.path ?? []).map((item) => item.key as string | number);
  const at = path.length === 0 ? '' : ` ${path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('')}:`;
  throw new ConfigError(`${place(path)}${at} ${messageOf(issue, path)}`);
}

function messageOf(issue: v.BaseIssue<unknown>, path: readonly (string | number)[]): string {
  if (issue.type !== 'strict_object') return issue.message.replace(/^Invalid \w+: /, '');
  if (issue.expected !== 'never') return issue.message.replace(/^Invalid \w+: /, '');
  const known = path.length === 1 ? ` (it can be ${Object.keys(configSchema.entries).join(', ')})` : '';
  return `there is no such setting${known}`;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
