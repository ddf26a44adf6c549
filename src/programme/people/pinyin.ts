/** The surnames one meets in reports, in pinyin without tones. */
const surnames = new Set(
  (
    'ai an bai bao bi bian bu cai cao cen chai chang che chen cheng chi chu cui dai deng diao ding dong dou du duan fan ' +
    'fang fei feng fu gan gao ge geng gong gou gu guan guo han hao he hong hou hu hua huang huo ji jia jian jiang jiao ' +
    'jin jing ju kang ke kong lai lan lei li lian liang liao lin ling liu long lou lu luan luo lv ma mao mei meng mi ' +
    'miao min mo mou mu ni nie niu ning ou ouyang pan pang pei peng pi pu qi qian qiao qin qiu qu quan ran rao ren rong ' +
    'ruan shang shangguan shao shen sheng shi shu si sima situ song su sun tan tang tao teng tian tong tu wan wang wei ' +
    'wen weng wu xi xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yi yin ying you yu yuan yue yun zang zeng ' +
    'zhai zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuge zong zou zuo'
  ).split(' '),
)

/** A syllable of Mandarin, as near as telling pinyin from English words needs. */
const syllable =
  '(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v)'
const oneSyllable = new RegExp(`^${syllable}$`, 'u')
const givenName = new RegExp(`^${syllable}['’-]?(?:${syllable})?$`, 'u')

/** Two or three capitalised words, as a name in pinyin is written. */
export const pinyinName = "\\p{Lu}\\p{Ll}{1,8}[ -]\\p{Lu}[\\p{Ll}'’-]{0,11}(?:[ -]\\p{Lu}\\p{Ll}{0,5})?"

/** Words that are spelt like a given name but are none: English ones, and Yu of Lu–Yu, Shandong and Chongqing. */
const otherWords = new Set(
  'same game page side site line tour tea note date dance asia base home case lane rice gene yu dong qing'.split(
    ' ',
  ),
)

/** Zhao Min to discuss tea: English words that no syllable of Mandarin is spelt like. */
const noSyllables = new Set('to so do go no in be we'.split(' '))

/** Whether Latin words are plausibly a Chinese person's name, surname first: Li Ming, Wang Jianguo, Wang Jian Guo. */
export const isPinyinName = (words: string): boolean => {
  const plain = words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const [surname = '', ...given] = plain.split(/[ -]/u)
  const [first = '', ...others] = given
  if (!surnames.has(surname) || otherWords.has(given.join(' '))) return false
  if (others.length === 0) return givenName.test(first)
  return given.every((word) => oneSyllable.test(word)) && !others.some((word) => noSyllables.has(word))
}

/** Whether one Latin word is a surname, as polite speech has it after a post: Mayor Wang. */
export const isPinyinSurname = (word: string): boolean =>
  surnames.has(word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())
