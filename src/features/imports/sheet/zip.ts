import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { sheetLimits } from './table.ts'

const inflate = promisify(inflateRaw)

/** APPNOTE.TXT 6.3.10: the end of the central directory, 22 bytes and a comment of at most 65,535. */
const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50
const longestEnd = 22 + 65_535

interface Entry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly offset: number
}

const unreadable = () => new UserError(notice('imports.refused.unreadable'))

const entriesOf = (content: Buffer): Entry[] => {
  const from = Math.max(0, content.length - longestEnd)
  const end = content.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < from || content.readUInt32LE(end) !== endMark) throw unreadable()
  const count = content.readUInt16LE(end + 10)
  if (count > sheetLimits.parts)
    throw new UserError(notice('imports.refused.parts', { most: sheetLimits.parts }))
  const entries: Entry[] = []
  let at = content.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (content.readUInt32LE(at) !== entryMark) throw unreadable()
    // Encrypted; Excel itself packs what has a password in another way.
    if ((content.readUInt16LE(at + 8) & 1) === 1) throw new UserError(notice('imports.refused.password'))
    const nameLength = content.readUInt16LE(at + 28)
    entries.push({
      name: content.toString('utf8', at + 46, at + 46 + nameLength),
      method: content.readUInt16LE(at + 10),
      packed: content.readUInt32LE(at + 20),
      offset: content.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32)
  }
  return entries
}

const contentOf = async (content: Buffer, { method, packed, offset }: Entry, most: number) => {
  if (content.readUInt32LE(offset) !== localMark) throw unreadable()
  const start = offset + 30 + content.readUInt16LE(offset + 26) + content.readUInt16LE(offset + 28)
  const data = content.subarray(start, start + packed)
  if (method === 0 && data.length <= most) return data
  if (method !== 0 && method !== 8) throw unreadable()
  const large = new UserError(
    notice('imports.refused.large', { megabytes: sheetLimits.partBytes / 1024 / 1024 }),
  )
  if (method === 0) throw large
  // The sizes that a file announces may be lies: it is inflated until it is too much, and no further.
  return inflate(data, { maxOutputLength: most }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ERR_BUFFER_TOO_LARGE' ? large : unreadable()
  })
}

/**
 * The parts of a packed workbook whose names are asked for, inflated no further than our limits. Throws a `UserError` that
 * says what is too much, or that it is no such file.
 */
export const readParts = async (
  packed: Uint8Array,
  isAskedFor: (name: string) => boolean,
): Promise<{ readonly names: readonly string[]; readonly parts: ReadonlyMap<string, Buffer> }> => {
  const content = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength)
  try {
    const entries = entriesOf(content)
    const names = entries.map(({ name }) => name)
    const parts = new Map<string, Buffer>()
    let left: number = sheetLimits.allBytes
    for (const entry of entries.filter(({ name }) => isAskedFor(name))) {
      if (parts.has(entry.name)) throw unreadable()
      const part = await contentOf(content, entry, Math.min(left, sheetLimits.partBytes))
      left -= part.length
      parts.set(entry.name, part)
    }
    return { names, parts }
  } catch (error) {
    // An offset that points outside of the file.
    throw error instanceof RangeError ? unreadable() : error
  }
}
