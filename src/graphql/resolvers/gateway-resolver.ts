import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { assertNever } from "../../base/assert-never.js";
import { parseBucketName } from "../../base/bucket-name.js";
import { parseObjectKey } from "../../base/object-key.js";
import { parseStyleName } from "../../base/style-name.js";
import { capabilitiesValue } from "../capabilities-value.js";
import type { Context } from "../context.js";
import { readTransform } from "../inputs/read-transform.js";
import { TransformInput } from "../inputs/transform-input.js";
import { readNodeId } from "../node-id.js";
import { refusing } from "../refused-input.js";
import { AccessKey } from "../types/access-key.js";
import { Bucket } from "../types/bucket.js";
import { Capabilities } from "../types/capabilities.js";
import { Node } from "../types/node.js";
import { PipelineType, pipelineValue } from "../types/stage.js";
import { StoredObject } from "../types/stored-object.js";
import { Style } from "../types/style.js";
import { Viewer } from "../types/viewer.js";
import { findImage } from "./find-image.js";
import { orNull } from "./or-null.js";

@Resolver()
export class GatewayResolver {
  @Query(() => PipelineType, { description: "Reads a transform: checked, in canonical form, typed. Needs no image." })
  async pipeline(
    @Arg("transform", () => TransformInput, { description: "What to read." }) transform: TransformInput,
    @Ctx() { turns }: Context,
  ): Promise<PipelineType> {
    await turns.next();
    const { pipeline, warnings } = readTransform(transform, ["transform"]);
    return pipelineValue(pipeline, warnings);
  }

  @Query(() => Capabilities, {
    description: "What this gateway can do: actions with their arguments and ranges, formats, fonts, limits.",
  })
  async capabilities(@Ctx() { service, turns }: Context): Promise<Capabilities> {
    await turns.next();
    return capabilitiesValue(service.capabilities);
  }

  @Query(() => Viewer, { description: "Who is asking." })
  viewer(@Ctx() { call, account }: Context): Viewer {
    return new Viewer(call.caller, account?.quota());
  }

  @Query(() => Node, {
    nullable: true,
    description: "The thing with an id. Null: there is none, or it is not the caller's to see.",
  })
  node(
    @Arg("id", () => ID, { description: "An id that this API gave." }) id: string,
    @Ctx() context: Context,
  ): Promise<Node | null> {
    return refusing(["id"], () => findNode(id, context));
  }
}

async function findNode(id: string, context: Context): Promise<Node | null> {
  const { service, call } = context;
  const node = readNodeId(id);
  switch (node.kind) {
    case "AccessKey":
      return orNull(async () => new AccessKey(await service.getAccessKey(node.accessKeyId, call)));
    case "Bucket":
      return orNull(async () => new Bucket((await service.getBucket(parseBucketName(node.bucket), call)).name));
    case "Image":
      return findImage(parseBucketName(node.bucket), node.name, context);
    case "StoredObject": {
      const at = { bucket: parseBucketName(node.bucket), key: parseObjectKey(node.name) };
      return orNull(async () => new StoredObject(await service.viewObject(at, call)));
    }
    case "Style":
      return orNull(
        async () => new Style(await service.getStyle(parseBucketName(node.bucket), parseStyleName(node.name), call)),
      );
    case "StyleVersion": {
      const [bucket, name] = [parseBucketName(node.bucket), parseStyleName(node.name)];
      return orNull(
        async () => new Style(await service.getStyleVersion(bucket, name, node.version, call), { isVersion: true }),
      );
    }
    default:
      return assertNever(node);
  }
}
