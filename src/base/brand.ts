/** A string or number that only its parser can make: `Brand<string, "ObjectKey">` is not assignable from `string`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
declare const brand: unique symbol;
