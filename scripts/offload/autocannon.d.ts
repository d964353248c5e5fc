// The part of autocannon that is used: it brings no types.
declare module 'autocannon' {
  namespace autocannon {
    interface Result {
      readonly latency: { readonly p50: number; readonly p99: number; readonly max: number };
      readonly requests: { readonly average: number };
      readonly errors: number;
      readonly timeouts: number;
      readonly non2xx: number;
    }
  }
  function autocannon(options: { url: string; connections: number; duration: number; timeout: number; method?: 'POST'; body?: string }): Promise<autocannon.Result>;
  export default autocannon;
}
