// What the command line and the configuration say together: the command line goes first.
import path from 'node:path';
import type { Config } from '../config/schema.ts';
import type { LoadedConfig } from '../config/load.ts';
import { DEADLINE_CLASSES, deadlineValues } from '../core/deadlines.ts';
import type { PlanOptions } from '../core/plan.ts';
import { listed, usage } from './failure.ts';
import type { CommonOptions } from './program.ts';
import type { Targets } from './targets.ts';
import type { TransformInfo } from './transform-list.ts';

/** What analysing needs to know besides the folder. */
export interface Settings extends PlanOptions {
  /** Command that runs the tests, when it was said. */
  readonly test: string | undefined;
  /** The configuration that was named on the command line, for the next command. */
  readonly config: string | undefined;
}

export const NO_CONFIG: LoadedConfig = { config: {}, file: undefined, notes: [] };

/** @throws Failure 'usage' for names in the configuration that do not exist. */
export async function settingsOf(options: CommonOptions, targets: Targets, { config, file }: LoadedConfig, known: readonly TransformInfo[]): Promise<Settings> {
  const where = file === undefined ? 'the configuration' : path.basename(file);
  for (const name of config.transforms ?? []) {
    if (!known.some((transform) => transform.name === name)) throw usage(`${where}: '${name}' is no transform (${listed(known.map((transform) => transform.name))})`);
  }
  const include = options.include ?? config.include;
  const exclude = options.exclude ?? config.exclude;
  const { overrides, apis } = config;
  const timeouts = timeoutsOf(options, config);
  const transforms = targets.named.length === 0 && !options.all && config.transforms ? config.transforms : targets.transforms;
  // its files would be unknown to transforms that come after it
  if (options.bridge && (transforms.length !== 1 || transforms[0] !== 'sync-to-await')) throw usage('--bridge changes what sync-to-await does: run that alone');
  return {
    publicApi: options.publicApi ?? config.publicApi ?? 'keep',
    transforms,
    ...((include ?? exclude) && { scope: { ...(include && { include }), ...(exclude && { exclude }) } }),
    // who says a policy on the command line means all files
    ...(overrides && options.publicApi === undefined && { overrides }),
    ...(timeouts && { timeouts }),
    ...(apis && { apis: await apisOf(apis, where) }),
    ...(options.offload && { offload: options.offload }),
    ...(options.cancel && { cancel: options.cancel }),
    ...(options.shutdown && { shutdown: options.shutdown }),
    ...(options.bridge && { bridge: options.bridge }),
    ...((options.concurrency ?? config.concurrency) !== undefined && { concurrency: options.concurrency ?? config.concurrency }),
    test: config.test,
    config: options.config,
  };
}

/** Values of the command line go before those of the configuration, one by one. @throws Failure 'usage' */
function timeoutsOf({ timeout, timeoutConstants }: CommonOptions, { timeouts }: Config): PlanOptions['timeouts'] {
  const values: Record<string, number> = {};
  const { constants, ...configured } = timeouts ?? {};
  const said = [...Object.entries(configured).map(([key, duration]) => `${key}=${duration}`), ...(timeout ?? [])];
  for (const each of said) {
    const given = deadlineValues(each);
    if ('wrong' in given) throw usage(`--timeout does not understand '${given.wrong}': it is written as http=10s,exec=60s,function:loadUser=5s (${Object.keys(DEADLINE_CLASSES).join(', ')}; ms, s, m, h)`);
    Object.assign(values, given.values);
  }
  return Object.keys(values).length === 0 ? undefined : { values, ...((timeoutConstants || constants) && { constants: true as const }) };
}

async function apisOf(apis: NonNullable<Config['apis']>, where: string): Promise<NonNullable<PlanOptions['apis']>> {
  const { isAdapter } = await import('../rewrite/adapters/index.ts');
  for (const { functions, methods } of apis) {
    for (const [name, entry] of Object.entries({ ...functions, ...methods })) {
      if ('adapter' in entry && entry.adapter !== undefined && !isAdapter(entry.adapter)) throw usage(`${where}: the adapter '${entry.adapter}' of ${name} does not exist (docs/adding-an-api.md lists them)`);
    }
  }
  return apis as NonNullable<PlanOptions['apis']>;
}
