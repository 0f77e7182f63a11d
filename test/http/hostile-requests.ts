/**
 * Requests that no client sends, as they would come over the wire, one character a byte: to a gateway with a bucket `shared`
 * (public-read-write) that holds `k`, and a bucket `private`. A name that goes up tries to end in a file called `escaped`.
 */
const head = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, "Host: localhost", "Connection: close", ...headers, "", ""].join("\r\n");
const get = (target: string, ...headers: string[]) => head(`GET ${target}`, ...headers);
const send = (line: string, body: string, ...headers: string[]) =>
  head(line, `Content-Length: ${body.length}`, ...headers) + body;
const put = (target: string, body = "x", ...headers: string[]) => send(`PUT ${target}`, body, ...headers);
const putLength = (...lengths: string[]) =>
  `${head("PUT /shared/length", ...lengths.map((length) => `Content-Length: ${length}`))}a`;
const chunked = (body: string, ...headers: string[]) =>
  head("PUT /shared/c", "Transfer-Encoding: chunked", ...headers) + body;
const coded = (coding: string) => `${head("PUT /shared/c", `Transfer-Encoding: ${coding}`)}3\r\nabc\r\n0\r\n\r\n`;
const withHost = (host: string) => `GET /k HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
const form = (...parts: string[]) =>
  send(
    "POST /shared/",
    `${parts.map((part) => `--b\r\nContent-Disposition: form-data; ${part}\r\n`).join("")}--b--\r\n`,
    "Content-Type: multipart/form-data; boundary=b",
  );

const up = "../".repeat(12);
const upEncoded = "..%2f".repeat(12);
const target = Buffer.from(`${up}escaped`).toString("base64url");
const entities = `<!ENTITY b "${"x".repeat(100)}"><!ENTITY c "${"&b;".repeat(1000)}">`;

/** A key that is a path on many systems, and nothing but a key here. */
export const climbingKey = `${up}escaped`;

const lines = {
  "a word": "HELLO\r\n\r\n",
  "the preface of HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "an unknown method": head("STEAL /shared/k"),
  "a method in lower case": head("get /shared/k"),
  TRACE: head("TRACE /shared/k"),
  "a target without a slash": get("shared/k"),
  "a target with a space": get("/shared/a b"),
  "a target with a tab": get("/shared/a\tb"),
  "an asterisk": head("OPTIONS *"),
  "an absolute target": get("http://evil.example/shared/k"),
  "an absolute target of another kind": get("file:///etc/passwd"),
  "a target of 30 kB": get(`/shared/${"a".repeat(30_000)}`),
  "10,000 parameters": get(`/shared/k?${"a&".repeat(10_000)}`),
  "10,000 parameters that are signed": get(`/shared/k?OSSAccessKeyId=a&Expires=1&Signature=b&${"a&".repeat(10_000)}`),
};

const headers = {
  "a head of 100 kB": get("/shared/k", `X: ${"x".repeat(100_000)}`),
  "5000 headers": get("/shared/k", ...Array.from({ length: 5000 }, (_, i) => `${i}:`)),
  "a folded header": get("/shared/k", "X-A: 1", " 2"),
  "a header without a name": get("/shared/k", ": 1"),
  "a space before the colon": get("/shared/k", "Range : bytes=0-1"),
  "a NUL in a header": get("/shared/k", "X-A: a\u0000b"),
  "control characters in headers that come back": get("/shared/k", "Origin: a\u0001b", "x-oss-date: \u0002"),
  "no Host": "GET /shared/k HTTP/1.1\r\nConnection: close\r\n\r\n",
  "two Hosts": get("/shared/k", "Host: private.localhost"),
  "a Host with a path": withHost("../../private/x"),
  "a Host of bytes": withHost("\u00ff\u00fe.localhost"),
  "a Host that goes up": withHost("...localhost"),
  "an expectation": put("/shared/c", "x", "Expect: 100-continue"),
  "an upgrade": get("/shared/k", "Upgrade: websocket", "Sec-WebSocket-Key: a"),
  "two signatures": get("/shared/k", "Authorization: OSS a:b", "Authorization: OSS c:d"),
  "a signature of bytes": get("/shared/k", "Authorization: OSS \u00ff:\u00ff"),
  "a signature of 28 kB": get("/shared/k", `Authorization: OSS4-HMAC-SHA256 ${"a=b,".repeat(7000)}`),
  "a day that is none": get(
    "/shared/k",
    "Authorization: OSS4-HMAC-SHA256 Credential=a/99999999/r/oss/aliyun_v4_request,Signature=a",
    "x-oss-date: 99999999T999999Z",
  ),
  "a range without an end or a start": get("/shared/k", "Range: bytes=-"),
  "a range backwards": get("/shared/k", "Range: bytes=3-1"),
  "a range beyond all numbers": get("/shared/k", `Range: bytes=${"9".repeat(400)}-`, "x-oss-range-behavior: standard"),
  "a thousand ranges": get("/shared/k", `Range: bytes=${"0-1,".repeat(1000)}0-1`),
  "a range of nothing": get("/shared/k", "Range: bytes=-0", "x-oss-range-behavior: standard"),
  "a range in another unit": get("/shared/k", "Range: lines=0-1"),
  "two ranges in two headers": get("/shared/k", "Range: bytes=0-0", "Range: bytes=1-1"),
  "dates that are none": get("/shared/k", "If-Modified-Since: never", "If-Unmodified-Since: \u00ff"),
  "an ETag of 20 kB": get("/shared/k", `If-None-Match: ${'"x",'.repeat(5000)}`),
};

const names = {
  "a broken escape": get("/shared/%zz"),
  "half an escape": get("/shared/%4"),
  "an escape that is no UTF-8": get("/shared/%ff%fe"),
  "an overlong slash": get("/shared/%c0%af%c0%ae"),
  "a NUL in a key": get("/shared/a%00b"),
  "a NUL in a key to write": put("/shared/a%00b"),
  "a NUL in a bucket": get("/sha%00red/k"),
  "a NUL in a process string": get("/shared/k?x-oss-process=image%00"),
  "a line end in a key": put("/shared/a%0d%0ab"),
  "bytes above ASCII in a key": get("/shared/\u00e5\u009b\u00be"),
  "bytes that are no UTF-8 in a key": get("/shared/\u00ff"),
  "a broken escape in a parameter": get("/shared/?prefix=%zz"),
  "a key that goes up": put(`/shared/${climbingKey}`),
  "a key that goes up, escaped": put(`/shared/${upEncoded}escaped`),
  "a key that goes up with backslashes": put(`/shared/a${"..%5c".repeat(12)}escaped`),
  "a key that is an absolute path": put("/shared/%2fetc%2fescaped"),
  "a bucket that goes up": put("/..%2f..%2fescaped/k"),
  "a bucket called ..": put("/../k"),
  "a bucket called .": put("/./k"),
  "a style that goes up": put(
    `/shared/?style&styleName=${upEncoded}escaped`,
    "<Style><Content>image/</Content></Style>",
  ),
  "a style to use that goes up": get(`/shared/k?x-oss-process=style/${upEncoded}escaped`),
  "a result to save that goes up": send("POST /shared/k?x-oss-process", `x-oss-process=image/|sys/saveas,o_${target}`),
  "an upload that goes up": get(`/shared/k?uploadId=${upEncoded}escaped`),
  "a part of one": put(`/shared/k?partNumber=1&uploadId=${upEncoded}escaped`),
  "a copy of something that goes up": put("/shared/copy", "", `x-oss-copy-source: /shared/${upEncoded}etc/passwd`),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the wire's own placeholder
  "a form's file that goes up": form('name="key"\r\n\r\n${filename}', `name="file"; filename="${up}escaped"\r\n\r\nx`),
  "a static file that goes up": get("/graphql/..%2f..%2f..%2fpackage.json"),
  "a static file that goes up, plainly": get("/graphql/../../../package.json"),
  "properties of every object as names": get("/constructor/__proto__"),
  "properties of every object as parameters": get("/shared/?__proto__&constructor&hasOwnProperty"),
  "a property of every object as a style": get("/shared/k?x-oss-process=style/__proto__"),
  "a property of every object as metadata": put("/shared/meta", "x", "x-oss-meta-__proto__: 1"),
  "properties of every object as fields": form(
    'name="__proto__"\r\n\r\nx',
    'name="key"\r\n\r\nconstructor',
    'name="x-oss-meta-__proto__"\r\n\r\nx',
    'name="file"\r\n\r\nx',
  ),
};

const bodies = {
  "two lengths": putLength("1", "2"),
  "two equal lengths": putLength("1", "1"),
  "a list of lengths": putLength("1, 1"),
  "a negative length": putLength("-1"),
  "a length of words": putLength("one"),
  "a length with a plus": putLength("+1"),
  "a length beyond all numbers": putLength("9".repeat(30)),
  "a length of 6 GB": putLength("6442450944"),
  "no length": head("PUT /shared/none"),
  "a length and chunks": chunked("3\r\nabc\r\n0\r\n\r\n", "Content-Length: 9"),
  "chunks and a coding after them": chunked("3\r\nabc\r\n0\r\n\r\n", "Transfer-Encoding: gzip"),
  "chunks in a list": coded("chunked, identity"),
  "chunks in another list": coded("gzip, chunked"),
  "a coding that nobody knows": coded("xchunked"),
  "chunks in capitals, with a tab": coded("\tCHUNKED"),
  "a size that is no hex": chunked("xyz\r\nabc\r\n0\r\n\r\n"),
  "a negative size": chunked("-3\r\nabc\r\n0\r\n\r\n"),
  "an extension of 100 kB": chunked(`3;${"x".repeat(100_000)}\r\nabc\r\n0\r\n\r\n`),
  trailers: chunked("3\r\nabc\r\n0\r\nHost: evil\r\nx-oss-object-acl: private\r\n\r\n"),
  "a second request in the body of a GET": `${get("/shared/k", "Content-Length: 30")}GET /private/k HTTP/1.1\r\n\r\n\r\n`,
  "an entity bomb": send("POST /shared/?delete", `<!DOCTYPE a [${entities}]><Delete>&c;</Delete>`),
  "an external entity": send(
    "POST /shared/?delete",
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Delete><Object><Key>&b;</Key></Object></Delete>',
  ),
  "elements nested 100,000 deep": send("POST /shared/?delete", "<a>".repeat(100_000)),
  "elements nested 50,000 deep and closed": send(
    "POST /shared/?delete",
    "<Delete>".repeat(50_000) + "</Delete>".repeat(50_000),
  ),
  "an element with 50,000 attributes": send("POST /shared/?delete", `<Delete ${'a="b" '.repeat(50_000)}/>`),
  "XML in UTF-16": send("POST /shared/?delete", Buffer.from("\ufeff<Delete/>", "utf16le").toString("latin1")),
  "a list of 100,000 keys": send("POST /shared/?delete", `<Delete>${"<Object/>".repeat(100_000)}</Delete>`),
  "a body of 3 MB where XML belongs": send("POST /shared/?delete", `<Delete>${" ".repeat(3_000_000)}</Delete>`),
  "GraphQL nested 20,000 deep": send(
    "POST /graphql",
    JSON.stringify({ query: "{a".repeat(20_000) }),
    "Content-Type: application/json",
  ),
  "a process string of 25 kB": get(`/shared/k?x-oss-process=image${"/resize,w_1".repeat(2_300)}`),
  "a process string of pipes": get(`/shared/k?x-oss-process=${"%7C".repeat(5_000)}`),
};

const injections = {
  "an override that would split the answer": get("/shared/k?response-content-type=a%0d%0aX-Evil:%20yes"),
  "an override outside latin-1": get("/shared/k?response-content-disposition=%e5%9b%be%0d%0aX-Evil:1"),
  "metadata that would split the answer": put("/shared/meta", "x", "x-oss-meta-a: b\rX-Evil: yes"),
  "metadata of bytes": put("/shared/meta", "x", "x-oss-meta-a: \u00ff\u00fe"),
  "metadata of control characters": put("/shared/meta", "x", "x-oss-meta-a: \u0001\u007f"),
  "a type of control characters": put("/shared/meta", "x", "Content-Type: \u0001"),
  "a date of control characters": put("/shared/meta", "x", "Expires: \u0001"),
  "a form's field that would split the answer": form(
    'name="key"\r\n\r\nmeta',
    'name="x-oss-meta-a"\r\n\r\nb\r\nX-Evil: yes',
    'name="file"\r\n\r\nx',
  ),
  "the object of all these": get("/shared/meta"),
  "a preflight that would split the answer": head(
    "OPTIONS /shared/k",
    "Origin: a\rX-Evil: yes",
    "Access-Control-Request-Method: GET",
  ),
  "a redirect that would split the answer": form(
    'name="key"\r\n\r\nredirected',
    'name="success_action_redirect"\r\n\r\nhttp://a/\r\nX-Evil: yes',
    'name="file"\r\n\r\nx',
  ),
};

/** Those after which the server may wait for more, or hang up without a word. */
export const unfinishedRequests: Readonly<Record<string, string>> = {
  CONNECT: head("CONNECT localhost:1"),
  "HTTP/9.9": "GET /shared/k HTTP/9.9\r\nHost: a\r\n\r\n",
  "a bare line feed for a line's end": "GET /shared/k HTTP/1.1\nHost: a\n\n",
  "a chunk that is longer than its size": chunked("1\r\nabc\r\n0\r\n\r\n"),
  "nothing at all": "",
  "an empty line": "\r\n\r\n",
  "HTTP/0.9": "GET /shared/k\r\n\r\n",
  "a length that is not reached": putLength("10"),
  "a chunk that ends early": chunked("a\r\nabc"),
  "a size beyond all numbers": chunked(`${"f".repeat(20)}\r\nabc`),
  TLS: "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
};

/** By what is wrong with them; their order counts. */
export const hostileRequests: Readonly<Record<string, string>> = {
  ...lines,
  ...headers,
  ...names,
  ...bodies,
  ...injections,
};
