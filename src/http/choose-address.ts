import { Failure } from "../base/failure.js";
import type { Call, Service } from "../service/service.js";
import type { Address } from "./address.js";
import { parseResource } from "./exchange.js";

/**
 * Which reading of an anonymous request is meant when the bucket stands in both Host and path: the one with the bucket in
 * both when there is such an object, else the first. A signed request has only one left. Source: wire protocol §1.4.
 */
export async function chooseAddress(
  service: Service,
  [first, second]: readonly [Address, ...Address[]],
  call: Call,
): Promise<Address> {
  return second && (await isObject(service, second, call)) ? second : first;
}

async function isObject(service: Service, address: Address, call: Call): Promise<boolean> {
  try {
    const resource = parseResource(address);
    if (resource.kind !== "object") return false;
    const { at } = (await service.findStyled(resource.at, call)) ?? resource;
    await service.viewObject(at, call);
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // In a private bucket every reading is refused alike; in a public one only an object that exists is.
    return error.code === "AccessDenied";
  }
}
