import { expect, test } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { createTokenVerifier } from "../../src/identity/index.js";
import { house, photo } from "../service/house.js";
import { bearer, issued } from "../support/bearer.js";
import { openDoor } from "./door.js";

const tokens = createTokenVerifier({
  keys: { secret: issued.secret },
  issuer: issued.issuer,
  audience: issued.audience,
  clock: Date,
  log: silentLog,
});

/** Two private buckets, `team` and `other`, with an image in each. */
async function twoTeams() {
  const made = house();
  for (const bucket of ["team", "other"]) {
    await made.bucket(bucket, "private");
    await made.put(bucket, "a.jpg", photo);
  }
  return { ...made, ...(await openDoor(made.service, { defaultBucket: "team", tokens })) };
}

/** Advice to let everybody in. */
const openAdvice = /public-read|acl/i;

test.each([
  ["listing", '{ images(bucket: "other") { nodes { key } } }', "listing this"],
  ["managing", '{ styles(bucket: "other") { nodes { name } } }', "managing this"],
])("a token whose places leave a bucket out is told so, and not to open it: %s", async (_, query, what) => {
  const { run } = await twoTeams();
  const { errors } = await run(query, {}, await bearer({ role: "admin", places: ["team"] }));
  expect(errors?.[0]?.message).toBe(`The token's role or places do not include ${what}.`);
  expect(errors?.[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED", hint: expect.stringContaining("token") });
  expect(errors?.[0]?.extensions?.hint).not.toMatch(openAdvice);
});

test("a token with too small a role is told which it needs, and not to open anything", async () => {
  const { run } = await twoTeams();
  const { errors } = await run("{ styles { nodes { name } } }", {}, await bearer({ role: "viewer", places: ["team"] }));
  expect(errors?.[0]?.message).toBe("this needs a token with the role ADMIN");
  expect(errors?.[0]?.extensions?.hint).not.toMatch(openAdvice);
});
