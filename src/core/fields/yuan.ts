import type { Translator } from '../i18n.ts'
import { fenOf } from './fen.ts'

/** With thousands separators, without zeros after the point. */
const grouped = (value: string): string => {
  const [yuan = '', decimals = ''] = value.split('.')
  const separated = yuan.replace(/\B(?=(?:\d{3})+$)/gu, ',')
  return /^0*$/u.test(decimals) ? separated : `${separated}.${decimals}`
}

/** The amount in units of 10^power yuan, rounded half up to two decimals. */
export const inUnits = (value: string, power: number): string => {
  const fen = fenOf(value)
  const step = 10n ** BigInt(power)
  const hundredths = `${(fen + step / 2n) / step}`.padStart(3, '0')
  return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`.replace(/\.?0+$/u, '')
}

/** 万元 below 1亿元 and 亿元 from there; at most two decimals, the exact amount beside it (domain.md, section 4). */
const units = {
  'zh-CN': [
    { least: 9, power: 8, key: 'fields.money.greatest' },
    { least: 5, power: 4, key: 'fields.money.greater' },
  ],
  en: [
    { least: 10, power: 9, key: 'fields.money.greatest' },
    { least: 7, power: 6, key: 'fields.money.greater' },
  ],
} as const

const minus = '−'

/** An amount below zero has its minus wherever it is shown: also the exact one beside a rounded one. */
const signed =
  (show: (value: string, translate: Translator) => string) =>
  (value: string, translate: Translator): string =>
    value.startsWith('-') ? `${minus}${show(value.slice(1), translate)}` : show(value, translate)

const exactly = signed((value, translate) => translate('fields.money.yuan', { amount: grouped(value) }))

const unitOf = (value: string, { locale }: Translator) =>
  units[locale].find(({ least }) => value.indexOf('.') >= least)

/** As official writing has amounts, rounded to two decimals of 万元 or 亿元: where the exact one stands elsewhere. */
export const shortYuan = signed((value, translate) => {
  const unit = unitOf(value, translate)
  return unit ? translate(unit.key, { amount: inUnits(value, unit.power) }) : exactly(value, translate)
})

/** Whether two decimals of the unit say all of it. */
const isRounded = (value: string, translate: Translator): boolean => {
  const unit = unitOf(value, translate)
  return unit !== undefined && fenOf(value) % 10n ** BigInt(unit.power) !== 0n
}

/** One form, which says all. */
export const shortIfExact = (value: string, translate: Translator): string =>
  isRounded(value, translate) ? exactly(value, translate) : shortYuan(value, translate)

/** 50万元 (500,000元): both forms, or the exact one where that is as short. */
export const fullYuan = (value: string, translate: Translator): string => {
  const [exact, short] = [exactly(value, translate), shortYuan(value, translate)]
  return short === exact ? exact : `${short} (${exact})`
}

/** For tables and sums: the short form, with the exact one beside it where that rounds. */
export const preciseYuan = (value: string, translate: Translator): string =>
  isRounded(value.replace(/^-/u, ''), translate) ? fullYuan(value, translate) : shortYuan(value, translate)
