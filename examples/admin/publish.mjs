#!/usr/bin/env node
/**
 * Puts photographs of a folder into a shop: `node examples/admin/publish.mjs FOLDER`.
 *
 * It makes the bucket and a style for cards, lends itself a key that ends within the hour, uploads with the vendor's SDK, saves
 * a card of each photograph as an object of its own, and makes the lasting key with which the shop may read. Run again, it
 * replaces what is there, and the shop's key is rotated: the old one goes on for a day.
 *
 *   IMGRAPH_URL           default http://localhost:4000
 *   IMGRAPH_ADMIN_TOKEN   as the first start of the gateway printed it
 */
import { readdir } from "node:fs/promises";
import { extname, join, parse } from "node:path";
import OSS from "ali-oss";
import {
  AccessKeysDocument,
  CreateAccessKeyDocument,
  CreateBucketDocument,
  CreateStyleDocument,
  CreateTemporaryKeyDocument,
  createClient,
  RotateAccessKeyDocument,
  SaveImageDocument,
} from "imgraph/client";

const bucket = "shop";
const { IMGRAPH_URL: url = "http://localhost:4000", IMGRAPH_ADMIN_TOKEN: token } = process.env;
const [folder] = process.argv.slice(2);
if (!folder || !token) {
  console.error("usage: IMGRAPH_ADMIN_TOKEN=… node examples/admin/publish.mjs FOLDER");
  process.exit(2);
}
const gateway = createClient({ url: `${url}/graphql`, token });

await makeBucket();
const uploads = await lendUploads();
for (const name of await photographs(folder)) {
  const key = `photos/${name}`;
  await uploads.put(key, join(folder, name));
  const card = await saveCard(key, `cards/${parse(name).name}.webp`);
  console.log(`${key} -> ${card.key}, ${card.byteSize} bytes`);
}
const { accessKeyId, secret } = await keyOfTheShop();
console.log(`the shop reads with ${accessKeyId}, secret ${secret} (shown this once)`);

async function makeBucket() {
  const { createBucket } = await gateway.request(CreateBucketDocument, { input: { name: bucket, acl: "PRIVATE" } });
  done(createBucket);
  const { createStyle } = await gateway.request(CreateStyleDocument, {
    input: {
      bucket,
      name: "card",
      ifExists: "REPLACE",
      transform: {
        steps: [
          { resize: { width: 480, height: 320, mode: "FILL" } },
          { sharpen: 80 },
          { format: { format: "WEBP" } },
          { quality: { relative: 80 } },
        ],
      },
    },
  });
  done(createStyle);
}

/** The vendor's SDK with a key that may write photographs, nothing else, for a quarter of an hour. */
async function lendUploads() {
  const { createTemporaryKey } = await gateway.request(CreateTemporaryKeyDocument, {
    input: { role: "WRITE", scopes: [{ bucket, prefix: "photos/" }], durationSeconds: 900 },
  });
  const { accessKey, secret, securityToken } = done(createTemporaryKey);
  const options = {
    endpoint: url,
    // The bucket in the path: `shop.localhost` needs a resolver that knows it.
    sldEnable: true,
    region: "oss-cn-hangzhou",
    bucket,
    accessKeyId: accessKey.accessKeyId,
    accessKeySecret: secret,
    stsToken: securityToken,
  };
  return new OSS(options);
}

/** @param {string} from */
async function photographs(from) {
  const names = await readdir(from);
  return names
    .filter((name) => [".jpg", ".jpeg", ".png", ".webp", ".gif"].includes(extname(name).toLowerCase()))
    .sort();
}

/**
 * @param {string} from
 * @param {string} to
 */
async function saveCard(from, to) {
  const { saveImage } = await gateway.request(SaveImageDocument, {
    input: { source: { bucket, key: from }, transform: { style: "card" }, target: { bucket, key: to } },
  });
  return done(saveImage).image;
}

/** The lasting key of the shop's servers: made at the first run, rotated at each later one. */
async function keyOfTheShop() {
  const label = "shop, reads";
  const { accessKeys } = await gateway.request(AccessKeysDocument, { first: 100 });
  const old = accessKeys.nodes.find((key) => key.label === label && !key.revokedAt && !key.expiresAt);
  if (old) {
    const { rotateAccessKey } = await gateway.request(RotateAccessKeyDocument, {
      input: { accessKeyId: old.accessKeyId, overlapSeconds: 86_400 },
    });
    const { accessKey, secret } = done(rotateAccessKey);
    return { accessKeyId: accessKey.accessKeyId, secret };
  }
  const { createAccessKey } = await gateway.request(CreateAccessKeyDocument, {
    input: { label, role: "READ", scopes: [{ bucket }] },
  });
  const { accessKey, secret } = done(createAccessKey);
  return { accessKeyId: accessKey.accessKeyId, secret };
}

/**
 * What a mutation did: nothing of its answer is null unless `userErrors` says why, and then this throws.
 *
 * @template {{ readonly userErrors: readonly { readonly path: readonly string[], readonly message: string }[] }} Payload
 * @param {Payload} payload
 * @returns {{ [Field in keyof Payload]: NonNullable<Payload[Field]> }}
 */
function done(payload) {
  if (payload.userErrors.length > 0)
    throw new Error(payload.userErrors.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  return /** @type {{ [Field in keyof Payload]: NonNullable<Payload[Field]> }} */ (payload);
}
