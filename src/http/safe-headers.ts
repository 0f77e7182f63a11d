/**
 * Keeps an uploaded page from acting as a page of the gateway: browsers neither guess types nor run scripts of any object,
 * and on the gateway's own host types that a browser would render as a page are only downloaded. Takes the headers as they
 * would go out, overrides included, and gives them completed. What the gateway itself wrote (`isOwnText`) may be JSON too.
 */
export function withSafeHeaders(
  headers: Readonly<Record<string, string>>,
  { isOwnHost, isOwnText = false }: { readonly isOwnHost: boolean; readonly isOwnText?: boolean | undefined },
): Record<string, string> {
  const type = headers["Content-Type"] ?? "";
  const isSafe =
    isHarmless(type) || (isOwnText && type === "application/json") || isDownload(headers["Content-Disposition"] ?? "");
  return {
    ...headers,
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    ...(isOwnHost && !isSafe && { "Content-Disposition": "attachment" }),
  };
}

/**
 * Pictures, sound, film, PDF and plain text; not SVG nor any other XML, which can hold scripts. A list of types is not one:
 * browsers take its last item.
 */
function isHarmless(contentType: string): boolean {
  if (contentType.includes(",")) return false;
  const essence = contentType.split(";", 1)[0]!.trim().toLowerCase();
  if (essence === "application/pdf" || essence === "text/plain") return true;
  return /^(image|audio|video)\/[a-z0-9!#$&^_.+-]+$/.test(essence) && !/[/+]xml$/.test(essence);
}

function isDownload(disposition: string): boolean {
  return /^\s*attachment\s*(;|$)/i.test(disposition);
}
