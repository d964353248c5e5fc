// How the body of a function waits where the function itself must not give a promise, and who is told what is thrown there.
import { doneHandler } from '../apis/test-runners.ts';
import type { Fn, Linked } from '../resolve/linked.ts';
import type { Blocks } from './blocks.ts';
import { bodyForm, type BodyForm } from './obstacles.ts';

/** The form of the body of `fn`; undefined when it can't wait, or needs no form. Jasmine lets a test pass that hands `done` what is no error. */
export function waitingBody(fn: Fn, linked: Linked, blocks: Blocks): BodyForm | undefined {
  const form = bodyForm(fn, linked);
  const use = linked.hostUses[fn.id]!.find(({ host }) => host === 'test');
  return form && 'done' in form && use ? { done: doneHandler(form.done, use.name, (name) => blocks.dependency(fn.file, name)) } : form;
}
