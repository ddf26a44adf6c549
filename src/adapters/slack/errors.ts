import { webApi } from '@slack/bolt'
import { DeliveryError } from '../../core/errors.ts'

/** Slack's words for a conversation, a message or a right that is not there (docs, errors of chat.postMessage and chat.update). */
const gone = new Set([
  'account_inactive',
  'cannot_dm_bot',
  'cant_update_message',
  'channel_not_found',
  'invalid_auth',
  'edit_window_closed',
  'is_archived',
  'message_not_found',
  'missing_scope',
  'not_authed',
  'not_in_channel',
  'org_login_required',
  'restricted_action',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
  'user_disabled',
  'user_not_found',
  'user_not_in_channel',
])

/** Slack's words for a message that cannot be changed any more, while its conversation is there (docs, errors of chat.update). */
const lost = new Set(['cant_update_message', 'edit_window_closed', 'message_not_found'])

/** `fatal_error` and `internal_error`: "some aspect of the operation may have succeeded" (docs). */
const unknownOutcome = new Set(['fatal_error', 'internal_error'])
const passing = new Set([
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
  'accesslimited',
  ...unknownOutcome,
])

/** The message was never taken: no connection was made. */
const unconnected = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
])

const codes = (error: unknown): string[] => {
  if (!(error instanceof Error)) return []
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const inner = error instanceof AggregateError ? error.errors : [error.cause]
  return [...code, ...inner.flatMap(codes)]
}

/** Slack's own word for what is wrong: `channel_not_found`. */
export const platformCode = (error: unknown): string | undefined => {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error
  return error instanceof DeliveryError ? platformCode(error.cause) : undefined
}

/** The scope that the app lacks for what was refused, where Slack names one. */
export const neededScope = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError &&
  'needed' in error.data &&
  typeof error.data.needed === 'string'
    ? error.data.needed
    : undefined

/** A view that Slack does not take for what is in it, or for rights that the app does not have (docs, views.open). */
export const refusesView = (error: unknown): boolean =>
  /^(missing_scope|invalid_arguments|invalid_blocks|view_too_large)/.test(platformCode(error) ?? '')

export const statusFailure = (
  status: number,
  message: string,
  options: { readonly retryAfter?: number; readonly cause?: unknown },
): DeliveryError => {
  if (status === 429) return new DeliveryError('rate-limited', message, options)
  if (status < 500) return new DeliveryError(status === 404 ? 'gone' : 'rejected', message, options)
  // A gateway that says 502 or 504 does not know what became of the request behind it.
  return new DeliveryError('transient', message, { ...options, uncertain: status === 502 || status === 504 })
}

/** A failed connection: uncertain unless it is known that none was made. */
export const networkFailure = (error: unknown): DeliveryError =>
  new DeliveryError('transient', 'Slack could not be reached', {
    uncertain: !codes(error).some((code) => unconnected.has(code)),
    cause: error,
  })

/** Any failure of the Web API as one of the four that delivery knows. */
export const deliveryErrorOf = (error: unknown): DeliveryError => {
  if (error instanceof DeliveryError) return error
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new DeliveryError('rate-limited', error.message, { retryAfter: error.retryAfter, cause: error })
  if (error instanceof webApi.WebAPIHTTPError)
    return statusFailure(error.statusCode, error.message, { cause: error })
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = error.data.error
    if (code === 'ratelimited' || code === 'rate_limited')
      return new DeliveryError('rate-limited', code, { retryAfter: 1, cause: error })
    if (passing.has(code))
      return new DeliveryError('transient', code, { uncertain: unknownOutcome.has(code), cause: error })
    return new DeliveryError(gone.has(code) ? 'gone' : 'rejected', code, { cause: error })
  }
  if (error instanceof webApi.WebAPIRequestError) return networkFailure(error)
  // Not Slack's doing: to try again would only fail again.
  return new DeliveryError('rejected', error instanceof Error ? error.message : 'unknown failure', {
    cause: error,
  })
}

/** Whether a message cannot be edited any more: it was deleted, is too old, or is not ours. */
export const cannotEdit = (error: unknown): boolean => lost.has(platformCode(error) ?? '')
