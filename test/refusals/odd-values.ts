/** Texts that some parser somewhere takes for something else than text. */
export const oddTexts: readonly string[] = [
  ...["", " ", "\0", "a\0b", "\r\nX-Header: y", "\u202e", "\uFEFF", "e\u0301", "\ud800", "😀".repeat(600)],
  ...["__proto__", "constructor", "toString", "null", "-1", "0", "1e999", "true", "[]", "{}"],
  ...["../../etc/passwd", "/", "//", "\\", "a/../b", "%00", "%2e%2e", "a|b", "' OR 1=1 --", "$(a)"],
  ...["http://[::1", "https://user:password@host/", "https://a.example/?Signature=%zz", "file:///etc/passwd"],
  ...["a".repeat(2000), "a".repeat(100_000), `image/${"resize,w_9/".repeat(800)}`, "image/resize,w_9|sys/saveas,o_YQ"],
  ...["image/resize,w_9", "style/small", "photos/a.jpg", "#123456", "2026-01-31T12:00:00Z"],
  ...["Image\nphotos\n", "Image\n\n\0", "Style\nphotos\n../x", '["key",false,1e400,"\\ud800"]', "9".repeat(15)].map(
    (text) => Buffer.from(text).toString("base64url"),
  ),
];

export const oddNumbers: readonly number[] = [0, -0, -1, 0.5, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 53, 1e308];

/** What stands where something of another type belongs. */
export const oddShapes: readonly unknown[] = [null, [], {}, [null], [[]], true, "", 0];
