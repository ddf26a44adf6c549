import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Card, CardAction } from '../../core/card.ts'
import { DeliveryError } from '../../core/errors.ts'
import type { Attachment } from '../../core/files.ts'
import { translatorOf } from '../../core/i18n.ts'
import type { Adapter, FileStore, Front, Sent } from '../../core/ports.ts'
import {
  type ConversationReference,
  type Input,
  type Locale,
  platformOf,
  privateConversation,
} from '../../core/request.ts'
import { type ConsoleHost, firstSeat, runConsoleLine, type Seat } from './commands.ts'
import { download, writeFiles } from './files.ts'
import { renderConsole } from './render.ts'

export interface ConsoleOptions {
  readonly input: Readable
  readonly output: Writable
  /** A person at a terminal: colours and a prompt. Otherwise one message a line, and the end of input ends the program. */
  readonly interactive: boolean
  readonly locale: Locale
  readonly host: ConsoleHost
  readonly files: FileStore
  /** Where files of the answers are written. */
  readonly fileDirectory: string
  /** Distinguishes this run's requests from those of earlier ones. */
  readonly session: string
  /** Called at the end of input, on `:quit`, and when nobody reads any more; with an error when the chat cannot go on. */
  onEnd(error?: unknown): void
}

/** A chat in the terminal, as administrator, in a room bound to the whole programme. */
export const createConsoleAdapter = (options: ConsoleOptions): Adapter => {
  const { output, host, interactive } = options
  let seat = firstSeat(options.locale)
  let last: { readonly message?: string; readonly buttons: readonly CardAction[] } = { buttons: [] }
  let count = 0
  /** Files that go with the next line. */
  const waiting: Attachment[] = []
  let lines: Interface | undefined

  const print = (text: string): void => {
    output.write(`${text}\n\n`)
  }

  /** Prints a card, as a message of its own or under the number of the one that it replaces. */
  const show = async (card: Card, number?: string): Promise<Sent> => {
    await writeFiles(card, options.fileDirectory, options.files)
    const rendering = renderConsole(card, interactive, options.fileDirectory)
    // A card without buttons leaves those of the last card in reach.
    const message = number ?? `${options.session}/${++count}`
    if (rendering.actions.length > 0) last = { message, buttons: rendering.actions }
    print(rendering.text)
    return { messages: [message] }
  }

  const sayWhere = (conversation: ConversationReference): void => {
    if (platformOf(conversation) !== 'console')
      throw new DeliveryError('rejected', `not a conversation of the console: ${conversation}`)
    const here = conversation === seat.conversation || conversation === privateConversation(seat.account)
    if (!here) output.write(`── ${conversation.slice('console:'.length)} ──\n`)
  }

  const receive = async (front: Front, at: Seat, input: Input, pressed?: string): Promise<void> => {
    count += 1
    const id = `console:${options.session}:${count}`
    const attachments = input.kind === 'press' ? [] : waiting.splice(0)
    await front.receive({
      id,
      conversation: at.conversation,
      private: at.private,
      actor: { account: at.account, name: at.name },
      locale: at.locale,
      input,
      ...(pressed === undefined ? { message: String(count) } : { pressed }),
      ...(attachments.length > 0 && { attachments }),
      origin: {},
    })
    await host.settled()
  }

  const handle = async (front: Front, line: string): Promise<boolean> => {
    if (line.trim() === '') return true
    if (!/^\s*[:：]/u.test(line)) {
      await receive(front, seat, { kind: 'line', text: line.trim() })
      return true
    }
    const outcome = await runConsoleLine(line, seat, host)
    if (outcome.kind === 'quit') return false
    if (outcome.kind === 'attach') waiting.push(...outcome.attachments)
    if (outcome.kind === 'send') {
      if (waiting.length > 0) await receive(front, seat, { kind: 'files' })
      else print(translatorOf(seat.locale)('console.file'))
      return true
    }
    if (outcome.kind === 'press') {
      const button = last.buttons[outcome.button - 1]
      if (button) await receive(front, seat, { kind: 'press', press: button.press }, last.message)
      else print(translatorOf(seat.locale)('console.press.none', { number: outcome.button }))
      return true
    }
    if (outcome.kind === 'seat') seat = outcome.seat
    print(translatorOf(seat.locale).say(outcome.said))
    return true
  }

  const prompt = (): void => {
    if (!interactive) return
    lines?.setPrompt(`${seat.name}@${seat.room}> `)
    lines?.prompt()
  }

  const converse = async (front: Front): Promise<void> => {
    // Opened only now that its lines are read: those that come earlier, and the end of input, would be lost.
    lines = createInterface({ input: options.input, ...(interactive && { output, terminal: true }) })
    if (interactive) print(translatorOf(seat.locale)('console.welcome'))
    prompt()
    for await (const line of lines) {
      if (!(await handle(front, line))) break
      prompt()
    }
    options.onEnd()
  }

  // The reader is gone (`| head`), and with it whoever could ask something.
  output.on('error', () => options.onEnd())

  return {
    platform: 'console',
    forms: 'steps',
    budget: {
      perSecond: Number.POSITIVE_INFINITY,
      perSecondInConversation: Number.POSITIVE_INFINITY,
      perMinuteInConversation: Number.POSITIVE_INFINITY,
    },
    start: async (front) => {
      await host.enterRoom(seat, seat.room)
      converse(front).catch(options.onEnd)
    },
    stop: () => {
      lines?.close()
      return Promise.resolve()
    },
    answer: (_request, reply) => show(reply.card),
    whisper: async (_request, card, locale) => {
      output.write(`🔒 ${translatorOf(locale)('console.aside')}\n`)
      await show(card)
    },
    download,
    send: async (conversation, card) => {
      sayWhere(conversation)
      return show(card)
    },
    // What a terminal printed stays as it is: the card is printed again, and says that it is the newer one.
    edit: async (conversation, messages, card, locale) => {
      sayWhere(conversation)
      output.write(`↻ ${translatorOf(locale)('console.updated')}\n`)
      await show(card, messages[0])
      return 'edited'
    },
    // Only the buttons of the last card can be pressed.
    retire: () => Promise.resolve(),
  }
}
