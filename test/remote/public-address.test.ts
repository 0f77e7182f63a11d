import { expect, test } from "vitest";
import { isPublicAddress } from "../../src/remote/public-address.js";
import { innerAddresses } from "./inner-addresses.js";

test.each([...innerAddresses, "fe80::1%eth0"])("%s is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  ...["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"],
  ...["128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255"],
  ...[
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450::8a",
    "2001:4860::8888",
  ],
])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  "",
  "localhost",
  "1.1.1",
  "1.1.1.1.1",
  "0x7f000001",
  "1.1.1.1:80",
  "[::1]",
  "2606:4700::1111%1",
])("%j is no address", (text) => {
  expect(isPublicAddress(text)).toBe(false);
});
