// Which APIs tests replace, and where.
import { PATCHING_PACKAGES } from '../apis/patching-packages.ts';
import type { Site } from './linked.ts';
import type { Linker } from './linker.ts';
import { linkRewired } from './rewired.ts';

/** Stubs and mocks of an API: `sinon.stub(fs, 'existsSync')`, `jest.mock('fs')`, `proxyquire('../x', { fs: … })`. */
export function noteMocks(linker: Linker, site: Site): void {
  const { fact, file } = site;
  const [first, second] = fact.literals;
  const bare = (name: string): string => name.replace(/^node:/, '');
  const note = (name: string, more: { only?: string; module?: true; site?: number } = {}): void => linker.patch(bare(name), { file, at: fact.span.start, ...more });
  const stubMember = (): void => {
    if (typeof second !== 'string' || fact.args[0] === undefined) return;
    linker.solver.watch(linker.nodeOf(file, fact.args[0]), (obj) => { if (obj.kind === 'ext') note(`${obj.path}.${second}`, { site: site.id }); });
  };
  const eachStub = (argument: number, found: (name: string) => void): void => {
    if (fact.args[argument] !== undefined) linker.solver.watch(linker.nodeOf(file, fact.args[argument]!), (stubs) => { if (stubs.kind === 'object') linker.solver.eachProp(stubs, found); });
  };
  const verb = fact.member ?? '';
  if (/^(stub|spyOn|spy|mock|replace|method|fake|stubs|createStubInstance|capture|intercept)$/.test(verb)) stubMember();
  if (/^(mock|doMock|registerMock|unstable_mockModule|registerSubstitute|module)$/.test(verb) && typeof first === 'string' && !first.startsWith('.')) note(first, { module: true, site: site.id });
  if (verb === '__set__' || verb === '__get__' || verb === '__with__') linkRewired(linker, site, verb);
  linker.solver.watch(linker.nodeOf(file, fact.callee), (obj) => {
    if (obj.kind !== 'ext') return;
    if (obj.path === 'spyOn' || obj.path === 'spyOnProperty') stubMember();
    const patched = PATCHING_PACKAGES.get(/^[\w-]+/.exec(obj.path)?.[0] ?? '');
    if (patched !== undefined) note(patched);
    if (!/^(proxyquire|mock-require|mockery|quibble|esmock|rewiremock|requireInject|require-inject|tapromise)/.test(obj.path)) return;
    const only = typeof first === 'string' && first.startsWith('.') ? linker.modules.fileAt(file, first) : undefined;
    if (typeof first === 'string' && !first.startsWith('.')) note(first);
    for (let i = 0; i < fact.args.length; i++) eachStub(i, (name) => note(name, only === undefined ? {} : { only }));
  });
}
