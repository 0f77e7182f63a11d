import { type ComponentPropsWithRef, type CSSProperties, type SyntheticEvent, useCallback, useState } from "react";
import { placeholderStyle } from "./placeholder-style.js";
import type { ResponsiveData, ResponsiveSourceData } from "./responsive-data.js";

/** Another picture, or another crop of it, where a media query holds. */
export interface ArtDirection {
  /** `(max-width: 640px)` */
  readonly media: string;
  readonly data: ResponsiveData;
}

/** Besides these, everything that an `<img>` takes: `className`, `style`, `onClick`, `onError`, `ref`, … */
export interface ImageProps
  extends Omit<ComponentPropsWithRef<"img">, "src" | "srcSet" | "width" | "height" | "placeholder" | "alt"> {
  /** The answer of `responsive`. */
  readonly data: ResponsiveData;
  /** What the picture shows, for those who do not see it. Default: the one kept with the image, else none: decoration. */
  readonly alt?: string;
  /** How wide the picture is shown, as in HTML. Default: that of the data, else the whole window, at most its own width. */
  readonly sizes?: string;
  /** The picture that a visitor waits for: fetched at once and before others. Default: fetched when it comes near. */
  readonly priority?: boolean;
  /** What to show until the picture is there. Default: `blur`, the best that the data hold. */
  readonly placeholder?: "blur" | "none";
  /** Media queries, the first that holds counts; where none does, `data` is shown. */
  readonly art?: readonly ArtDirection[];
}

/**
 * A picture in the size and format that fit the screen, with something in its place until it is there. It keeps its room, so
 * that nothing moves when it comes. It needs no script to be seen: what a server renders is complete.
 */
export function Image({
  data,
  art = [],
  alt,
  title,
  sizes,
  priority,
  placeholder,
  style,
  onLoad,
  ref,
  ...rest
}: ImageProps) {
  const [loadedSrc, setLoadedSrc] = useState<string>();
  const show = useCallback(
    (image: HTMLImageElement) => {
      const shown = () => setLoadedSrc(data.src);
      // What has come is painted once it is decoded, apart from the page: until then its room would be empty.
      image.decode().then(shown, shown);
    },
    [data.src],
  );
  // The picture of a server's page may be there before React is.
  const seen = useCallback(
    (image: HTMLImageElement | null) => {
      if (image?.complete && image.naturalWidth > 0) show(image);
      return handOn(ref, image);
    },
    [ref, show],
  );
  const loaded = (event: SyntheticEvent<HTMLImageElement>) => {
    show(event.currentTarget);
    onLoad?.(event);
  };
  const waits = placeholder !== "none" && loadedSrc !== data.src;
  return (
    <picture style={{ display: "contents" }}>
      {art.flatMap(({ media, data: other }) =>
        sourcesOf(other).map((source) => (
          <source
            key={`${media} ${source.type ?? ""}`}
            media={media}
            {...typeOf(source)}
            srcSet={source.srcSet}
            sizes={sizes ?? sizesOf(other)}
            // The room that is kept free is that of the picture which is shown.
            width={other.width}
            height={other.height}
          />
        )),
      )}
      {(data.sources ?? []).map((source) => (
        <source key={source.type ?? ""} {...typeOf(source)} srcSet={source.srcSet} sizes={sizes ?? sizesOf(data)} />
      ))}
      <img
        decoding="async"
        {...rest}
        ref={seen}
        loading={priority ? "eager" : "lazy"}
        {...(priority && { fetchPriority: "high" as const })}
        sizes={sizes ?? sizesOf(data)}
        {...(data.srcSet && { srcSet: data.srcSet })}
        src={data.src}
        width={data.width}
        height={data.height}
        alt={alt ?? data.alt ?? ""}
        {...((title ?? data.title) && { title: title ?? data.title ?? "" })}
        style={{ ...shape, ...(waits && placeholderStyle(data)), ...style }}
        onLoad={loaded}
      />
    </picture>
  );
}

/** As wide as there is room for, at most its own width, in its own shape. */
const shape: CSSProperties = { maxWidth: "100%", height: "auto" };

/** With the formats of its own first, the one that every browser reads last. */
function sourcesOf({ sources, src, srcSet }: ResponsiveData): readonly ResponsiveSourceData[] {
  return [...(sources ?? []), { srcSet: srcSet || src }];
}

function typeOf({ type }: ResponsiveSourceData): { type?: string } {
  return type ? { type } : {};
}

function sizesOf({ sizes, width }: ResponsiveData): string {
  return sizes ?? `(min-width: ${width}px) ${width}px, 100vw`;
}

/** What a caller's own ref asks for; a function may give back how to take leave. */
function handOn(ref: ImageProps["ref"], image: HTMLImageElement | null): (() => void) | undefined {
  if (typeof ref === "function") return ref(image) ?? undefined;
  if (ref) ref.current = image;
  return undefined;
}
