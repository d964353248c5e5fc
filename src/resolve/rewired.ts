// What rewire lets a test do with private variables: `__get__('f')` reads one, `__set__('f', g)` and `__with__({ f: g })` assign.
import { rewiredName } from '../facts/stand-in-shape.ts';
import type { Site } from './linked.ts';
import type { Linker } from './linker.ts';
import type { NodeId } from './solver.ts';

/** Links a call of `__get__`, `__set__` or `__with__`, once all modules that the file loads are known. */
export function linkRewired(linker: Linker, site: Site, verb: '__get__' | '__set__' | '__with__'): void {
  const { fact, file } = site;
  const [first] = fact.literals;
  const node = (index: number): NodeId | undefined => (fact.args[index] === undefined ? undefined : linker.nodeOf(file, fact.args[index]!));
  if (typeof first === 'string') {
    linker.later.push(() => (verb === '__get__' ? read(linker, site, first) : assign(linker, site, first, node(1))));
    return;
  }
  if (verb === '__with__') linker.solver.add(linker.nodeOf(file, fact.result), linker.objects.external('rewire().__with__()'));
  const env = verb === '__get__' ? undefined : node(0);
  if (env !== undefined) linker.solver.watch(env, (obj) => { if (obj.kind === 'object') linker.solver.eachProp(obj, (name, value) => linker.later.push(() => assign(linker, site, name, value))); });
}

/** The variable `target` of each module that the file loads by its path; none when one of them has no such variable. */
function variables(linker: Linker, { file }: Site, target: string): readonly { readonly module: number; readonly node: NodeId }[] {
  const name = rewiredName(target);
  const modules = linker.modules.loaded.get(file) ?? [];
  return modules.flatMap((id) => {
    const module = linker.files.findIndex((each) => each.file === id);
    const found = name === undefined ? undefined : linker.files[module]?.topNames[name];
    if (found === undefined) return [];
    linker.openedFiles.add(id);
    return [{ module, node: linker.nodeOf(module, found) }];
  });
}

function read(linker: Linker, site: Site, target: string): void {
  const found = variables(linker, site, target);
  for (const { node } of found) linker.solver.copy(node, linker.nodeOf(site.file, site.fact.result));
  if (found.length === 0) linker.rewired.set(target, { file: site.file, at: site.fact.span.start });
}

function assign(linker: Linker, site: Site, target: string, value: NodeId | undefined): void {
  const at = { file: site.file, at: site.fact.span.start };
  const found = variables(linker, site, target);
  for (const { module, node } of found) {
    // what takes the place of an API is no value of the variable: the call goes on meaning the API
    const apis = [...linker.solver.values(node)].flatMap((obj) => (obj.kind === 'ext' ? [obj.path] : []));
    for (const path of apis) linker.patch(path, { ...at, only: linker.files[module]!.file, site: site.id });
    if (apis.length === 0 && value !== undefined) linker.solver.copy(value, node);
  }
  if (found.length > 0) return;
  for (const only of linker.modules.loaded.get(site.file) ?? []) linker.patch(target.replace(/^node:/, ''), { ...at, only });
  linker.rewired.set(target, at);
}
