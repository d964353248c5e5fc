// What the repository puts in the place of requests, or in their way: a fetch would go past it.
import type { SourceFile } from '../core/source.ts';
import { StubbedApis } from './stubbed-apis.ts';

/** Packages that answer requests of http in its place; of nock, those before 14 do not see fetch. */
const INTERCEPTORS = /['"](?:nock|fakeweb|replay|yakbak|sepia|http-mitm-proxy|mitm|talkback|@pollyjs\/[\w-]+|@mswjs\/interceptors|msw(?:\/node)?|hock|mock-http-server)['"]/;
/** Agents for all requests of the process. */
const AGENTS = /\bglobalAgent\b|['"](?:global-agent|global-tunnel(?:-ng)?|https?-proxy-agent\/bootstrap|cacheable-lookup|http-shutdown)['"]/;

export class StubbedRequests {
  private readonly apis: StubbedApis;
  private readonly interceptor: string | undefined;
  private readonly agent: string | undefined;

  private readonly files: readonly SourceFile[];
  private readonly known = new Map<string, string | undefined>();

  constructor(files: readonly SourceFile[]) {
    this.files = files;
    this.apis = new StubbedApis(files);
    this.interceptor = files.find(({ text }) => INTERCEPTORS.test(text))?.id;
    this.agent = files.find(({ text }) => AGENTS.test(text))?.id;
  }

  /** The file that loads one of these modules. */
  loads(modules: readonly string[]): string | undefined {
    for (const each of modules) {
      if (!this.known.has(each)) this.known.set(each, this.files.find(({ text }) => text.includes(`'${each}'`) || text.includes(`"${each}"`))?.id);
      const found = this.known.get(each);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  obstacle(name: string): { readonly code: string; readonly to: string } | undefined {
    const stub = this.interceptor ?? this.apis.by(name) ?? this.apis.by('fetch');
    if (stub !== undefined) return { code: 'http-stubbed', to: stub };
    return this.agent === undefined ? undefined : { code: 'http-agent', to: this.agent };
  }
}
