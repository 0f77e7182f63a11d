import { registerEnumType } from "type-graphql";

export const EngineName = { LOCAL: "local", OSS: "oss" } as const;
export type EngineName = (typeof EngineName)[keyof typeof EngineName];

registerEnumType(EngineName, {
  name: "Engine",
  description: "Who works the pixels.",
  valuesConfig: {
    LOCAL: { description: "This gateway's own processes." },
    OSS: { description: "The cloud object storage behind it." },
  },
});
