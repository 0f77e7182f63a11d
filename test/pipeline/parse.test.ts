import { describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { canonicalProcess, encodeBase64Text, parseProcess, printPipeline } from "../../src/pipeline/index.js";

const failure = (process: string): Failure => {
  try {
    parseProcess(process);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  return expect.fail(`${process} was accepted`);
};
const mark = (text: string) => `image/watermark,image_${encodeBase64Text(text)}`;
const text64 = encodeBase64Text("x".repeat(64));

describe("canonical form", () => {
  test.each([
    ["image/resize,h_100,m_lfit", "image/resize,h_100"],
    ["image/resize,w_100,w_200", "image/resize,w_200"],
    ["image/resize,w_0100", "image/resize,w_100"],
    ["image/resize,w_100,zz_9", "image/resize,w_100"],
    ["image/resize,w_100,p_50,l_3", "image/resize,w_100"],
    ["image/resize,p_50,m_fill,limit_0", "image/resize,p_50"],
    ["image/resize,m_pad,w_9,color_aabbcc", "image/resize,m_pad,w_9,color_AABBCC"],
    ["image/resize,w_100,color_AABBCC", "image/resize,w_100"],
    ["image//resize,,w_100//", "image/resize,w_100"],
    ["image/format,png/resize,w_100", "image/resize,w_100/format,png"],
    ["image/format,png/format,jpeg", "image/format,jpg"],
    ["image/format,src", "image/format,src"],
    ["image/interlace,0", "image/format,src"],
    ["image/quality,80", "image/quality,Q_80"],
    ["image/quality,q_30,Q_90", "image/quality,Q_90"],
    ["image/resize,w_9/auto-orient,0/auto-orient,1", "image/auto-orient,1/resize,w_9"],
    ["image/crop", "image/crop"],
    ["image/crop,w_0,h_50,r_1", "image/crop,h_50"],
    ["image/indexcrop,x_100,y_50,i_0", "image/indexcrop,y_50"],
    ["image/rotate,090", "image/rotate,90"],
    ["image/crop,w_99999999999999999999", "image/crop,w_9007199254740991"],
    ["image/watermark,text_SGVsbG8=,font_d3F5LXplbmhlaQ==,t_100", "image/watermark,text_SGVsbG8"],
    ["image/watermark,text_SGk,interval_9,order_1,align_0,animation_1", "image/watermark,text_SGk"],
    ["image/watermark,text_SGk,g_north,x_5,y_6,voffset_7,padx_8", "image/watermark,text_SGk,g_north,y_6"],
    ["image/watermark,text_SGk,g_center,x_5,y_6,voffset_7", "image/watermark,text_SGk,g_center,voffset_7"],
    ["image/watermark,text_SGk,fill_1,g_nw,x_5,padx_8", "image/watermark,text_SGk,fill_1,padx_8"],
    ["image/watermark,text_SGk,rotate_360", "image/watermark,text_SGk"],
    ["image/watermark,image_YS5wbmc,size_9,color_FF0000,animation_1", "image/watermark,image_YS5wbmc,animation_1"],
    ["image/watermark,image_YS5wbmc,text_SGk,order_1,animation_1", "image/watermark,text_SGk,image_YS5wbmc,order_1"],
    ["image/info,anything/resize,w_5", "image/resize,w_5/info"],
    ["style/a.b", "style/a.b"],
    ["style/a,", "style/a"],
    ["style/a,w_1,,b,h_2_3,w_4", "style/a,b_,h_2_3,w_4"],
    ["style/a,_1", "style/a,_1"],
    ["style/a/resize,w_1", "style/a/resize,w_1"],
    ["image/resize,w_5|style/x|image/format,png", "image/resize,w_5|style/x|image/format,png"],
    [mark("a.png?x-oss-process=image/resize,w_10,m_lfit,P_30"), mark("a.png?x-oss-process=image/resize,P_30")],
  ])("%s", (process, canonical) => {
    expect(canonicalProcess(parseProcess(process).pipeline)).toBe(canonical);
  });
});

describe("the wire form keeps what was written", () => {
  test.each([
    ["image/resize,limit_1,m_lfit,w_100", "image/resize,m_lfit,w_100,limit_1"],
    ["image/interlace,0/resize,w_9", "image/resize,w_9/interlace,0"],
  ])("%s", (process, printed) => {
    expect(printPipeline(parseProcess(process).pipeline)).toBe(printed);
  });
});

describe("save-as", () => {
  test.each([
    ["image/resize,w_9|sys/saveas,o_ZGVzdC5qcGc,b_Ymt0", { key: "dest.jpg", bucket: "bkt" }],
    ["style/x|sys/saveas,o_ZGVzdC5qcGc=", { key: "dest.jpg" }],
    [`image/rotate,9|sys/saveas,o_${btoa("\u{c3}\u{bf}\u{c3}\u{bf}?>")}`, { key: "ÿÿ?>" }],
  ])("%s", (process, target) => {
    expect(parseProcess(process).saveAs).toEqual(target);
  });
});

test.each(["constructor", "__proto__", "toString", "valueOf_1"])("an item %s is unknown like any other", (item) => {
  const { pipeline, warnings } = parseProcess(`image/blur,r_3,${item},s_2`);
  expect(canonicalProcess(pipeline)).toBe("image/blur,r_3,s_2");
  expect(warnings).toMatchObject([{ action: "blur", item }]);
});

test.each([
  "image/crop,w,h_5",
  "image/resize,w_5,m",
  "image/watermark,text_YQ,g",
])("a key without a value is ignored where it is not needed: %s", (process) => {
  expect(parseProcess(process).warnings).toMatchObject([{ message: expect.stringContaining("has no value") }]);
});

test("ignored items are warnings with their place", () => {
  expect(parseProcess("image/rotate,90/crop,w_9,r_1").warnings).toEqual([
    { stage: 0, step: 1, action: "crop", item: "r_1", message: expect.stringContaining("r_1") },
  ]);
});

describe("refusals name code, sub-code, step and item", () => {
  test.each<
    [string, string, { status?: number; ec?: string; stage?: number; step?: number; action?: string; item?: string }]
  >([
    ["", "InvalidArgument", { stage: 0 }],
    ["image", "InvalidArgument", { ec: "0040-00000212" }],
    ["image/", "InvalidArgument", { ec: "0040-00000212" }],
    ["image///", "InvalidArgument", { ec: "0040-00000212" }],
    ["Image/resize,w_1", "InvalidArgument", { stage: 0 }],
    ["picture/resize,w_1", "InvalidArgument", { stage: 0 }],
    ["imageresize,w_1", "InvalidArgument", { stage: 0 }],
    ["style/", "InvalidArgument", { stage: 0 }],
    ["image/resize,w_1|", "InvalidArgument", { stage: 1 }],
    ["image/slim,1", "InvalidArgument", { ec: "0040-00000213", step: 0, action: "slim" }],
    ["image/Resize,w_1", "InvalidArgument", { ec: "0040-00000213", action: "Resize" }],
    ["image/constructor,1", "InvalidArgument", { ec: "0040-00000213" }],
    ["image/__proto__", "InvalidArgument", { ec: "0040-00000213" }],
    ["image/faces", "NotImplemented", { status: 501, action: "faces" }],
    ["video/snapshot,t_1000", "NotImplemented", { status: 501, stage: 0 }],
    ["image/resize,w_1|doc/preview", "NotImplemented", { status: 501, stage: 1 }],
    ["audio", "NotImplemented", { status: 501 }],
    ["videos/snapshot", "InvalidArgument", { stage: 0 }],
    ["image/crop,g_face", "NotImplemented", { status: 501, item: "g" }],
    ["image/crop,g_auto", "NotImplemented", { status: 501, item: "g" }],
    ["image/blur,g_face,p_1", "NotImplemented", { status: 501, item: "g" }],
    [`image/resize,w_1${"|image/resize,w_1".repeat(6)}`, "TooManyPipes", { ec: "0040-00000211" }],
    [`image/resize,w_1${" ".repeat(8200)}`, "InvalidArgument", { ec: "0017-00000288" }],
    ["image/rotate,90/resize,w_abc", "InvalidArgument", { ec: "0040-00000312", step: 1, action: "resize", item: "w" }],
    ["image/rotate,90|image/resize,w_0", "InvalidArgument", { stage: 1, step: 0, item: "w" }],
    ["image/resize", "MissingArgument", { ec: "0040-00000322", action: "resize" }],
    ["image/resize,m_fill", "MissingArgument", { ec: "0040-00000322" }],
    ["image/resize,w_0", "InvalidArgument", { ec: "0040-00000312", item: "w" }],
    ["image/resize,w_0,h_0", "InvalidArgument", { ec: "0040-00000321" }],
    ["image/resize,w_", "InvalidArgument", { item: "w" }],
    ["image/resize,w_+5", "InvalidArgument", { item: "w" }],
    ["image/resize,w_1.5", "InvalidArgument", { item: "w" }],
    ["image/resize,w_1e3", "InvalidArgument", { item: "w" }],
    ["image/resize,w_ 5", "InvalidArgument", { item: "w" }],
    ["image/resize,w_16385", "InvalidArgument", { item: "w" }],
    ["image/resize,w_100,l_0", "InvalidArgument", { ec: "0040-00000314", item: "l" }],
    ["image/resize,P_50", "MissingArgument", { ec: "0040-00000322" }],
    ["image/resize,m_pad,w_9,color_12345", "InvalidArgument", { ec: "0040-00000318", item: "color" }],
    ["image/crop,w_-1", "InvalidArgument", { ec: "0040-00000225", item: "w" }],
    ["image/crop,g_middle", "InvalidArgument", { ec: "0040-00000209", item: "g" }],
    ["image/indexcrop", "InvalidArgument", { ec: "0040-00000230" }],
    ["image/indexcrop,x_0", "InvalidArgument", { ec: "0040-00000230" }],
    ["image/indexcrop,x_-5", "InvalidArgument", { ec: "0040-00000223", item: "x" }],
    ["image/circle", "MissingArgument", { item: "r" }],
    ["image/circle,r_4097", "InvalidArgument", { ec: "0040-00000233", item: "r" }],
    ["image/rounded-corners,r_0", "InvalidArgument", { ec: "0040-00000237", item: "r" }],
    ["image/rotate", "MissingArgument", { ec: "0040-00000216" }],
    ["image/rotate,", "MissingArgument", { ec: "0040-00000216" }],
    ["image/rotate,361", "InvalidArgument", { ec: "0040-00000217" }],
    ["image/rotate,a_90", "InvalidArgument", { ec: "0040-00000217" }],
    ["image/rotate,90,180", "InvalidArgument", { ec: "0040-00000203" }],
    ["image/auto-orient", "MissingArgument", { ec: "0040-00000214" }],
    ["image/auto-orient,2", "InvalidArgument", { ec: "0040-00000215" }],
    ["image/blur,r_3", "MissingArgument", { item: "s" }],
    ["image/blur,s_3", "MissingArgument", { item: "r" }],
    ["image/blur,r_0,s_3", "InvalidArgument", { ec: "0040-00000241", item: "r" }],
    ["image/bright", "MissingArgument", { ec: "0040-00000245" }],
    ["image/bright,101", "InvalidArgument", { ec: "0040-00000246" }],
    ["image/contrast", "MissingArgument", {}],
    ["image/contrast,1,2", "InvalidArgument", { ec: "0040-00000203" }],
    ["image/sharpen,49", "InvalidArgument", { ec: "0040-00000280" }],
    ["image/format", "MissingArgument", { ec: "0040-00000207" }],
    ["image/format,dng", "InvalidArgument", { ec: "0040-00000206" }],
    ["image/format,f_png", "InvalidArgument", { ec: "0040-00000206" }],
    ["image/format,PNG", "InvalidArgument", { ec: "0040-00000206" }],
    ["image/interlace,2", "InvalidArgument", { ec: "0040-00000282" }],
    ["image/quality", "MissingArgument", { ec: "0040-00000307" }],
    ["image/quality,q_0", "InvalidArgument", { ec: "0040-00000309", item: "q" }],
    ["image/quality,Q_101", "InvalidArgument", { ec: "0040-00000308", item: "Q" }],
    ["image/quality,high", "InvalidArgument", { ec: "0040-00000310" }],
    ["image/watermark", "MissingArgument", { ec: "0040-00000278" }],
    ["image/watermark,image_", "MissingArgument", { ec: "0040-00000278" }],
    ["image/resize,w", "InvalidArgument", { ec: "0040-00000312", item: "w" }],
    ["image/circle,r", "InvalidArgument", { ec: "0040-00000233", item: "r" }],
    ["image/watermark,text", "MissingArgument", { ec: "0040-00000258", item: "text" }],
    ["image/watermark,text_notbase64", "BadRequest", { ec: "0040-00000257", item: "text" }],
    ["image/watermark,text_a", "BadRequest", { item: "text" }],
    ["image/watermark,text_gICA", "BadRequest", { item: "text" }],
    [
      `image/watermark,text_${encodeBase64Text("x".repeat(65))}`,
      "InvalidArgument",
      { ec: "0040-00000259", item: "text" },
    ],
    [
      `image/watermark,text_${text64},type_${encodeBase64Text("comic")}`,
      "InvalidArgument",
      { ec: "0040-00000251", item: "type" },
    ],
    [`image/watermark,text_${text64},font_*`, "BadRequest", { ec: "0040-00000250", item: "type" }],
    [`image/watermark,text_${text64},voffset_-1001`, "InvalidArgument", { ec: "0040-00000268", item: "voffset" }],
    [`image/watermark,text_${text64},order_2`, "InvalidArgument", { ec: "0040-00000269", item: "order" }],
    [`image/watermark,text_${text64},interval_1001`, "InvalidArgument", { ec: "0040-00000273", item: "interval" }],
    [
      mark("a.png?x-oss-process=image/resize,w_1|image/format,png"),
      "InvalidArgument",
      { ec: "0040-00000372", item: "image" },
    ],
    [mark("a.png?x-oss-process=image/watermark,text_SGk"), "InvalidArgument", { ec: "0040-00000373", item: "image" }],
    [mark("a.png?x-oss-process=image/info"), "InvalidArgument", { ec: "0040-00000374", item: "image" }],
    [mark("a.png?x-oss-process=image/circle,r_1"), "InvalidArgument", { item: "image" }],
    [mark("a.png?x-oss-process=style/x"), "InvalidArgument", { item: "image" }],
    [mark("a.png?x-oss-process=image/resize,P_101"), "InvalidArgument", {}],
    [`image/${`${mark("a").slice(6)}/`.repeat(4)}`, "WatermarkError", { ec: "0040-00000026", step: 3 }],
    ["sys/saveas,o_YQ", "InvalidArgument", { stage: 0 }],
    ["image/rotate,1|sys/saveas,o_YQ|image/rotate,1", "InvalidArgument", { stage: 1 }],
    ["image/rotate,1|sys/saveas", "MissingArgument", { item: "o" }],
    ["image/rotate,1|sys/saveas,o_notbase64", "BadRequest", { item: "o" }],
    [`image/rotate,1|sys/saveas,o_${encodeBase64Text("/a")}`, "InvalidArgument", { item: "o" }],
    [`image/rotate,1|sys/saveas,o_YQ,b_${encodeBase64Text("Bad_Bucket")}`, "InvalidArgument", { item: "b" }],
  ])("%s", (process, code, { status = code === "NotImplemented" ? 501 : 400, ec, ...where }) => {
    const refused = failure(process);
    expect(refused).toMatchObject({ code, status, ...(ec && { ec }) });
    expect(refused.where).toMatchObject(where);
  });

  test("a message says what was expected and what came", () => {
    expect(failure("image/resize,w_abc").message).toBe('w: expected an integer 1..16384 (px), got "abc"');
  });
});
