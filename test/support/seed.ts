/** Seed of all random tests: fixed, so that a failure repeats; IMGRAPH_TEST_SEED explores others. */
export const seed: number = Number(process.env.IMGRAPH_TEST_SEED ?? 20_260_301);
