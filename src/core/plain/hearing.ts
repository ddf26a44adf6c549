import type { Command, Context } from '../command.ts'
import type { Commands } from '../commands.ts'
import { type Form, fieldsOf, type Reading } from '../form/field.ts'
import { type LineReading, readLine } from '../line/line.ts'
import type { Entry, ReadPiece } from '../line/piece.ts'
import type { Certainty, Hearing, Sentence } from './sentence.ts'
import { literalWords, type Words, wordsOf } from './words.ts'

/** A command that a sentence may mean, and the words for it. */
export interface Heard<C extends Context = Context> extends Hearing {
  readonly command: Command<C>
}

/** A sentence read into a form, without the words that only make it a sentence. */
export interface Asked {
  readonly entries: Readonly<Record<string, Entry>>
  /** The sentence with blanks for those words. */
  readonly words: string
  /** Whether every other word was understood. */
  readonly isWhole: boolean
  /** Whether a field is named. */
  readonly isKeyed: boolean
  /** Every character of the sentence, by what it was read as. */
  readonly pieces: readonly ReadPiece[]
}

type Blanking = Pick<Words, 'blankedIn'>

/** This week's visits are those of this week. */
const genitive = /(?<=\p{L})['’]s(?!\p{L})/giu

/** 没填结果的吗: what a question ends with is none of its words. */
const particles = /[吗呢么啊呀哦哈嘛吧](?=[\s?？。.!！]*$)/gu
/** Between January and March, for April: as periods are written; between two places, and for somebody, are none. */
const month = '(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)(?:\\p{L}{2,7})?(?!\\p{L})'
const between = new RegExp(`(?<!\\p{L})between(?<from>\\s+(?:\\d|${month})[^,;]*?)\\sand(?!\\p{L})`, 'giu')
const forMonth = new RegExp(`(?<!\\p{L})for(?=\\s+${month})`, 'giu')
const blanks = (words: string) => ' '.repeat(words.length)

/** A line with blanks for its noise, where no field took it. */
const quieter = (
  { pieces }: LineReading,
  text: string,
  noise: readonly Blanking[],
  shortest: number,
): string =>
  pieces
    .map(({ start, end, kind }) => {
      const piece = text.slice(start, end)
      const isQuiet = kind === 'unread' || kind === 'politeness'
      return isQuiet ? noise.reduce((rest, one) => one.blankedIn(rest, shortest), piece) : piece
    })
    .join('')

/**
 * Reads what a sentence asks for. `noise`: words that say which command is meant, or nothing at all; they are passed over
 * where no field took them.
 */
export const readAsked = (
  form: Form,
  text: string,
  reading: Reading,
  ...noise: readonly Blanking[]
): Asked => {
  const all = [...noise, wordsOf('plain.noise', 'plain.asks', 'plain.courtesy')]
  // Long words first: 下个月, 4月中旬 are taken by a field before their characters could be passed over.
  const spoken = text
    .replace(genitive, blanks)
    .replace(particles, blanks)
    .replace(between, 'from   $<from> to ')
    .replace(forMonth, 'in ')
  const asSpoken = readLine(form, spoken, reading)
  const first = quieter(asSpoken, spoken, all, 2)
  const withoutLong = first === spoken ? asSpoken : readLine(form, first, reading)
  const quiet = quieter(withoutLong, first, all, 1)
  const { entries, pieces, unread } = quiet === first ? withoutLong : readLine(form, quiet, reading)
  const words = pieces.map(({ start, end, kind }) =>
    // What is not understood is said as it was typed.
    (kind === 'unread' ? text : quiet).slice(start, end),
  )
  const isKeyed = pieces.some(({ kind }) => kind === 'key')
  return { entries, words: words.join('').trim(), isWhole: unread.length === 0, isKeyed, pieces }
}

/** The values that were understood, or can be asked about. */
export const understoodIn = ({ entries }: Pick<Asked, 'entries'>): string[] =>
  Object.entries(entries).flatMap(([name, { outcome }]) => (outcome.kind === 'problem' ? [] : [name]))

/** A command that only shows something is meant where its name, or a word for it, stands in a sentence that says no more. */
export const hearNamed = <C extends Context>(
  command: Pick<Command<C>, 'name' | 'aliases' | 'byDefault' | 'effect' | 'form' | 'plain'>,
  sentence: Sentence,
  reading: Reading,
): Hearing[] => {
  const isPlain = command.effect === 'read' && !command.byDefault
  const names = [command.name, ...command.aliases].filter((name) => !name.includes(' ') && name.length > 1)
  const own = [literalWords(names), ...(command.plain ? [wordsOf(command.plain)] : [])]
  if (!isPlain || names.length === 0 || !own.some((words) => words.isIn(sentence.text))) return []
  const { entries, words, isWhole } = readAsked(command.form, sentence.text, reading, ...own)
  const needed = fieldsOf(command.form).filter(({ required }) => required)
  if (!isWhole || needed.some(({ name }) => !entries[name])) return []
  return [{ words, certainty: 'likely', weight: Object.keys(entries).length }]
}

const ranks: readonly Certainty[] = ['sure', 'likely', 'possible']

/** All that a sentence may mean. Reads nothing else. */
export const hearAll = <C extends Context>(
  commands: Commands<C>,
  sentence: Sentence,
  reading: Reading,
): Heard<C>[] =>
  commands.all.flatMap((command): Heard<C>[] =>
    (command.hears?.(sentence, reading) ?? hearNamed(command, sentence, reading)).map((hearing) => ({
      ...hearing,
      command,
    })),
  )

/** The commands that a sentence says most for, or several that it says as much for. */
export const likeliest = <C extends Context>(heard: readonly Heard<C>[]): Heard<C>[] => {
  const rank = ranks.find((certainty) => heard.some((one) => one.certainty === certainty))
  const best = heard.filter(({ certainty }) => certainty === rank)
  const most = Math.max(...best.map(({ weight = 0 }) => weight))
  return best.filter(({ weight = 0 }) => weight === most)
}

/** The same without what is called by a name, which only the database knows. */
export const hear = <C extends Context>(
  commands: Commands<C>,
  sentence: Sentence,
  reading: Reading,
): Heard<C>[] => likeliest(hearAll(commands, sentence, reading).filter(({ isCalled }) => !isCalled))
