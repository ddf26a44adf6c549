import { z } from 'zod'

/** A file that the program keeps: its content is in the `FileStore`, everything else carries this. `size` in bytes. */
export const storedFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
})
export type StoredFile = z.infer<typeof storedFileSchema>

/** A file that is to be kept. */
export interface NewFile {
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
}

/** A file that came with a request, still where its platform keeps it. Plain JSON: it is stored with the request. */
export interface Attachment {
  /** As the sender's device calls it; empty where the platform does not say. */
  readonly name: string
  /** As the platform announces it: neither it nor the size need be true. */
  readonly mediaType: string
  /** Bytes. */
  readonly size?: number
  /** The field of the submitted form that it was put into. */
  readonly field?: string
  /** Where the platform keeps it. Opaque to everybody but its adapter. */
  readonly place: Readonly<Record<string, string>>
}

/** A file of a request that is kept. `field`: the field of the submitted form that it was put into. */
export interface ReceivedFile extends StoredFile {
  readonly field?: string
}

/** A file of a request that is not kept, and why. */
export interface RefusedFile {
  readonly name: string
  /** `recording`: sound or film, which nobody listens to; `kind`: not one of the accepted types; `macros`: an office document with programs in it; `unlike`: not what it claims to be; `lost`: its platform did not give it. */
  readonly reason: 'large' | 'many' | 'empty' | 'recording' | 'kind' | 'macros' | 'unlike' | 'lost'
}

/** Our own limits; the platforms' stand beside their adapters. */
export const fileLimits = {
  /** Bytes of one file: what a Telegram bot can download at most, so that a file is welcome everywhere or nowhere. */
  bytes: 20 * 1024 * 1024,
  /** Files of one request: a whole album of Telegram's, and what one input of Slack's takes. */
  perRequest: 10,
  /** Characters of a name, its extension included. */
  nameLength: 80,
} as const

/** What is accepted, with the extension that a file of the type is given. */
export const extensions = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'text/plain': 'txt',
  'text/csv': 'csv',
} as const
export type MediaType = keyof typeof extensions

export const isAccepted = (mediaType: string): mediaType is MediaType => Object.hasOwn(extensions, mediaType)

/** What every platform shows as a picture; all else is a document. */
export const isPicture = (mediaType: string): boolean =>
  mediaType === 'image/jpeg' || mediaType === 'image/png'

const alike: Readonly<Record<string, string>> = { jpeg: 'jpg', heif: 'heic', text: 'txt' }

/**
 * A name that is safe on any disk and in any chat: without path, control characters and signs with a meaning, of bounded
 * length, and with the extension of what the file is, not of what it claims to be.
 */
export const safeName = (name: string, mediaType: MediaType): string => {
  const base = (name.split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cs}\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/[<>:"|?*;]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const extension = extensions[mediaType]
  const [, stem = base, given = ''] = /^(.+)\.([A-Za-z0-9]{1,5})$/.exec(base) ?? []
  const lower = given.toLowerCase()
  const fits = (alike[lower] ?? lower) === extension
  const kept = [...(fits ? stem : base)]
    .slice(0, fileLimits.nameLength - 6)
    .join('')
    .trim()
  return `${kept || 'file'}.${fits ? lower : extension}`
}

/** A file that cannot be had from its platform, whatever is tried. */
export class FileUnavailable extends Error {
  readonly reason: 'too-large' | 'gone'

  constructor(reason: FileUnavailable['reason'], message: string) {
    super(message)
    this.name = 'FileUnavailable'
    this.reason = reason
  }
}

/**
 * What a stream holds. Throws `FileUnavailable` as soon as it holds more than `most` bytes, whatever size was announced.
 */
export const readAtMost = async (stream: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > most) throw new FileUnavailable('too-large', 'more bytes than announced')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
