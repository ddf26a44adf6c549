import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'

/**
 * A backup is gzipped lines of JSON: a head, then each table's name and columns followed by its rows, and an end that says how
 * many rows there were. Values are in PostgreSQL's own text form, so that nothing is rounded and any of its databases reads them.
 */
const migration = z.object({ name: z.string(), checksum: z.string() })
const head = z.object({
  format: z.literal('luyu-backup'),
  version: z.literal(1),
  migrations: z.array(migration),
})
export type Head = z.infer<typeof head>
const column = z.object({ name: z.string(), type: z.string() })
const table = z.object({ table: z.string(), columns: z.array(column) })
export type TableHead = z.infer<typeof table>
export type Row = ReadonlyArray<string | null>
const row = z.array(z.string().nullable())
const end = z.object({ end: z.number() })

export type Line = Head | TableHead | Row | z.infer<typeof end>

/** The lines of a backup as they are written. */
export const lineOf = (line: Line): string => `${JSON.stringify(line)}\n`

/** Why a backup cannot be made or put back, in words for the operator. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const unpacked = source.pipe(createGunzip()).setEncoding('utf8')
  source.once('error', (error) => unpacked.destroy(error))
  try {
    let begun: string[] = []
    for await (const chunk of unpacked) {
      const [rest = '', ...others] = String(chunk).split('\n')
      begun.push(rest)
      for (const next of others) {
        yield begun.join('')
        begun = [next]
      }
    }
  } finally {
    source.destroy()
  }
}

/** What reads a backup is told of its parts in order. */
export interface BackupReader {
  begin?(head: Head): Promise<void>
  table?(table: TableHead): Promise<void>
  row?(row: Row): Promise<void>
}

/** Reads a whole backup. Throws `BackupError` where it is none, or was cut short. */
export const readBackup = async (file: string, reader: BackupReader): Promise<void> => {
  let [rows, ended] = [0, false]
  let isFirst = true
  try {
    for await (const line of linesOf(file)) {
      const value: unknown = JSON.parse(line)
      if (isFirst) {
        const begun = head.parse(value)
        await reader.begin?.(begun)
      } else if (Array.isArray(value)) {
        rows += 1
        const given = row.parse(value)
        await reader.row?.(given)
      } else if (end.safeParse(value).success) ended = end.parse(value).end === rows
      else {
        const next = table.parse(value)
        await reader.table?.(next)
      }
      isFirst = false
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError || isOfZlib(error))
      throw new BackupError(`${file} is no backup of this program, or is damaged`, { cause: error })
    throw error
  }
  if (!ended) throw new BackupError(`${file} is not complete: it was cut short`)
}

/**
 * What a backup was made of, after all of it was read; undefined where the file is none of today's form: those of earlier
 * versions are archives of a data directory. Throws `BackupError` where it is damaged or was cut short.
 */
export const headOf = async (file: string): Promise<Head | undefined> => {
  let found: Head | undefined
  try {
    await readBackup(file, {
      begin: async (begun) => {
        found = begun
      },
    })
  } catch (error) {
    if (found) throw error
  }
  return found
}

const isOfZlib = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
