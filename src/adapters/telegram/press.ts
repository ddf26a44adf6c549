import type { Api } from 'grammy'
import type { CallbackQuery } from 'grammy/types'
import { localeOf, translatorOf } from '../../core/i18n.ts'
import type { ButtonStore, Front } from '../../core/ports.ts'
import type { Locale, Press } from '../../core/request.ts'
import type { Clock } from '../../core/time/clock.ts'
import { internal, readPress } from './buttons.ts'
import type { Courtesy } from './courtesies.ts'
import { type CalendarStep, calendarRows, ownRows, readStep } from './forms.ts'
import type { Incoming } from './inbound.ts'
import { limits } from './limits.ts'
import type { Presses } from './presses.ts'

export interface PressTakerOptions {
  readonly api: Api
  readonly store: ButtonStore
  readonly clock: Clock
  readonly defaultLocale: Locale
  readonly presses: Presses
  readonly courtesy: Courtesy
}

type Notice = 'core.form.others' | 'telegram.buttonGone' | 'telegram.pressSeen' | 'telegram.pickEnd'

/** Takes a press: turns a calendar's pages itself, and hands everything else to the program. */
export const createPressTaker = (options: PressTakerOptions) => {
  const { api, store, clock, defaultLocale, presses, courtesy } = options

  const wordsFor = ({ from }: CallbackQuery, notice: Notice): string =>
    translatorOf(localeOf(from.language_code) ?? defaultLocale)(notice).slice(0, limits.pressNotice)

  /** Ends the little clock on a pressed button, with a notice or without. */
  const acknowledge = (callback: CallbackQuery, notice?: Notice) =>
    courtesy(() => api.answerCallbackQuery(callback.id, notice && { text: wordsFor(callback, notice) }))

  /** Only the keyboard changes, and nobody else need know. */
  const turnCalendar = (callback: CallbackQuery, step: CalendarStep) => {
    if (step.kind !== 'show') return acknowledge(callback)
    const { message } = callback
    if (!message || !('reply_markup' in message)) return acknowledge(callback, 'telegram.buttonGone')
    acknowledge(callback, step.calendar.start && 'telegram.pickEnd')
    const rows = [
      ...calendarRows(step.calendar, clock.today()),
      ...ownRows(message.reply_markup?.inline_keyboard ?? []),
    ]
    courtesy(() =>
      api.editMessageReplyMarkup(message.chat.id, message.message_id, {
        reply_markup: { inline_keyboard: rows },
      }),
    )
  }

  return async (incoming: Extract<Incoming, { kind: 'press' }>, to: Front): Promise<void> => {
    const { callback, request } = incoming
    const data = callback.data ?? ''
    let press: Press | undefined
    if (data.startsWith(internal)) {
      const step = readStep(data)
      if (step.kind === 'show' && !(await to.isAsked(step.calendar.draft, request.actor.account)))
        return acknowledge(callback, 'core.form.others')
      if (step.kind !== 'answer') return turnCalendar(callback, step)
      press = step.press
    } else press = await readPress(data, store)
    if (!press) return acknowledge(callback, 'telegram.buttonGone')
    // Opened before the answer can come, which acknowledges it.
    presses.open(request.id, callback.id)
    const received = await to.receive({ ...request, input: { kind: 'press', press } })
    if (received === 'new') return
    presses.drop(request.id)
    acknowledge(callback, 'telegram.pressSeen')
  }
}
