/** What to set, where only listed operations are run: the list. */
export function operationsProblems(config: {
  readonly operations: "any" | "allowlist";
  readonly operationsFile: string | undefined;
}): readonly string[] {
  if (config.operations === "any" || config.operationsFile !== undefined) return [];
  return ["IMGRAPH_OPERATIONS_FILE: needed for IMGRAPH_OPERATIONS=allowlist: a JSON file of documents by hash"];
}
