/** Images for React, `imgraph/react`: a component over the API's `responsive`. */
export { type ArtDirection, Image, type ImageProps } from "./image.js";
export { type PlaceholderStyle, placeholderStyle } from "./placeholder-style.js";
export type { ResponsiveData, ResponsiveSourceData } from "./responsive-data.js";
