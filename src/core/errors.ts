import type { CardAction } from './card.ts'
import type { MessageKey, Notice } from './i18n.ts'

/** A failure that the person can do something about: it is said to them, translated. */
export class UserError extends Error {
  readonly notice: Notice<MessageKey>
  /** The form field that is wrong, if one is. */
  readonly field: string | undefined
  /** What may be done instead. */
  readonly offers: readonly CardAction[]

  constructor(notice: Notice<MessageKey>, field?: string, offers: readonly CardAction[] = []) {
    super(notice.key)
    this.name = 'UserError'
    this.notice = notice
    this.field = field
    this.offers = offers
  }
}

/** What only the operator can mend keeps the program from starting; the message says in one line what, and how it should be. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}

/** Why a platform did not take a message: a closed set, which alone decides what delivery does next. */
export type DeliveryFailure = 'rate-limited' | 'transient' | 'gone' | 'rejected'

export class DeliveryError extends Error {
  readonly failure: DeliveryFailure
  /** Seconds the platform asks to wait. */
  readonly retryAfter: number | undefined
  /** True when the message may have arrived all the same (the answer was lost). */
  readonly uncertain: boolean

  constructor(
    failure: DeliveryFailure,
    message: string,
    options: { readonly retryAfter?: number; readonly uncertain?: boolean; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'DeliveryError'
    this.failure = failure
    this.retryAfter = options.retryAfter
    this.uncertain = options.uncertain ?? false
  }
}
