// The generated parts of docs/transforms/framework-handlers.md: an example as it comes out, and the table of frameworks.
import { handlerModules } from '../../src/apis/handlers/index.ts';
import type { HandlerKind, HandlerModule, HandlerProperties } from '../../src/core/handlers.ts';

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

function rejected({ thrown, awaitedSince, neverAsync, staysSync, overlaps, runsLast }: HandlerKind, since: string | undefined): string {
  if (staysSync) return 'it stays: what it does at once is what it is for';
  if (overlaps) return 'it stays: it could overlap itself';
  if (neverAsync) return 'async functions that take `next` are not taken';
  if (thrown === 'run') return `unhandled; out of the call that waits, which is made instead (since ${since})`;
  if (runsLast) return 'told as a wrong usage';
  const ignored = thrown === 'process' ? 'unhandled' : 'unhandled, and no answer';
  if (awaitedSince === undefined) return ignored;
  return thrown === 'promise' ? `the same (since ${awaitedSince})` : `before ${awaitedSince}: ${ignored}; since: the same`;
}

/** Properties of options that hold handlers of a kind. */
const propertiesOf = (properties: HandlerProperties, kind: string, path: readonly string[] = []): string[] => Object.entries(properties).flatMap(([name, inner]) =>
  (inner === kind ? [[...path, name].filter((each) => each !== '').join('.')] : typeof inner === 'object' ? propertiesOf(inner, kind, [...path, name]) : []));

const code = (names: readonly string[]): string => [...new Set(names)].map((name) => `\`${name}\``).join(', ');

/** From which version on a call waits for handlers of a kind that it runs. */
const sinceOf = ({ objects }: HandlerModule, kind: string): string | undefined => Object.values(objects).flatMap((all) => Object.values(all)).find(({ runs }) => runs?.kinds.includes(kind))?.runs!.since;

/** What a kind of handler is registered with. */
function registeredWith({ objects }: HandlerModule, kind: string): string {
  const members = Object.entries(objects).flatMap(([object, all]) => Object.entries(all).map(([member, registration]) => ({ name: [object, member].filter((each) => each !== '').join('.').replace(/^\./, ''), registration })));
  const plain = members.filter(({ registration }) => registration.events === undefined && registration.handlers?.kind === kind).map(({ name }) => name);
  const events = members.flatMap(({ name, registration: { events = {} } }) => Object.keys(events).filter((event) => events[event] === kind).map((event) => `${name}('${event}')`));
  const properties = members.flatMap(({ registration }) => propertiesOf(registration.properties ?? {}, kind));
  const shown = plain.length > 6 ? `${code(plain.filter((name) => /\.(get|post|use|all|param)$/.test(name)))} and the other methods` : code(plain);
  return [shown, code(events), properties.length > 0 ? `options ${code(properties)}` : ''].filter((each) => each !== '').join(', ');
}

/** Each framework with its kinds of handlers, and what is done with what they throw. */
export function handlerTable(): string {
  const rows = handlerModules.flatMap((framework) => Object.entries(framework.kinds).map(([kind, facts]) =>
    `| ${code(framework.specifiers.filter((name) => !name.startsWith('node:')))} | ${registeredWith(framework, kind)} | ${facts.takes.map((roles) => `(${roles.length > 5 ? 'any' : roles.join(', ')})`).join(' or ')} | ${THROWN[facts.thrown]} | ${rejected(facts, sinceOf(framework, kind))} |`));
  return ['| framework | registered with | is called with | what it throws goes | what a promise rejects with |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}
