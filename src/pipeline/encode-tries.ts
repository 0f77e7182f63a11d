/** How often at most a file is encoded to bring it below `EncodeSpec.maxBytes`; what the work may take is reckoned with it. */
export const encodeTries = 6;
