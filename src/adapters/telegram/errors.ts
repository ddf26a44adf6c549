import { GrammyError, HttpError } from 'grammy'
import { DeliveryError } from '../../core/errors.ts'

/** Failures of a connection that was never made: the request cannot have reached Telegram. */
const neverConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']
const goneDescriptions =
  /need administrator rights|chat not found|user not found|user is deactivated|bot was (blocked|kicked)|bot is not a member|have no rights to send|not enough rights|group chat was (deleted|deactivated)|can't initiate conversation|PEER_ID_INVALID|CHAT_WRITE_FORBIDDEN/i

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined

/**
 * An error in words that are safe to log. The originals are not: the address in a network error holds the token,
 * and a refused call carries its whole payload (texts, the webhook's secret).
 */
export const describe = (error: unknown): string => wordsOf(error).replace(/bot\d+:[\w-]+/g, 'bot…')

const wordsOf = (error: unknown): string => {
  if (error instanceof GrammyError) return `${error.method}: ${error.error_code} ${error.description}`
  if (error instanceof HttpError)
    return `no answer from Telegram (${codeOf(error.error) ?? 'connection lost'})`
  if (error instanceof DeliveryError) return error.message
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
}

const refused = (error: unknown, pattern: RegExp): boolean =>
  error instanceof GrammyError && error.error_code === 400 && pattern.test(error.description)

export const refusesEntities = (error: unknown) => refused(error, /can't parse|entit/i)
export const topicIsGone = (error: unknown) =>
  refused(error, /message thread not found|TOPIC_(CLOSED|DELETED)/i)
export const isUnchanged = (error: unknown) => refused(error, /message is not modified/i)
/** Any other refusal of an edit: the message is gone, too old, or of another kind. */
export const cannotEdit = (error: unknown) => refused(error, /./)
/** A picture that Telegram cannot show as one: too wide, too long, damaged (PHOTO_INVALID_DIMENSIONS, IMAGE_PROCESS_FAILED). */
export const refusesPhoto = (error: unknown) => refused(error, /PHOTO_|IMAGE_/i)

/** Any refusal for good: what another try would not mend. */
export const isRefused = (error: unknown): boolean =>
  error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)
/** The chat is not there for the bot, or the bot is not in it. */
export const isGone = (error: unknown): boolean =>
  isRefused(error) && toDeliveryError(error).failure === 'gone'
/** The bot is there and may not write. */
export const lacksRights = (error: unknown): boolean =>
  refused(error, /not enough rights|have no rights to send|need administrator rights|CHAT_WRITE_FORBIDDEN/i)

/** The chat that a group became. */
export const migratedTo = (error: unknown): number | undefined =>
  error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined

/** What delivery must know of a failure. Carries no cause, since a cause would carry the token. */
export const toDeliveryError = (error: unknown): DeliveryError => {
  if (error instanceof DeliveryError) return error
  const words = describe(error)
  if (error instanceof GrammyError) {
    const { error_code: code, description, parameters } = error
    if (code === 429)
      return new DeliveryError('rate-limited', words, { retryAfter: parameters.retry_after ?? 1 })
    if (code >= 500) return new DeliveryError('transient', words)
    if (code === 403 || goneDescriptions.test(description)) return new DeliveryError('gone', words)
    // The token was revoked or is in use elsewhere: nothing is wrong with the message.
    if (code === 401 || code === 404 || code === 409) return new DeliveryError('transient', words)
    return new DeliveryError('rejected', words)
  }
  if (error instanceof HttpError) {
    const code = codeOf(error.error)
    return new DeliveryError('transient', words, { uncertain: !code || !neverConnected.includes(code) })
  }
  return new DeliveryError('rejected', words)
}
