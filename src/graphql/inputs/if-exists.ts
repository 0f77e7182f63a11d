import { registerEnumType } from "type-graphql";

export enum IfExists {
  REPLACE = "REPLACE",
  FAIL = "FAIL",
  SKIP = "SKIP",
}

registerEnumType(IfExists, {
  name: "IfExists",
  description: "What happens when the target is there already.",
  valuesConfig: {
    REPLACE: { description: "It is replaced." },
    FAIL: { description: "A user error; it stays." },
    SKIP: { description: "Nothing; it stays, and `written` is false." },
  },
});
