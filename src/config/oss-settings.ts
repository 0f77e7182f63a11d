/** The settings that say how the object storage is reached. */
interface OssConfig {
  readonly store: "embedded" | "oss";
  readonly ossEndpoint: string | undefined;
  readonly ossInternalEndpoint: string | undefined;
  readonly ossRegion: string | undefined;
  readonly ossAccessKeyId: string | undefined;
  readonly ossAccessKeySecret: string | undefined;
  readonly ossSecurityToken: string | undefined;
  readonly ossCredentialsUrl: string | undefined;
}

/** How the object storage is reached. */
export interface OssSettings {
  /** Where calls go. */
  readonly endpoint: string;
  /** What URLs that are handed out are for. */
  readonly publicEndpoint: string;
  readonly region: string;
  readonly credentials:
    | { readonly accessKeyId: string; readonly accessKeySecret: string; readonly securityToken?: string }
    | { readonly url: string };
}

/** The settings as a whole, `undefined` while one is missing or two contradict each other: `ossProblems` names them. */
export function ossSettings(config: OssConfig): OssSettings | undefined {
  const { ossRegion: region, ossEndpoint, ossInternalEndpoint } = config;
  const credentials = credentialsOf(config);
  if (region === undefined || credentials === undefined) return undefined;
  const publicEndpoint = ossEndpoint ?? `https://oss-${region}.aliyuncs.com`;
  return { endpoint: ossInternalEndpoint ?? publicEndpoint, publicEndpoint, region, credentials };
}

/** What to set, for a store that is in an object storage. */
export function ossProblems(config: OssConfig): readonly string[] {
  if (config.store !== "oss") return [];
  const { ossRegion, ossAccessKeyId, ossAccessKeySecret, ossSecurityToken, ossCredentialsUrl } = config;
  const hasKey = [ossAccessKeyId, ossAccessKeySecret, ossSecurityToken].some((value) => value !== undefined);
  const needed = (name: string, what: string) => `${name}: needed for IMGRAPH_STORE=oss: ${what}`;
  return [
    ...(ossRegion === undefined ? [needed("IMGRAPH_OSS_REGION", "the region of the object storage")] : []),
    ...(ossCredentialsUrl !== undefined && hasKey
      ? ["IMGRAPH_OSS_CREDENTIALS_URL: expected either this or IMGRAPH_OSS_ACCESS_KEY_ID with its secret, got both"]
      : []),
    ...(ossCredentialsUrl === undefined && ossAccessKeyId === undefined
      ? [needed("IMGRAPH_OSS_ACCESS_KEY_ID", "an access key of it, or IMGRAPH_OSS_CREDENTIALS_URL")]
      : []),
    ...(ossCredentialsUrl === undefined && ossAccessKeySecret === undefined
      ? [needed("IMGRAPH_OSS_ACCESS_KEY_SECRET", "the secret of that key")]
      : []),
  ];
}

function credentialsOf(config: OssConfig): OssSettings["credentials"] | undefined {
  const { ossAccessKeyId: accessKeyId, ossAccessKeySecret: accessKeySecret, ossSecurityToken: securityToken } = config;
  if (config.ossCredentialsUrl !== undefined)
    return accessKeyId === undefined && accessKeySecret === undefined ? { url: config.ossCredentialsUrl } : undefined;
  if (accessKeyId === undefined || accessKeySecret === undefined) return undefined;
  return { accessKeyId, accessKeySecret, ...(securityToken !== undefined && { securityToken }) };
}
