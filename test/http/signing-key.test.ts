import { createHmac } from "node:crypto";
import fc from "fast-check";
import { test } from "vitest";
import { SigningKey } from "../../src/http/signing-key.js";
import { seed } from "../support/seed.js";

const bytes = fc.uint8Array({ maxLength: 200 }).map((values) => Buffer.from(values));

test.each([
  { digest: "sha1", encoding: "base64" },
  { digest: "sha256", encoding: "hex" },
] as const)("a signature is the HMAC with $digest of the wire string's bytes", (form) => {
  fc.assert(
    fc.property(bytes, bytes, (secret, message) => {
      const expected = createHmac(form.digest, secret).update(message).digest(form.encoding);
      return new SigningKey(form, secret).sign(message.toString("latin1")) === expected;
    }),
    { seed },
  );
});
