import { describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { errorXml } from "../../src/http/error-xml.js";
import { parseProcessBody } from "../../src/http/process-body.js";
import { childText, readXml } from "../../src/http/read-xml.js";
import { printXml } from "../../src/http/xml.js";
import { expectFailure } from "../support/expect-failure.js";

describe("writing XML", () => {
  test("escapes what XML reserves, and makes what it cannot hold visible", () => {
    expect(printXml(["K", `a&b<c>"d"'e'\u0001\r\uD800`])).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<K>a&amp;b&lt;c&gt;&quot;d&quot;&apos;e&apos;\uFFFD&#13;\uD800</K>',
    );
  });

  test("what is written reads back", () => {
    const text = `&amp; <x> "q" 'p' ]]> 图\t\n\r\u0001`;
    expect(childText(readXml(Buffer.from(printXml(["R", [["T", text]]], { exact: true })), "R"), "T")).toBe(text);
  });
});

describe("reading XML", () => {
  test("a document of many elements is refused before it is parsed, but where many are expected", async () => {
    const body = Buffer.from(`<?xml version="1.0"?><L>${"<E></E>".repeat(4999)}</L>`);
    expect(readXml(body, "L").children).toHaveLength(4999);
    const many = Buffer.from(`<L>${"<E/>".repeat(20_000)}</L>`);
    await expectFailure("MalformedXML", () => readXml(many, "L"));
    expect(readXml(many, "L", { maxElements: 20_001 }).children).toHaveLength(20_000);
  });

  test.each([
    ["<Style><Content>image/resize,p_50</Content></Style>", "image/resize,p_50"],
    ['<?xml version="1.0"?>\n<Style xmlns="http://x">\n <Content>a</Content>\n</Style>\n', "a"],
    ["<s:Style xmlns:s='x'><s:Content>a</s:Content></s:Style>", "a"],
    ["<Style><Content>&quot;&#34;&#x22;&amp;&lt;&gt;&apos;</Content></Style>", '"""&<>\''],
    ["<Style><Content><![CDATA[a<b&amp;]]>c</Content></Style>", "a<b&amp;c"],
    ["<Style><Content/></Style>", ""],
    ["<Style><!-- x --><Content>a</Content><Other>1</Other></Style>", "a"],
  ])("%s", (body, content) => {
    expect(childText(readXml(Buffer.from(body), "Style"), "Content")).toBe(content);
  });

  test.each([
    "",
    "text",
    "<Style>",
    "<Style></Other>",
    "<Other><Content>a</Content></Other>",
    "<Style/><Style/>",
    "<Style></Style>",
    "<Style><Content>a</Content><Content>b</Content></Style>",
    '<!DOCTYPE Style [<!ENTITY e "x">]><Style><Content>&e;</Content></Style>',
    '<!DOCTYPE Style SYSTEM "file:///etc/passwd"><Style><Content>a</Content></Style>',
    "<Style><Content>&unknown;</Content></Style>",
    "<Style><Content>&#0;</Content></Style>",
    "<Style><Content>&#xD800;</Content></Style>",
    "<Style><Content>&#99999999999;</Content></Style>",
    `${"<a>".repeat(5000)}${"</a>".repeat(5000)}`,
    "<Style><__proto__>a</__proto__></Style>",
    Buffer.from("<Style><Content>\xE9</Content></Style>", "latin1"),
  ])("refuses %s", async (body) => {
    await expectFailure("MalformedXML", () => childText(readXml(Buffer.from(body), "Style"), "Content"));
  });
});

describe("error documents", () => {
  const request = { id: "0123456789ABCDEF01234567", host: "demo.localhost" };
  const elements = (failure: Failure) =>
    Object.fromEntries(
      [...errorXml(failure, request).matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, text]) => [name, text]),
    );

  test("say code, message, request and host, and the place at fault", () => {
    const failure = new Failure(
      "InvalidArgument",
      { name: "w", got: "0", expected: "an integer 1..16384 (px)" },
      { ec: "0040-00000312", where: { stage: 0, style: "thumb", step: 1, action: "resize", item: "w" } },
    );
    expect(elements(failure)).toEqual({
      Code: "InvalidArgument",
      Message: "w: expected an integer 1..16384 (px), got &quot;0&quot;",
      RequestId: request.id,
      HostId: request.host,
      ArgumentName: "w",
      ArgumentValue: "0",
      Stage: "0",
      StyleName: "thumb",
      Step: "1",
      Action: "resize",
      Item: "w",
      Hint: failure.hint,
      EC: "0040-00000312",
    });
  });

  test.each<[Failure, Record<string, string>]>([
    [
      new Failure("AccessDenied", { reason: "Request has expired.", expires: 0, serverTime: 1000 }),
      { Expires: "1970-01-01T00:00:00.000Z", ServerTime: "1970-01-01T00:00:01.000Z" },
    ],
    [
      new Failure("SignatureDoesNotMatch", { stringToSign: "G\n<图>", provided: "sig=", accessKeyId: "AKID" }),
      {
        OSSAccessKeyId: "AKID",
        SignatureProvided: "sig=",
        StringToSign: "G\n&lt;图&gt;",
        StringToSignBytes: "47 0A 3C E5 9B BE 3E",
      },
    ],
    [
      new Failure("RequestTimeTooSkewed", { requestTime: 0, serverTime: 1000, maxSkewMs: 900_000 }),
      {
        RequestTime: "1970-01-01T00:00:00.000Z",
        ServerTime: "1970-01-01T00:00:01.000Z",
        MaxAllowedSkewMilliseconds: "900000",
      },
    ],
    [new Failure("NoSuchKey", { bucket: "b", key: "a&b" }), { BucketName: "b", Key: "a&amp;b" }],
    [new Failure("NoSuchBucket", { bucket: "b" }), { BucketName: "b" }],
    [new Failure("PreconditionFailed", { condition: "If-Match" }), { Condition: "If-Match" }],
    [
      new Failure("InvalidRange", { size: 10, range: "bytes=10-" }),
      { ActualObjectSize: "10", RangeRequested: "bytes=10-" },
    ],
    [new Failure("OperationNotServed", { operation: "PUT ?cors" }), { Code: "NotImplemented" }],
  ])("$code has its own elements", (failure, expected) => {
    expect(elements(failure)).toMatchObject(expected);
  });
});

describe("the body of a processing POST", () => {
  test.each([
    ["x-oss-process=image/resize,w_1|sys/saveas,o_YQ", "image/resize,w_1|sys/saveas,o_YQ"],
    ["x-oss-process=image/resize,w_1|sys/saveas,o_c2F2+/Q==,b_Yg==", "image/resize,w_1|sys/saveas,o_c2F2+/Q==,b_Yg=="],
    ["x-oss-process=image%2Fresize%2Cw_1%7Csys%2Fsaveas%2Co_c2F2%2BQ%3D%3D", "image/resize,w_1|sys/saveas,o_c2F2+Q=="],
    ["x-oss-process=image/resize,w_1", "image/resize,w_1"],
    ["x-oss-process=image/a%|sys/saveas,o_YQ\n", "image/a%|sys/saveas,o_YQ"],
  ])("%s", (body, process) => {
    expect(parseProcessBody(Buffer.from(body))).toBe(process);
  });

  test.each([
    ["", "MissingArgument"],
    ["x-oss-process=", "MissingArgument"],
    ["image/resize,w_1", "MissingArgument"],
    ["x-oss-process=image%2", "InvalidArgument"],
    [Buffer.from("x-oss-process=\xE9", "latin1"), "InvalidArgument"],
  ] as const)("%s is %s", async (body, code) => {
    await expectFailure(code, () => parseProcessBody(Buffer.from(body)));
  });
});
