import { Extensions, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { parseProcess } from "../../pipeline/index.js";
import type { UrlServer } from "../../service/ports.js";
import type { UrlInspection as Inspected, UrlState as State } from "../../service/urls/url-control.js";
import { DateTime } from "../scalars.js";
import { AccessKey } from "./access-key.js";
import { SignedUrls, UrlRevocation } from "./signed-urls.js";
import { PipelineType, pipelineValue } from "./stage.js";
import { StoredObject } from "./stored-object.js";

const UrlStates = {
  VALID: "valid",
  NOT_YET: "not-yet",
  EXPIRED: "expired",
  REVOKED: "revoked",
  KEY_ENDED: "key-ended",
  FORBIDDEN: "forbidden",
  TAMPERED: "tampered",
  UNKNOWN_KEY: "unknown-key",
  UNSIGNED: "unsigned",
  FOREIGN: "foreign",
} as const satisfies Record<string, State>;

registerEnumType(UrlStates, {
  name: "UrlState",
  description: "What a URL is good for.",
  valuesConfig: {
    VALID: { description: "Its signature is right and in force." },
    NOT_YET: { description: "Its signature is right, and begins later." },
    EXPIRED: { description: "Its signature was right, and has ended." },
    REVOKED: { description: "Its signature is right, and `revocation` refuses it." },
    KEY_ENDED: { description: "Its signature is right; the access key behind it has been revoked or has ended." },
    FORBIDDEN: { description: "Its signature is right, but its access key may not read that." },
    TAMPERED: {
      description:
        "Its signature fits nothing that the URL says: something was changed or cut off, or it covers headers that the URL does not show.",
    },
    UNKNOWN_KEY: { description: "It is signed with an access key that there is not, or not any more." },
    UNSIGNED: { description: "It has no signature: ACLs decide." },
    FOREIGN: { description: "It leads elsewhere, and is signed with no access key of this gateway." },
  },
});

const UrlServers = { GATEWAY: "gateway", CLOUD: "cloud" } as const satisfies Record<string, UrlServer>;

registerEnumType(UrlServers, {
  name: "UrlServer",
  description: "Who answers requests of a URL.",
  valuesConfig: {
    GATEWAY: { description: "This gateway." },
    CLOUD: { description: "The object storage behind it, which knows of no revocation." },
  },
});

@ObjectType({
  description:
    "All that is known of a URL. Where `state` says that the signature is not right, it is what the URL claims.",
})
export class UrlInspection {
  constructor(private readonly inspected: Inspected) {}

  @Field(() => UrlStates, { description: "What it is good for." })
  get state(): State {
    return this.inspected.state;
  }

  @Field(() => UrlServers, {
    nullable: true,
    description:
      "Who answers requests of it. Null: a host that this gateway does not know; a proxy's, where the signature is right.",
  })
  get server(): UrlServer | undefined {
    return this.inspected.server;
  }

  @Field(() => Boolean, {
    description:
      "A request of it is let in now if it leads here, and the object is there. Whether its pipeline can be carried out is not tried.",
  })
  get isServed(): boolean {
    return this.inspected.isServed;
  }

  @Field(() => String, { nullable: true, description: "Name of the bucket, as it stands in the URL." })
  get bucket(): string | undefined {
    return this.inspected.bucket;
  }

  @Field(() => String, {
    nullable: true,
    description: "Name of the object. A style that the name carries is in `process` instead.",
  })
  get key(): string | undefined {
    return this.inspected.key;
  }

  @Field(() => StoredObject, { nullable: true, description: "The object. Null: there is none of that name." })
  get object(): StoredObject | undefined {
    return this.inspected.object && new StoredObject(this.inspected.object);
  }

  @Field(() => String, {
    nullable: true,
    description: "What is to be made of it, as it stands in the URL. Null: the object as it is.",
  })
  get process(): string | undefined {
    return this.inspected.process;
  }

  @Field(() => PipelineType, {
    nullable: true,
    description: "What `process` means. Null with an error where it is no process string.",
  })
  get pipeline(): PipelineType | undefined {
    const { process } = this.inspected;
    if (process === undefined) return undefined;
    const { pipeline, warnings } = parseProcess(process);
    return pipelineValue(pipeline, warnings);
  }

  @Field(() => Int, { nullable: true, description: "Version of the signature: 1 or 4. Null without one." })
  get signatureVersion(): number | undefined {
    return this.inspected.version;
  }

  @Field(() => String, {
    nullable: true,
    description: "The HTTP method that it is signed for: `GET`, or `PUT` of an upload. Null unless it is right.",
  })
  get method(): string | undefined {
    return this.inspected.method;
  }

  @Field(() => String, { nullable: true, description: "Id of the access key that it names as its signer." })
  get accessKeyId(): string | undefined {
    return this.inspected.accessKeyId;
  }

  @Field(() => AccessKey, {
    nullable: true,
    description: "That key. Null: this gateway has none of that id, or it is the object storage's.",
  })
  get accessKey(): AccessKey | undefined {
    return this.inspected.accessKey && new AccessKey(this.inspected.accessKey);
  }

  @Extensions({ entries: 20 })
  @Field(() => [SignedUrls], {
    description:
      "To whom this gateway gave it, the latest first, at most 20; of an object storage's URL, those of the same object and end. Empty where somebody else signed it, and a week after its end.",
  })
  get handedOut(): readonly SignedUrls[] {
    return this.inspected.handedOut.map((signed) => new SignedUrls(signed));
  }

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was signed. Null with signatures of version 1, which do not say; `handedOut` does.",
  })
  get signedAt(): number | undefined {
    return this.inspected.signedAt;
  }

  @Field(() => DateTime, { nullable: true, description: "When it ends. Null without a signature." })
  get expiresAt(): number | undefined {
    const { expiresAt } = this.inspected;
    return expiresAt === undefined ? undefined : expiresAt * 1000;
  }

  @Field(() => UrlRevocation, {
    nullable: true,
    description: "The oldest revocation that names it. Null: none. An object storage serves its URLs all the same.",
  })
  get revocation(): UrlRevocation | undefined {
    return this.inspected.revocation && new UrlRevocation(this.inspected.revocation);
  }
}
