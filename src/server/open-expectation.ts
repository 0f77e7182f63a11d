import type { IncomingMessage, ServerResponse } from "node:http";
import { type Expectation, noExpectation } from "../http/index.js";

/** That of a request with `Expect: 100-continue`; `onMet` is told when the body is asked for. Where there is none it is met at once. */
export function openExpectation(request: IncomingMessage, response: ServerResponse, onMet: () => void): Expectation {
  if (!hasBody(request)) {
    // Without it Node would close the connection behind the answer.
    response.writeContinue();
    return noExpectation;
  }
  let isWaiting = true;
  return {
    get isWaiting() {
      return isWaiting;
    },
    meet() {
      if (!isWaiting || response.headersSent) return;
      isWaiting = false;
      response.writeContinue();
      onMet();
    },
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
