import type { UploadsPage, UploadsQuery } from "../../service/ports.js";
import { decodeUpload, type UploadRow } from "./upload-row.js";
import { type Scan, walkKeys } from "./walk-keys.js";

/** One page of a bucket's uploads. */
export function pageOfUploads(query: UploadsQuery, scan: Scan<UploadRow>): UploadsPage {
  const { rows, commonPrefixes, last } = walkKeys<UploadRow>({
    ...query,
    scan,
    keyOf: ([, key]) => key,
    behindRow: ([, key, id]) => ({ key, id }),
  });
  const uploads = rows.map(decodeUpload);
  if (!last) return { uploads, commonPrefixes };
  if ("commonPrefix" in last) return { uploads, commonPrefixes, next: { key: last.commonPrefix } };
  const { key, id } = decodeUpload(last.row);
  return { uploads, commonPrefixes, next: { key, id } };
}
