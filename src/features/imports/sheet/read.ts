import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { readCsv } from './csv.ts'
import type { Sheet } from './table.ts'
import { readWorkbook } from './workbook.ts'

/** By the ends of names: a stored file has the one of what it is. */
export const readableFiles = ['xlsx', 'csv'] as const

/** The sheets of a file, in bounded time and memory. Throws a `UserError` that says why it is refused. */
export const readSheets = async (content: Uint8Array, name: string): Promise<Sheet[]> => {
  const [, stem = name, extension = ''] = /^(.*)\.([^.]+)$/u.exec(name) ?? []
  if (extension === 'xlsx') return readWorkbook(content)
  if (extension === 'csv') return readCsv(content, stem)
  throw new UserError(notice('imports.refused.kind'))
}
