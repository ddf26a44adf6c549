import { DeliveryError } from '../core/errors.ts'
import {
  type Attachment,
  FileUnavailable,
  fileLimits,
  isAccepted,
  type ReceivedFile,
  type RefusedFile,
  safeName,
} from '../core/files.ts'
import type { Adapter, FileStore, Logger } from '../core/ports.ts'
import { platformOf, type Request } from '../core/request.ts'
import { identify } from './media-type.ts'
import type { Pause } from './pause.ts'

export interface AttachmentOptions {
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly files: FileStore
  readonly pause: Pause
  readonly logger: Logger
}

/** Times that a platform is asked for a file before the person is asked to send it again. */
const attempts = 3
/** Seconds that are waited for at most between two of them. */
const longestPause = 10

/** What is refused for what is announced of it, without a download. Recordings are never taken. */
const announced = ({ size = 0, mediaType }: Attachment): RefusedFile['reason'] | undefined => {
  if (/^(video|audio)\//.test(mediaType)) return 'recording'
  return size > fileLimits.bytes ? 'large' : undefined
}

/**
 * Fetches the files that came with a request, one after the other, and keeps them. Runs outside of transactions, when the
 * request is worked on: the stored request has all that is needed to do it again after a kill, and a file that was kept
 * before is kept once. Throws only what the database throws.
 */
export const createReceiver = ({ adapters, files, pause, logger }: AttachmentOptions) => {
  const fetchFrom = async (
    adapter: Adapter,
    attachment: Attachment,
  ): Promise<Uint8Array | RefusedFile['reason']> => {
    for (let tried = 1; ; tried += 1)
      try {
        return await adapter.download(attachment, fileLimits.bytes)
      } catch (error) {
        if (error instanceof FileUnavailable) return error.reason === 'too-large' ? 'large' : 'lost'
        const { failure, retryAfter = tried } =
          error instanceof DeliveryError ? error : { failure: 'rejected' as const }
        const passes = failure === 'transient' || failure === 'rate-limited'
        if (!passes || tried >= attempts) return 'lost'
        await pause(Math.min(retryAfter, longestPause) * 1000)
      }
  }

  const receive = async (
    request: Request,
    attachment: Attachment,
  ): Promise<ReceivedFile | RefusedFile['reason']> => {
    const adapter = adapters.get(platformOf(request.conversation))
    const refusal = announced(attachment)
    if (refusal || !adapter) return refusal ?? 'lost'
    const content = await fetchFrom(adapter, attachment)
    if (typeof content === 'string') return content
    const mediaType = await identify(content, attachment)
    if (!isAccepted(mediaType)) return mediaType
    const { field } = attachment
    const kept = await files.keep({ name: safeName(attachment.name, mediaType), mediaType, content })
    return { ...kept, ...(field !== undefined && { field }) }
  }

  const receiveAll = async (request: Request, attachments: readonly Attachment[]) => {
    const received: ReceivedFile[] = []
    const refused: RefusedFile[] = []
    for (const [index, attachment] of attachments.entries()) {
      const outcome = index < fileLimits.perRequest ? await receive(request, attachment) : 'many'
      if (typeof outcome !== 'string') received.push(outcome)
      else {
        refused.push({ name: attachment.name, reason: outcome })
        logger.info({ request: request.id, reason: outcome }, 'file refused')
      }
    }
    return { received, refused }
  }

  return async (request: Request): Promise<Request> => {
    const { attachments = [], quoted } = request
    if (attachments.length === 0 && !quoted?.attachments) return request
    const { received, refused } = await receiveAll(request, attachments)
    // Nobody has just sent the files of a quoted message: of those that cannot be kept nothing is said.
    const beside = quoted?.attachments && (await receiveAll(request, quoted.attachments))
    return {
      ...request,
      ...(attachments.length > 0 && { files: received, refusedFiles: refused }),
      ...(quoted && beside && { quoted: { ...quoted, files: beside.received } }),
    }
  }
}
