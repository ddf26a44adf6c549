import type { NewFile, StoredFile } from '../../src/core/files.ts'
import type { FileStore } from '../../src/core/ports.ts'

/** The least that is a picture to those who look at the first bytes; `mark` makes it one of its own. */
export const jpeg = (mark: string): Buffer =>
  Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.from(mark),
    Buffer.from('ffd9', 'hex'),
  ])
export const png = (mark: string): Buffer =>
  Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from(mark)])
export const pdf = (mark: string): Buffer => Buffer.from(`%PDF-1.7\n% ${mark}\n%%EOF\n`)

/** Files kept in memory, by ids that a test can foresee: `file0`, `file1`… */
export const memoryFiles = (): FileStore & {
  readonly kept: Map<string, NewFile>
  put(name: string, mediaType: string, content: Uint8Array): StoredFile
} => {
  const kept = new Map<string, NewFile>()
  const put = (name: string, mediaType: string, content: Uint8Array): StoredFile => {
    const id = `file${kept.size}`
    kept.set(id, { name, mediaType, content })
    return { id, name, mediaType, size: content.length }
  }
  return {
    kept,
    put,
    keep: ({ name, mediaType, content }) => Promise.resolve(put(name, mediaType, content)),
    read: (id) => Promise.resolve(kept.get(id)?.content),
  }
}
