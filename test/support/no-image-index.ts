import type { ImageIndex } from "../../src/service/ports.js";

/** The index of a store whose objects are found by their names only. */
export const noImageIndex: ImageIndex = {
  isOfStore: false,
  places: async () => [],
  find: async () => [],
  count: async () => 0,
  tally: async () => ({ images: 0, damaged: 0, others: 0, unseen: 0 }),
  unseen: async () => [],
};
