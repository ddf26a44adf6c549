import { createReadStream } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { BackupError } from './format.ts'

/** Where the first header of a tar archive says what it is (POSIX, ustar). */
const [magic, magicAt] = ['ustar', 257]
/** Bytes of a tar archive's header. */
const block = 512
const gzip = Buffer.from([0x1f, 0x8b])
/** What is in every data directory of PostgreSQL's. */
const versionFile = 'PG_VERSION'

/** Whether a file begins as gzip's do (RFC 1952). */
const isPacked = async (file: string): Promise<boolean> => {
  for await (const chunk of createReadStream(file, { end: 1 })) return (chunk as Buffer).equals(gzip)
  return false
}

/**
 * Throws `BackupError` unless a file is a whole archive of a data directory, as earlier versions made their backups: it is looked
 * at before it is given to PGlite, whose own error nobody could catch.
 */
export const requireArchive = async (file: string): Promise<void> => {
  let beginning = Buffer.alloc(0)
  let isOfDatabase = false
  let last = Buffer.alloc(0)
  const reading = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (beginning.length < block) beginning = Buffer.concat([beginning, chunk]).subarray(0, block)
      // A name may stand across two chunks.
      const seen = Buffer.concat([last, chunk])
      isOfDatabase ||= seen.includes(versionFile)
      last = seen.subarray(-versionFile.length)
      done()
    },
  })
  try {
    // The first versions did not pack them.
    if (await isPacked(file)) await pipeline(createReadStream(file), createGunzip(), reading)
    else await pipeline(createReadStream(file), reading)
  } catch (cause) {
    throw new BackupError(`${file} is no backup of this program, or is damaged`, { cause })
  }
  const isArchive = beginning.subarray(magicAt, magicAt + magic.length).toString('latin1') === magic
  if (!isArchive || !isOfDatabase) throw new BackupError(`${file} is no backup of this program`)
}
