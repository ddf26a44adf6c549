/** How the names of townships and villages are written, in Chinese and in English. */
import { customPinyin, pinyin } from 'pinyin-pro'
import { kinds, nationalities, partsOf } from '../src/programme/places/divisions/kinds.ts'

/** Read otherwise than the dictionary says, in these names. */
customPinyin({
  大城寨: 'dà chéng zhài',
  曾家: 'zēng jiā',
  杉木: 'shān mù',
  箐口: 'qìng kǒu',
  鹿箐: 'lù qìng',
  么店: 'yāo diàn',
  降龙: 'xiáng lóng',
  弹子: 'dàn zǐ',
})

/** As people write it: 火炉镇, 梦冲村, 白马社区, of 街道办事处, 村民委员会 and 居民委员会, slips of the source included. */
export const shortName = (official: string): string => {
  const name = official.replace(/街道办事处$/u, '街道').replace(/自治乡$/u, '乡')
  const [whole, stem = '', of = ''] = /^(.+?)(村民委员会?|村委会|居民委员?会|居委会)$/u.exec(name) ?? []
  if (whole === undefined) return name
  const type = of.startsWith('村') ? '村' : '社区'
  return stem.endsWith(type) ? stem : stem + type
}

const vowels = /^[aeo]/u

/** 火炉 is Huolu, 永安 Yong'an: syllables in one word, as China writes its place names. */
const spelled = (stem: string): string => {
  const syllables = pinyin(stem, { toneType: 'none', type: 'array' })
  const word = syllables.map((one, index) => (index > 0 && vowels.test(one) ? `'${one}` : one)).join('')
  if (!/^[a-zü']+$/u.test(word)) throw new Error(`cannot spell ${stem}`)
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** Huolu Town, Wenfu Miao and Tujia Township, Wanfeng Village. */
export const englishName = (name: string): string => {
  const parts = partsOf(name)
  if (!parts) throw new Error(`what kind of place is ${name}?`)
  const { stem, peoples, kind } = parts
  const named = Object.entries(nationalities)
    .filter(([one]) => peoples.includes(one))
    .sort(([one], [other]) => peoples.indexOf(one) - peoples.indexOf(other))
    .map(([, english]) => english)
  return [spelled(stem), ...(peoples === '' ? [] : [named.join(' and ')]), kinds[kind].english].join(' ')
}
