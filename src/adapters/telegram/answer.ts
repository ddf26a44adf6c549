import type { Api } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'
import type { Card } from '../../core/card.ts'
import { translatorOf } from '../../core/i18n.ts'
import type { ButtonStore, Logger, Question, Reply, Sent } from '../../core/ports.ts'
import type { Locale, Request } from '../../core/request.ts'
import type { Clock } from '../../core/time/clock.ts'
import { keyboardOf } from './buttons.ts'
import type { Editor } from './edit.ts'
import { describe } from './errors.ts'
import { calendarButtons, calendarOf, calendarRows, replyHint } from './forms.ts'
import type { Presses } from './presses.ts'
import { placeOf } from './references.ts'
import { render } from './render.ts'
import type { Outgoing, Sender } from './sender.ts'
import { createWhisper, type Whisper } from './whisper.ts'

export interface AnswerOptions {
  readonly api: Api
  readonly sender: Sender
  readonly editor: Editor
  readonly store: ButtonStore
  readonly clock: Clock
  readonly logger: Logger
  readonly presses: Presses
  /** The bot's username, once it is known. */
  username(): string | undefined
}

export interface Answerer {
  /** A card as messages with their keyboards made. */
  prepare(whole: Card, locale: Locale, question?: Question): Promise<Outgoing[]>
  readonly whisper: Whisper
  /** Answers a request; resolves to what stands in its conversation because of it. */
  answer(request: Request, reply: Reply): Promise<Sent>
}

/** Forms whose questions are remembered. Older ones keep their buttons, which still answer what they asked. */
const mostQuestions = 1000

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

export const createAnswerer = ({
  api,
  sender,
  editor,
  store,
  clock,
  logger,
  presses,
  username,
}: AnswerOptions): Answerer => {
  const prepare: Answerer['prepare'] = async (whole, locale, question) => {
    const calendar = question && calendarOf(question, locale, clock.today())
    const parts = render(whole, locale, calendar ? calendarButtons : 0)
    const keyboards = await Promise.all(parts.map(({ buttons }) => keyboardOf(buttons, store)))
    const first = keyboards.findIndex((rows) => rows.length > 0)
    const place = first < 0 ? parts.length - 1 : first
    return parts.map(({ buttons: _, ...part }, index) => {
      const rows: InlineKeyboardButton[][] = [
        ...(calendar && index === place ? calendarRows(calendar, clock.today()) : []),
        ...(keyboards[index] ?? []),
      ]
      return rows.length > 0 ? { ...part, markup: { inline_keyboard: rows } } : part
    })
  }

  const whisper = createWhisper({ api, sender, presses, logger, prepare, username })

  /** Asks the person by name to reply: only replies, commands and mentions reach a bot in a group with privacy mode on. */
  const prompt = (request: Request, question: Question, locale: Locale): Outgoing => {
    const { name, account } = request.actor
    const asked = translatorOf(locale)('telegram.answerHere', { label: question.field.label })
    const user = { id: placeOf(account).chat, is_bot: false, first_name: name }
    return {
      text: `${name} ${asked}`,
      entities: name ? [{ type: 'text_mention', offset: 0, length: name.length, user }] : [],
      markup: replyHint(question),
    }
  }

  /** The messages of each person's last question in a conversation. */
  const questions = new Map<string, readonly number[]>()

  /** A question that was answered makes way, so that a form leaves nothing behind but what came of it. */
  const makeWay = async (
    request: Request,
    reply: Reply,
    sent: readonly number[],
    kept: number | undefined,
  ) => {
    if (!reply.question && !reply.closes) return
    const key = `${request.actor.account} ${request.conversation}`
    const before = (questions.get(key) ?? []).filter((message) => message !== kept)
    questions.delete(key)
    if (reply.question) questions.set(key, kept === undefined ? sent : [kept, ...sent])
    const [oldest] = questions.keys()
    if (questions.size > mostQuestions && oldest !== undefined) questions.delete(oldest)
    const { chat } = placeOf(request.conversation)
    await Promise.all(
      before.map((message) =>
        api.deleteMessage(chat, message).catch((error) => {
          logger.debug({ error: describe(error) }, 'an answered question stays')
        }),
      ),
    )
  }

  return {
    prepare,
    whisper,
    answer: async (request, reply) => {
      const { question, locale } = reply
      if (reply.audience === 'actor' && !request.private && !question)
        return whisper(request, reply.card, locale)
      const place = placeOf(request.conversation)
      const [message, pressed] = [numberOf(request.origin.message), numberOf(request.origin.pressed)]
      const parts = await prepare(reply.card, locale, question)
      const isReplaced =
        reply.replace === true &&
        pressed !== undefined &&
        (await editor.edit(place, [pressed], parts)) === 'edited'
      const asksText = question?.field.control.kind === 'text' && !request.private
      const messages = [
        ...(isReplaced ? [] : parts),
        ...(asksText && question ? [prompt(request, question, locale)] : []),
      ]
      const sent =
        messages.length === 0
          ? { messages: [] }
          : await sender.send(place, messages, request.private ? undefined : message)
      await makeWay(request, reply, sent.messages.map(Number), isReplaced ? pressed : undefined)
      return isReplaced ? { ...sent, messages: [String(pressed), ...sent.messages] } : sent
    },
  }
}
