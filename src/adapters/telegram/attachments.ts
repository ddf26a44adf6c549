import type { Message } from 'grammy/types'
import type { Attachment } from '../../core/files.ts'

/** What Telegram says of any file. */
interface Known {
  readonly file_id: string
  readonly file_size?: number
  readonly file_name?: string
  readonly mime_type?: string
}

const attachment = (file: Known, mediaType: string, name = ''): Attachment => ({
  name: file.file_name ?? name,
  mediaType: file.mime_type ?? mediaType,
  ...(file.file_size !== undefined && { size: file.file_size }),
  place: { file: file.file_id },
})

/** The files of a message: of a photo its largest size, which Telegram lists last. Recordings are named so that they can be refused. */
export const attachmentsOf = (message: Message): Attachment[] => {
  const { photo, document, video, audio, voice, video_note: note } = message
  const largest = photo?.reduce<(typeof photo)[number] | undefined>(
    (best, size) => (best && best.width * best.height > size.width * size.height ? best : size),
    undefined,
  )
  if (largest) return [attachment(largest, 'image/jpeg', `photo-${message.message_id}.jpg`)]
  if (document) return [attachment(document, '')]
  if (video) return [attachment(video, 'video/mp4')]
  if (audio) return [attachment(audio, 'audio/mpeg')]
  if (voice) return [attachment(voice, 'audio/ogg')]
  return note ? [attachment(note, 'video/mp4')] : []
}
