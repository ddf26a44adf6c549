import { choice } from '../../core/fields/choice.ts'
import type { FieldType } from '../../core/form/field.ts'
import type { Level } from '../../generated/prisma/enums.ts'
import type { Place } from '../places/registry.ts'

export const levelField = (): FieldType<Level> =>
  choice([
    { value: 'provincial', label: 'programme.level.provincial', words: ['省级', '省部级', 'province'] },
    { value: 'city', label: 'programme.level.city', words: ['市级', '地厅级', 'municipal'] },
    { value: 'county', label: 'programme.level.county', words: ['县级', '区县级', '县处级', 'district'] },
    { value: 'township', label: 'programme.level.township', words: ['乡镇级', '乡科级', 'town'] },
    { value: 'other', label: 'programme.level.other', words: ['其他', '其它'] },
  ])

const ladder = ['provincial', 'city', 'county', 'township', 'other'] as const
const below = (level: Level): Level => ladder[ladder.indexOf(level) + 1] ?? 'other'

/** The prefecture-level cities of Shandong (GB/T 2260, 3701 to 3717): any other 市 of the province is a county-level city. */
const shandongCities = /济南|青岛|淄博|枣庄|东营|烟台|潍坊|济宁|泰安|威海|日照|临沂|德州|聊城|滨州|菏泽/u
const shandongCitiesInEnglish =
  /\b(?:jinan|qingdao|zibo|zaozhuang|dongying|yantai|weifang|jining|tai'?an|weihai|rizhao|linyi|dezhou|liaocheng|binzhou|heze)\b/iu

/** Codes of GB/T 2260 begin with 50 in Chongqing. */
const isOfChongqing = (place: Place | undefined): boolean => place?.code?.startsWith('50') ?? false

/** The level of the government that a body at this place belongs to. */
const levelOfPlace = (place: Place | undefined): Level | undefined => {
  if (!place) return undefined
  const levels: Partial<Record<Place['level'], Level>> = {
    province: 'provincial',
    city: 'city',
    county: 'county',
    township: 'township',
  }
  return levels[place.level] ?? 'other'
}

/**
 * The level of a title in this programme's terms; undefined when the title does not tell. `sender` is where the
 * delegation comes from and settles bare titles. Chongqing is a province-level city, so its mayors and its municipal
 * Party committee are provincial; its districts and counties are all of county level here, whatever their cadre rank.
 * Our decision: the head of a department stands one level below the government it serves, as cadre ranks do
 * (a bureau director of a city is of county level); 处长 is of county and 科长 of township level by rank. Of a county's
 * department head the title does not tell: by rank below the county, but of no township.
 * Of several titles the highest counts.
 */
export const levelOf = (title: string, sender: Place | undefined): Level | undefined =>
  title
    .normalize('NFKC')
    .split(/[、,;/]/u)
    .map((one) => levelOfOne(one.trim(), sender))
    .filter((level) => level !== undefined)
    .sort((one, other) => ladder.indexOf(one) - ladder.indexOf(other))[0]

const levelOfOne = (title: string, sender: Place | undefined): Level | undefined => {
  if (title === '') return undefined
  if (/处长|division (?:head|director|chief)/iu.test(title)) return 'county'
  if (/科长|section (?:head|chief)/iu.test(title)) return 'township'
  if (
    /(?<![农乡])村|董事长|经理|会长|(?<!法院)院长|校长|行长|(?:协|商|学|基金)会|village|manager|principal|dean|company|enterprise|school|university|hospital|association|chamber|foundation/iu.test(
      title,
    )
  )
    return 'other'
  const government = governmentOf(title, sender)
  if (!government || isLeader(title)) return government
  return government === 'county' ? undefined : below(government)
}

/** The level of the government that the title names, or of the sender's. */
const governmentOf = (title: string, sender: Place | undefined): Level | undefined => {
  if (/[省]|(?<!办公)厅|governor|provinc|shandong/iu.test(title)) return 'provincial'
  if (/重庆|chongqing/iu.test(title) && !/[区县镇]|乡(?!村)|county|district|town/iu.test(title))
    return 'provincial'
  if (/镇|乡(?!村)|街道|town/iu.test(title)) return 'township'
  if (/(?<!开发|高新|园)区|县|county|district|magistrate/iu.test(title)) return 'county'
  if (/(?<!城)市(?!场)|mayor|municipal|\bcity\b/iu.test(title)) return levelOfCity(title, sender)
  return levelOfPlace(sender)
}

const levelOfCity = (title: string, sender: Place | undefined): Level | undefined => {
  const named = /(\p{Script=Han}{2,4})市/u.exec(title)?.[1]
  if (named) return shandongCities.test(named) ? 'city' : 'county'
  if (shandongCitiesInEnglish.test(title)) return 'city'
  // Vice Mayor of Tengzhou: a city of the province that is none of its prefectures.
  if (/mayor of (?:the )?(?!city|chongqing)\p{L}/iu.test(title)) return 'county'
  if (!sender) return undefined
  return isOfChongqing(sender) ? 'provincial' : 'city'
}

/** 妇联主席, 团市委书记: they head a body of people, which ranks as a department. */
const peoplesBody =
  /工会|妇联|(?:联合|妇女)会|工商联|[残文侨科]联|科协|共青团|团[省市区县]?委|federation|trade union|youth league/iu

/**
 * Those who lead a government, a Party committee, a people's congress or a political consultative conference, with their
 * secretaries-general, and a court or a procuratorate.
 */
const isLeader = (title: string): boolean => !peoplesBody.test(title) && isLeadingPost(title)

const isLeadingPost = (title: string): boolean =>
  /秘书长|secretary[ -]general|法院|检察长|people['’]s court/iu.test(title) ||
  /[省市区县镇乡]长|主席|常委(?!会)|mayor|governor|magistrate|(?:county|district|town(?:ship)?) head|chair|standing committee/iu.test(
    title,
  ) ||
  /(?:人大(?:常委会)?|街道(?:办事处)?)副?主任/u.test(title) ||
  (/书记|secretary/iu.test(title) &&
    !/党组|局|厅|处|办|部|secretary[ -]general|bureau|department|office|commission|division/iu.test(title))
