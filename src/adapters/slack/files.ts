import type { webApi } from '@slack/bolt'
import { DeliveryError } from '../../core/errors.ts'
import { type Attachment, FileUnavailable, readAtMost } from '../../core/files.ts'
import type { FileStore } from '../../core/ports.ts'
import { deliveryErrorOf, networkFailure, platformCode, statusFailure } from './errors.ts'
import { durations } from './limits.ts'
import type { SlackFile } from './render.ts'

export interface FileOptions {
  readonly client: webApi.WebClient
  readonly fetch: typeof globalThis.fetch
  readonly files: FileStore
  readonly botToken: string
  /** Base of the Web API; Slack's own when absent. */
  readonly apiUrl?: string
}

/** Where the token may be sent for a file: the Web API's own host, and the one for files beside it (`files.slack.com`). */
const originsOf = (apiUrl = 'https://slack.com/api/'): readonly string[] => {
  const { origin, protocol, host } = new URL(apiUrl)
  return [origin, `${protocol}//files.${host}`]
}

/** A file that Slack has, and nobody sees yet. */
interface Uploaded {
  readonly id: string
  /** Our own id of it. */
  readonly of: string
  readonly title: string
}

/** Slack's words for a file that is not to be had (docs, files.info). */
const unavailable = new Set(['file_not_found', 'file_deleted', 'access_denied', 'no_permission'])

/** Files on their way in and out. */
export const createFiles = ({ client, fetch, files, botToken, apiUrl }: FileOptions) => {
  const origins = originsOf(apiUrl)

  const upload = async ({ id, name, title }: SlackFile): Promise<Uploaded | undefined> => {
    const content = await files.read(id)
    if (!content) return undefined
    const { upload_url: url, file_id: file } = await client.files.getUploadURLExternal({
      filename: name,
      length: content.length,
    })
    if (!url || !file) throw new DeliveryError('transient', 'Slack gave no address for a file')
    const response = await fetch(url, {
      method: 'POST',
      body: Buffer.from(content),
      signal: AbortSignal.timeout(durations.transfer),
    }).catch((error) => {
      throw networkFailure(error)
    })
    if (!response.ok) throw statusFailure(response.status, `file not taken: ${response.status}`, {})
    return { id: file, of: id, title }
  }

  const addressOf = async (file: string): Promise<URL> => {
    try {
      const { file: known } = await client.files.info({ file })
      const address = known?.url_private_download ?? known?.url_private ?? ''
      if (URL.canParse(address)) return new URL(address)
    } catch (error) {
      if (!unavailable.has(platformCode(error) ?? '')) throw deliveryErrorOf(error)
    }
    throw new FileUnavailable('gone', 'Slack does not say where the file is')
  }

  return {
    /** Brings files to Slack without showing them. One that is no more is left out. */
    stage: async (wanted: readonly SlackFile[]): Promise<Uploaded[]> => {
      const staged: Uploaded[] = []
      for (const file of wanted) {
        const uploaded = await upload(file)
        if (uploaded) staged.push(uploaded)
      }
      return staged
    },

    /** Shows staged files in a conversation, all in one message. */
    share: async (staged: readonly Uploaded[], channel: string, thread?: string): Promise<void> => {
      const [first, ...others] = staged.map(({ id, title }) => ({ id, title }))
      if (!first) return
      const place = thread === undefined ? {} : { thread_ts: thread }
      await client.files.completeUploadExternal({ files: [first, ...others], channel_id: channel, ...place })
    },

    /** The content of a file that somebody sent. The token goes to Slack's own host only, and follows no redirection. */
    download: async ({ place }: Attachment, most: number): Promise<Uint8Array> => {
      const address = await addressOf(place.file ?? '')
      if (!origins.includes(address.origin))
        throw new FileUnavailable('gone', 'the file is not kept by Slack')
      try {
        const response = await fetch(address, {
          headers: { authorization: `Bearer ${botToken}` },
          redirect: 'manual',
          signal: AbortSignal.timeout(durations.transfer),
        })
        // Without the right to read it Slack shows its page to sign in.
        const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
        if (isPage || (response.status >= 300 && response.status < 500 && response.status !== 429))
          throw new FileUnavailable('gone', `file not given: ${response.status}`)
        if (!response.ok || !response.body)
          throw new DeliveryError('transient', `file not given: ${response.status}`)
        return await readAtMost(response.body, most)
      } catch (error) {
        if (error instanceof FileUnavailable || error instanceof DeliveryError) throw error
        throw networkFailure(error)
      }
    },
  }
}
