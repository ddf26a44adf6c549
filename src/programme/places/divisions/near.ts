import { distance } from 'fastest-levenshtein'
import { compact } from '../names.ts'
import { countyCode, type Directory, type Division, isTown, townCode } from './directory.ts'
import { partsOf } from './kinds.ts'

/** More units than these are like so many names that none of them can be meant. */
const mostNear = 4

/** 火芦镇万峰村: a township, a village, or both, by what they end with. */
const chineseParts =
  /^(?<town>\p{Script=Han}{2,9}?(?:镇|乡|街道))?[\s,、·/-]*(?<village>\p{Script=Han}{2,9}(?:村|社区))?$/u
const latinPart = /^[\p{Script=Latin}\p{M}'’ -]{4,60}$/u
const latinTown = /(?:town|township|subdistrict)$/iu

interface Typed {
  readonly town: string | undefined
  readonly village: string | undefined
}

/** 火炉镇梦冲: a village whose kind is not said, in its township. */
const villageOf = (text: string): Partial<Typed> | undefined => {
  const parts = chineseParts.exec(`${text}村`)?.groups
  return parts?.town ? parts : undefined
}

const partsTyped = (text: string): Typed | undefined => {
  if (/\p{Script=Han}/u.test(text)) {
    const parts = chineseParts.exec(text)?.groups ?? villageOf(text)
    return parts && (parts.town || parts.village) ? { town: parts.town, village: parts.village } : undefined
  }
  const pieces = text.split(',').map((piece) => piece.trim())
  if (pieces.length > 2 || pieces.some((piece) => !latinPart.test(piece))) return undefined
  const town = pieces.find((piece) => latinTown.test(piece))
  return { town, village: pieces.find((piece) => piece !== town) }
}

const slipsInChinese = (typed: string, name: string): number => {
  if (typed === name) return 0
  const [one, other] = [partsOf(typed), partsOf(name)]
  // 火炉乡 for 火炉镇 is one slip; 文复乡 for 文复苗族土家族乡 is none.
  if (one && other && one.stem === other.stem) return one.kind === other.kind ? 0 : 1
  return distance(typed, name)
}

/** Two letters swapped are one slip; its first letter is seldom mistyped. */
const slipsInLatin = (typed: string, name: string): number => {
  const [one, other] = [compact(typed), compact(name)]
  if (one === other) return 0
  return one.length >= 5 &&
    one[0] === other[0] &&
    Math.abs(one.length - other.length) <= 1 &&
    distance(one, other) <= 2
    ? 1
    : 2
}

const slipsIn = (typed: string, { nameZh, nameEn, former }: Division): number =>
  /\p{Script=Han}/u.test(typed)
    ? Math.min(...[nameZh, ...former].map((name) => slipsInChinese(typed, name)))
    : slipsInLatin(typed, nameEn)

/**
 * The townships or villages that a name without its county is one slip from, by code; of some counties, or all when none is
 * given. None when there are many: 新建村 is like half of the villages.
 */
export const nearTo = (
  text: string,
  { divisions, byCode }: Directory,
  counties: readonly string[],
): readonly Division[] => {
  const typed = partsTyped(text)
  if (!typed) return []
  const { town, village } = typed
  const slipsOfTown = new Map<string, number>()
  const inTown = (division: Division): number => {
    if (town === undefined) return 0
    const code = townCode(division)
    const own = byCode.get(code)
    const slips = slipsOfTown.get(code) ?? (own ? slipsIn(town, own) : 2)
    slipsOfTown.set(code, slips)
    return slips
  }
  const near = divisions.filter((division) => {
    if (isTown(division) !== (village === undefined)) return false
    if (counties.length > 0 && !counties.includes(countyCode(division))) return false
    const slips = inTown(division)
    return slips <= 1 && slips + (village === undefined ? 0 : slipsIn(village, division)) <= 1
  })
  return near.length <= mostNear ? near : []
}
