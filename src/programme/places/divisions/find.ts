import { characterAt, wordsBefore } from '../../../core/text.ts'
import type { Registry } from '../registry.ts'
import { type Division, directory, type Meaning } from './directory.ts'
import { lookUp } from './lookup.ts'
import { createRunReader, type Run, unitsOf } from './runs.ts'

interface Piece {
  readonly start: number
  readonly end: number
}

/** A township or village named in a line. */
export interface Named {
  /** Where it is named, and where its county is: that may be said of something else as well. */
  readonly pieces: readonly Piece[]
  /** What the directory has of that name. */
  readonly units: readonly Meaning[]
  /** Where it has none: what is nearly that name. */
  readonly near: readonly Division[]
}

/** 考察火炉镇: a Chinese name begins in the midst of a sentence behind these, and not within another name (小双河村). */
const leadsTo =
  /(?:[在到赴去往至于为给对向和与及]|位于|地点|地址|选址|落户|考察|调研|走访|慰问|支援|援建|援助|帮扶|扶持|建设|实施|支持|改造|结对|重庆市?)$/u

/** Whose name begins with a place's is somewhere in it, and is no place. */
const institution =
  /^(?:人民)?(?:政府|党委|党工委|人大|中心校|中心小学|小学|中学|学校|幼儿园|卫生院|卫生室|医院|敬老院|派出所|财政所|畜牧站|农技站|农业服务|便民服务|服务中心|办事处|民?委会|村?民委员会|居民?委员?会|支部|党支部|支书|书记|镇长|乡长|村长|主任|有限公司|合作社)/u
/** 乡村 and 镇村 are no township's. */
const goesOn = /^[村镇亲土下级]/u

/** Names of townships without what they are that are words of any project as well. */
const everyday = new Set(
  (
    '土地 公平 海洋 平安 温泉 联合 胜利 复兴 水田 花田 康乐 朝阳 凤凰 桥头 沙子 太极 新华 宜居 名山 竹园 庙宇 大树 白云 高峰 新民 ' +
    '大同 清泉 城东 城南 城西 南门 小河 大河'
  ).split(' '),
)
/** 新农村建设 is no village of that name. */
const ordinary = ['新农村']

/** A village that the directory does not have, behind its township. */
const unknownVillage =
  /^(?!农|乡|山村|渔|行政|自然|示范|重点|贫困|脱贫|试点|美丽|移民|中心|智慧|老旧|城市)[^\P{Script=Han}个各全多几两等和的与及在到本该一二三四五六七八九十]{2,5}(?:村|社区)(?!民|委|居)/u
/** A township that may be mistyped, standing as a word. */
const unknownTown = /^\p{Script=Han}{2,4}(?:镇|乡|街道)(?:\p{Script=Han}{2,5}(?:村|社区))?(?!\p{Script=Han})/u

const isChinese = (text: string) => /\p{Script=Han}/u.test(text)

/** Whether names that belong together are a place here, rather than words of the sentence. */
const isMeant = (line: string, run: Run): boolean => {
  const { start, end, named, county, tokens, vagueness } = run
  const behind = line.slice(end, end + 8)
  if (!named || institution.test(behind)) return false
  const last = line.slice(named.start, named.end)
  if (/乡$/u.test(line.slice(start, end)) && goesOn.test(behind)) return false
  if (vagueness === 0) {
    const isLone = tokens.every(({ level }) => level === 'village')
    return !isLone || (last.length > 2 && !ordinary.includes(last))
  }
  if (/[\p{L}\p{N}\p{M}_]/u.test(characterAt(line, named.end))) return false
  // 武隆火炉; 火炉镇万峰.
  // 云阳 重庆小面: all of Chongqing is no county.
  if (vagueness === 1) return county !== undefined && run.counties.length > 0 && !everyday.has(last)
  const town = tokens.find(({ level }) => level === 'town')
  return (
    town?.vagueness === 0 && tokens.some(({ level, start: at }) => level === 'village' && at === town.end)
  )
}

/** Townships and villages that a folded line names. Without what they are only townships count, beside their county. */
export const findDivisions = (registry: Registry, line: string): readonly Named[] => {
  const runsAt = createRunReader(registry, directory(), line)
  const counties = new Set(registry.find(line).map(({ start }) => start))
  const mayBegin = (offset: number) =>
    counties.has(offset) ||
    !/[\p{L}\p{M}]/u.test(line.charAt(offset - 1)) ||
    (isChinese(line.charAt(offset)) &&
      (!isChinese(line.charAt(offset - 1)) || leadsTo.test(wordsBefore(line, offset))))
  const found: Named[] = []
  let offset = 0
  while (offset < line.length) {
    const named = mayBegin(offset) ? namedAt(registry, line, offset, runsAt(offset)) : undefined
    if (named) found.push(named)
    offset = Math.max(offset + 1, ...(named?.pieces.map(({ end }) => end) ?? []))
  }
  return found
}

const namedAt = (
  registry: Registry,
  line: string,
  offset: number,
  runs: readonly Run[],
): Named | undefined => {
  const meant = runs.filter((run) => isMeant(line, run))
  const end = Math.max(0, ...meant.map((run) => run.end))
  const longest = meant.filter((run) => run.end === end)
  const [first] = longest
  if (!first) return mistypedAt(registry, line, offset, runs)
  if (first.tokens.at(-1)?.level === 'town' && first.vagueness === 0) {
    const beyond = unknownVillage.exec(line.slice(end, end + 12))?.[0]
    if (beyond !== undefined) return unknownIn(registry, line, first, end + beyond.length)
  }
  return { pieces: piecesOf(first), units: unitsOf(longest), near: [] }
}

const piecesOf = ({ named, county }: Run): Piece[] => [...(named ? [named] : []), ...(county ? [county] : [])]

const unknownIn = (registry: Registry, line: string, run: Run, end: number): Named => {
  const { units, near } = lookUp(registry, line.slice(run.start, end))
  const pieces = piecesOf(run).map((piece) => (piece === run.named ? { ...piece, end } : piece))
  return { pieces, units, near }
}

/** 武隆区火芦镇: only what is nearly a township's name. */
const mistypedAt = (
  registry: Registry,
  line: string,
  offset: number,
  runs: readonly Run[],
): Named | undefined => {
  const county = runs.find((run) => run.counties.length > 0 && !run.named)
  const start = county?.end ?? offset
  const typed = unknownTown.exec(line.slice(start, start + 14))?.[0]
  if (typed === undefined) return undefined
  const { near } = lookUp(registry, line.slice(county?.start ?? start, start + typed.length))
  if (near.length === 0) return undefined
  return {
    pieces: [{ start, end: start + typed.length }, ...(county ? piecesOf(county) : [])],
    units: [],
    near,
  }
}
