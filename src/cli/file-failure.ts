/** A file of the command line that cannot be read or written, by the path that the caller gave. */
export class FileFailure extends Error {
  override readonly name = "FileFailure";

  /** `code` is the system's own word, `ENOENT`. */
  constructor(
    readonly code: string,
    what: string,
    path: string,
    cause?: unknown,
  ) {
    super(`${what}: ${path}`, { cause });
  }
}

export type FileUse = "read" | "write";

/** An error of the file system in terms of what the caller named; anything else is given back as it is. */
export function fileFailure(error: unknown, path: string, use: FileUse): unknown {
  if (error instanceof FileFailure || !isSystemError(error)) return error;
  return new FileFailure(error.code, sayCode(error.code, use) ?? systemWords(error), path, error);
}

function sayCode(code: string, use: FileUse): string | undefined {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
    case "EEXIST":
      return use === "read" ? "no such file" : "no folder to write into";
    case "EISDIR":
      return "a folder, not a file";
    case "EACCES":
    case "EPERM":
      return `no permission to ${use}`;
    default:
      return undefined;
  }
}

/** `ENOSPC: no space left on device, write` → `no space left on device` */
function systemWords({ code, message }: Error & { readonly code: string }): string {
  return message.replace(`${code}: `, "").split(", ", 1)[0]!;
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";
}
