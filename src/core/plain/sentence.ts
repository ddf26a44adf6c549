import { fold } from '../text.ts'
import { wordsOf } from './words.ts'

/** What plain words that follow an answer go on from: the record that it showed, the line that its list came of. */
export type About =
  | { readonly kind: 'record'; readonly reference: string }
  | { readonly kind: 'list'; readonly line: string }

/** What somebody said that is no command. */
export interface Sentence {
  /** As typed. */
  readonly line: string
  /** As typed, without the marks and the courtesy that it begins with. */
  readonly text: string
  /** Something is asked. */
  readonly asks: boolean
  /** Something is asked for (能不能…, could you …), which a command may do though it changes something. */
  readonly requests: boolean
  /** It is doubted, denied, or tied to a condition: nothing is changed because of it. */
  readonly doubts: boolean
  /** What this person was shown just before, here. */
  readonly after: About | undefined
}

/**
 * How much a sentence says for a command. `sure`: this is meant; `likely`: this, unless another is sure; `possible`: offered
 * as a button, and never done unasked.
 */
export type Certainty = 'sure' | 'likely' | 'possible'

/** A sentence as what could be typed after a command's name. */
export interface Hearing {
  readonly words: string
  readonly certainty: Certainty
  /** Of several that are as certain the one with most is meant; nothing when absent. */
  readonly weight?: number
  /** The words call a record by its name: nothing is meant where none is called so. */
  readonly isCalled?: true
}

/** Emoji, marks of lists, of headings and of emphasis: they hide no command. */
const opening =
  /^(?:[\s>•●·*_~`#＃"'“”‘’「『[【(（–—-]|\p{Extended_Pictographic}|\ufe0f|\u200d|\u20e3|&gt;)+/u
const closing = /^(?<word>\p{L}+)(?:[\]】)）」』*_~`"”]|['’](?!\p{L}))+[\s:：]*/u

/** The line without the marks around its first word: 【互访】…, #互访 …, *visit* …. */
export const withoutOpening = (line: string): string => {
  const rest = line.replace(opening, '')
  return rest === '' ? line : rest.replace(closing, '$<word> ')
}

/** The line without the courtesy that it begins with: 您好，请帮我…, could you please …. */
export const withoutCourtesy = (line: string): string => {
  const courtesy = wordsOf('plain.courtesy', 'plain.greeting')
  let rest = line
  for (;;) {
    const length = courtesy.lengthAtStart(rest)
    const next = rest.slice(length).replace(/^[\s,，.。!！~、:：]+/u, '')
    if (length === 0 || next === '') return rest
    rest = next
  }
}

/** 来过没有; 还没有 answers. */
const mark = /(?:[?？]|(?<![还并都也暂])没有?)\s*$/u
/** A question, and second thoughts behind it. */
const secondThoughts = /[?？](?=[^\p{L}\p{N}]*[\p{L}\p{N}])/u

/** Whether a word of doubt, denial or condition stands anywhere, with its apostrophe or without; `could you` asks politely. */
export const isDoubted = (line: string): boolean => {
  const bare = fold(line).replaceAll("'", '')
  const doubt = wordsOf('plain.doubt')
  const places = wordsOf('plain.doubt', 'plain.requests', 'plain.corrects').placesIn(bare)
  return (
    secondThoughts.test(line) ||
    places.some(({ start, end }) => doubt.lengthAtStart(bare.slice(start)) === end - start)
  )
}

/** what’s, who‘s. */
const curly = /(?<=\p{Script=Latin})[’‘](?=\p{Script=Latin})/gu

export const sentenceOf = (typed: string, after?: About): Sentence => {
  const line = typed.replace(curly, "'")
  const text = withoutCourtesy(withoutOpening(line.trim()))
  const isWhether = wordsOf('plain.whether').isIn(line)
  return {
    line,
    text,
    asks: mark.test(line) || isWhether || wordsOf('plain.asks').isIn(line),
    doubts: isDoubted(line),
    requests: !isWhether && wordsOf('plain.requests').isIn(line),
    after,
  }
}

/** A text without some pieces of it. */
export const wordsBesides = (
  text: string,
  pieces: ReadonlyArray<{ readonly start: number; readonly end: number }>,
): string =>
  [...pieces]
    .sort((one, other) => other.start - one.start)
    .reduce((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
    .trim()
