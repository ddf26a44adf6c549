import type { Readable, Writable } from 'node:stream'
import type { Card } from '../../core/card.ts'
import { type Completion, completionOf } from '../../core/completion.ts'
import { DeliveryError } from '../../core/errors.ts'
import type { Attachment } from '../../core/files.ts'
import { type PlainKey, translatorOf } from '../../core/i18n.ts'
import type { Adapter, FileStore, Front, Sent } from '../../core/ports.ts'
import {
  type ConversationReference,
  type Input,
  type Locale,
  platformOf,
  privateConversation,
  type Request,
} from '../../core/request.ts'
import {
  type ConsoleHost,
  completeConsoleLine,
  consoleHelp,
  firstSeat,
  isConsoleLine,
  runConsoleLine,
  type Seat,
} from './commands.ts'
import { download, writeFiles } from './files.ts'
import { openHistory } from './history.ts'
import { asMessage } from './keyboard.ts'
import { createScreen } from './screen.ts'
import { pipedTerminal, type Terminal, typingTerminal } from './terminal.ts'

export interface ConsoleOptions {
  readonly input: Readable
  readonly output: Writable & { readonly columns?: number }
  /** A person at a terminal: colours, a prompt, a line to edit. Otherwise one message a line, and the end of input ends the program. */
  readonly interactive: boolean
  readonly locale: Locale
  readonly host: ConsoleHost
  readonly files: FileStore
  /** Where files of the answers are written. */
  readonly fileDirectory: string
  /** Where a person's lines are kept for later sessions. */
  readonly historyFile: string
  /** Distinguishes this run's requests from those of earlier ones. */
  readonly session: string
  /** Called at the end of input, on `:quit`, and when nobody reads any more; with an error when the chat cannot go on. */
  onEnd(error?: unknown): void
}

/** A chat in the terminal, as administrator, in a room bound to the whole programme. */
export const createConsoleAdapter = (options: ConsoleOptions): Adapter => {
  const { input, output, host, interactive } = options
  const screen = createScreen(options)
  let seat = firstSeat(options.locale)
  let count = 0
  /** Files that go with the next line. */
  const waiting: Attachment[] = []
  let terminal: Terminal | undefined

  const say = (key: PlainKey): void => screen.say(translatorOf(seat.locale)(key))

  const show = async (card: Card, request?: Request): Promise<Sent> => {
    await writeFiles(card, options.fileDirectory, options.files)
    return { messages: [screen.show(card, request)] }
  }

  /** A line that tells from what room something comes; none in the one where the person is. */
  const placeOf = (conversation: ConversationReference): string => {
    if (platformOf(conversation) !== 'console')
      throw new DeliveryError('rejected', `not a conversation of the console: ${conversation}`)
    const here = conversation === seat.conversation || conversation === privateConversation(seat.account)
    return here ? '' : `── ${conversation.slice('console:'.length)} ──\n`
  }

  const receive = async (front: Front, at: Seat, typed: Input, pressed?: string): Promise<void> => {
    count += 1
    const id = `console:${options.session}:${count}`
    const attachments = typed.kind === 'press' ? [] : waiting.splice(0)
    await front.receive({
      id,
      conversation: at.conversation,
      private: at.private,
      actor: { account: at.account, name: at.name },
      locale: at.locale,
      input: typed,
      ...(pressed === undefined ? { message: String(count) } : { pressed }),
      ...(attachments.length > 0 && { attachments }),
      origin: {},
    })
    await host.settled()
  }

  const press = async (front: Front, number: number): Promise<void> => {
    const { message, buttons } = screen.pressable()
    const button = buttons[number - 1]
    if (button) await receive(front, seat, { kind: 'press', press: button.press }, message)
    else screen.say(translatorOf(seat.locale)('console.press.none', { number }))
  }

  /** The program knows the buttons of its answers. Which others are on the screen only the terminal knows. */
  const pressesUnknown = async (line: string): Promise<boolean> => {
    if (!/^\s*\d{1,3}\s*$/.test(line)) return false
    const { request } = screen.pressable()
    const isKnown = request?.conversation === seat.conversation && request.actor.account === seat.account
    return !isKnown && !(await host.answers(seat, line))
  }

  const handle = async (front: Front, line: string): Promise<boolean> => {
    if (line.trim() === '') return true
    if (await pressesUnknown(line)) {
      await press(front, Number(line))
      return true
    }
    if (!isConsoleLine(line)) {
      await receive(front, seat, { kind: 'line', text: asMessage(line) })
      return true
    }
    const outcome = await runConsoleLine(line, seat, host)
    if (outcome.kind === 'quit') return false
    if (outcome.kind === 'attach') waiting.push(...outcome.attachments)
    if (outcome.kind === 'send') {
      if (waiting.length > 0) await receive(front, seat, { kind: 'files' })
      else say('console.file')
      return true
    }
    if (outcome.kind === 'press') {
      await press(front, outcome.button)
      return true
    }
    if (outcome.kind === 'help') {
      screen.show(consoleHelp(translatorOf(seat.locale)))
      return true
    }
    if (outcome.kind === 'seat') seat = outcome.seat
    screen.say(translatorOf(seat.locale).say(outcome.said))
    return true
  }

  /** The buttons of an open question are its answers. */
  const complete = async (line: string): Promise<Completion> => {
    if (isConsoleLine(line)) return completeConsoleLine(line, host)
    const labels = screen.pressable().buttons.map(({ label, press }) => ({
      word: label,
      offered: press.action.startsWith('form.'),
    }))
    const pressed = completionOf(line, labels)
    const found = await host.complete(seat, line)
    return pressed.typed.length > found.typed.length || found.words.length === 0 ? pressed : found
  }

  const open = async (): Promise<Terminal> =>
    interactive
      ? typingTerminal(input, output, {
          history: await openHistory(options.historyFile),
          complete,
          mayKeep: (line) => isConsoleLine(line) || host.mayKeep(seat, line),
          interrupted: () => say('console.interrupted'),
        })
      : pipedTerminal(input, output)

  const converse = async (front: Front): Promise<void> => {
    // Opened only now that its lines are read: those that come earlier, and the end of input, would be lost.
    terminal = await open()
    const prompt = () => terminal?.prompt(`${seat.name}@${seat.room}> `)
    screen.use(terminal)
    prompt()
    if (interactive) say('console.welcome')
    for await (const line of terminal.lines) {
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
      terminal?.close()
      return Promise.resolve()
    },
    answer: (request, reply) => show(reply.card, request),
    whisper: async (_request, card, locale) => {
      screen.write(`🔒 ${translatorOf(locale)('console.aside')}\n`)
      await show(card)
    },
    download,
    send: async (conversation, card) => {
      const place = placeOf(conversation)
      if (place) screen.write(place)
      return show(card)
    },
    // What a terminal printed stays as it is: what is new in the card is printed below.
    edit: async (conversation, messages, card, locale) => {
      const said = `${placeOf(conversation)}↻ ${translatorOf(locale)('console.updated')}`
      await writeFiles(card, options.fileDirectory, options.files)
      screen.change(card, messages[0] ?? '', said)
      return 'edited'
    },
    // Only the buttons of the last card can be pressed.
    retire: () => Promise.resolve(),
    // A terminal shows whatever it is given, and what it showed cannot be deleted: there is nothing to try.
    check: async () => ({ posts: true, lacks: [] }),
  }
}
