import { type Api, GrammyError } from 'grammy'
import { DeliveryError } from '../../core/errors.ts'
import { type Attachment, FileUnavailable, readAtMost } from '../../core/files.ts'
import { toDeliveryError } from './errors.ts'
import { limits } from './limits.ts'

export interface DownloadOptions {
  readonly api: Api
  readonly apiRoot: string
  readonly token: string
  /** Milliseconds that one download may take. */
  readonly patience: number
}

const pathOf = async (api: Api, id: string): Promise<string> => {
  try {
    const { file_path: path } = await api.getFile(id)
    if (path !== undefined) return path
    throw new FileUnavailable('gone', 'Telegram does not say where the file is')
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400)
      throw new FileUnavailable(/too big/i.test(error.description) ? 'too-large' : 'gone', error.description)
    throw error instanceof FileUnavailable ? error : toDeliveryError(error)
  }
}

/** The content of a file that somebody sent. No error carries the address: the token is in it. */
export const createDownload =
  ({ api, apiRoot, token, patience }: DownloadOptions) =>
  async ({ place }: Attachment, most: number): Promise<Uint8Array> => {
    const path = await pathOf(api, place.file ?? '')
    try {
      const response = await fetch(`${apiRoot}/file/bot${token}/${path}`, {
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      })
      if (response.status === 404) throw new FileUnavailable('gone', 'the file is no longer there')
      if (!response.ok || !response.body)
        throw new DeliveryError('transient', `file not given: ${response.status}`)
      return await readAtMost(response.body, Math.min(most, limits.download))
    } catch (error) {
      if (error instanceof FileUnavailable || error instanceof DeliveryError) throw error
      throw new DeliveryError('transient', 'the connection broke off while a file was read')
    }
  }
