import type { Command } from '../../core/command.ts'
import { type Form, fieldsOf, type Reading } from '../../core/form/field.ts'
import { readAsked } from '../../core/plain/hearing.ts'
import type { Hearing, Sentence } from '../../core/plain/sentence.ts'
import { type Words, wordsOf } from '../../core/plain/words.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { isAsked } from '../../programme/records/spoken.ts'

type Hears = (sentence: Sentence, reading: Reading) => readonly Hearing[]

/** 又给大棚拨了20万: whom it is for comes before the verb. */
const given =
  /^(?:又|再|刚刚?|今天|已经?)*\s?给\s?(?<whom>[^\s,，]{2,30}?)\s?(?:又|再)?(?<verb>拨付|拨款|下拨|拨|支付|付款|付)\s?(?:过去)?了?\s?(?=[\d一二两三四五六七八九十百千¥￥])/u

/** 支付2.5千, 拨付5万给大棚: what belongs to no number stands apart from it. */
const parted = (text: string): string =>
  text
    .replace(/^(\p{Script=Han}{2,4})(?=\d)/u, '$1 ')
    .replace(/(\d\s?[万亿千百]?(?:元|块钱?)?)(?=给(?!水|排水)\p{Script=Han})/u, '$1 ')

/** The same in the order in which an entry is typed: 拨付 20万 大棚. */
const inOrder = (text: string): string => {
  const { 0: before, groups } = given.exec(text) ?? {}
  if (before === undefined || groups === undefined) return parted(text)
  const type = groups.verb?.startsWith('拨') || groups.verb === '下拨' ? '拨付' : '支付'
  return `${type} ${groups.whom} ${text.slice(before.length)}`
}

/** 拨付50万 P-2025-0001 市级: an entry is told where its kind and its amount are; it is asked about before it counts. */
export const hearsEntry =
  (form: Form): Hears =>
  (sentence, reading) => {
    if (isAsked(sentence) || sentence.doubts) return []
    const { entries, words, isWhole } = readAsked(
      form,
      inOrder(sentence.text),
      reading,
      wordsOf('funds.plain.money'),
    )
    if (!entries.type || !entries.amount) return []
    const said = fieldsOf(form).filter(({ name }) => entries[name]).length
    const isClear = said > 3 || (said === 3 && isWhole)
    return [{ words, certainty: isClear ? 'likely' : 'possible', weight: said }]
  }

/** 这个项目花了多少: the one that was shown just before. */
const withProject = ({ text, after }: Sentence): string => {
  const spoken = wordsOf('funds.plain.project')
  return after?.kind === 'record' && after.reference.startsWith('P-') && spoken.isIn(text)
    ? `${after.reference} ${spoken.blankedIn(text)}`
    : text
}

/** 武隆的资金情况, how much of P-2025-0001 is paid: money is asked for, and who it is of stands beside. */
export const hearsAccount =
  (form: Form): Hears =>
  (sentence, reading) => {
    const { asks, requests } = sentence
    const text = withProject(sentence)
    const [money, standing] = [wordsOf('funds.plain.money'), wordsOf('funds.plain.standing')]
    if (!money.isIn(text) || wordsOf('funds.plain.entries').isIn(text)) return []
    const isStanding = standing.isIn(text)
    if (!asks && !requests && !isStanding) return isBare(money, form, text, reading)
    const { words, isWhole, entries } = readAsked(
      form,
      text,
      reading,
      money,
      standing,
      wordsOf('funds.plain.spent', 'funds.plain.joining'),
    )
    const isMeant = isStanding || wordsOf('funds.plain.spent').isIn(text)
    const weight = 4 + Object.keys(entries).length
    if (isWhole && isMeant) return [{ words, certainty: 'sure', weight }]
    return isMeant && (isWhole || entries.project) ? [{ words, certainty: 'likely', weight }] : []
  }

/** 武隆资金, payments of Wulong in February: nothing but whose money it is, or of which days. */
const isBare = (money: Words, form: Form, text: string, reading: Reading): Hearing[] => {
  const { words, isWhole, entries } = readAsked(form, text, reading, money, wordsOf('funds.plain.joining'))
  const isAbout = entries.period !== undefined || !wordsOf('funds.plain.spent').isIn(text)
  return isWhole && isAbout ? [{ words, certainty: 'sure', weight: 4 }] : []
}

/** 有啥要我复核的: whose turn it is says the command by itself. */
export const hearsWaiting: Hears = ({ text }) =>
  wordsOf('funds.plain.toApprove').isIn(text)
    ? [{ words: 'status:waiting', certainty: 'sure', weight: 9 }]
    : []

/** 导出资金台账: the ledger has another name than what stands in it. */
export const hearsLedgerExport =
  (form: Form): Hears =>
  ({ text }, reading) => {
    const [verbs, ledger] = [wordsOf('records.plain.export'), wordsOf('funds.plain.entries')]
    if (!verbs.isIn(text) || !ledger.isIn(text)) return []
    const { words, isWhole } = readAsked(form, text, reading, verbs, ledger)
    return [{ words, certainty: isWhole ? 'sure' : 'likely', weight: 9 }]
  }

/** A command that is heard by its own words first. */
export const alsoHearing = (command: Command<ProgrammeContext>, hears: Hears): Command<ProgrammeContext> => ({
  ...command,
  hears: (sentence, reading) => {
    const own = hears(sentence, reading)
    return own.length > 0 ? own : (command.hears?.(sentence, reading) ?? [])
  },
})
