import { PassThrough, type Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** A line break within a message, where a message is one line: at the prompt, in the history, in piped input. */
const lineBreak = '⏎'
const breaks = /[^\S\n]*(?:\r\n?|[\n\u0085\u2028\u2029])[^\S\n]*/gu

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const sequence = /\u001B\[[0-?]*[ -/]*[@-~]/gu

/** What was pasted, as one line: its breaks are seen, and its tabs and other control characters press no keys. */
export const asOneLine = (pasted: string): string =>
  pasted
    .replace(sequence, '')
    .trim()
    .replace(breaks, lineBreak)
    .replace(/\t/gu, ' ')
    .replace(/\p{Cc}/gu, '')

/** The message that a line stands for. */
export const asMessage = (line: string): string => line.replaceAll(lineBreak, '\n').trim()

/** A terminal that is asked to (bracketed paste, xterm) puts marks around what is pasted. */
export const pasteMarks = { on: '\u001B[?2004h', off: '\u001B[?2004l' } as const
const [begins, ends] = ['\u001B[200~', '\u001B[201~']

/** A key that is an escape sequence, characters that came together, or one control character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is told apart
const token = /\u001B(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|[^[O])?|[^\u0000-\u001F\u007F]+|[\u0000-\u001F\u007F]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: likewise
const unfinished = /\u001B(?:\[[0-?]*[ -/]*|O)?$/u

interface Piece {
  readonly kind: 'key' | 'text'
  readonly text: string
}

const pressed = (chunk: string): Piece[] =>
  [...chunk.matchAll(token)].map(([text]) => ({ kind: /^\P{Cc}/u.test(text) ? 'text' : 'key', text }))

/** Tells pastes, keys and text apart; what is not whole is held until the rest has come. */
const createReader = () => {
  let held = ''
  return (chunk: string): Piece[] => {
    held += chunk
    const pieces: Piece[] = []
    for (let begin = held.indexOf(begins); begin >= 0; begin = held.indexOf(begins)) {
      pieces.push(...pressed(held.slice(0, begin)))
      held = held.slice(begin)
      const end = held.indexOf(ends)
      if (end < 0) return pieces
      pieces.push({ kind: 'text', text: asOneLine(held.slice(begins.length, end)) })
      held = held.slice(end + ends.length)
    }
    const [rest = ''] = unfinished.exec(held) ?? []
    pieces.push(...pressed(held.slice(0, held.length - rest.length)))
    held = rest
    return pieces
  }
}

export interface Keyboard {
  /** What readline reads its keys from. */
  readonly keys: PassThrough & { setRawMode(raw: boolean): unknown }
  /** Begins to listen: text is written as a whole. */
  connect(write: (text: string) => void): void
  /** Lets what is pressed wait until the returned function is called: a word is being completed. */
  hold(): () => void
}

/**
 * Stands between a terminal and readline, which would take the first break in a paste for the end of the message, and puts
 * characters that come together (a paste, what an input method commits) behind the line, wherever the cursor is (Node 20).
 */
export const createKeyboard = (input: Readable & { setRawMode?(raw: boolean): unknown }): Keyboard => {
  const keys = Object.assign(new PassThrough(), { setRawMode: (raw: boolean) => input.setRawMode?.(raw) })
  const decoder = new StringDecoder('utf8')
  const read = createReader()
  const waiting: Piece[] = []
  let isHeld = false
  let pass = (): void => {}
  return {
    hold: () => {
      isHeld = true
      return () => {
        isHeld = false
        pass()
      }
    },
    keys,
    connect: (write) => {
      pass = () => {
        while (!isHeld) {
          const piece = waiting.shift()
          if (!piece) return
          if (piece.kind === 'key') keys.emit('data', piece.text)
          else write(piece.text)
        }
      }
      input.on('data', (chunk: Buffer) => {
        waiting.push(...read(decoder.write(chunk)))
        pass()
      })
      input.on('end', () => keys.end())
    },
  }
}
