// The plan as SARIF: one result for each blocking call, with its chain of causes, and the edits that carry it out as a fix.
import type { SiteOutcome } from '../core/plan.ts';
import type { ExplainStep } from '../core/explain.ts';
import { callKeys } from './call-key.ts';
import { positionsIn, type Position } from './positions.ts';
import { generally, type Previewed } from './previewed.ts';
import { printable } from './printable.ts';
import type { SarifArtifactLocation, SarifFix, SarifLocation, SarifLog, SarifNotification, SarifRegion, SarifReplacement, SarifResult, SarifRule } from './sarif-log.ts';
import { blocks, transformOf } from './site-words.ts';
import { unitsOf, type Unit } from './units.ts';
import { headline, sentence } from './why.ts';

/** A fix is the whole unit. A larger one stands at its first call only, so that a log does not grow with the square of a plan. */
const REPEATED_EDITS = 50;

/** The log. Results are in the order of the plan. */
export function sarifLog(previewed: Previewed): SarifLog {
  const { plan, sources, rules, version, changes } = previewed;
  const transform = transformOf(plan);
  const needed = new Set(plan.sites.map((site) => ruleOf(site, transform(site))));
  const used = rules.filter(({ id }) => needed.has(id));
  const ruleIndex = new Map(used.map(({ id }, index) => [id, index]));
  const places = new Places(sources);
  const units = new Map<string, Unit>();
  for (const unit of unitsOf(plan, changes)) for (const id of unit.decisions) units.set(id, unit);
  const written = new Map<Unit, SarifFix>();
  const fixOf = (site: SiteOutcome): SarifFix | undefined => {
    const unit = units.get(site.decision);
    if (!unit) return undefined;
    const known = written.get(unit);
    if (known) return editCount(unit) <= REPEATED_EDITS ? known : undefined;
    const fix = fixFor(unit, places);
    written.set(unit, fix);
    return fix;
  };
  const keys = callKeys(plan.sites, sources);
  const results = plan.sites.map((site, index): SarifResult => {
    const fix = fixOf(site);
    const id = ruleOf(site, transform(site));
    return {
      ruleId: id, ruleIndex: ruleIndex.get(id) ?? -1,
      level: site.outcome === 'failed' ? 'error' : site.outcome === 'refused' ? 'note' : 'warning',
      message: { text: messageOf(site, blocks(transform(site))) },
      locations: [{ physicalLocation: places.at(site.file, site.span.start, site.span.end), ...(site.within !== undefined && site.within !== '' && { logicalLocations: [{ name: site.within, kind: 'function' as const }] }) }],
      ...chainOf(site, previewed),
      ...(fix && { fixes: [fix] }),
      partialFingerprints: { 'unblockCall/v1': keys[index]! },
      properties: { api: site.api, outcome: site.outcome, role: site.role },
    };
  });
  const files = [...new Set([...plan.sites.map(({ file }) => file), ...changes.map(({ file }) => file)])].sort();
  const codes = [...new Set(plan.problems.map(({ code }) => code))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'unblock', semanticVersion: version, rules: used.map((rule) => ruleFor(rule, plan.options.transforms)), ...(codes.length > 0 && { notifications: codes.map((id) => ({ id })) }) } },
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
      artifacts: files.flatMap((file) => {
        const source = sources.get(file);
        return source ? [{ location: location(file), encoding: source.encoding === 'utf8' ? 'UTF-8' : 'ISO-8859-1', hashes: { 'sha-256': source.hash } }] : [];
      }),
      invocations: [{ executionSuccessful: plan.problems.length === 0, toolExecutionNotifications: plan.problems.map(({ file, line, code, message }): SarifNotification => ({ level: 'error', message: { text: printable(message) }, descriptor: { id: code }, locations: [{ physicalLocation: { artifactLocation: location(file), region: { startLine: line ?? 1 } } }] })) }],
      results,
    }],
  };
}

/** A call that can be migrated is a finding of the transform; one that stays, of its reason. */
const ruleOf = ({ outcome, reason }: SiteOutcome, transform: string): string => (outcome === 'migrated' || outcome === 'twinned' ? transform : (reason ?? 'tool-failure'));

function messageOf({ outcome, api, message, reason }: SiteOutcome, isBlocking: boolean): string {
  if (!isBlocking) return printable(outcome === 'migrated' ? `${api} can be written with async and await.` : `${api} stays: ${message ?? reason ?? 'it could not be handled'}.`);
  if (outcome === 'migrated') return `${api} blocks the event loop; it can be awaited.`;
  if (outcome === 'twinned') return `${api} blocks the event loop; the function around it can get an asynchronous version.`;
  return printable(`${api} blocks the event loop and stays: ${message ?? reason ?? 'it could not be handled'}.`);
}

function ruleFor({ id, what, todo }: Previewed['rules'][number], transforms: readonly string[]): SarifRule {
  const sentence = `${generally(what)}.`;
  return {
    id,
    name: id.split('-').map((word) => word[0]!.toUpperCase() + word.slice(1)).join(''),
    shortDescription: { text: sentence },
    fullDescription: { text: sentence },
    help: { text: `${todo[0]!.toUpperCase()}${todo.slice(1)}.` },
    defaultConfiguration: { level: transforms.includes(id) ? 'warning' : 'note' },
  };
}

/** The chain of causes as a code flow: from the call to what decides about it. */
function chainOf({ decision }: SiteOutcome, { explainer }: Previewed): Pick<SarifResult, 'codeFlows'> {
  const found = explainer.decision(decision);
  if (!found) return {};
  const step = ({ at, ...rest }: ExplainStep): { location: SarifLocation } => ({
    location: { physicalLocation: { artifactLocation: location(at.file), region: { startLine: at.line } }, message: { text: printable(sentence({ at, ...rest })) } },
  });
  const first: SarifLocation = { physicalLocation: { artifactLocation: location(found.file), region: { startLine: found.line } }, message: { text: printable(headline(found)) } };
  return { codeFlows: [{ threadFlows: [{ locations: [{ location: first }, ...explainer.explain(found).map(step)] }] }] };
}

const editCount = ({ changes }: Unit): number => changes.reduce((n, { groups }) => n + groups.reduce((m, { edits }) => m + edits.length, 0), 0);

function fixFor({ changes }: Unit, places: Places): SarifFix {
  const calls = changes.length === 1 ? '1 file' : `${changes.length} files`;
  return {
    description: { text: `Migrate it, with all that must change together with it (${calls}).` },
    artifactChanges: changes.map((change) => {
      const at = positionsIn(change.before);
      const region = (from: Position, to: Position): SarifRegion => ({ startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column });
      // what is inserted at one offset is one text, in its order: a log has no other way to say which comes first
      const joined = new Map<string, { start: number; end: number; text: string }>();
      const edits = change.groups.flatMap((group) => group.edits).sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.order ?? 0) - (b.order ?? 0));
      for (const { span, text } of edits) {
        const key = `${span.start}:${span.end}`;
        const known = joined.get(key);
        if (known) known.text += text;
        else joined.set(key, { ...span, text });
      }
      const replacements = [...joined.values()].map(({ start, end, text }): SarifReplacement => ({ deletedRegion: region(at(start), at(end)), ...(text !== '' && { insertedContent: { text } }) }));
      return { artifactLocation: places.artifact(change.file), replacements };
    }),
  };
}

/** Positions in the files as they were analysed. */
class Places {
  private readonly sources: Previewed['sources'];
  private readonly known = new Map<string, (offset: number) => Position>();

  constructor(sources: Previewed['sources']) {
    this.sources = sources;
  }

  artifact(file: string): SarifArtifactLocation {
    return location(file);
  }

  at(file: string, start: number, end: number): SarifLocation['physicalLocation'] {
    let position = this.known.get(file);
    if (!position) this.known.set(file, (position = positionsIn(this.sources.get(file)?.text ?? '')));
    const [from, to] = [position(start), position(end)];
    return { artifactLocation: location(file), region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column } };
  }
}

const location = (file: string): SarifArtifactLocation => ({ uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' });
