import { fileTypeFromBuffer } from 'file-type'
import { decodeText } from '../core/decode-text.ts'
import { type Attachment, isAccepted, type MediaType, type RefusedFile } from '../core/files.ts'

/** Of the old office formats the content tells only that it is one of them. */
const compound: Readonly<Record<string, MediaType>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}

const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** Text, in whatever encoding spreadsheets write, without characters that no text has. */
const isText = (content: Uint8Array): boolean => {
  const text = decodeText(content)
  return text !== undefined && !/[^\P{Cc}\n\r\t\f]/u.test(text)
}

const isMarked = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

/** What a file is, by its content: its name and what its platform says of it are only claims. */
export const identify = async (
  content: Uint8Array,
  { name, mediaType: claimed }: Attachment,
): Promise<MediaType | RefusedFile['reason']> => {
  if (content.length === 0) return 'empty'
  const extension = extensionOf(name)
  const claimsText = /^(txt|csv)$/.test(extension) || /^text\/(plain|csv)$/.test(claimed)
  const asText = extension === 'csv' || claimed === 'text/csv' ? 'text/csv' : 'text/plain'
  // The mark of UTF-16 is that of sound, too.
  if (claimsText && isMarked(content) && isText(content)) return asText
  const found = (await fileTypeFromBuffer(content))?.mime.toString().replace('image/heif', 'image/heic')
  if (found === 'application/x-cfb') return compound[extension] ?? 'kind'
  if (found !== undefined && /macroenabled/i.test(found)) return 'macros'
  if (found !== undefined) return isAccepted(found) ? found : 'kind'
  if (claimsText && isText(content)) return asText
  return claimsText || isAccepted(claimed) ? 'unlike' : 'kind'
}
