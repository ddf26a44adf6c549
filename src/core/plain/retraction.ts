import type { Command, Context } from '../command.ts'
import { type Form, fieldsOf, type Reading } from '../form/field.ts'
import { readWords } from '../form/words.ts'
import { exchangeIn } from '../line/exchanged.ts'
import { mask } from '../line/piece.ts'
import { fold } from '../text.ts'
import { isDoubted, wordsBesides } from './sentence.ts'
import { wordsOf } from './words.ts'

/** Quoted words are told, and take nothing back. */
const quotation = /"[^"]*"|“[^”]*”|「[^」]*」/gu

/** A Chinese clause may begin behind a blank, an English one only behind a mark or a number. */
const isBegun = (before: string, isChinese: boolean): boolean =>
  !/\p{L}$/u.test(isChinese ? before : before.trimEnd())
const isEnded = (behind: string): boolean => !/^[吧了啊呢哦嘛\s]*[\p{L}\p{N}]/u.test(behind)

/** 不对，是15人 and wait, make it 15 correct. */
const corrected = /^[\s,，]*(?:应该?|[是为改换]|\d|make|should|i mean)/iu

/** please don't log it yet, do not record this visit */
const unentered =
  /(?<!\p{L})(?:please\s+)?(?:don'?t|do\s+not|no\s+need\s+to)\s+(?:log|record|save|enter|submit|schedule|report)(?:\s+(?:it|this|that|the|these|any|\p{L}{3,12}))*(?:\s+(?:yet|now|please))?[\s.!]*$/iu

/** （取消）, 【已取消】, CANCELLED: what a notice is marked with that does not hold any more. */
const calledOff =
  /[([【]\s*(?:本次|此次|活动|会议|互访|已经?|now\s)*(?:取消|作废|撤销|停办|不开|不办|cancell?ed|called off|off)了?\s*[)\]】]|^\s*(?:已?取消|作废|cancell?ed)\s?[:—–-]+\s?/iu

/** Whether all that is said takes back something, or asks for nothing to be written down: do not log this visit. */
export const isRetraction = (line: string): boolean => {
  const at = retractionIn(fold(line))
  return at !== undefined && !/[\p{L}\p{N}]/u.test(fold(line).slice(0, at))
}

/** Where a clause begins that takes back what stands before it: no wait, 等等先别; 意向书等等 and 测算了成本 do not. */
const retractionIn = (text: string): number | undefined => {
  const asked = unentered.exec(text)?.index
  if (asked !== undefined) return asked
  const apart = wordsOf('plain.retractionApart')
  return wordsOf('plain.retraction', 'plain.retractionApart')
    .placesIn(text)
    .find(({ start, end }) => {
      const [word, behind] = [text.slice(start, end), text.slice(end)]
      if (corrected.test(behind)) return false
      const isChinese = /\p{Script=Han}/u.test(word)
      if (isBegun(text.slice(0, start), isChinese)) return isChinese || isEnded(behind)
      return isEnded(behind) && apart.lengthAtStart(word) !== word.length
    })?.start
}

/** 因对方没有时间, because they cannot come: what is denied is the reason. */
const reason = /^[\s,，:：;；-]*(?:因|由于|原因|鉴于|because|due to|owing to|since|reason)/iu

/** What a command is about, as it is typed. */
const fixedIn = (form: Form, words: string, reading: Reading): string => {
  const { filled } = readWords(form, words, reading)
  return fieldsOf(form)
    .flatMap(({ name, fixed, type }) => {
      const outcome = filled[name]?.outcome
      return fixed && outcome?.kind === 'value' ? [type.write(outcome.value)] : []
    })
    .join(' ')
}

/**
 * The words of a change that its own line takes back, denies or ties to a condition (取消 V-2025-0001 等等先别), without those
 * that do so; undefined where it is meant. What is told of a record (its outcome, its purpose) may deny and doubt.
 */
export const takenBack = <C extends Context>(
  { effect, form }: Pick<Command<C>, 'effect' | 'form'>,
  words: string,
  reading: Reading,
): string | undefined => {
  if (effect === 'read' || exchangeIn(words)) return undefined
  const text = fold(words).replace(quotation, (quoted) => '\0'.repeat(quoted.length))
  const fields = fieldsOf(form)
  const about = fields.find(({ fixed }) => fixed)
  const claims = about?.type.recognise(text, reading) ?? []
  const off = about ? undefined : calledOff.exec(text)
  if (off) return `${words.slice(0, off.index)} ${words.slice(off.index + off[0].length)}`.trim()
  const bare = wordsBesides(text, claims)
  const retracted = retractionIn(mask(text, claims))
  if (retracted !== undefined) {
    const before = words.slice(0, retracted).replace(/[\s,，;；.。!！—–-]+$/u, '')
    return before === '' ? fixedIn(form, words, reading) : before
  }
  if (!about) return undefined
  // Called off with a reason that may be given: nothing else is said than that, or it is doubted.
  const isNoted = fields.some(({ freeText, required }) => freeText && !required)
  if (isNoted) return isDoubted(bare) && !reason.test(bare) ? fixedIn(form, words, reading) : undefined
  const { filled, unread } = readWords(form, words, reading)
  const isSaid = fields.some(({ name, fixed }) => !fixed && filled[name]?.outcome.kind === 'value')
  return isSaid && unread.some(isDoubted) ? words : undefined
}
