import { UserError } from '../../core/errors.ts'
import { type Notice, notice, type PlainKey, type Translator } from '../../core/i18n.ts'
import { fold } from '../../core/text.ts'
import type { Importable } from '../../programme/importable.ts'
import { textOf } from './cells.ts'
import type { Matched, ReadColumn } from './headings.ts'
import { bareAmounts, isOfMoney, maybeOther, saysMultiple } from './money-cells.ts'
import { moneyUnitOf } from './money-unit.ts'
import { columnLetters, type Sheet, type SheetCell } from './sheet/table.ts'

/** 单位：万元、亩 in a cell of its own, or 计划表（万元） in a title; 填报单位：某局 is an office. */
const aboveHeadings =
  /(?:(?<![\p{Script=Han}a-z])(?:金额|货币|计量)?单位|(?<![a-z])units?|(?<![a-z])amounts in)\s*:?\s*(?<said>[^()]+)|\((?<bracketed>[^()]+)\)/giu
/** What may be a unit of money, understood or not: where it is none, it is a note, or an office. */
const likeMoney = /元$|^(?:[十百千万亿]|thousand|million|billion|10?,?000)|yuan|rmb|cny/iu

interface Above {
  readonly words: string
  readonly power: number | undefined
}

/** The units that are said above the headings for all amounts of the sheet. */
const unitsAbove = ({ rows }: Sheet, heading: number): Above[] =>
  rows.flatMap(({ number, cells }) =>
    cells.flatMap((cell) => {
      if (number >= heading || typeof cell !== 'string') return []
      return [...fold(cell).matchAll(aboveHeadings)].flatMap(({ groups }) =>
        (groups?.said ?? groups?.bracketed ?? '').split(/[、;]/u).flatMap((part): Above[] => {
          const words = part.trim()
          const unit = moneyUnitOf(words)
          if (unit.kind === 'yuan') return [{ words, power: unit.power }]
          return unit.kind === 'foreign' || (unit.kind === 'unknown' && likeMoney.test(words))
            ? [{ words, power: undefined }]
            : []
        }),
      )
    }),
  )

/** In yuan: what is less without any unit is more likely in ten thousands, as county tables are. */
const leastYuan = 10_000
/** More than any project of a county costs: its numbers are in yuan, as likely as not. */
const muchYuan = 1_000_000_000

const amountsIn = (cell: SheetCell): number[] => {
  const text = textOf(cell)
  return typeof text === 'string' ? bareAmounts(text) : []
}

/** Those that say that they are in yuan, and in no multiple of them. */
const amountsInYuan = (cell: SheetCell): number[] => {
  const text = textOf(cell)
  const said = typeof text === 'string' ? fold(text).matchAll(/([\d,.]+)\s?(?:元|圆|yuan|rmb|cny)/giu) : []
  return [...said].map(([, number = '']) => Number(number.replaceAll(',', '')))
}

/**
 * The columns with the units of their amounts: the heading's own, else the sheet's; else it may be unsure. Throws a `UserError`
 * that names sheet and column where a unit is said and not understood, or is no yuan.
 */
export const withUnits = (
  importable: Importable,
  { columns, headings, row: heading }: Matched,
  sheet: Sheet,
  translate: Translator,
): Array<ReadColumn | null> => {
  const above = unitsAbove(sheet, heading)
  const below = sheet.rows.filter(({ number }) => number > heading)
  const namesMore = columns.map((column, place) => {
    const known = importable.columns.find(({ name }) => name === column?.name)
    if (!column || !isOfMoney(known?.type)) return false
    const texts = below.map(({ cells }) => textOf(cells[place] ?? null))
    return (
      moneyUnitOf(column.unit ?? '').kind === 'yuan' ||
      texts.some((text) => typeof text === 'string' && saysMultiple(text))
    )
  })
  return columns.map((column, place) => {
    const known = importable.columns.find(({ name }) => name === column?.name)
    if (!column || !known || !isOfMoney(known.type)) return column
    const said = {
      sheet: sheet.name,
      letters: columnLetters(place),
      heading: headings[place] ?? '',
      label: translate(known.label),
    }
    const { name, unit = '' } = column
    const own = moneyUnitOf(unit)
    if (own.kind === 'yuan') return { name, power: own.power }
    if (own.kind === 'foreign') throw new UserError(notice('imports.sheet.foreign', said))
    if (own.kind === 'unknown') throw new UserError(notice('imports.sheet.unit', { ...said, unit }))
    const [first] = above
    if (first) {
      if (first.power === undefined || above.some(({ power }) => power !== first.power)) {
        const words = [...new Set(above.map((one) => one.words))].join(translate('core.form.comma'))
        throw new UserError(notice('imports.sheet.unitsAbove', { ...said, unit: words }))
      }
      return { name, power: first.power }
    }
    // Beside amounts that name their unit nobody may agree to one that this column does not name.
    if (namesMore.some((names, other) => names && other !== place))
      return { name, power: 0, unnamed: said.heading }
    const amounts = below.flatMap(({ cells }) => amountsIn(cells[place] ?? null))
    const isUnsure = amounts.some((amount) => amount > 0 && amount < leastYuan)
    return { name, power: 0, ...(isUnsure && { isUnsure }) }
  })
}

/** What a person must agree to of a cell's amounts: that they are in yuan, which nobody said, or as much as their unit makes them. */
export const doubtsOf = (column: ReadColumn | null, cell: SheetCell): ReadonlyArray<Notice<PlainKey>> => {
  const amounts = column?.power === undefined ? [] : amountsIn(cell)
  const { power = 0, isUnsure } = column ?? {}
  const text = textOf(cell)
  if (isUnsure && typeof text === 'string' && maybeOther(text)) return [notice('imports.row.unitUnsaid')]
  if (power >= 3 && amountsInYuan(cell).some((amount) => amount > 0 && amount < leastYuan))
    return [notice('imports.row.unitOther')]
  return power > 0 && amounts.some((amount) => amount * 10 ** power >= muchYuan)
    ? [notice('imports.row.unitLarge')]
    : []
}
