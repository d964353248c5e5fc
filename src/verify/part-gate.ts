// The gates that a whole plan went through, for a part of it: what a person chose, what was saved, what one commit holds.
import type { FileChange } from '../core/edit.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { ScannedRepo } from '../core/source.ts';
import { stage } from '../isolate/stage.ts';
import { PlanCheck, type PlanFault, type PlanFindings, type Understanding } from './plan-check.ts';
import { typeGateOf } from './typed.ts';
import type { TypeFault, TypeGate } from './types.ts';

/** The gates of one repository; asked again and again, they look only at what differs. */
export class PartGate {
  private readonly repo: ScannedRepo;
  private readonly understanding: Understanding;
  private readonly check: PlanCheck;
  private types: Promise<TypeGate | undefined> | undefined;

  constructor(repo: ScannedRepo, understanding: Understanding) {
    this.repo = repo;
    this.understanding = understanding;
    this.check = new PlanCheck(repo, understanding);
  }

  /** What `changes`, which carry out all of `plan` or some of it, would bring. Writes and executes nothing. */
  async of(plan: MigrationPlan, changes: readonly FileChange[]): Promise<PlanFindings> {
    if (changes.length === 0) return { faults: [], review: [] };
    this.types ??= typeGateOf(this.repo, this.understanding.program.linked.importersOf);
    const types = await this.types;
    const { faults, review } = stage('checking the plan', () => this.check.of(plan, changes));
    const typeFaults = stage('checking types', () => types?.faults(plan, changes) ?? []);
    return { faults: [...faults, ...typeFaults.map(faultOf)], review };
  }
}

function faultOf({ key, message }: TypeFault): PlanFault {
  const [, file = '', line = '1'] = /^(.*?):(\d+) TS/.exec(message) ?? [];
  return { finding: { code: 'type-error', level: 'fault', file, line: Number(line), column: 1, message, excerpt: '' }, evidence: message, keys: [key] };
}
