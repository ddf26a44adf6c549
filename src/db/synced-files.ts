import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type Options = Parameters<NodeFS['init']>[1]
type Module = Parameters<NonNullable<Options['preRun']>[number]>[0]

/** What the compiled program's file system calls of an open file; `nfd` is Node's number of it. */
interface StreamOperations {
  fsync?(stream: { readonly nfd: number }): number
}

/** EIO, as the compiled program numbers it (wasi-libc, `errno`). */
const inputOutputError = 29

/** The compiled program calls `fsync` wherever PostgreSQL does, and asks its file system, which knows none for Node's files. */
const answerSync = ({ FS: files }: Module): void => {
  const { NODEFS } = files.filesystems as unknown as { NODEFS: { stream_ops: StreamOperations } }
  NODEFS.stream_ops.fsync = ({ nfd }) => {
    try {
      fsyncSync(nfd)
      return 0
    } catch {
      // PostgreSQL stops at it, as it must: what it wrote may be lost.
      throw new files.ErrnoError(inputOutputError)
    }
  }
}

/** Node's files for PGlite, forced to the disk where PostgreSQL asks for it. */
export class SyncedFiles extends NodeFS {
  override async init(pglite: PGlite, options: Options) {
    const { emscriptenOpts } = await super.init(pglite, options)
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), answerSync] } }
  }
}

/** Forces to the disk what a directory lists, and all that is in one of those beneath it. */
export const forceToDisk = (directory: string, beneath: string): void => {
  for (const entry of readdirSync(beneath, { recursive: true, encoding: 'utf8' })) force(join(beneath, entry))
  force(beneath)
  force(directory)
}

const force = (path: string): void => {
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}
