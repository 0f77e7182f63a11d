import { registerEnumType } from "type-graphql";

export const CacheState = { HIT: "hit", MISS: "miss", OFF: "off" } as const;
export type CacheState = (typeof CacheState)[keyof typeof CacheState];

registerEnumType(CacheState, {
  name: "CacheState",
  description: "Where a result would come from now.",
  valuesConfig: {
    HIT: { description: "It is kept from before: nothing is rendered for it." },
    MISS: { description: "It is rendered when it is first fetched, and then kept for a while." },
    OFF: { description: "It is rendered each time: this gateway keeps no results." },
  },
});
