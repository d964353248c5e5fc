// The stubs of a file as facts: who makes and ends them, and what twin they could replace instead.
import type { MockFact, StandInFact, StubFact } from '../core/facts.ts';
import { eachChild, isFunction, type Node } from '../syntax/node.ts';
import type { Extraction } from './extract.ts';
import { fitsExistence, fitsValue } from './stub-fits.ts';
import { mockedModule } from './mock-shape.ts';
import { isPlainFunction, isQuiet, standIns } from './stand-in-shape.ts';
import { stubGroups, type StubGroup } from './stub-shape.ts';

/** A file that makes no stub need not be searched for them. */
const MAKES_STUBS = /\.(stub|spy|spyOn|replace|fake|method)\b|\bspyOn\b/;

export function readStubs(program: Node, x: Extraction): StubFact[] {
  if (!MAKES_STUBS.test(x.text)) return [];
  const sites = new Map(x.sites.map(({ span, index }) => [`${span.start}:${span.end}`, index]));
  const functions = new Map(x.functions.map(({ span, index }) => [`${span.start}:${span.end}`, index]));
  const within = (node: Node): number => {
    for (let outer: Node | undefined = node.parent; outer; outer = outer.parent) {
      const index = isFunction(outer) ? functions.get(`${outer.start}:${outer.end}`) : undefined;
      if (index !== undefined) return index;
    }
    return 0;
  };
  const fact = (group: StubGroup): StubFact => ({
    calls: group.calls.flatMap((call) => {
      const site = sites.get(`${call.start}:${call.end}`);
      return site === undefined ? [] : [{ site, restores: (group.restores.get(call) ?? []).map((restore) => ({ within: within(restore), at: restore.start })) }];
    }),
    style: group.style,
    member: group.member,
    mentions: group.mentions.length,
    fits: { value: fitsValue(group), existence: fitsExistence(group) },
    ...(group.problem === undefined ? {} : { problem: group.problem }),
  });
  return stubGroups(program, x.text).map(fact);
}

/** Modules that the file replaces by objects that are written out. */
export function readMocks(program: Node, x: Extraction): MockFact[] {
  if (!/\.(do)?[mM]ock\(/.test(x.text)) return [];
  const sites = new Map(x.sites.map(({ span, index }) => [`${span.start}:${span.end}`, index]));
  const found: MockFact[] = [];
  const visit = (node: Node): void => {
    const mock = mockedModule(node);
    const site = mock && sites.get(`${node.start}:${node.end}`);
    if (mock && site !== undefined) found.push({ site, module: mock.module, members: mock.members.map(({ name }) => name), plain: mock.members.flatMap(({ name, plain }) => (plain ? [name] : [])) });
    eachChild(node, visit);
  };
  visit(program);
  return found;
}

/** Objects that the file puts in the place of variables of other modules. */
export function readStandIns(program: Node, x: Extraction): StandInFact[] {
  if (!x.text.includes('__set__')) return [];
  const sites = new Map(x.sites.map(({ span, index }) => [`${span.start}:${span.end}`, index]));
  return standIns(program).flatMap(({ call, variable, members }) => {
    const site = sites.get(`${call.start}:${call.end}`);
    const callable = members.filter(({ value }) => isPlainFunction(value));
    return site === undefined ? [] : [{ site, variable, members: members.map(({ name }) => name), callable: callable.map(({ name }) => name), quiet: callable.flatMap(({ name, value }) => (isQuiet(value) ? [name] : [])) }];
  });
}
