// Who calls a function with a request and a response of Node's, and ignores what comes after the client has gone.

/** Where a handler is handed to, as the linker writes it: `http.createServer`, `express().get`, `express.Router().route().post`. */
const TAKES_HANDLER = /^(?:https?\.(?:createServer|Server)|express(?:\.Router)?\(\)(?:\.route\(\))?\.(?:get|post|put|patch|delete|head|options|all|use))$/;

/** Index of the response among the parameters of a function that is handed to `path`. */
export const responseAt = (path: string): number | undefined => (TAKES_HANDLER.test(path) ? 1 : undefined);
