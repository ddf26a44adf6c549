import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Card } from '../../core/card.ts'
import { type Attachment, FileUnavailable, type StoredFile } from '../../core/files.ts'
import type { FileStore } from '../../core/ports.ts'

/** Where a file of a card is written: its id keeps two of one name apart, and its name is safe. */
export const pathOf = (directory: string, { id, name }: StoredFile): string =>
  join(directory, `${id}-${name}`)

/** Writes the files of a card where it says they are. One that is no more is left out. */
export const writeFiles = async (card: Card, directory: string, files: FileStore): Promise<void> => {
  for (const block of card.blocks) {
    if (block.type !== 'image' && block.type !== 'file') continue
    const content = await files.read(block.file.id)
    if (!content) continue
    // They are what officers sent: for the directory's owner alone.
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await writeFile(pathOf(directory, block.file), content, { mode: 0o600 })
  }
}

/** Paths as they are typed: separated by blanks, with quotation marks around one that has blanks of its own. */
export const readPaths = (typed: string): string[] =>
  [...typed.matchAll(/"([^"]+)"|'([^']+)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  )

/** Paths that the last of some typed ones may become: of files, and of folders with a slash. Hidden ones when asked for. */
export const pathsLike = async (typed: string): Promise<string[]> => {
  const path = /[^\s"']*$/.exec(typed)?.[0] ?? ''
  const begun = path.slice(path.lastIndexOf('/') + 1)
  const folder = path.slice(0, path.length - begun.length)
  const entries = await readdir(folder || '.', { withFileTypes: true }).catch(() => [])
  return entries
    .filter(
      ({ name }) => name.startsWith(begun) && (begun !== '' || !name.startsWith('.')) && !/\s/.test(name),
    )
    .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
}

const byExtension: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  csv: 'text/csv',
  txt: 'text/plain',
}

/** Files of this machine as a request carries them. Undefined when one cannot be read. */
export const attach = async (paths: readonly string[]): Promise<Attachment[] | undefined> => {
  const attachments: Attachment[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile()) return undefined
    const extension = /\.([^.]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
    attachments.push({
      name: basename(path),
      mediaType: byExtension[extension] ?? '',
      size: found.size,
      place: { path: resolve(path) },
    })
  }
  return attachments
}

export const download = async ({ place }: Attachment, most: number): Promise<Uint8Array> => {
  const content = await readFile(place.path ?? '').catch(() => {
    throw new FileUnavailable('gone', 'the file cannot be read')
  })
  if (content.length > most) throw new FileUnavailable('too-large', 'the file is too large')
  return content
}
