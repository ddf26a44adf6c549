import { overlap, type Piece } from './piece.ts'

/** Mainland mobile and fixed numbers, others with their country's code, identity cards, passports, and addresses of mail. */
const number =
  '(?:\\+?86[- ]?)?1[3-9]\\d(?:[- ]?\\d{4}){2}|\\(?0\\d{2,3}\\)?[- —–]?\\d{3,4}[- ]?\\d{4}(?:[-转]\\d{1,5})?|\\+\\d{1,3}(?:[- ]?\\d{2,4}){2,4}|\\d{6}[ -]?(?:19|20)\\d{2}[ -]?\\d{4}[ -]?\\d{3}[\\dXx]|(?:[EGPSDK]\\d{8}|E[A-Z]\\d{7})(?!\\d)|62\\d{14,17}|[\\w.+-]{1,40}@[\\w-]{1,40}(?:\\.[\\w-]{2,20}){1,3}'
const label =
  '(?:(?:联系|办公|咨询|值班|司机|本人|手机)?(?:电话|手机|座机|传真|身份证|护照|邮箱|微信|证件)(?:号码?)?|(?:请|可)?(?:联系|致电|拨打|咨询)|(?<![a-z])(?:tel(?:ephone)?|phone|mobile|cell|fax|call|contact|e-?mail|passport|id(?: card)?)(?: number| no)?\\.?)'
const whole = new RegExp(`(?:${label}\\s?[:是为]?\\s?)?(?<![\\w.+-])(?:${number})(?![\\w@])`, 'giu')
/** A number of seven or eight digits is a telephone's when it is called so. */
const called =
  /(?:电话|手机|座机|传真|(?<![a-z])(?:tel(?:ephone)?|phone|fax)\.?)(?:号码?)?\s?[:是为]?\s?\d{7,8}(?!\d)/giu

/** Papers and accounts are so when they are called so. */
const papers =
  /(?:身份证|护照|(?:港澳|台湾|往来)?通行证|台胞证|回乡证|军官证|证件|(?:银行|社保)?卡|账[号户])(?:号码?|编号)?\s?[:是为]?\s?[A-Z]{0,2}\d{7,20}[Xx]?(?!\d)|微信(?:号码?)?\s?[:是为]?\s?[\w-]{5,30}|(?<![a-z\d])QQ(?:号码?)?\s?[:是为]?\s?\d{5,12}(?!\d)|(?<![a-z])(?:passports?|id(?: card)?|identity card|permit|account)(?: (?:number|no)\b\.?)?\s?[:#]?\s?[A-Z]{0,2}\d{7,20}(?!\d)|(?<![a-z])wechat(?: id)?\s?[:]?\s?(?=\S*[\d_])[\w-]{5,30}/giu

/** Numbers of telephones and identity cards, and addresses of mail, with the words that name them: they are kept nowhere. */
export const personalNumbers = (folded: string): Piece[] =>
  [...folded.matchAll(papers), ...folded.matchAll(whole), ...folded.matchAll(called)]
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length }))
    .filter((piece, index, all) => !all.slice(0, index).some((other) => overlap(piece, other)))
    .sort((one, other) => one.start - other.start)
