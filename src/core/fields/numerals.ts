const digits = new Map([...'〇零一二三四五六七八九'].map((digit, index) => [digit, Math.max(0, index - 1)]))
digits.set('两', 2)
for (const [index, formal] of [...'零壹贰叁肆伍陆柒捌玖'].entries()) digits.set(formal, index)
for (const [spoken, value] of [
  ['俩', 2],
  ['仨', 3],
] as const)
  digits.set(spoken, value)
const scales = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
  ['拾', 10],
  ['佰', 100],
  ['仟', 1000],
])
const tens = new Map([
  ['廿', 20],
  ['卅', 30],
])

/** One Chinese numeral character, for a character class. */
export const chineseDigits = '〇零一二三四五六七八九两十百千廿卅壹贰叁肆伍陆柒捌玖拾佰仟俩仨'

/** A whole number in Arabic or Chinese numerals, for a regular expression. */
export const numeral = `(?:\\d+|[${chineseDigits}万]+)`

/** Reads `12`, `十二`, `二〇二五`, `两百零五`, `三千万`. Undefined when it is no number or too large to be exact. */
export const readNumeral = (text: string): number | undefined => {
  if (/^\d+$/u.test(text)) return exact(Number(text))
  if (text === '') return undefined
  const characters = [...text]
  if (characters.length > 1 && characters.every((character) => digits.has(character)))
    return exact(Number(characters.map((character) => digits.get(character)).join('')))
  return exact(readScaled(characters))
}

const exact = (value: number | undefined) =>
  value !== undefined && Number.isSafeInteger(value) ? value : undefined

/** 千, 百 and 十 in falling order below each 万. */
const readScaled = (characters: readonly string[]): number | undefined => {
  let total = 0
  let section = 0
  let pending: number | undefined
  let lowest = Number.POSITIVE_INFINITY
  for (const character of characters) {
    const digit = digits.get(character)
    const scale = scales.get(character)
    const ten = tens.get(character)
    if (digit !== undefined) {
      if (pending !== undefined && pending !== 0) return undefined
      pending = digit
    } else if (scale !== undefined) {
      if (scale >= lowest || pending === 0) return undefined
      section += (pending ?? 1) * scale
      pending = undefined
      lowest = scale
    } else if (ten !== undefined) {
      if (lowest <= 10 || pending !== undefined) return undefined
      section += ten
      lowest = 10
    } else if (character === '万') {
      const below = section + (pending ?? 0)
      if (total > 0 || below === 0) return undefined
      total = below * 10_000
      section = 0
      pending = undefined
      lowest = Number.POSITIVE_INFINITY
    } else return undefined
  }
  return total + section + (pending ?? 0)
}
