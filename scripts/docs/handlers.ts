// The generated parts of docs/transforms/framework-handlers.md: an example as it comes out, and the table of frameworks.
import { handlerModules } from '../../src/apis/handlers/index.ts';
import type { HandlerKind } from '../../src/core/handlers.ts';

/** What the page shows. */
export const HANDLERS = `const express = require('express');
const fs = require('fs');

const app = express();

app.get('/', (req, res) => {
  res.send(fs.readFileSync('index.html', 'utf8'));
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(500).send(fs.readFileSync('error.html', 'utf8'));
});

app.listen(3000);
`;

const THROWN: Readonly<Record<HandlerKind['thrown'], string>> = { next: 'to `next`', promise: 'into its promise', process: 'to nobody: it ends the process', run: 'out of the call that runs it' };

const rejected = ({ thrown, awaitedSince }: HandlerKind): string => {
  const ignored = thrown === 'process' ? 'unhandled' : 'unhandled, and no answer';
  if (awaitedSince === undefined) return ignored;
  return thrown === 'promise' ? `the same (since ${awaitedSince})` : `before ${awaitedSince}: ${ignored}; since: the same`;
};

/** Each framework with its kinds of handlers, and what is done with what they throw. */
export function handlerTable(): string {
  const rows = handlerModules.flatMap(({ specifiers, kinds, objects }) => Object.entries(kinds).map(([kind, facts]) => {
    const members = [...new Set(Object.entries(objects).flatMap(([object, all]) => Object.entries(all).flatMap(([member, { handlers }]) => (handlers?.kind === kind ? [`${object === '' ? '' : `${object}.`}${member}`] : []))))];
    const shown = members.length > 6 ? `${members.filter((name) => /\.(get|post|use|all|param)$/.test(name)).map((name) => `\`${name}\``).join(', ')} and the other methods` : members.map((name) => `\`${name}\``).join(', ');
    return `| ${specifiers.filter((name) => !name.startsWith('node:')).map((name) => `\`${name}\``).join(', ')} | ${shown} | ${facts.takes.map((roles) => `(${roles.join(', ')})`).join(' or ')} | ${THROWN[facts.thrown]} | ${rejected(facts)} |`;
  }));
  return ['| framework | registered with | is called with | what it throws goes | what a promise rejects with |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}
