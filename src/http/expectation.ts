/** What a client expects that sends its body when it is told to, and not before. Source: RFC 9110 §10.1.1. */
export interface Expectation {
  /** It has not been told: nothing of the body is owed, and its silence is ours. */
  readonly isWaiting: boolean;
  /** Tells it to send the body. */
  meet(): void;
}

/** That of all other clients. */
export const noExpectation: Expectation = { isWaiting: false, meet() {} };
