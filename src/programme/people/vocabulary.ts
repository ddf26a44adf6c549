import type { Locale } from '../../core/request.ts'
import type { Registry } from '../places/registry.ts'

/**
 * The titles that the programme's officers bear, in both languages. They are kept in Chinese, the language of the posts, and
 * shown in the reader's; a title that is not made of these words stays as it was written.
 */
const posts = [
  { zh: '省长', en: 'Governor', deputy: 'Vice' },
  { zh: '市长', en: 'Mayor', deputy: 'Vice', others: ['Deputy'] },
  { zh: '区长', en: 'District Head', deputy: 'Deputy', others: ['Vice'] },
  { zh: '县长', en: 'County Head', deputy: 'Deputy', others: ['Vice'], names: ['County Magistrate'] },
  { zh: '镇长', en: 'Town Head', deputy: 'Deputy' },
  { zh: '乡长', en: 'Township Head', deputy: 'Deputy' },
  { zh: '省委书记', en: 'Provincial Party Secretary', deputy: 'Deputy' },
  { zh: '市委书记', en: 'Municipal Party Secretary', deputy: 'Deputy', names: ['City Party Secretary'] },
  { zh: '区委书记', en: 'District Party Secretary', deputy: 'Deputy' },
  { zh: '县委书记', en: 'County Party Secretary', deputy: 'Deputy' },
  { zh: '书记', en: 'Party Secretary', deputy: 'Deputy', names: ['Party Chief'] },
  { zh: '局长', en: 'Bureau Director', deputy: 'Deputy', names: ['Bureau Head', 'Bureau Chief'] },
  { zh: '处长', en: 'Division Head', deputy: 'Deputy', names: ['Division Chief', 'Division Director'] },
  { zh: '科长', en: 'Section Head', deputy: 'Deputy', names: ['Section Chief'] },
  { zh: '部长', en: 'Department Head', deputy: 'Deputy', names: ['Department Director'] },
  { zh: '主任', en: 'Director', deputy: 'Deputy' },
  { zh: '秘书长', en: 'Secretary-General', deputy: 'Deputy', names: ['Secretary General'] },
  { zh: '主席', en: 'Chairman', deputy: 'Vice', names: ['Chairwoman', 'Chairperson', 'Chair'] },
] as const

/** Bodies of a government, of which a 局长 or 主任 is the director. */
const bodies = [
  {
    zh: '农业农村局',
    en: 'Agriculture and Rural Affairs Bureau',
    head: '局长',
    names: ['Agriculture Bureau', 'Rural Affairs Bureau'],
  },
  { zh: '教育局', en: 'Education Bureau', head: '局长' },
  { zh: '财政局', en: 'Finance Bureau', head: '局长' },
  { zh: '商务局', en: 'Commerce Bureau', head: '局长' },
  { zh: '乡村振兴局', en: 'Rural Revitalisation Bureau', head: '局长' },
  { zh: '卫生健康委', en: 'Health Commission', head: '主任' },
  { zh: '发改委', en: 'Development and Reform Commission', head: '主任' },
  { zh: '发展改革委', en: 'Development and Reform Commission', head: '主任' },
  { zh: '文旅局', en: 'Culture and Tourism Bureau', head: '局长' },
  {
    zh: '人社局',
    en: 'Human Resources and Social Security Bureau',
    head: '局长',
    names: ['Human Resources Bureau'],
  },
  { zh: '扶贫办', en: 'Poverty Alleviation Office', head: '主任' },
] as const

interface Post {
  readonly zh: string
  readonly en: string
}

/** Every post with its deputies, the Chinese words leading to the English ones; the first English ones are shown. */
const spelled: ReadonlyArray<Post> = posts.flatMap((post) => {
  const { zh, en, deputy } = post
  const names = [en, ...('names' in post ? post.names : [])]
  const deputies = [deputy, ...('others' in post ? post.others : [])]
  const below = zh.replace(/(?=书记$)|^(?!.*书记$)/u, '副')
  return [
    ...names.map((name) => ({ zh, en: name })),
    ...deputies.flatMap((word) => names.map((name) => ({ zh: below, en: `${word} ${name}` }))),
    ...deputies.flatMap((word) =>
      names.map((name) => ({ zh: `常务${below}`, en: `Executive ${word} ${name}` })),
    ),
  ]
})

const headed: ReadonlyArray<Post> = bodies.flatMap(({ zh, en, head, ...body }) =>
  [en, ...('names' in body ? body.names : [])].flatMap((name) => [
    { zh: `${zh}${head}`, en: `Director of the ${name}` },
    { zh: `${zh}副${head}`, en: `Deputy Director of the ${name}` },
  ]),
)

const all = [...spelled, ...headed]
const plain = (words: string) =>
  words
    .toLowerCase()
    .replace(/[\s-]+/gu, ' ')
    .trim()
const englishOf = new Map([...all].reverse().map(({ zh, en }) => [zh, en]))
const chineseOf = new Map([...all].reverse().map(({ zh, en }) => [plain(en), zh]))

/** What stands before a post for the place that it is of: 日照市 of 副市长, 武隆 of 区委书记, 石柱县 of 副县长. */
const placeBefore = (registry: Registry, name: string, post: string): string | undefined => {
  const place = registry.find(name)[0]?.places
  const [only, ...others] = place ?? []
  if (!only || others.length > 0 || only.level === 'province') return undefined
  const kind = only.nameZh.slice(-1)
  if (post.startsWith(`${kind}委`)) return only.shortZh
  return only.nameZh.endsWith('自治县') ? `${only.shortZh}县` : only.nameZh
}

/** A title as it is kept: in Chinese where the vocabulary has it, as it was written where not. */
export const keptTitle = (registry: Registry, title: string): string => {
  const own = chineseOf.get(plain(title))
  if (own) return own
  if (/^\p{Script=Han}/u.test(title)) return keptChinese(registry, title)
  const { post = '', place = '' } = /^(?<post>.+?) of (?<place>[^,]+)$/iu.exec(title)?.groups ?? {}
  const known = chineseOf.get(plain(title.slice(0, title.lastIndexOf(' of ')))) ?? chineseOf.get(plain(post))
  const named = known ? title.slice(title.lastIndexOf(' of ') + 4) : place
  const before = known && isWholePlace(registry, named) ? placeBefore(registry, named, known) : undefined
  return before && known ? `${before}${known}` : title
}

/** 济南市长 and 济南市市长 are one. */
const keptChinese = (registry: Registry, title: string): string => {
  const [found] = registry.find(title)
  const [place, ...others] = found?.start === 0 ? found.places : []
  if (!place || others.length > 0 || place.nameZh.endsWith('自治县')) return title
  const post = title.slice(place.shortZh.length)
  const before = englishOf.has(post) ? placeBefore(registry, place.shortZh, post) : undefined
  return before ? `${before}${post}` : title
}

const isWholePlace = (registry: Registry, name: string): boolean => {
  const [found, ...more] = registry.find(name)
  return found !== undefined && more.length === 0 && found.start === 0 && found.end === name.length
}

/** A kept title for a reader; as it is kept where the other language has no words for it. */
export const titleIn = (registry: Registry, title: string, locale: Locale): string => {
  const kept = keptTitle(registry, title)
  if (locale === 'zh-CN') return kept
  const own = englishOf.get(kept)
  if (own) return own
  const [place] = registry.find(kept)
  if (place?.start !== 0 || place.places.length !== 1) return kept
  const [of] = place.places
  // 石柱县 and 武隆 (of 武隆区委书记) are shorter than the whole name.
  const post = [kept.slice(place.end), kept.slice(of?.shortZh.length)].find((words) => englishOf.has(words))
  if (!of || !post) return kept
  const shown = `${englishOf.get(post)} of ${of.shortEn}`
  return keptTitle(registry, shown) === kept ? shown : kept
}
