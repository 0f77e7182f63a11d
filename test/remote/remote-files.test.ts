import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { createRemoteFiles, type RemoteFilesUse } from "../../src/remote/remote-files.js";
import { innerAddresses } from "./inner-addresses.js";

const never = new AbortController().signal;
const maxBytes = 1000;
const open = (url: string, use: Partial<RemoteFilesUse> = {}, signal = never) =>
  createRemoteFiles({ hosts: { entries: [] }, timeoutMs: 5000, lookup: nobodyAsks, ...use }).open(
    url,
    { maxBytes },
    signal,
  );
const nobodyAsks = (name: string): never => {
  throw new Error(`${name} was looked up`);
};
const answering =
  (...addresses: string[]) =>
  async () =>
    addresses;
const refused = { code: "ImportRefused" };
const failed = { code: "ImportFailed" };

/** Every connection that is tried, wherever it leads. */
let connect: MockInstance<Socket["connect"]>;
beforeEach(() => {
  connect = vi.spyOn(Socket.prototype, "connect");
});
afterEach(() => {
  connect.mockRestore();
});
/** `host port` of each. */
const connections = () =>
  connect.mock.calls.map(([first]) => {
    const [{ host, port }] = [first].flat() as unknown as [{ host: string; port: number | string }];
    return `${host} ${port}`;
  });

describe("without a packet to them are refused", () => {
  test.each(innerAddresses)("%s in a URL, and behind a name", async (address) => {
    const host = address.includes(":") ? `[${address}]` : address;
    await expect(open(`https://${host}/a.jpg`)).rejects.toMatchObject(refused);
    await expect(open("https://a.example/a.jpg", { lookup: answering(address) })).rejects.toMatchObject(refused);
    // A public one before or behind it does not help.
    for (const both of [
      ["1.1.1.1", address],
      [address, "1.1.1.1"],
    ])
      await expect(open("https://a.example/", { lookup: answering(...both) })).rejects.toMatchObject(refused);
    expect(connections()).toEqual([]);
  });

  test.each([
    ["an address as one number", "https://2130706433/"],
    ["an address in hex", "https://0x7f000001/"],
    ["an address in octal", "https://0177.0.0.1/"],
    ["an address of fewer parts", "https://127.1/"],
    ["an address in full-width digits", "https://１２７.０.０.１/"],
    ["an address with a percent sign", "https://127.0.0.%31/"],
    ["a mapped address", "https://[::ffff:7f00:1]/"],
    ["an address with a dot behind", "https://127.0.0.1./"],
    ["http", "http://1.1.1.1/"],
    ["a port of other services", "https://1.1.1.1:22/"],
    ["http on the port of https", "http://1.1.1.1:443/"],
    ["a file", "file:///etc/passwd"],
    ["gopher", "gopher://1.1.1.1/"],
    ["data", "data:image/png;base64,AA"],
    ["a name and password", "https://user:pass@1.1.1.1/"],
    ["an address before an @", "https://1.1.1.1@127.0.0.1/"],
    ["a backslash before an @", "https://127.0.0.1\\@1.1.1.1/"],
    ["no URL", "//127.0.0.1/a.jpg"],
    ["nothing", ""],
    ["a URL that is too long", `https://1.1.1.1/${"a".repeat(2048)}`],
  ])("%s", async (_, url) => {
    await expect(open(url)).rejects.toMatchObject(refused);
    expect(connections()).toEqual([]);
  });

  test.each([
    "localhost",
    "localhost.",
    "a.localhost",
    "LOCALHOST",
    "metadata.google.internal",
    "127.0.0.1.nip.io",
  ])("the name %s, by what it leads to", async (name) => {
    await expect(open(`https://${name}/`, { lookup: answering("127.0.0.1") })).rejects.toMatchObject(refused);
    expect(connections()).toEqual([]);
  });

  test("the hosts that are not named, where some are", async () => {
    const hosts = { entries: ["images.example", "*.cdn.example", "http://10.0.0.5:8080"] };
    for (const url of [
      "https://evil.example/",
      "https://cdn.example/",
      "https://evilcdn.example/",
      "https://images.example.evil/",
      "http://images.example/",
      "https://images.example:8443/",
      "https://10.0.0.5:8080/",
      "http://10.0.0.5/",
      "http://10.0.0.6:8080/",
    ])
      await expect(open(url, { hosts })).rejects.toMatchObject(refused);
    // Named, and yet inside.
    for (const url of ["https://images.example/", "https://a.cdn.example/"])
      await expect(open(url, { hosts, lookup: answering("10.0.0.1") })).rejects.toMatchObject(refused);
    expect(connections()).toEqual([]);
  });

  test("names that have no address, or cannot be looked up, fail", async () => {
    await expect(open("https://a.example/", { lookup: answering() })).rejects.toMatchObject(failed);
    const lookup = () => Promise.reject(new Error("ENOTFOUND"));
    await expect(open("https://a.example/", { lookup })).rejects.toMatchObject(failed);
    expect(connections()).toEqual([]);
  });
});

test("a name that is looked up for ever is given up after the time, and at once when the caller leaves", async () => {
  const lookup = () => new Promise<readonly string[]>(() => {});
  await expect(open("https://slow.example/", { lookup, timeoutMs: 30 })).rejects.toMatchObject(failed);
  const leaving = new AbortController();
  const asked = open("https://slow.example/", { lookup }, leaving.signal);
  leaving.abort(new Error("gone"));
  await expect(asked).rejects.toThrow("gone");
  expect(connections()).toEqual([]);
});

test("a name is asked for once, and the connection goes to the address that was checked", async () => {
  const lookup = vi.fn(async () => (lookup.mock.calls.length === 1 ? ["1.2.3.4"] : ["127.0.0.1"]));
  connect.mockImplementation(function (this: Socket) {
    process.nextTick(() => this.destroy(new Error("no network in tests")));
    return this;
  });
  await expect(open("https://rebinding.example/a.jpg", { lookup })).rejects.toMatchObject(failed);
  expect(lookup.mock.calls).toEqual([["rebinding.example"]]);
  expect(connections()).toEqual(["1.2.3.4 443"]);
});

describe("a name with several addresses", () => {
  /** Every connection fails, but for those to one address, which nobody answers. */
  const withoutNetwork = (hanging: string | undefined) =>
    connect.mockImplementation(function (this: Socket, ...[first]: unknown[]) {
      const [{ host }] = [first].flat() as [{ host: string }];
      if (host !== hanging) process.nextTick(() => this.destroy(new Error("no network in tests")));
      return this;
    });

  test("is asked for at each of the first four, in their order, and at no other", async () => {
    withoutNetwork(undefined);
    const lookup = vi.fn(answering("1.1.1.1", "2606:4700::1111", "8.8.8.8", "9.9.9.9", "9.9.9.10"));
    await expect(open("https://many.example/", { lookup })).rejects.toMatchObject(failed);
    expect(connections()).toEqual(["1.1.1.1 443", "2606:4700::1111 443", "8.8.8.8 443", "9.9.9.9 443"]);
    expect(lookup).toHaveBeenCalledTimes(1);
  });

  test("all within one time, also where the first does not answer", async () => {
    withoutNetwork("1.1.1.1");
    const lookup = answering("1.1.1.1", "8.8.8.8");
    await expect(open("https://slow.example/", { lookup, timeoutMs: 50 })).rejects.toMatchObject({
      ...failed,
      details: { reason: "did not answer within 50 ms" },
    });
    expect(connections()).toEqual(["1.1.1.1 443"]);
  });

  test("goes on to the next where the first lets it wait", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    withoutNetwork("1.1.1.1");
    const asked = open("https://slow.example/", { lookup: answering("1.1.1.1", "8.8.8.8") });
    const outcome = expect(asked).rejects.toMatchObject(failed);
    await vi.waitFor(() => expect(connections()).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(3000);
    await outcome;
    expect(connections()).toEqual(["1.1.1.1 443", "8.8.8.8 443"]);
    vi.useRealTimers();
  });
});

describe("a host that is named as an origin", () => {
  let server: Server;
  let origin: string;
  const served = async (listener: RequestListener) => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const ask = (path = "/", use: Partial<RemoteFilesUse> = {}, signal = never) =>
    open(`${origin}${path}`, { hosts: { entries: [origin] }, ...use }, signal);
  const own = () => connections().every((each) => each === origin.replace(/^http:\/\/(.*):/, "$1 "));
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test("is reached at the address that answers", async () => {
    await served((_, res) => res.end("a picture"));
    const named = origin.replace("127.0.0.1", "pictures.example");
    const lookup = answering("127.0.0.2", "127.0.0.1");
    const { body } = await open(`${named}/`, { hosts: { entries: [named] }, lookup });
    expect(await text(body)).toBe("a picture");
    expect(connections().map((each) => each.split(" ")[0])).toEqual(["127.0.0.2", "127.0.0.1"]);
  });

  test("is reached wherever it is, and told nothing of the caller", async () => {
    let headers: unknown;
    await served((req, res) => {
      headers = req.headers;
      res.end("a picture");
    });
    const { body } = await ask("/a.jpg?b=c");
    expect(await text(body)).toBe("a picture");
    expect(headers).toEqual({
      ...{ host: new URL(origin).host, accept: "image/*", "accept-encoding": "identity" },
      ...{ "user-agent": "imgraph", connection: "close" },
    });
  });

  const elsewhere = [
    "http://127.0.0.1:1/",
    "http://localhost/",
    "https://127.0.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://2130706433/",
    "//127.0.0.1/",
    "//169.254.169.254/",
    "http:\\\\127.0.0.1:1\\",
    "https://1.1.1.1:22/",
    "https://user@1.1.1.1/",
    "file:///etc/passwd",
    "ftp://1.1.1.1/",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "javascript:alert(1)",
  ];
  test.each(
    elsewhere.flatMap((location) => [301, 302, 303, 307, 308].map((status) => [location, status] as const)),
  )("does not lead to %s with %i", async (location, status) => {
    await served((_, res) => res.writeHead(status, { location }).end());
    await expect(ask()).rejects.toMatchObject(refused);
    expect(own()).toBe(true);
    expect(connections()).toHaveLength(1);
  });

  test("does not lead inside at its last step either, nor by a name", async () => {
    let step = 0;
    await served((_, res) => {
      step += 1;
      res.writeHead(302, { location: step < 5 ? `/${step}` : "https://inner.example/" }).end();
    });
    const hosts = { entries: [origin, "inner.example"] };
    await expect(ask("/", { hosts, lookup: answering("10.0.0.1") })).rejects.toMatchObject(refused);
    expect(step).toBe(5);
    expect(own()).toBe(true);
  });

  test("leads on to itself five times, and no more", async () => {
    let asked = 0;
    await served((req, res) => {
      asked += 1;
      const left = Number(req.url?.slice(1));
      if (left === 0) res.end("here");
      else res.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect(await text((await ask("/5")).body)).toBe("here");
    asked = 0;
    await expect(ask("/6")).rejects.toMatchObject(failed);
    expect(asked).toBe(6);
  });

  test.each<[string, RequestListener, object]>([
    ["404", (_, res) => res.writeHead(404).end(), failed],
    ["206", (_, res) => res.writeHead(206).end("a"), failed],
    ["an address without one", (_, res) => res.writeHead(302).end(), failed],
    ["a compressed body", (_, res) => res.writeHead(200, { "content-encoding": "gzip" }).end("a"), failed],
    ["no HTTP", (_, res) => void res.socket?.end("SSH-2.0\r\n"), failed],
    [
      "in another protocol",
      (_, res) =>
        void res.socket?.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
      failed,
    ],
    ["nothing", (_, res) => void res.socket?.destroy(), failed],
    ["a long body", (_, res) => res.writeHead(200, { "content-length": "1001" }).end(), { code: "ImageTooLarge" }],
  ])("that answers %s fails", async (_, listener, failure) => {
    await served(listener);
    await expect(ask()).rejects.toMatchObject(failure);
  });

  test("a body that turns out too long, or breaks off, fails on the way", async () => {
    await served((req, res) => {
      res.write("a".repeat(900));
      if (req.url === "/long") res.end("a".repeat(101));
      else setImmediate(() => res.socket?.destroy());
    });
    await expect(text((await ask("/long")).body)).rejects.toMatchObject({ code: "ImageTooLarge" });
    await expect(text((await ask("/short")).body)).rejects.toThrow();
  });

  test("that never answers is given up after the time, and at once when the caller leaves", async () => {
    await served(() => {});
    await expect(ask("/", { timeoutMs: 30 })).rejects.toMatchObject(failed);
    const leaving = new AbortController();
    const asked = ask("/", {}, leaving.signal);
    leaving.abort(new Error("gone"));
    await expect(asked).rejects.toThrow();
  });
});
